/** Every request that a server's state may refuse, as data. `{...}` stands for what differs from cloud to cloud. */

export interface Attempt {
  method: string;
  /** Below `/servers/{server}`. */
  path: string;
  json?: unknown;
  /** Microversion; the oldest without one. */
  version?: string;
}
const act = (json: object, version?: string): Attempt => ({ method: 'POST', path: '/action', json, ...(version && { version }) });
const plain = (action: string, version?: string): Attempt => act({ [action]: null }, version);
const on = (method: string, path: string, version?: string, json?: unknown): Attempt => ({
  method,
  path,
  ...(version && { version }),
  ...(json !== undefined && { json }),
});

export const attempts: Record<string, Attempt> = {
  show: on('GET', ''),
  start: plain('os-start'),
  stop: plain('os-stop'),
  'reboot soft': act({ reboot: { type: 'SOFT' } }),
  'reboot hard': act({ reboot: { type: 'HARD' } }),
  pause: plain('pause'),
  unpause: plain('unpause'),
  suspend: plain('suspend'),
  resume: plain('resume'),
  rescue: plain('rescue'),
  unrescue: plain('unrescue'),
  resize: act({ resize: { flavorRef: '{flavor}' } }),
  confirmResize: plain('confirmResize'),
  revertResize: plain('revertResize'),
  rebuild: act({ rebuild: { imageRef: '{image}' } }),
  changePassword: act({ changePassword: { adminPass: 'Another1' } }),
  createImage: act({ createImage: { name: 'states' } }),
  createBackup: act({ createBackup: { name: 'states', backup_type: 'daily', rotation: 1 } }),
  shelve: plain('shelve'),
  shelveOffload: plain('shelveOffload'),
  unshelve: plain('unshelve'),
  'unshelve to a zone': act({ unshelve: { availability_zone: 'nova' } }, '2.77'),
  'unshelve to a host': act({ unshelve: { host: '{host}' } }, '2.91'),
  'trigger crash dump': plain('trigger_crash_dump', '2.17'),
  migrate: plain('migrate'),
  'migrate to its host': act({ migrate: { host: '{host}' } }, '2.56'),
  'live-migrate': act({ 'os-migrateLive': { host: null, block_migration: 'auto' } }, '2.34'),
  'live-migrate to nowhere': act({ 'os-migrateLive': { host: 'nowhere', block_migration: 'auto' } }, '2.34'),
  evacuate: act({ evacuate: { onSharedStorage: false } }),
  'evacuate to nowhere': act({ evacuate: { host: 'nowhere' } }, '2.68'),
  delete: on('DELETE', ''),
  forceDelete: plain('forceDelete'),
  restore: plain('restore'),
  update: on('PUT', '', undefined, { server: { name: 'states' } }),
  lock: plain('lock'),
  unlock: plain('unlock'),
  'reset to active': act({ 'os-resetState': { state: 'active' } }),
  'reset to error': act({ 'os-resetState': { state: 'error' } }),
  injectNetworkInfo: plain('injectNetworkInfo'),
  resetNetwork: plain('resetNetwork'),
  addSecurityGroup: act({ addSecurityGroup: { name: 'nothing' } }),
  removeSecurityGroup: act({ removeSecurityGroup: { name: 'nothing' } }),
  'console output': act({ 'os-getConsoleOutput': {} }),
  'vnc console': act({ 'os-getVNCConsole': { type: 'novnc' } }),
  'spice console': act({ 'os-getSPICEConsole': { type: 'spice-html5' } }),
  'serial console': act({ 'os-getSerialConsole': { type: 'serial' } }),
  'remote console': on('POST', '/remote-consoles', '2.6', { remote_console: { protocol: 'vnc', type: 'novnc' } }),
  'mks console': on('POST', '/remote-consoles', '2.8', { remote_console: { protocol: 'mks', type: 'webmks' } }),
  diagnostics: on('GET', '/diagnostics'),
  'standard diagnostics': on('GET', '/diagnostics', '2.48'),
  topology: on('GET', '/topology', '2.78'),
  password: on('GET', '/os-server-password'),
  'clear password': on('DELETE', '/os-server-password'),
  'add metadata': on('POST', '/metadata', undefined, { metadata: { b: '2' } }),
  'replace metadata': on('PUT', '/metadata', undefined, { metadata: { b: '2' } }),
  'set metadata': on('PUT', '/metadata/a', undefined, { meta: { a: '2' } }),
  'delete metadata': on('DELETE', '/metadata/a'),
  'replace tags': on('PUT', '/tags', '2.26', { tags: ['u'] }),
  'add a tag': on('PUT', '/tags/u', '2.26'),
  'delete a tag': on('DELETE', '/tags/t', '2.26'),
  'delete tags': on('DELETE', '/tags', '2.26'),
  'attach interface': on('POST', '/os-interface', undefined, { interfaceAttachment: { net_id: '{network}' } }),
  'detach interface': on('DELETE', '/os-interface/{port}'),
  'attach volume': on('POST', '/os-volume_attachments', undefined, { volumeAttachment: { volumeId: '{port}' } }),
  'detach volume': on('DELETE', '/os-volume_attachments/{port}'),
  addFixedIp: act({ addFixedIp: { networkId: '{network}' } }),
  removeFixedIp: act({ removeFixedIp: { address: '10.99.99.99' } }),
  'attach share': on('POST', '/shares', '2.97', { share: { share_id: '{port}' } }),
  'detach share': on('DELETE', '/shares/{port}', '2.97'),
  'force a migration to its end': on('POST', '/migrations/{migration}/action', '2.22', { force_complete: null }),
  'abort a migration': on('DELETE', '/migrations/{migration}', '2.24'),
  'abort a waiting migration': on('DELETE', '/migrations/{migration}', '2.65'),
  'show a migration': on('GET', '/migrations/{migration}', '2.23'),
};

/** What the placeholders stand for. */
export type Names = Record<'server' | 'flavor' | 'image' | 'network' | 'host' | 'port' | 'migration', string>;
/** No port, volume or share is called so. */
export const NOBODY = '00000000-0000-4000-8000-000000000000';
export const NO_MIGRATION = '999999';

export const filled = ({ method, path, json, version }: Attempt, names: Names) => {
  const fill = (text: string): string => text.replaceAll(/\{(\w+)\}/g, (_, name: keyof Names) => names[name]);
  return {
    method,
    path: fill(`/servers/{server}${path}`),
    json: json === undefined ? undefined : (JSON.parse(fill(JSON.stringify(json))) as unknown),
    headers: version === undefined ? {} : { 'OpenStack-API-Version': `compute ${version}` },
  };
};
/** An answer in short, with the placeholders back in their places. */
export function told(attempt: Attempt, { status, json }: { status: number; json?: unknown }, names: Names): string {
  const [body] = Object.values((json ?? {}) as Record<string, { message?: string; status?: string } | null>);
  const text = status >= 300 ? body?.message : attempt === attempts['show'] ? body?.status : undefined;
  let short = `${status} ${text ?? ''}`.trim().replaceAll(/\b[0-9a-f]{32}\b/g, '{project}');
  // a migration's number may stand for anything elsewhere
  const shown = (Object.keys(names) as (keyof Names)[]).filter((name) => name !== 'flavor' && (name !== 'migration' || attempt.path.includes('{migration}')));
  for (const name of shown) short = short.replaceAll(new RegExp(`\\b${names[name]}\\b`, 'g'), `{${name}}`);
  return short;
}
