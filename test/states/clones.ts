/**
 * Servers of a real cloud in situations that last too short to be met: copies of a server's rows, written into Nova's databases.
 * The databases are those of `test/real-cloud/up`.
 */
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { homedir } from 'node:os';
import type { Situation } from './situation.ts';

const socket = `${process.env['VIRGA_REAL_CLOUD'] ?? `${homedir()}/.cache/virga-real-cloud`}/run/mysql.sock`;
const sql = (statements: string): string[][] =>
  execFileSync('mariadb', ['--no-defaults', `--socket=${socket}`, '--user=root', '-BN'], { input: statements, encoding: 'utf8' })
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split('\t'));

/** What a server consists of, and by which column it is found. */
const TABLES = [
  ['nova', 'instances', 'uuid'],
  ...['instance_extra', 'instance_info_caches', 'instance_system_metadata', 'instance_metadata', 'block_device_mapping', 'migrations'].map((table) => [
    'nova',
    table,
    'instance_uuid',
  ]),
  ['nova_api', 'instance_mappings', 'instance_uuid'],
  ['nova_api', 'request_specs', 'instance_uuid'],
] as [database: string, table: string, key: string][];

const columns = new Map<string, string[]>();
for (const [database, table] of sql('SELECT DISTINCT table_schema, table_name FROM information_schema.columns WHERE table_schema IN ("nova", "nova_api")')) {
  columns.set(`${database}.${table}`, []);
}
for (const [database, table, column] of sql(
  'SELECT table_schema, table_name, column_name FROM information_schema.columns WHERE table_schema IN ("nova", "nova_api") AND column_name <> "id"',
))
  columns.get(`${database}.${table}`)?.push(column ?? '');

const text = (value: string | null): string => (value === null ? 'NULL' : `'${value}'`);

/** @param of the server that the copies are made of @returns their ids, each with the number of its migration where it has one */
export function clones(of: string, count: number, situation: Situation): { server: string; migration: string | undefined }[] {
  const ids = Array.from({ length: count }, () => randomUUID());
  const { vm_state, task_state, power_state, on_host, launched, locked, migration } = situation;
  const changes: Record<string, string> = {
    vm_state: text(vm_state),
    task_state: text(task_state),
    power_state: String(power_state),
    ...(locked && { locked: '1', locked_by: "'owner'" }),
    ...(!launched && { launched_at: 'NULL' }),
    ...(!on_host && { host: 'NULL', node: 'NULL', compute_id: 'NULL', availability_zone: 'NULL' }),
  };
  const insert = ([database, table, key]: (typeof TABLES)[number]): string => {
    const names = columns.get(`${database}.${table}`) ?? [];
    const values = names.map((name) => {
      if (name === key) return 'c.clone';
      if (name === 'uuid') return 'UUID()';
      return (table === 'instances' && changes[name]) || `t.\`${name}\``;
    });
    const alive = names.includes('deleted') ? 'AND t.deleted = 0' : '';
    return `INSERT INTO ${database}.${table} (${names.map((name) => `\`${name}\``).join()}) SELECT ${values.join()} FROM ${database}.${table} t JOIN c WHERE t.${key} = '${of}' ${alive};`;
  };
  const moves =
    migration &&
    `INSERT INTO nova.migrations (created_at, instance_uuid, uuid, status, migration_type, source_compute, source_node, deleted, hidden, user_id, project_id)
     SELECT NOW(), uuid, UUID(), '${migration.status}', '${migration.migration_type}', i.launched_on, i.launched_on, 0, 0, user_id, project_id
     FROM nova.instances i JOIN c ON i.uuid = c.clone;`;
  const found = sql(`
    SET autocommit = 0;
    CREATE TEMPORARY TABLE nova.c (clone varchar(36)) CHARACTER SET utf8mb3; INSERT INTO nova.c VALUES ${ids.map((id) => `('${id}')`).join()};
    USE nova; ${TABLES.map(insert).join('\n')}
    UPDATE nova.migrations m JOIN c ON m.instance_uuid = c.clone SET m.status = ${text(migration?.status ?? null)};
    ${situation.resized ? '' : (moves ?? '')}
    COMMIT; SELECT c.clone, MAX(m.id) FROM c LEFT JOIN nova.migrations m ON m.instance_uuid = c.clone GROUP BY c.clone;`);
  return found.map(([server = '', number]) => ({ server, migration: number === 'NULL' ? undefined : number }));
}
/** Whether the compute services are taken for dead. */
export function forceDown(down: boolean): void {
  sql(`UPDATE nova.services SET forced_down = ${Number(down)} WHERE services.binary = 'nova-compute'`);
}
/** So that nothing begun with them goes on. */
export function drop(servers: readonly string[]): void {
  sql(`UPDATE nova.instances SET deleted = id WHERE uuid IN (${servers.map((id) => `'${id}'`).join()})`);
}
