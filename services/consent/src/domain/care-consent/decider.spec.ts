import { decideIn, specContext, specify } from '@carethread/event-sourcing/testing';
import { careConsent, type CareConsentCommand } from './decider.js';
import type { CareConsentEvent } from './events.js';
import type { Scope } from '@carethread/withholding';
import { standingAt } from './standing.js';
import { NO_FACTS, NO_PLAN } from '../facts.js';

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
const facts = { ...NO_FACTS, plans: { PL: { ...NO_PLAN, planKind: 'provider', organisationId: 'O' } } };
const as = (role: string, userId = `a-${role}`) => ({
  now: NOW,
  id: 'PL',
  facts,
  actor: { userId, user: 'u', role, roles: [role], serviceIds: [], qualifications: [] },
});
const version = (
  versionNo: number,
  actionIds: readonly string[],
  effectiveFrom = '2026-05-04T09:00:00.000Z',
  withdrawalsKnown?: number,
): CareConsentEvent & { readonly meta: object } => ({
  type: 'CareConsentGiven',
  payload: {
    planId: 'PL',
    versionNo,
    actionIds,
    effectiveFrom,
    publishedAt: effectiveFrom < NOW ? effectiveFrom : NOW,
    ...(withdrawalsKnown === undefined ? {} : { withdrawalsKnown }),
  },
  meta: { recordedAt: effectiveFrom < NOW ? effectiveFrom : NOW },
});
const at = (instant: string, ...events: readonly CareConsentEvent[]) =>
  standingAt(spec.given(...events).state, instant);
