import { uuidV5 } from '@carethread/ledger';

/** The task that a suggestion waits by. */
export const contributionTask = (contributionId: string): string => uuidV5(contributionId, 'contributionSuggested');
