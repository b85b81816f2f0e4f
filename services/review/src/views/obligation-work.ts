import { workOn } from '@carethread/service-kit';
import { obligationList } from './obligation-list.js';

/** What is owed under plans, as work of those who owe it; what a review holds waits for its closure. */
export const obligationWork = workOn(obligationList, {
  times: ({ status, dueAt }) => (status === 'heldAwaitingClosure' ? undefined : { dueAt }),
});