const standing = (...events: readonly CareConsentEvent[]) => at(NOW, ...events);
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

  it('R7: is withdrawn again as often as the person says so, in the same words or others', () => {
    spec.given(given).when(withdraw([]), as('PE')).refused('MALFORMED');
    spec
      .given(given, withdrawn(['a3']))
      .when(withdraw(['a3']), as('PE', 'U'))
      .then({ type: 'CareConsentWithdrawn', payload: { scope: ['a3'], withdrawalNo: 2 } });
    spec
      .given(given, withdrawn(['a3']))
      .when(withdraw(['a3'], { reasons: 'it hurts' }), as('PE', 'U'))
      .then({ type: 'CareConsentWithdrawn', payload: { reasons: 'it hurts', withdrawalNo: 2 } });
    spec
      .given(given, withdrawn('whole'))
      .when(withdraw(['a1']), as('PE'))
      .then({ type: 'CareConsentWithdrawn', payload: { scope: ['a1'] } });
  });

  it('R9: nobody withdraws from what was never agreed or is given no longer, nor from a plan that is closed', () => {
    const second = version(2, ['a1', 'a3'], NOW);
    const third = version(3, ['a1', 'a9'], '2026-06-20T09:00:00.000Z');
    const start = spec.given(version(1, ['a1', 'a2']), second, third);
    start.when(withdraw(['nope']), as('PE')).refused('REFERENCE_NOT_FOUND', ['scope.0']);
    start.when(withdraw(['a2']), as('PE')).refused('REFERENCE_NOT_FOUND', ['a2']);
    start.when(withdraw(['a9']), as('PE')).then({ type: 'CareConsentWithdrawn', payload: { scope: ['a9'] } });
    const closed = { ...facts, plans: { PL: { ...NO_PLAN, closed: true } } };
    start.when(withdraw('whole'), { ...as('PE'), facts: closed }).refused('STATE_CONFLICT', ['closed']);
  });

  it('R6: under a provisional plan it rests on what was said, and is withdrawn and restored like any other', () => {
    const provisional: CareConsentEvent = {
      type: 'CareConsentGiven',
      payload: { planId: 'PL', versionNo: 1, actionIds: ['a1'], effectiveFrom: NOW, publishedAt: NOW, basis: 'verbal' },
    };
    const start = spec.given(provisional);
    expect(standingAt(start.state, NOW)).toMatchObject({ state: 'given', versionNo: 1, basis: 'verbal' });
    start.when(withdraw(['nope']), as('PE')).refused('REFERENCE_NOT_FOUND', ['scope.0']);
    start.when(withdraw(['a1']), as('PE')).then({ type: 'CareConsentWithdrawn', payload: { scope: ['a1'] } });
    start.when(withdraw('whole'), as('PE')).then({ type: 'CareConsentWithdrawn', payload: { scope: 'whole' } });
    const over = [provisional, withdrawn('whole')];
    expect(standing(...over)).toMatchObject({ state: 'withdrawn' });
    expect(standing(...over, version(2, ['a1'], NOW, 1))).toEqual({
      state: 'given',
      versionNo: 2,
      withdrawn: [],
      upcoming: [],
    });
  });

  it('R38: nothing is withdrawn after a death', () => {
    const died = { ...as('PE'), facts: { ...facts, deceased: true } };
    spec.given(given).when(withdraw('whole'), died).refused('STATE_CONFLICT', ['deceased']);
  });

  it('is withdrawn when it was said, and not before it was given', () => {
    const start = spec.given({ ...given, meta: { recordedAt: '2026-05-01T09:00:00.000Z' } });
    start
      .when(withdraw('whole'), { ...as('PE'), occurredAt: '2026-05-31T20:00:00.000Z' })
      .then({ type: 'CareConsentWithdrawn', payload: { withdrawnAt: '2026-05-31T20:00:00.000Z' } });
    start
      .when(withdraw('whole'), { ...as('PE'), occurredAt: '2026-04-30T20:00:00.000Z' })
      .refused('TIMESCALE_INVALID', ['occurredAt']);
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
      .when(restore(['a3']), as('SY'))
      .then(restored(['a3']));
    spec.given(given).when(restore('whole'), as('SY')).nothing();
    expect(standing(given, withdrawn(['a1', 'a3']), restored(['a3']))).toMatchObject({
      state: 'partlyWithdrawn',
      withdrawn: ['a1'],
    });
    expect(standing(given, withdrawn('whole'), restored('whole'))).toMatchObject({ state: 'given', withdrawn: [] });
    const { history } = spec.given(given, withdrawn('whole'), restored('whole')).state;
    expect(history.map(({ type, scope }) => [type, scope])).toEqual([
      ['CareConsentGiven', undefined],
      ['CareConsentWithdrawn', 'whole'],
      ['CareConsentRestored', 'whole'],
    ]);
  });

  it('R6: of a whole withdrawal one action comes back, and the rest only when it is signed too', () => {
    const whole = [version(1, ['a1', 'a2']), withdrawn('whole'), restored(['a2'])];
    expect(standing(...whole)).toMatchObject({ state: 'partlyWithdrawn', withdrawn: ['a1'] });
    expect(standing(...whole, restored('whole'))).toMatchObject({ state: 'given', withdrawn: [] });
    expect(standing(...whole, withdrawn(['a2']))).toMatchObject({ withdrawn: ['a1', 'a2'] });
  });

  it('R8: a version signed after a whole withdrawal restores it for the actions it holds, from its own day', () => {
    const later = version(2, ['a1', 'a2'], '2026-06-20T09:00:00.000Z', 1);
    const events = [version(1, ['a1', 'a2']), withdrawn('whole'), later];
    expect(at('2026-06-20T08:59:59.999Z', ...events)).toMatchObject({ state: 'withdrawn', versionNo: 1 });
    expect(at('2026-06-20T09:00:00.000Z', ...events)).toMatchObject({ state: 'given', versionNo: 2, withdrawn: [] });
  });

  it('R6: a version lifts what was withdrawn before it was signed, and nothing that was withdrawn since', () => {
    const first = version(1, ['a1', 'a2']);
    expect(standing(first, withdrawn(['a1']), version(2, ['a1', 'a2'], NOW, 1))).toMatchObject({ withdrawn: [] });
    expect(standing(first, withdrawn(['a1']), version(2, ['a1', 'a2'], NOW, 0))).toMatchObject({ withdrawn: ['a1'] });
  });

  it('R10: a version that never begins lifts nothing', () => {
    const upcoming = version(2, ['a1'], '2026-06-20T09:00:00.000Z', 1);
    const overtaking = version(3, ['a1'], '2026-06-25T09:00:00.000Z', 1);
    const events = [version(1, ['a1']), withdrawn(['a1']), upcoming, overtaking];
    expect(at('2026-06-21T09:00:00.000Z', ...events)).toMatchObject({ versionNo: 1, withdrawn: ['a1'] });
    expect(at('2026-06-25T09:00:00.000Z', ...events)).toMatchObject({ versionNo: 3, withdrawn: [] });
  });

  it('what was stored before a version said what it holds reads as it did then', () => {
    const second: CareConsentEvent = { type: 'CareConsentGiven', payload: { planId: 'PL', versionNo: 2 } };
    expect(standing(given, withdrawn(['a3']), second)).toMatchObject({ state: 'given', withdrawn: [] });
    expect(standing(given, withdrawn('whole'), second)).toMatchObject({ state: 'withdrawn', withdrawn: 'whole' });
  });

  it('shows what is withdrawn of a version that has not begun', () => {
    const upcoming = version(2, ['a1', 'a9'], '2026-06-20T09:00:00.000Z');
    expect(standing(version(1, ['a1']), upcoming, withdrawn(['a9']))).toEqual({
      state: 'given',
      versionNo: 1,
      withdrawn: [],
      upcoming: [{ versionNo: 2, effectiveFrom: '2026-06-20T09:00:00.000Z', withdrawn: ['a9'] }],
    });
  });
});

