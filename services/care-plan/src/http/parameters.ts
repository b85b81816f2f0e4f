/** A query parameter that is any text. */
export const TEXT = { type: 'string' };
