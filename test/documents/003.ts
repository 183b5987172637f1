/** What the chapters of document 003, a book of 2012, have in common: a cloud of that time, its curl, its scripts, its pages. */
import { type Answer, type Lab, openLab, send } from './lab.ts';
import { curl as run } from './curl.ts';

export const KERNEL = 'http://localhost:8774/v1.1/openstack/images/1';
export const TINY = 'http://localhost:8774/v1.1/openstack/flavors/1';
/** The command that boots the book's first server. */
export const BOOT = `curl -v -X POST -H "X-Auth-Token:999888777666" -H "Content-type:application/json" -d '{"server": {"flavorRef": "${TINY}", "personality": [{"path": "", "contents": ""}], "name": "tornado001", "imageRef": "${KERNEL}", "metadata": {"Server Name": "Tornado"}}}' http://localhost:8774/v1.1/openstack/servers`;

export interface Book {
  lab: Lab;
  /** A command as it is printed. */
  curl: (line: string) => Promise<Answer>;
  /** What a script sends to Nova once it has its token. */
  script: (method: string, path: string, body?: unknown) => Promise<Answer>;
}

/** @param user whose commands these are: the book's answers were those to `admin` */
export async function openBook(user = 'admin'): Promise<Book> {
  const lab = await openLab('lifelike', '2012');
  const credentials = { passwordCredentials: { username: user, password: 'shhh' } };
  const { json } = await send('POST', `${lab.origin('identity')}/v2.0/tokens`, { 'content-type': 'application/json' }, credentials);
  const token: string = json.auth.token.id;
  const nova: string = json.auth.serviceCatalog.nova[0].publicURL;
  return {
    lab,
    // one command has a digit too many
    curl: (line) => run(lab, line, {}, { '9998887776666': token, '999888777666': token }),
    script: (method, path, body) => send(method, nova + path, { 'x-auth-token': token, 'content-type': 'application/json' }, body),
  };
}

/** As the book stands once its three servers are active. */
export async function openBookWithServers(): Promise<Book> {
  const book = await openBook();
  await book.curl(BOOT);
  for (const name of ['tornado002', 'tornado003']) await book.script('POST', '/servers', { server: { name, imageRef: KERNEL, flavorRef: TINY } });
  await book.lab.pass(5000);
  return book;
}

export const links = (path: string) => [
  { href: `http://localhost:8774/v1.1/openstack/${path}`, rel: 'self' },
  { href: `http://localhost:8774/openstack/${path}`, rel: 'bookmark' },
];
const bookmark = (path: string) => ({ id: path.split('/')[1], links: links(path).slice(1) });
const UUID = '8fec45a8-92fb-4840-8f2a-c64e1be49dee';
export const entry = (id: number, name: string) => ({ id, uuid: UUID, links: links(`servers/${id}`), name });

/** Right after its creation. */
export const building = {
  ...entry(1, 'tornado001'),
  status: 'BUILD',
  updated: '2011-12-04T21:18:55Z',
  hostId: '',
  user_id: 'admin',
  created: '2011-12-04T21:18:55Z',
  tenant_id: 'openstack',
  image: bookmark('images/1'),
  accessIPv4: '',
  metadata: { 'Server Name': 'Tornado' },
  accessIPv6: '',
  key_name: null,
  progress: 0,
  flavor: bookmark('flavors/1'),
  config_drive: '',
  addresses: {},
};
export const active = {
  ...building,
  status: 'ACTIVE',
  hostId: 'ea05d3b6c34b9baae7ad5ce482814e040305b6c8fb67034a46908720',
  progress: 100,
  addresses: { public: [{ version: 4, addr: '192.168.100.2' }], private: [{ version: 4, addr: '192.168.200.2' }] },
};
export const absent = { itemNotFound: { message: 'The resource could not be found.', code: 404 } };
