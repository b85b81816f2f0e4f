import { justAfter } from '@carethread/calendar';
import { NO_FACTS } from '../facts.js';
import { schedule } from './decider.js';
import type { ScheduleEvent } from './events.js';
import { at, CHECK, due, FORMAL, missed, NOW, opened, openedAs, owes, spec } from './testing/opened-schedule.js';

describe('an obligation that nobody met', () => {
  it.each([
    ['ENG-107', 'monthlyCheck', CHECK, '2026-03-15T23:59:59.999Z'],
    ['ENG-109', 'formalReview', FORMAL, '2026-07-15T22:59:59.999Z'],
  ])(
    '%s: %s is missed from the next millisecond, once, and the next counts from when it was due',
    (_, kind, dueAt, next) => {
      const open = spec.given(opened, owes(kind, dueAt));
      const miss = { type: 'MissObligation', obligationId: `${kind}-1` } as const;
      expect(schedule.deadlines?.(open.state)).toEqual([
        { at: justAfter(dueAt), name: `miss-${kind}-1`, command: miss },
      ]);
      open.when(miss, at(dueAt)).nothing();
      open
        .when(miss, at(justAfter(dueAt)))
        .then({ type: 'ObligationMissed', payload: { kind, dueAt, detectedAt: justAfter(dueAt) } }, due(kind, next));
      spec
        .given(opened, owes(kind, dueAt), missed(kind, dueAt))
        .when(miss, at(justAfter(dueAt)))
        .nothing();
    },
  );

  it('CPA-56: twelve months after the last CPA review it is a serious breach, recorded once', () => {
    const cpa = [
      openedAs('cpa', 'ENG', 'CPA'),
      { ...owes('cpaReview', '2026-07-15T22:59:59.999Z'), meta: { recordedAt: NOW } },
    ];
    const { state } = spec.given(...cpa);
    const deadline = schedule.deadlines?.(state).find(({ name }) => name === 'seriousOverdue');
    expect(deadline).toEqual({
      at: '2027-01-16T00:00:00.000Z',
      name: 'seriousOverdue',
      command: { type: 'EscalateSeriousOverdue', since: NOW, dueAt: '2027-01-15T23:59:59.999Z' },
    });
    const escalate = { type: 'EscalateSeriousOverdue', since: NOW, dueAt: '2027-01-15T23:59:59.999Z' } as const;
    spec
      .given(...cpa)
      .when(escalate, at('2027-01-16T00:00:00.000Z'))
      .then({ type: 'ReviewSeriouslyOverdue', payload: { planId: 'PL', since: NOW } });
    const escalated: ScheduleEvent = {
      type: 'ReviewSeriouslyOverdue',
      payload: { planId: 'PL', since: NOW, dueAt: '2027-01-15T23:59:59.999Z' },
    };
    spec
      .given(...cpa, escalated)
      .when(escalate, at('2027-01-16T00:00:00.000Z'))
      .nothing();
    spec
      .given(...cpa, {
        type: 'ObligationMet',
        payload: {
          obligationId: 'cpaReview-1',
          kind: 'cpaReview',
          planId: 'PL',
          evidenceRef: 'R',
          metAt: '2026-06-01T10:00:00.000Z',
          late: false,
        },
      })
      .when(escalate, at('2027-01-16T00:00:00.000Z'))
      .nothing();
  });

  it('is cancelled only for a reason that ends the service', () => {
    const open = spec.given(opened, owes('formalReview', FORMAL));
    const cancel = { type: 'CancelObligation', obligationId: 'formalReview-1' } as const;
    open.when(cancel, at(NOW)).refused('REASON_REQUIRED', ['reason']);
    open.when({ ...cancel, reason: 'fullPlanInPlace' }, at(NOW)).refused('REASON_NOT_ALLOWED', ['reason']);
    open.when({ ...cancel, obligationId: 'unknown', reason: 'deceased' }, at(NOW)).refused('NOT_FOUND');
    const over: ScheduleEvent = {
      type: 'ObligationCancelled',
      payload: { obligationId: 'formalReview-1', kind: 'formalReview', planId: 'PL', reason: 'deceased' },
    };
    spec
      .given(opened, owes('formalReview', FORMAL), over)
      .when({ ...cancel, reason: 'deceased' }, at(NOW))
      .refused('STATE_CONFLICT', ['cancelled']);
  });

  it('E7: is cancelled only for a reason that something on record bears out', () => {
    const open = spec.given(opened, owes('formalReview', FORMAL));
    const cancel = (reason: string) => ({ type: 'CancelObligation', obligationId: 'formalReview-1', reason }) as const;
    const episode = (more: object = {}) => ({ E: { providerId: 'O', startedAt: NOW, ...more } });
    const known = (more: object) => ({ ...at(NOW), facts: { ...NO_FACTS, ...more } });
    for (const reason of ['serviceEnded', 'deceased', 'transferred']) {
      open.when(cancel(reason), known({})).refused('REFERENCE_NOT_FOUND', ['reason']);
      open.when(cancel(reason), known({ episodes: episode() })).refused('REFERENCE_NOT_FOUND', ['reason']);
    }
    const cancelled = (reason: string) => ({ type: 'ObligationCancelled', payload: { reason } }) as const;
    open
      .when(cancel('serviceEnded'), known({ episodes: episode({ endedBecause: 'completed' }) }))
      .then(cancelled('serviceEnded'));
    open
      .when(cancel('transferred'), known({ episodes: episode({ endedBecause: 'transferred' }) }))
      .then(cancelled('transferred'));
    open
      .when(cancel('transferred'), known({ episodes: episode({ endedBecause: 'completed' }) }))
      .refused('REFERENCE_NOT_FOUND', ['reason']);
    const two = { ...episode({ endedBecause: 'completed' }), F: { providerId: 'O', agreedAt: NOW } };
    open.when(cancel('serviceEnded'), known({ episodes: two })).refused('REFERENCE_NOT_FOUND', ['reason']);
    open.when(cancel('deceased'), known({ deceased: true })).then(cancelled('deceased'));
  });
});
