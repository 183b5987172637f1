/**
 * Attribute maps: what Neutron knows of each attribute of a resource, as data. The engine beside this file reads them.
 * `neutron_lib/api/definitions/*.py`, `neutron_lib/api/attributes.py`
 */
export type Flag = 'post' | 'put' | 'show' | 'filter' | 'sort' | 'policy';

export interface Attribute {
  flags: ReadonlySet<Flag>;
  /** Filled in where a create does not name the attribute. */
  default?: unknown;
  /** May be left out of a create, and then stays out. */
  optional?: true;
  /** Throws InvalidInput on what it cannot convert. */
  convert?: (value: unknown) => unknown;
  /** A filter that changes nothing. */
  idle?: true;
  /** Of filters that come as `key=value`. */
  keyed?: true;
  /** The reason why a value is refused. */
  validate?: (value: unknown) => string | undefined;
  /** Keys of the value that have policy rules of their own. */
  parts?: readonly string[];
}
export type AttributeMap = Record<string, Attribute>;

/** @param flags separated by spaces: `post put show filter sort policy` */
export const attribute = (flags: string, rest: Omit<Attribute, 'flags'> = {}): Attribute => ({ flags: new Set(flags.split(' ') as Flag[]), ...rest });

/** Attributes of what is only listed. */
export const filterable = (...names: string[]): AttributeMap => Object.fromEntries(names.map((name) => [name, attribute('show filter sort')]));

/** Completes a map with the other name of the owner. `attributes.populate_project_info` */
export const withProject = (map: AttributeMap): AttributeMap => ({
  ...map,
  ...(map['tenant_id'] && { project_id: map['tenant_id'] }),
  ...(map['project_id'] && { tenant_id: map['project_id'] }),
});
