import { uuidV5 } from '@carethread/ledger';
import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import { raiseTask } from '@carethread/service-kit';
import type { RestrictionEvent } from '../domain/restriction/events.js';
import { askForRenewalWhenRestrictionAuthorised } from './ask-for-renewal-when-restriction-authorised.js';
import { knowing, MESSAGE } from './testing/knowing.js';

const authorised = (to: string) =>
  recorded<RestrictionEvent>(
    {
      type: 'RestrictionAuthorised',
      payload: { scheme: 'DoLS', authorityRef: 'R', from: '2026-05-11', to, conditions: [], urgent: false },
    },
    { stream: 'restriction-RE', recordedAt: '2026-05-11T09:00:00.000Z' },
  );
const proposed = { measure: 'a locked door', justification: '', leastRestrictiveCheck: '', lessRestrictiveOptions: [] };
const restrictions = { RE: { proposed: { ...proposed, organisationId: 'O' } } };

describe('the renewal of an authorisation', () => {
  it.each([
    ['28 days before its end, local time', '2027-05-10', '2027-04-12T22:59:59.999Z'],
    ['the day of recording, where that is 28 days before', '2026-06-08', '2026-05-11T22:59:59.999Z'],
    ['the day of recording, where it ends sooner', '2026-05-17', '2026-05-11T22:59:59.999Z'],
    ['the day of recording, where it ends then', '2026-05-11', '2026-05-11T22:59:59.999Z'],
  ])('ENG-081: is due %s', async (_, to, dueAt) => {
    await specifyPolicy(askForRenewalWhenRestrictionAuthorised, knowing({}, { restrictions }))
      .hears(authorised(to))
      .sends(
        raiseTask(uuidV5(MESSAGE, 'renewal'), {
          kind: 'renewAuthorisation',
          forRole: 'RM',
          organisationId: 'O',
          subject: { kind: 'restriction', id: 'RE' },
          dueAt,
          ref: { restrictionId: 'RE', to },
        }),
      );
  });
});
