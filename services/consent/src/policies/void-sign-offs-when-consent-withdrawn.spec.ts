import { uuidV5 } from '@carethread/ledger';
import { send } from '@carethread/runtime';
import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import type { CareConsentEvent } from '../domain/care-consent/events.js';
import { NO_CONSENT } from '../domain/care-consent/state.js';
import { signOff } from '../domain/sign-off/decider.js';
import type { SignOffEvent } from '../domain/sign-off/events.js';
import { HASH, knowing, MESSAGE, NOW, requested } from './testing/knowing.js';
import { voidSignOffsWhenConsentWithdrawn } from './void-sign-offs-when-consent-withdrawn.js';

const withdrawn = recorded<CareConsentEvent>({
  type: 'CareConsentWithdrawn',
  payload: { planId: 'PL', scope: 'whole', by: { kind: 'person' }, mode: 'verbal', withdrawnAt: NOW, withdrawalNo: 2 },
});
const askedFor = recorded<SignOffEvent>({ type: 'SignOffRequested', payload: requested() });
const withdrawals = [1, 2].map((no) => ({
  ...{ no, scope: 'whole', from: NOW, lifts: [], said: { by: {}, mode: 'verbal' } },
}));
const asked = (withdrawalsKnown: number, subject: 'planVersion' | 'restoration' = 'planVersion') => ({
  requested: requested({ subject, withdrawalsKnown }),
});
const hears = (signOffs: Parameters<typeof knowing>[0], event: typeof withdrawn, count = 2) =>
  specifyPolicy(
    voidSignOffsWhenConsentWithdrawn,
    knowing(signOffs, {}, { 'careConsent-PL': { ...NO_CONSENT, withdrawals: withdrawals.slice(0, count) } }),
  ).hears(event);
const voided = (id: string) => send(signOff, id, { type: 'VoidSignOff', reason: 'consentWithdrawn' });
const again = send(signOff, uuidV5('PL', 'signOff', 1, MESSAGE), {
  ...{ type: 'RequestSignOff', subject: 'planVersion', subjectId: 'PL', proposalNo: 1, contentHash: HASH },
  ...{ requiredSignatories: [{ role: 'person', reason: 'ENG' }], risks: [] },
  again: { signOffId: 'S', because: 'consentWithdrawn' },
});

describe('what the person was asked to sign before they withdrew', () => {
  it('R7: is void, and a plan is asked about again', async () => {
    await hears({ S: asked(1), RESTORATION: asked(1, 'restoration') }, withdrawn).sends(
      voided('S'),
      again,
      voided('RESTORATION'),
    );
  });

  it('R7: stands where they knew of it, and where it is signed by all', async () => {
    await hears({ S: asked(2) }, withdrawn).sendsNothing();
    await hears({ S: { ...asked(1), state: 'completed' } }, withdrawn).sendsNothing();
  });

  it('R7: is void too where it was being requested meanwhile', async () => {
    await hears({ S: asked(1) }, askedFor).sends(voided('S'), again);
    await hears({ S: { requested: requested() } }, askedFor).sendsNothing();
    await hears({ S: asked(0) }, askedFor, 0).sendsNothing();
  });
});