describe('what was withdrawn, exactly', () => {
  const agreed = version(1, ['a1', 'a2', 'a3']);
  const own = as('PE', 'U');

  it('R9: names at least one action, or the whole', () => {
    spec.given(agreed).when(withdraw([]), own).refused('MALFORMED', ['/scope: names at least one action, or is whole']);
    spec
      .given(agreed)
      .when(withdraw(['a1', 'a1']), own)
      .then({ type: 'CareConsentWithdrawn', payload: { scope: ['a1'], withdrawalNo: 1 } });
  });

  it('SCOT-092, R7: the same said again is another withdrawal, like anything else that is said beside it', () => {
    const said = (scope: Scope, more: object = {}): CareConsentEvent => ({
      type: 'CareConsentWithdrawn',
      payload: { planId: 'PL', scope, by: { kind: 'person', id: 'U' }, mode: 'signed', withdrawnAt: NOW, ...more },
    });
    const two = spec.given(agreed, said(['a1', 'a2']));
    for (const other of [
      withdraw(['a2', 'a1']),
      withdraw(['a1']),
      withdraw('whole'),
      withdraw(['a1', 'a2'], { reasons: 'it hurts' }),
    ])
      two.when(other, own).then({ type: 'CareConsentWithdrawn', payload: { withdrawalNo: 2 } });
    const reasoned = spec.given(agreed, said('whole', { reasons: 'it hurts' }));
    for (const more of [{ reasons: 'it hurts' }, {}])
      reasoned.when(withdraw('whole', more), own).then({ type: 'CareConsentWithdrawn', payload: { withdrawalNo: 2 } });
    const seen = { mode: 'verbal', witness: { kind: 'staff', id: 'W' }, description: 'said no' };
    const recorded = spec.given(agreed, said('whole', { ...seen, by: { kind: 'person', id: P } }));
    expect(recorded.state.withdrawals[0]?.said).toEqual({ ...seen, by: { kind: 'person', id: P } });
    for (const description of ['said no', 'shook her head'])
      recorded
        .when(withdraw('whole', { ...seen, description }), as('KW', 'K'))
        .then({ type: 'CareConsentWithdrawn', payload: { recordedBy: 'K', mode: 'verbal', description } });
  });

  it('SCOT-092, R6: what came back is withdrawn anew, and so is what would come back later', () => {
    const lifted = (restoredAt: string): CareConsentEvent => ({
      type: 'CareConsentRestored',
      payload: { planId: 'PL', scope: ['a1'], signOffId: 'S2', restoredAt },
    });
    const now = { ...own, now: '2026-06-02T09:00:00.000Z' };
    spec
      .given(agreed, withdrawn(['a1']), lifted('2026-06-02T09:00:00.000Z'))
      .when(withdraw(['a1']), now)
      .then({ type: 'CareConsentWithdrawn', payload: { withdrawalNo: 2 } });
    spec
      .given(agreed, withdrawn(['a1']), lifted('2026-06-02T09:00:00.001Z'))
      .when(withdraw(['a1']), now)
      .then({ type: 'CareConsentWithdrawn', payload: { withdrawalNo: 2 } });
  });

  it('staff record it as spoken where they do not say how, and not before the first consent', () => {
    spec
      .given(agreed)
      .when(withdraw('whole', { witness }), as('KW', 'K'))
      .then({ type: 'CareConsentWithdrawn', payload: { mode: 'verbal', witness } });
    spec
      .given(agreed)
      .when(withdraw('whole'), { ...own, occurredAt: '2026-05-04T08:59:59.999Z' })
      .refused('TIMESCALE_INVALID', ['occurredAt']);
    spec
      .given(agreed)
      .when(withdraw('whole'), { ...own, occurredAt: '2026-05-04T09:00:00.000Z' })
      .then({ type: 'CareConsentWithdrawn', payload: { withdrawnAt: '2026-05-04T09:00:00.000Z' } });
    spec.given().when(withdraw('whole'), own).then({ type: 'CareConsentWithdrawn' });
  });

  it('is nothing before anything was agreed; of two versions of one instant the later number holds', () => {
    expect(at(NOW)).toEqual({ state: 'none', versionNo: 0, withdrawn: [], upcoming: [] });
    const begun = '2026-05-04T09:00:00.000Z';
    expect(at(NOW, version(1, ['a1'], begun), version(2, ['a2'], begun)).versionNo).toBe(2);
  });
});

