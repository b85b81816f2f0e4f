import { send } from '@carethread/runtime';
import { published, specifyPolicy } from '@carethread/runtime/testing';
import { schedule } from '../domain/schedule/decider.js';
import { cancelObligationsWhenServiceEnds } from './cancel-obligations-when-service-ends.js';
import { councilPlan, cpaPlan, knowing, NOW, over, plan } from './testing/knowing.js';

const plans = { PL: plan, theirs: { ...plan, organisationId: 'X' }, council: councilPlan };
const ended = published('care-plan.service-ended.v1', {
  ...{ episodeId: 'E', providerId: 'O', endedAt: NOW, reason: 'completed' },
});
const stops = send(schedule, 'PL', { type: 'StopSchedule', because: 'serviceEnded' });

it('R15: the end of a provider’s last service stops the clocks of its plans, and no council’s', async () => {
  for (const episodes of [{ E: over }, { E: over, F: { providerId: 'X', startedAt: NOW } }])
    await specifyPolicy(cancelObligationsWhenServiceEnds, knowing({ plans, episodes })).hears(ended).sends(stops);
});

it('R15: the end of one of two services of a provider stops nothing', async () => {
  const episodes = { E: over, F: { providerId: 'O', agreedAt: NOW } };
  await specifyPolicy(cancelObligationsWhenServiceEnds, knowing({ plans, episodes })).hears(ended).sendsNothing();
});

it('R15: the end of a trust’s service leaves the clocks of a CPA plan that it opened, whoever has the case now', async () => {
  await specifyPolicy(cancelObligationsWhenServiceEnds, knowing({ plans: { PL: cpaPlan }, episodes: { E: over } }))
    .hears(ended)
    .sendsNothing();
});
