import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import { closeTask } from '@carethread/service-kit';
import { withOpenTasks } from '@carethread/service-kit/testing';
import type { RestrictionEvent } from '../domain/restriction/events.js';
import { closeRenewalWhenRestrictionIsSettled } from './close-renewal-when-restriction-is-settled.js';

const about = { stream: 'restriction-RE' };
const authorised = (to: string) =>
  recorded<RestrictionEvent>(
    {
      type: 'RestrictionAuthorised',
      payload: { scheme: 'DoLS', authorityRef: 'R', from: '2026-03-02', to, conditions: [], urgent: false },
    },
    about,
  );
const ended = recorded<RestrictionEvent>({ type: 'RestrictionEnded', payload: { reason: 'moved' } }, about);

describe('what is left to do about an authorisation', () => {
  const policy = specifyPolicy(
    closeRenewalWhenRestrictionIsSettled,
    withOpenTasks({
      before: { kind: 'renewAuthorisation', ref: { restrictionId: 'RE', to: '2026-04-01' } },
      missing: { kind: 'restrictionUnauthorised', ref: { restrictionId: 'RE' } },
      another: { kind: 'renewAuthorisation', ref: { restrictionId: 'OTHER', to: '2026-04-01' } },
    }),
  );

  it('ENG-081: is done with a new authorisation, but for its own renewal', async () => {
    await policy.hears(authorised('2027-04-01')).sends(closeTask('before', 'renewed'), closeTask('missing', 'renewed'));
    await policy.hears(authorised('2026-04-01')).sends(closeTask('missing', 'renewed'));
  });

  it('ENG-081: is done with the end of the measure', async () => {
    await policy.hears(ended).sends(closeTask('before', 'ended'), closeTask('missing', 'ended'));
    await specifyPolicy(closeRenewalWhenRestrictionIsSettled).hears(ended).sendsNothing();
  });
});
