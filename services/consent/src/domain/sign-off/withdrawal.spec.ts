import { specify } from '@carethread/event-sourcing/testing';
import { NO_FACTS } from '../facts.js';
import { signOff } from './decider.js';
import type { SignOffEvent, Requested, SignedConsentWithdrawn } from './events.js';

const spec = specify(signOff);
const NOW = '2026-06-01T09:00:00.000Z';
const P = '00000000-0000-4000-8000-000000000004';
const ID = '00000000-0000-4000-8000-000000000002';
const asked = (subject: Requested['subject']): SignOffEvent => ({
  type: 'SignOffRequested',
  payload: {
    signOffId: ID,
    subject,
    subjectId: 'RE',
    proposalNo: 1,
    contentHash: 'h1',
    requiredSignatories: [{ role: 'person', reason: 'restriction' }],
    awaitsRisks: [],
    lapsesAt: '2026-06-29T22:59:59.999Z',
  },
});
const ended = { signOffId: ID, subject: 'restriction', subjectId: 'RE', proposalNo: 1 };
const completed: SignOffEvent = {
  type: 'SignOffCompleted',
  payload: { ...ended, contentHash: 'h1', completedAt: '2026-05-11T09:00:00.000Z', legalBasis: 'ownConsent' },
};
const withdrawn: SignedConsentWithdrawn = {
  ...ended,
  by: { kind: 'person', id: 'U' },
  mode: 'signed',
  withdrawnAt: NOW,
};
const as = (role: string, userId: string, more: object = {}) => ({
  now: NOW,
  facts: NO_FACTS,
  actor: { userId, user: 'u', role, roles: [role], serviceIds: [], qualifications: [] },
  ...more,
});
const self = as('PE', 'U');
const withdraw = { type: 'WithdrawSignedConsent' } as const;

describe('consent to a restriction', () => {
  const given = spec.given(asked('restriction'), completed);

  it('R30: is withdrawn by the person at any moment, once', () => {
    given.when(withdraw, self).then({ type: 'SignedConsentWithdrawn', payload: withdrawn });
    const over = spec.given(asked('restriction'), completed, { type: 'SignedConsentWithdrawn', payload: withdrawn });
    expect(over.state).toMatchObject({ state: 'withdrawn', withdrawn });
    over.when(withdraw, self).nothing();
    over.when({ ...withdraw, reasons: 'the gate' }, self).refused('STATE_CONFLICT', ['withdrawn']);
    over.when({ type: 'RecordSignature' }, as('PE', 'U')).refused('ROLE_NOT_PERMITTED');
  });

  it('R30: is recorded by staff as the person showed it, before a witness', () => {
    const gesture = { ...withdraw, mode: 'gesture', witness: { kind: 'staff', id: 'W' } };
    given.when({ ...withdraw, mode: 'signed' }, as('KW', 'K')).refused('ROLE_NOT_PERMITTED');
    given.when({ ...withdraw, mode: 'gesture' }, as('KW', 'K')).refused('WITNESS_REQUIRED', ['witness']);
    given
      .when(gesture, as('KW', 'K'))
      .then({ type: 'SignedConsentWithdrawn', payload: { by: { kind: 'person', id: P }, recordedBy: 'K' } });
  });

  it('is withdrawn once it was given, and not before', () => {
    spec.given(asked('restriction')).when(withdraw, self).refused('STATE_CONFLICT', ['requested']);
    given
      .when(withdraw, as('PE', 'U', { occurredAt: '2026-05-11T08:59:59.999Z' }))
      .refused('TIMESCALE_INVALID', ['occurredAt']);
  });

  it('R38: is not withdrawn after a death', () => {
    given
      .when(withdraw, as('PE', 'U', { facts: { ...NO_FACTS, deceased: true } }))
      .refused('STATE_CONFLICT', ['deceased']);
  });

  it('to care under a plan is withdrawn from the plan', () => {
    spec.given(asked('planVersion'), completed).when(withdraw, self).refused('STATE_CONFLICT', ['planVersion']);
  });
});
