import { specify } from '@carethread/event-sourcing/testing';
import { NO_CONSENT, type Withdrawal } from '../care-consent/state.js';
import { NO_FACTS, NO_PLAN } from '../facts.js';
import { signOff } from './decider.js';
import type { Requested, Signature, SignOffEvent } from './events.js';

const spec = specify(signOff);
const NOW = '2026-06-01T09:00:00.000Z';
const P = '00000000-0000-4000-8000-000000000004';
const HASH = 'c'.repeat(64);
const requested = (more: Partial<Requested> = {}) =>
  ({
    type: 'SignOffRequested',
    payload: {
      signOffId: 'S',
      subject: 'planVersion',
      subjectId: 'PL',
      proposalNo: 2,
      contentHash: HASH,
      requiredSignatories: [
        { role: 'person', reason: 'SCO' },
        { role: 'manager', reason: 'SCO' },
      ],
      awaitsRisks: [],
      lapsesAt: '2026-06-29T22:59:59.999Z',
      withdrawalsKnown: 0,
      ...more,
    },
    meta: { recordedAt: NOW },
  }) as const;
const signature: Signature = {
  role: 'person',
  mode: 'gesture',
  signedOn: '2026-06-01',
  contentHash: HASH,
  signedBy: { kind: 'person', id: P, role: 'person' },
  recordedBy: 'K',
  witness: { kind: 'staff', id: 'W' },
  description: 'nods twice',
};
const awaits = (more: Partial<Signature> = {}): SignOffEvent => ({
  type: 'SignatureAwaitsWitness',
  payload: { ...signature, ...more },
});
const recorded = (more: Partial<Signature> = {}) =>
  ({ type: 'SignatureRecorded', payload: { ...signature, ...more }, meta: { recordedAt: NOW } }) as const;
const as = (userId: string, role: string, more: object = {}) => ({
  now: NOW,
  facts: NO_FACTS,
  actor: { userId, user: 'u', role, roles: [role], serviceIds: [], qualifications: [], organisationId: 'O' },
  ...more,
});
const confirm = { type: 'ConfirmSignature' } as const;
const voided: SignOffEvent = {
  type: 'SignOffVoided',
  payload: { signOffId: 'S', subject: 'planVersion', subjectId: 'PL', proposalNo: 2, reason: 'contentChanged' },
};

describe('a member of staff who was named as a witness', () => {
  const waiting = spec.given(requested(), awaits());

  it('R38, R17: confirms nothing after a death, nor of a plan that is closed', () => {
    waiting
      .when(confirm, as('W', 'CS', { facts: { ...NO_FACTS, deceased: true } }))
      .refused('STATE_CONFLICT', ['deceased']);
    const closed = { ...NO_FACTS, plans: { PL: { ...NO_PLAN, organisationId: 'O', closed: true } } };
    waiting.when(confirm, as('W', 'CS', { facts: closed })).refused('STATE_CONFLICT', ['closed']);
  });

  it('R7: confirms nothing that the person has withdrawn since', () => {
    const withdrawal = { no: 1, scope: 'whole', from: NOW, lifts: [] } as unknown as Withdrawal;
    const streams = { 'careConsent-PL': { ...NO_CONSENT, withdrawals: [withdrawal] } };
    waiting.when(confirm, as('W', 'CS', { streams })).refused('STATE_CONFLICT', ['consentWithdrawn']);
  });

  it('ENG-030: confirms nothing that has ended', () => {
    spec.given(requested(), awaits(), voided).when(confirm, as('W', 'CS')).refused('STATE_CONFLICT', ['voided']);
  });

  it('ENG-030: who confirmed once has nothing more to confirm; who was named and never confirmed is no witness', () => {
    const done = spec.given(requested(), awaits(), recorded({ witnessedAt: NOW }));
    expect(done.state.awaitingWitness).toEqual([]);
    done.when(confirm, as('W', 'CS')).nothing();
    done.when(confirm, as('X', 'CS')).refused('ROLE_NOT_PERMITTED');
    spec.given(requested(), recorded()).when(confirm, as('W', 'CS')).refused('ROLE_NOT_PERMITTED');
  });

  it('ENG-030: takes the place of the one who was named before; another place waits on', () => {
    const manager = awaits({ role: 'manager', witness: { kind: 'staff', id: 'M' } });
    const { state } = spec.given(requested(), manager, awaits(), awaits({ witness: { kind: 'staff', id: 'W2' } }));
    expect(state.awaitingWitness.map(({ role, witness }) => [role, witness?.id])).toEqual([
      ['manager', 'M'],
      ['person', 'W2'],
    ]);
    const after = spec.given(requested(), manager, awaits(), recorded({ witnessedAt: NOW })).state;
    expect(after.awaitingWitness.map(({ role }) => role)).toEqual(['manager']);
    expect(after.state).toBe('awaitsWitness');
  });
});

describe('a witness who saw otherwise', () => {
  const object = (reasons = 'she said no') => ({ type: 'ObjectAsWitness', reasons }) as const;
  const objected: SignOffEvent = {
    type: 'WitnessObjected',
    payload: { role: 'person', by: { id: 'F', role: 'witness' }, reasons: 'she said no' },
  };
  const before = recorded({ witness: { kind: 'family', id: 'F' } });

  it('ENG-030: says so once, with one reason', () => {
    const given = spec.given(requested(), before, objected, voided);
    expect(given.state.objections).toEqual([objected.payload]);
    given.when(object(), as('F', 'CA')).nothing();
    given.when(object('another'), as('F', 'CA')).refused('STATE_CONFLICT', ['objected']);
  });

  it('ENG-030: may be a member of staff who has not confirmed it', () => {
    spec
      .given(requested(), awaits())
      .when(object(), as('W', 'CS'))
      .then(
        { type: 'WitnessObjected', payload: { role: 'person', by: { id: 'W', role: 'witness' } } },
        { type: 'SignOffVoided', payload: { subjectId: 'PL', proposalNo: 2, reason: 'witnessObjected' } },
      );
  });
});

describe('who holds what is to be signed', () => {
  const opener = { role: 'KW', organisationId: 'O', userId: 'K' } as never;
  const held = (capability: string, more: Partial<Requested> = {}, ...events: readonly SignOffEvent[]) =>
    signOff.holder(spec.given(requested(more), ...events).state, opener, capability);
  const plan = { kind: 'plan', planId: 'PL' };

  it('R18: the plan’s holder, the risk’s, or for a restriction those who serve the person', () => {
    expect(held('readSignOff')).toMatchObject(plan);
    expect(held('readSignOff', { subject: 'restoration' })).toMatchObject(plan);
    expect(held('readSignOff', { subject: 'riskAssessment', subjectId: 'R' })).toEqual({ kind: 'risk', riskId: 'R' });
    expect(held('readSignOff', { subject: 'restriction' })).toEqual({ kind: 'serving' });
  });

  it('ENG-030: a witness who is named acts as one, and reads no more for it', () => {
    const named = { kind: 'users', userIds: ['F', 'W'] };
    const both = [recorded({ role: 'manager', witness: { id: 'F' } }), awaits()];
    expect(held('witness', {}, ...both)).toMatchObject([plan, named]);
    expect(held('readSignOff', {}, ...both)).toMatchObject(plan);
    const { witness: _, ...unwitnessed } = signature;
    const alone: SignOffEvent = { type: 'SignatureRecorded', payload: unwitnessed };
    expect(held('witness', {}, alone)).toMatchObject([plan, { kind: 'users', userIds: [] }]);
  });
});
