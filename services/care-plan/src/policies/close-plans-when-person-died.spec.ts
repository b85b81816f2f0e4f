import { send } from '@carethread/runtime';
import { published, specifyPolicy } from '@carethread/runtime/testing';
import { carePlan } from '../domain/plan/decider.js';
import { NO_PLAN } from '../domain/plan/state.js';
import { closePlansWhenPersonDied } from './close-plans-when-person-died.js';

const died = { dateOfDeath: '2026-03-01', evidence: 'certificate' };
const states = { 'carePlan-A': NO_PLAN, 'carePlan-B': NO_PLAN };

it('R38: a recorded death closes every plan of the person, and none where it is about nobody', async () => {
  await specifyPolicy(closePlansWhenPersonDied, { states })
    .hears(published('assessment.person-death-recorded.v1', died))
    .sends(
      send(carePlan, 'A', { type: 'ClosePlan', reason: 'deceased' }),
      send(carePlan, 'B', { type: 'ClosePlan', reason: 'deceased' }),
    );
  await specifyPolicy(closePlansWhenPersonDied, { states })
    .hears(published('assessment.person-death-recorded.v1', died, { personId: null }))
    .sendsNothing();
});
