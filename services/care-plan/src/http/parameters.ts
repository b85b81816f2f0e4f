/** A query parameter that is any text. */
export const TEXT = { type: 'string' };
/** One that is an id. */
export const ID = { type: 'string', format: 'uuid' };
