import { send } from '@carethread/runtime';
import { published, specifyPolicy } from '@carethread/runtime/testing';
import { restriction } from '../domain/restriction/decider.js';
import { endRestrictionsWhenPersonDies } from './end-restrictions-when-person-dies.js';
import { knowing } from './testing/knowing.js';

const died = published('assessment.person-death-recorded.v1', { dateOfDeath: '2026-03-01', evidence: 'certificate' });

it('R38: each restriction that stands ends with a death', async () => {
  const restrictions = {
    proposed: { state: 'proposed' },
    active: { state: 'active' },
    withheld: { state: 'withheld' },
    expired: { state: 'expired' },
    ended: { state: 'ended' },
  } as const;
  await specifyPolicy(endRestrictionsWhenPersonDies, knowing({}, { restrictions }))
    .hears(died)
    .sends(
      ...['proposed', 'active', 'withheld'].map((id) =>
        send(restriction, id, { type: 'EndRestriction', reason: 'deceased' }),
      ),
    );
  await specifyPolicy(endRestrictionsWhenPersonDies).hears(died).sendsNothing();
});
