import { uuidV5 } from '@carethread/ledger';
import { closeTask } from '@carethread/service-kit';
import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import type { PlanEvent } from '../domain/plan/events.js';
import { closeOfferWhenPlanReplaced } from './close-offer-when-plan-replaced.js';

const PLAN = '00000000-0000-4000-8000-00000000000a';
const replaced: PlanEvent = {
  type: 'PlanReplaced',
  payload: {
    planId: PLAN,
    planKind: 'provider',
    organisationId: 'O',
    versionNo: 6,
    replacesVersionNo: 5,
    amendmentsFolded: 4,
    contentHash: 'c'.repeat(64),
    by: 'K',
  },
};
const offer = uuidV5(PLAN, 'replacePlan', 1);
const task = (status: string) => ({ [`task-${offer}`]: { kind: 'replacePlan', forRole: 'KW', status, ref: {} } });

it('ENG-142: a replaced plan closes the offer that was made for its clean version, where it is open', async () => {
  await specifyPolicy(closeOfferWhenPlanReplaced, { states: task('open') })
    .hears(recorded(replaced))
    .sends(closeTask(offer, 'replaced'));
  await specifyPolicy(closeOfferWhenPlanReplaced, { states: task('closed') })
    .hears(recorded(replaced))
    .sendsNothing();
  await specifyPolicy(closeOfferWhenPlanReplaced).hears(recorded(replaced)).sendsNothing();
});
