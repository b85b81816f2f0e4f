import { uuidV5 } from '@carethread/ledger';

/** One offer for each clean issue, found again when it was taken up. */
export const offerOf = (planId: string, cleanVersionNo: number): string =>
  uuidV5(planId, 'replacePlan', cleanVersionNo);
