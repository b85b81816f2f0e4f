import { send } from '@carethread/runtime';
import { published, specifyPolicy } from '@carethread/runtime/testing';
import { schedule } from '../domain/schedule/decider.js';
import { cancelFollowUpWhenRiskClosed } from './cancel-follow-up-when-risk-closed.js';
import { councilPlan, knowing } from './testing/knowing.js';

const closed = published('risk.risk-closed.v1', { riskId: 'K' });

it('SCOT-094: a risk that is closed is followed up no more under the plans that followed it up', async () => {
  await specifyPolicy(cancelFollowUpWhenRiskClosed, knowing())
    .hears(closed)
    .sends(send(schedule, 'PL', { type: 'NoteRiskClosed', riskId: 'K' }));
  await specifyPolicy(cancelFollowUpWhenRiskClosed, knowing({ plans: { PL: councilPlan } }))
    .hears(closed)
    .sendsNothing();
});
