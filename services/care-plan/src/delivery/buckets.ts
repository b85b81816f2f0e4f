import { uuidV5 } from '@carethread/ledger';

/** Into so many parts the organisations are divided, each under a lease of its own. */
export const BUCKETS = 16;

/** The part that an organisation is in: the same in every process, for ever. */
export const bucketOf = (organisationId: string): number =>
  Number.parseInt(uuidV5('deliver', organisationId).slice(0, 1), BUCKETS);
