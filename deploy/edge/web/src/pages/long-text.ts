/** Free text takes 10,000 characters, and says from 9,000 how many are left. */
export const LONG_TEXT = { maxlength: 10_000, threshold: 90 } as const;
