import { specMeta } from '@carethread/event-sourcing/testing';
import { published, recorded, specifyView } from '@carethread/runtime/testing';
import type { Requested, Signature, SignOffEvent } from '../domain/sign-off/events.js';
import { signOffList } from './sign-off-list.js';

const { personId } = specMeta;
const about = { stream: 'signOff-SO' };
const HASH = 'a'.repeat(64);
const LAPSES = '2026-03-30T22:59:59.999Z';

const opened = published('care-plan.care-plan-opened.v1', {
  ...{ planId: 'PL', planKind: 'provider', organisationId: 'HOME', jurisdiction: 'ENG', rulePacks: [] },
});
const requested = recorded<SignOffEvent>(
  {
    type: 'SignOffRequested',
    payload: {
      ...{ signOffId: 'SO', subject: 'planVersion', subjectId: 'PL', proposalNo: 1, contentHash: HASH },
      requiredSignatories: [
        { role: 'person', reason: 'ENG' },
        { role: 'keyworker', userId: 'K', organisationId: 'HOME', reason: 'ENG' },
        { role: 'manager', organisationId: 'HOME', reason: 'CITY' },
      ],
      awaitsRisks: [],
      lapsesAt: LAPSES,
    } satisfies Requested,
  },
  about,
);
const signature: Signature = {
  ...{ role: 'person', signedBy: { kind: 'person', id: 'P' }, mode: 'verbal', signedOn: '2026-03-02' },
  ...{ contentHash: HASH, recordedBy: 'K', witness: { kind: 'staff', id: 'W' } },
};
const awaitsWitness = recorded<SignOffEvent>({ type: 'SignatureAwaitsWitness', payload: signature }, about);
const signed = recorded<SignOffEvent>({ type: 'SignatureRecorded', payload: signature }, about);
const voided = recorded<SignOffEvent>(
  {
    type: 'SignOffVoided',
    payload: { signOffId: 'SO', subject: 'planVersion', subjectId: 'PL', proposalNo: 1, reason: 'consentWithdrawn' },
  },
  about,
);
const list = (...events: readonly (typeof opened)[]) =>
  specifyView(signOffList)
    .given(...events)
    .entries(personId ?? '');
const waiting = (...events: readonly (typeof opened)[]) => list(...events).find(({ id }) => id === 'SO awaiting');

describe('the list of sign-offs', () => {
  it('CITY-45: waits for the person, for the keyworker by name and for the managers of the organisation', () => {
    expect(waiting(opened, requested)).toMatchObject({
      order: `${LAPSES} SO`,
      filters: { state: 'requested', subject: 'planVersion', open: 'true', awaiting: 'me' },
      scopes: [
        { of: 'person', id: personId },
        { of: 'user', id: 'K' },
        { of: 'role', role: 'SM', organisationId: 'HOME' },
        { of: 'role', role: 'RM', organisationId: 'HOME' },
      ],
    });
  });

  it('ENG-030: what was given before a member of staff waits for them, and no longer for the person', () => {
    const scopes = waiting(opened, requested, awaitsWitness)?.scopes;
    expect(scopes).toContainEqual({ of: 'user', id: 'W' });
    expect(scopes).not.toContainEqual({ of: 'person', id: personId });
    expect(waiting(opened, requested, awaitsWitness, signed)?.scopes).not.toContainEqual({ of: 'user', id: 'W' });
  });

  it('stands with whoever holds the plan, also when it waits for nobody any more', () => {
    const whole = list(opened, requested, voided);
    expect(whole.map(({ id, filters }) => [id, filters])).toEqual([
      ['SO', { state: 'voided', subject: 'planVersion', open: 'false' }],
    ]);
    expect(whole[0]?.scopes).toEqual(
      expect.arrayContaining([{ of: 'tenant' }, { of: 'organisation', id: 'HOME' }, { of: 'person', id: personId }]),
    );
  });

  it('stands with nobody while it is not known whose the plan is', () => {
    expect(list(requested).find(({ id }) => id === 'SO')?.scopes).toEqual([]);
  });
});
