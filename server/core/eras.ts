/** The times that a cloud can be of: which seed is in a new one, which versions it tells of, and where old services said other things. */
export const eras = ['modern', '2014', '2012'] as const;
export type Era = (typeof eras)[number];

/** Port on which Keystone's administrators were heard besides, where the time had one. */
export const ADMIN_PORTS: Partial<Record<Era, number>> = { '2014': 35_357, '2012': 5001 };
