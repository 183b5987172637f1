/** Error bodies that several services share: keystonemiddleware's 401 and webob's default page. */
import type { About, Wire } from './dialect.ts';
import type { CloudError } from './errors.ts';

/** keystonemiddleware answers for nova, neutron, placement and cinder. */
export const keystoneUnauthorized = ({ identity }: About): Wire => ({
  status: 401,
  headers: { 'Content-Type': 'application/json', 'WWW-Authenticate': `Keystone uri="${identity}"` },
  body: JSON.stringify({ error: { code: 401, title: 'Unauthorized', message: 'The request you have made requires authentication.' } }),
});

/** Titles and first sentences of webob.exc's classes. */
const WEBOB: Record<number, [title: string, explanation: string]> = {
  400: ['Bad Request', 'The server could not comply with the request since it is either malformed or otherwise incorrect.'],
  401: ['Unauthorized', 'This server could not verify that you are authorized to access the document you requested.'],
  403: ['Forbidden', 'Access was denied to this resource.'],
  404: ['Not Found', 'The resource could not be found.'],
  405: ['Method Not Allowed', 'The method is not allowed for this resource.'],
  406: ['Not Acceptable', 'The resource could not be generated that was acceptable to your browser'],
  409: ['Conflict', 'There was a conflict when trying to complete your request.'],
  410: ['Gone', 'This resource is no longer available.'],
  413: ['Request Entity Too Large', 'The body of your request was too large for this server.'],
  415: ['Unsupported Media Type', 'The request media type is not supported by this server.'],
  416: ['Request Range Not Satisfiable', 'The Range requested is not available.'],
  500: ['Internal Server Error', 'The server has either erred or is incapable of performing the requested operation.'],
  501: ['Not Implemented', 'The server does not support the functionality required to fulfill the request.'],
  503: ['Service Unavailable', 'The server is currently unavailable. Please try again at a later time.'],
};
const escapeHtml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** webob's page in the form that Accept asks for: JSON, HTML or plain text. The error's message stands in for the explanation. */
export function webob(error: CloudError, { accept }: About): Wire {
  const [title, explanation] = WEBOB[error.status] ?? ['Error', ''];
  const status = `${error.status} ${title}`;
  const message = error.message || explanation;
  if (/application\/json/.test(accept)) {
    return {
      status: error.status,
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ message: `${message}<br /><br />\n\n\n`, code: status, title }),
    };
  }
  if (accept.includes('html') || accept.includes('*/*')) {
    const body = `<html>\n <head>\n  <title>${status}</title>\n </head>\n <body>\n  <h1>${status}</h1>\n  ${escapeHtml(message)}<br /><br />\n\n\n\n </body>\n</html>`;
    return { status: error.status, headers: { 'Content-Type': 'text/html; charset=UTF-8' }, body };
  }
  return { status: error.status, headers: { 'Content-Type': 'text/plain; charset=UTF-8' }, body: `${status}\n\n${message}\n\n\n\n` };
}
