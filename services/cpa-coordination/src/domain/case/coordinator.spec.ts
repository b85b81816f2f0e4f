import { justAfter } from '@carethread/calendar';
import fc from 'fast-check';
import { cpaCase } from './decider.js';
import { coordinatorAt } from './in-force.js';
import { allocated, OPENED, opened, type Past, reallocated, regions, spec } from './testing/opened-case.js';

describe('handing a case over', () => {
  const NOW = '2026-06-22T10:00:00.000Z';
  const to = (toUserId: string, more: { readonly at?: string; readonly interim?: boolean } = {}) => ({
    type: 'ReallocateCoordinator' as const,
    toUserId,
    ...more,
  });

  it('CPA-43: one leaves and the other comes at the same instant', () => {
    spec
      .given(opened, allocated)
      .when(to('CC2'), regions(NOW))
      .then({ type: 'CareCoordinatorReallocated', payload: { fromUserId: 'CC1', toUserId: 'CC2', at: NOW } });
    const { state } = spec.given(opened, allocated, reallocated('CC2', NOW));
    expect(coordinatorAt(state, '2026-06-22T09:59:59.999Z')?.userId).toBe('CC1');
    expect(coordinatorAt(state, NOW)?.userId).toBe('CC2');
  });

  it('CPA-43: whatever the hand-overs, exactly one co-ordinator at every instant of an open case', () => {
    const at = fc
      .integer({ min: 0, max: 1_000 })
      .map((minutes) => new Date(Date.parse(OPENED) + minutes * 60_000).toISOString());
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('CC1', 'CC2', 'CC3'), at), { maxLength: 12 }),
        at,
        (wishes, instant) => {
          const NOW_LATE = '2026-02-01T00:00:00.000Z';
          const past = wishes.reduce<Past[]>(
            (events, [userId, when]) => {
              const { coordinators } = spec.given(...events).state;
              const refused = when < (coordinators.at(-1)?.from ?? '') || coordinators.at(-1)?.userId === userId;
              if (when < (coordinators.at(-1)?.from ?? '') && coordinators.at(-1)?.userId !== userId)
                spec
                  .given(...events)
                  .when(to(userId, { at: when }), regions(NOW_LATE))
                  .refused('STATE_CONFLICT', ['at']);
              return refused ? events : [...events, reallocated(userId, when)];
            },
            [opened, allocated],
          );
          const { state } = spec.given(...past);
          const holding = state.coordinators.filter(
            ({ from }, index) => from <= instant && instant < (state.coordinators[index + 1]?.from ?? '9999'),
          );
          expect(holding).toEqual([coordinatorAt(state, instant)]);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('CPA-44: a successor is named, whose account is in use, and not for a time to come', () => {
    spec.given(opened, allocated).when({ type: 'ReallocateCoordinator' }, regions(NOW)).refused('COORDINATOR_REQUIRED');
    spec
      .given(opened, allocated)
      .when(to('CC2'), regions(NOW, {}, { 'coordinator-pseudonym-CC2': { deactivatedAt: OPENED } }))
      .refused('COORDINATOR_REQUIRED', ['deactivated']);
    spec
      .given(opened, allocated)
      .when(to('CC2', { at: justAfter(NOW) }), regions(NOW))
      .refused('FUTURE_DATE', ['at']);
    spec.given(opened, allocated).when(to('CC1'), regions(NOW)).nothing();
  });

  it('CPA-44: an interim co-ordinator is followed by a permanent one within five working days', () => {
    const interim = reallocated('TM1', '2026-05-01T10:00:00.000Z', true);
    // 2026-05-04 is a bank holiday in England.
    const due = { kind: 'interimCoordinator', dueAt: '2026-05-11T22:59:59.999Z' };
    expect(spec.given(opened, allocated, interim).state.obligations).toMatchObject([{ ...due, status: 'open' }]);
    expect(
      spec.given(opened, allocated, interim, reallocated('TM2', '2026-05-06T10:00:00.000Z', true)).state.obligations,
    ).toMatchObject([{ ...due, status: 'open' }]);
    expect(
      spec.given(opened, allocated, interim, reallocated('CC2', '2026-05-11T22:59:59.999Z')).state.obligations,
    ).toMatchObject([{ status: 'met' }]);
    expect(
      spec.given(opened, allocated, interim, reallocated('CC2', '2026-05-11T23:00:00.000Z')).state.obligations,
    ).toMatchObject([{ status: 'metLate' }]);
  });

  it('CPA-44: when nobody permanent has come by then, it is missed from the next millisecond', () => {
    const { state } = spec.given(opened, allocated, reallocated('TM1', '2026-05-01T10:00:00.000Z', true));
    expect(cpaCase.deadlines?.(state)).toEqual([
      {
        at: '2026-05-11T23:00:00.000Z',
        name: 'interimCoordinator',
        command: { type: 'MissObligation', kind: 'interimCoordinator', dueAt: '2026-05-11T22:59:59.999Z' },
      },
    ]);
    const missed = { type: 'MissObligation', kind: 'interimCoordinator', dueAt: '2026-05-11T22:59:59.999Z' } as const;
    spec
      .given(opened, allocated, reallocated('TM1', '2026-05-01T10:00:00.000Z', true))
      .when(missed, regions(NOW))
      .then({ type: 'CpaObligationMissed', payload: { kind: 'interimCoordinator' } });
    spec.given(opened, allocated).when(missed, regions(NOW)).nothing();
  });
});
