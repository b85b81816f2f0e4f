import { uuidV5 } from '@carethread/ledger';
import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import { raiseTask } from '@carethread/service-kit';
import type { RestrictionEvent } from '../domain/restriction/events.js';
import { alertWhenRestrictionExpired } from './alert-when-restriction-expired.js';
import { knowing, MESSAGE } from './testing/knowing.js';

const proposed = { measure: 'a locked door', justification: '', leastRestrictiveCheck: '', lessRestrictiveOptions: [] };
const restrictions = { RE: { proposed: { ...proposed, organisationId: 'O' } } };

it.each<RestrictionEvent>([
  { type: 'RestrictionExpired', payload: {} },
  { type: 'RestrictionWithheld', payload: { signOffId: 'S' } },
])(
  'ENG-081: the registered manager and the council are alerted to a measure without authority ($type)',
  async (event) => {
    const alert = { kind: 'restrictionUnauthorised', subject: { kind: 'restriction', id: 'RE' } } as const;
    const ref = { restrictionId: 'RE' };
    await specifyPolicy(alertWhenRestrictionExpired, knowing({}, { restrictions }))
      .hears(recorded(event, { stream: 'restriction-RE' }))
      .sends(
        raiseTask(uuidV5(MESSAGE, 'RM'), { ...alert, forRole: 'RM', organisationId: 'O', ref }),
        raiseTask(uuidV5(MESSAGE, 'AS'), { ...alert, forRole: 'AS', ref }),
      );
  },
);
