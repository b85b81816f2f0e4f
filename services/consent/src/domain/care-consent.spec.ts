import { specify } from '@carethread/event-sourcing/testing';
import { careConsent, type CareConsentCommand, type CareConsentEvent, type Scope } from './care-consent.js';

const spec = specify(careConsent);
const NOW = '2026-06-01T09:00:00.000Z';
const P = '00000000-0000-4000-8000-000000000004';
const given: CareConsentEvent = { type: 'CareConsentGiven', payload: { planId: 'PL', versionNo: 1, signOffId: 'S' } };
const withdrawn = (scope: Scope): CareConsentEvent => ({
  type: 'CareConsentWithdrawn',
  payload: { planId: 'PL', scope, by: { kind: 'person', id: 'U' }, mode: 'signed', withdrawnAt: NOW },
});
const restored = (scope: Scope): CareConsentEvent => ({
  type: 'CareConsentRestored',
  payload: { planId: 'PL', scope, signOffId: 'S2' },
});
const withdraw = (scope: Scope, more: Partial<Extract<CareConsentCommand, { type: 'WithdrawConsent' }>> = {}) =>
  ({ type: 'WithdrawConsent', scope, ...more }) as const;
const as = (role: string, userId = `a-${role}`) => ({
  now: NOW,
  actor: { userId, user: 'u', role, roles: [role], serviceIds: [], qualifications: [] },
});
const witness = { kind: 'staff', id: 'W' };

describe('consent to care', () => {
  it('is given with each version, once', () => {
    const give = { type: 'GiveConsent', planId: 'PL', versionNo: 1, signOffId: 'S' } as const;
    spec.given().when(give).then(given);
    spec.given(given).when(give).nothing();
    spec
      .given(given)
      .when({ ...give, versionNo: 2 })
      .then({ type: 'CareConsentGiven', payload: { versionNo: 2 } });
  });

  it('SCOT-092: the person withdraws it at once, for an action or for the whole, with or without reasons', () => {
    spec
      .given(given)
      .when(withdraw(['a3'], { reasons: 'it traps me' }), as('PE', 'U'))
      .then({
        type: 'CareConsentWithdrawn',
        payload: {
          scope: ['a3'],
          by: { kind: 'person', id: 'U' },
          mode: 'signed',
          reasons: 'it traps me',
          withdrawnAt: NOW,
        },
      });
    spec
      .given(given)
      .when(withdraw('whole'), as('PE', 'U'))
      .then({ type: 'CareConsentWithdrawn', payload: { scope: 'whole' } });
    spec
      .given(given)
      .when(withdraw('whole'), as('LR', 'L'))
      .then({ type: 'CareConsentWithdrawn', payload: { by: { kind: 'professional', id: 'L' } } });
  });

  it('names at least one action, and nothing that is withdrawn already', () => {
    spec.given(given).when(withdraw([]), as('PE')).refused('MALFORMED');
    spec
      .given(given, withdrawn(['a3']))
      .when(withdraw(['a3']), as('PE'))
      .nothing();
    spec
      .given(given, withdrawn('whole'))
      .when(withdraw(['a1']), as('PE'))
      .nothing();
  });

  it.each(['verbal', 'gesture', 'signLanguage', 'pictorial', 'audio'])(
    'ENG-030: a withdrawal by %s is recorded by staff before a named witness, in the person’s name',
    (mode) => {
      const start = spec.given(given);
      start.when(withdraw(['a3'], { mode }), as('KW', 'K')).refused('WITNESS_REQUIRED', ['witness']);
      start
        .when(withdraw(['a3'], { mode, witness: { id: 'K' } }), as('KW', 'K'))
        .refused('WITNESS_REQUIRED', ['witness']);
      start.when(withdraw(['a3'], { mode }), as('PE')).refused('WITNESS_REQUIRED', ['witness']);
      start.when(withdraw(['a3'], { mode, witness, description: 'pushes it away' }), as('KW', 'K')).then({
        type: 'CareConsentWithdrawn',
        payload: { mode, witness, description: 'pushes it away', by: { kind: 'person', id: P } },
      });
    },
  );

  it.each(['signed', 'eSigned'])('ENG-030: staff do not write for the person: %s', (mode) => {
    spec
      .given(given)
      .when(withdraw(['a3'], { mode, witness }), as('KW'))
      .refused('ROLE_NOT_PERMITTED');
  });

  it('SCOT-092: comes back by what was signed, in part or whole; the history of all of it stays', () => {
    const restore = (scope: Scope) => ({ type: 'RestoreConsent', planId: 'PL', scope, signOffId: 'S2' }) as const;
    spec
      .given(given, withdrawn(['a1', 'a3']))
      .when(restore(['a3']))
      .then(restored(['a3']));
    spec.given(given).when(restore('whole')).nothing();
    const partly = spec.given(given, withdrawn(['a1', 'a3']), restored(['a3'])).state;
    expect([partly.state, partly.withdrawn]).toEqual(['partlyWithdrawn', ['a1']]);
    const { state, withdrawn: left, history } = spec.given(given, withdrawn('whole'), restored('whole')).state;
    expect([state, left]).toEqual(['given', []]);
    expect(history.map(({ type, scope }) => [type, scope])).toEqual([
      ['CareConsentGiven', undefined],
      ['CareConsentWithdrawn', 'whole'],
      ['CareConsentRestored', 'whole'],
    ]);
  });

  it('a new version that was signed brings withdrawn actions back, but not a plan withdrawn as a whole', () => {
    const second: CareConsentEvent = { type: 'CareConsentGiven', payload: { planId: 'PL', versionNo: 2 } };
    expect(spec.given(given, withdrawn(['a3']), second).state).toMatchObject({ state: 'given', withdrawn: [] });
    expect(spec.given(given, withdrawn('whole'), second).state).toMatchObject({
      state: 'withdrawn',
      withdrawn: 'whole',
    });
  });
});