describe('a "no" that is said again', () => {
  const own = as('PE', 'U');
  const LATER = '2026-06-20T09:00:00.000Z';
  const no = withdraw(['a1'], { reasons: 'no' });
  const first = version(1, ['a1', 'a2']);
  const earlier: CareConsentEvent = {
    type: 'CareConsentWithdrawn',
    payload: {
      planId: 'PL',
      scope: ['a1'],
      by: { kind: 'person', id: 'U' },
      mode: 'signed',
      reasons: 'no',
      withdrawnAt: '2026-05-20T09:00:00.000Z',
      withdrawalNo: 1,
    },
  };
  const restore = (from: string): CareConsentEvent => ({
    type: 'CareConsentRestored',
    payload: { planId: 'PL', scope: ['a1'], signOffId: 'S2', restoredAt: from, withdrawalsKnown: 1 },
  });
  /** What may come between, and what may come after: each knows of the first withdrawal alone. */
  const between: readonly CareConsentEvent[] = [
    version(2, ['a1', 'a2'], NOW, 1),
    version(3, ['a1'], LATER, 1),
    restore(NOW),
    withdrawn(['a2']),
  ];
  const orders = <One>(of: readonly One[]): readonly (readonly One[])[] => [
    [],
    ...of.flatMap((one, index) => orders(of.filter((_, at) => at !== index)).map((rest) => [one, ...rest])),
  ];

  it('R7, R6: leaves what a "no" in other words leaves, whatever came between and whatever comes after', () => {
    let tried = 0;
    for (const before of orders(between))
      for (const after of [[], [version(4, ['a1', 'a2'], NOW, 1)], [version(5, ['a1'], LATER, 1)], [restore(NOW)]]) {
        const left = [no, withdraw(['a1'], { reasons: 'no, I said' })].map((command) => {
          const past = [first, earlier, ...before];
          const said = decideIn(careConsent, command, spec.given(...past).state, specContext(own));
          return [NOW, LATER].map((instant) => at(instant, ...past, ...said, ...after));
        });
        expect(left[0]).toEqual(left[1]);
        expect(left[0]?.map(({ withdrawn: now }) => now.includes('a1'))).toEqual([true, true]);
        tried += 1;
      }
    expect(tried).toBe(65 * 4);
  });
});
