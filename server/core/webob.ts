/** webob's error page, which services send where nothing else words the error. `webob/exc.py` */
import type { About, Wire } from './dialect.ts';
import type { CloudError } from './errors.ts';
import { dumps } from './python.ts';

/** Titles and explanations of webob's classes. */
const PAGES: Record<number, [title: string, explanation: string]> = {
  400: ['Bad Request', 'The server could not comply with the request since it is either malformed or otherwise incorrect.'],
  401: [
    'Unauthorized',
    'This server could not verify that you are authorized to access the document you requested. Either you supplied the wrong credentials (e.g., bad password), or your browser does not understand how to supply the credentials required.',
  ],
  403: ['Forbidden', 'Access was denied to this resource.'],
  404: ['Not Found', 'The resource could not be found.'],
  405: ['Method Not Allowed', ''],
  406: ['Not Acceptable', ''],
  409: ['Conflict', 'There was a conflict when trying to complete your request.'],
  410: ['Gone', 'This resource is no longer available. No forwarding address is given.'],
  413: ['Request Entity Too Large', 'The body of your request was too large for this server.'],
  415: ['Unsupported Media Type', ''],
  416: ['Request Range Not Satisfiable', 'The Range requested is not available.'],
  500: ['Internal Server Error', 'The server has either erred or is incapable of performing the requested operation.'],
  501: ['Not Implemented', 'The server does not support the functionality required to fulfill the request.'],
  503: ['Service Unavailable', 'The server is currently unavailable. Please try again at a later time.'],
};
type Escape = (text: string) => string;
/** Classes with a body of their own. */
const TEMPLATES: Record<number, (about: About, escape: Escape, detail: string, message: string) => string> = {
  405: ({ method }, escape, detail, message) =>
    message ? escape(message) : `The method ${escape(method)} is not allowed for this resource. <br /><br />\n${detail}`,
  406: ({ accept }, escape, detail) =>
    `The resource could not be generated that was acceptable to your browser\n(content of type ${escape(accept)}. <br /><br />\n${detail}`,
  415: ({ contentType }, escape, detail) => `The request media type ${escape(contentType)} is not supported by this server.\n<br /><br />\n${detail}`,
};
const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#x27;' };
const escapeHtml: Escape = (text) => text.replaceAll(/[&<>"']/g, (c) => ENTITIES[c] ?? c);
const asIs: Escape = (text) => text;
const stripTags = (text: string): string =>
  text
    .replaceAll('\n', ' ')
    .replaceAll('\r', '')
    .replaceAll(/<br[^>]*>/gi, '\n')
    .replaceAll(/<!--|-->/g, '')
    .replaceAll(/<[^>]*>/g, '');

/** The page in the form that Accept asks for. The error's message stands in for the explanation, `details.detail` follows it. */
export function webob({ status, message, details }: CloudError, about: About): Wire {
  const [title, explanation] = PAGES[status] ?? ['Error', ''];
  const line = `${status} ${title}`;
  const body = (escape: Escape): string => {
    const detail = escape(details.detail ?? '');
    return TEMPLATES[status]?.(about, escape, detail, message) ?? `${escape(message || explanation)}<br /><br />\n${detail}\n\n`;
  };
  const page = (type: string, text: string): Wire => ({ status, headers: { 'Content-Type': type }, body: text });
  switch (preferred(about.accept)) {
    case 'application/json':
      return page('application/json', dumps({ message: body(asIs), code: line, title }));
    case 'text/html':
      return page(
        'text/html; charset=UTF-8',
        `<html>\n <head>\n  <title>${line}</title>\n </head>\n <body>\n  <h1>${line}</h1>\n  ${body(escapeHtml)}\n </body>\n</html>`,
      );
    default:
      return page('text/plain; charset=UTF-8', `${line}\n\n${stripTags(body(asIs))}`);
  }
}

const OFFERS = ['text/html', 'application/json'];
/** Of what webob offers, what Accept likes best; HTML before JSON where it does not care. */
function preferred(accept: string): string | undefined {
  const ranges = accept.split(',').map((range) => {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    return { type, quality: quality === undefined ? 1 : Number(quality) };
  });
  const liking = (offer: string): number => {
    const pattern = [offer, `${offer.split('/')[0]}/*`, '*/*'].find((candidate) => ranges.some(({ type }) => type === candidate));
    return ranges.find(({ type }) => type === pattern)?.quality ?? 0;
  };
  return OFFERS.filter((offer) => liking(offer) > 0).toSorted((a, b) => liking(b) - liking(a))[0];
}
