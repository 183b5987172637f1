/** Glance's tables, by the names they have in the client. */
export const image = {};
