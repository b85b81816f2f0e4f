import { send } from '@carethread/runtime';
import { published, specifyPolicy } from '@carethread/runtime/testing';
import { signOff } from '../domain/sign-off/decider.js';
import { renewKeyworkersPlaceWhenTeamAssigned } from './renew-keyworkers-place-when-team-assigned.js';
import { knowing } from './testing/knowing.js';

const assigned = published('care-plan.care-team-assigned.v1', {
  ...{ episodeId: 'E', organisationId: 'O', keyworkerId: 'KW', members: [] },
});

it('R22: the keyworker’s place is that of the keyworker who is assigned now', async () => {
  const team = { organisationId: 'O', keyworkerId: 'KW', members: [], open: true };
  const signOffs = { S: {}, OVER: { state: 'completed' } } as const;
  await specifyPolicy(renewKeyworkersPlaceWhenTeamAssigned, knowing(signOffs, { teams: { E: team } }))
    .hears(assigned)
    .sends(send(signOff, 'S', { type: 'ChangeSignatory', role: 'keyworker', userId: 'KW' }));
  const ofAnother = { E: { ...team, organisationId: 'X' } };
  await specifyPolicy(renewKeyworkersPlaceWhenTeamAssigned, knowing(signOffs, { teams: ofAnother }))
    .hears(assigned)
    .sendsNothing();
});
