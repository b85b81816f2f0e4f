import { notPracticableInARow } from './rules.js';
import { at, CHECK, due, FORMAL, missed, NOW, opened, owes, P, spec } from './testing/opened-schedule.js';

describe('a monthly check', () => {
  const check = {
    type: 'RecordMonthlyCheck',
    participants: [
      { kind: 'person', id: P },
      { kind: 'family', id: 'F' },
    ],
    findings: 'none',
  } as const;
  const open = [opened, owes('monthlyCheck', CHECK), owes('formalReview', FORMAL)];

  it('ENG-108: lists who took part, and is held with the person or has their view', () => {
    spec
      .given(...open)
      .when(check, at('2026-02-14T10:00:00.000Z'))
      .then(
        { type: 'MonthlyCheckRecorded', payload: { participants: check.participants, findings: 'none' } },
        { type: 'ObligationMet', payload: { kind: 'monthlyCheck' } },
        { type: 'ObligationCreated' },
      );
    const away = { type: 'RecordMonthlyCheck', participants: [{ kind: 'family', id: 'F' }] } as const;
    spec
      .given(...open)
      .when(away, at(NOW))
      .refused('PERSON_NOT_REPRESENTED', ['participants']);
    spec
      .given(...open)
      .when({ ...away, personsView: 'by telephone: all well' }, at(NOW))
      .then(
        { type: 'MonthlyCheckRecorded', payload: { personsView: 'by telephone: all well' } },
        { type: 'ObligationMet' },
        { type: 'ObligationCreated' },
      );
  });

  it('ENG-107: the next counts from the day it was held, and the formal review is left alone', () => {
    spec
      .given(...open)
      .when(check, at('2026-02-14T10:00:00.000Z'))
      .then(
        { type: 'MonthlyCheckRecorded' },
        { type: 'ObligationMet', payload: { kind: 'monthlyCheck', metAt: '2026-02-14T10:00:00.000Z', late: false } },
        due('monthlyCheck', '2026-03-14T23:59:59.999Z'),
      );
  });

  it('ENG-107: that could not be held has its reason, is no breach, and the next counts from when it was due', () => {
    const mark = { type: 'MarkNotPracticable', obligationId: 'monthlyCheck-1' } as const;
    const now = at('2026-02-15T10:00:00.000Z');
    spec
      .given(...open)
      .when(mark, now)
      .refused('REASON_REQUIRED', ['reason']);
    spec
      .given(...open)
      .when({ ...mark, reason: 'in hospital' }, now)
      .then(
        { type: 'ObligationNotPracticable', payload: { kind: 'monthlyCheck', reason: 'in hospital' } },
        due('monthlyCheck', '2026-03-15T23:59:59.999Z'),
      );
    spec
      .given(...open)
      .when({ ...mark, obligationId: 'formalReview-1', reason: 'x' }, now)
      .refused('REASON_NOT_ALLOWED', ['formalReview']);
    spec
      .given(...open, missed('monthlyCheck', CHECK))
      .when({ ...mark, reason: 'x' }, now)
      .refused('STATE_CONFLICT', ['missed']);
    spec
      .given(...open)
      .when({ ...mark, obligationId: 'unknown', reason: 'x' }, now)
      .refused('NOT_FOUND');
  });
});

describe('checks that could not be held', () => {
  const checks = (...statuses: readonly string[]) =>
    statuses.map((status, index) => ({ obligationId: `c${index}`, kind: 'monthlyCheck', status }));
  const not = 'notPracticable';

  it.each([
    ['one', [not, 'open'], 'c0', 1],
    ['three in a row', [not, not, not, 'open'], 'c2', 3],
    ['one after a check that was held', [not, not, 'met', not], 'c3', 1],
    ['the second of three, whenever one looks', [not, not, not], 'c1', 2],
  ])('ENG-107: %s', (_, statuses, id, count) => expect(notPracticableInARow(checks(...statuses), id)).toBe(count));

  it('ENG-107: other obligations in between do not count', () => {
    const [first, ...rest] = checks(not, not, not);
    const between = { obligationId: 'f', kind: 'formalReview', status: 'met' };
    expect(notPracticableInARow([...(first === undefined ? [] : [first]), between, ...rest], 'c2')).toBe(3);
  });
});
