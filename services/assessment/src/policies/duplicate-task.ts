import { uuidV5 } from '@carethread/ledger';

/** One task for two people, whichever of them it is found by. */
export const duplicateTaskOf = (personId: string, otherId: string): string =>
  uuidV5('duplicateLikely', ...[personId, otherId].sort());
