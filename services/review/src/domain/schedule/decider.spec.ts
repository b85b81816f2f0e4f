import { justAfter } from '@carethread/calendar';
import { specify } from '@carethread/event-sourcing/testing';
import { uuidV5 } from '@carethread/ledger';
import { competence } from '../competence/decider.js';
import { NO_FACTS } from '../facts.js';
import { schedule } from './decider.js';
import { statusAt, type Obligation } from './state.js';
import type { Created, ScheduleEvent } from './events.js';
import { notPracticableInARow } from './rules.js';

const spec = specify(schedule);
const NOW = '2026-01-15T12:00:00.000Z';
const P = '00000000-0000-4000-8000-000000000004';
const at = (now: string, role = 'KW') => ({
  now,
  actor: { userId: `a-${role}`, user: 'u', role, roles: [role], serviceIds: [], qualifications: [] },
});
const openedAs = (planKind: string, jurisdiction: string, ...rulePacks: readonly string[]): ScheduleEvent => ({
  type: 'ScheduleOpened',
  payload: { planId: 'PL', organisationId: 'O', planKind, jurisdiction, rulePacks },
});
const opened = openedAs('provider', 'ENG');
const owes = (kind: string, dueAt: string, more: Partial<Created> = {}): ScheduleEvent => ({
  type: 'ObligationCreated',
  payload: {
    kind,
    basis: 'synthetic',
    dueAt,
    ruleRef: { profile: 'ENG', version: 2, key: kind },
    obligationId: `${kind}-1`,
    planId: 'PL',
    organisationId: 'O',
    ...more,
  },
});
const missed = (kind: string, dueAt: string): ScheduleEvent => ({
  type: 'ObligationMissed',
  payload: {
    obligationId: `${kind}-1`,
    kind,
    planId: 'PL',
    dueAt,
    detectedAt: dueAt,
    organisationId: 'O',
    planKind: 'provider',
  },
});
const published = (publishedAt: string, versionNo = 1) =>
  ({ type: 'NotePublication', versionNo, publishedAt, effectiveFrom: publishedAt, versionId: 'v' }) as const;
const due = (kind: string, dueAt: string, more: object = {}) =>
  ({ type: 'ObligationCreated', payload: { kind, dueAt, ...more } }) as const;
const held = (reviewType: string, heldAt: string) =>
  ({ type: 'NoteReviewHeld', reviewId: 'R', reviewType, heldAt }) as const;
const closed = (reviewType: string, heldAt: string, outcome = 'noChange') =>
  ({ type: 'NoteReviewClosed', reviewId: 'R', reviewType, heldAt, closedAt: heldAt, outcome }) as const;
const CHECK = '2026-02-15T23:59:59.999Z';
const FORMAL = '2026-04-15T22:59:59.999Z';

describe('a plan that is put under another profile', () => {
  const follow = { type: 'FollowProfile', jurisdiction: 'SCO', effectiveFrom: '2026-03-10T00:00:00.000Z' } as const;
  const owed = [opened, owes('monthlyCheck', CHECK), owes('formalReview', FORMAL)];
  const { type: _, ...followed } = follow;
  const changed: ScheduleEvent = { type: 'ScheduleProfileChanged', payload: { planId: 'PL', ...followed } };

  it('ENG-004: owes from that day what only the new one asks for, and keeps what it owes already', () => {
    const rule = { ruleRef: { profile: 'SCO', version: 1, key: 'review' } };
    spec
      .given(...owed)
      .when(follow, at(NOW))
      .then({ type: 'ScheduleProfileChanged', payload: followed }, due('review', '2026-09-10T22:59:59.999Z', rule));
    spec
      .given(...owed, changed)
      .when(follow, at(NOW))
      .nothing();
    expect(spec.given(...owed, changed).state.obligations.map(({ ruleRef }) => ruleRef.profile)).toEqual([
      'ENG',
      'ENG',
    ]);
  });

  it('ENG-004: before its first publication owes nothing yet; then it goes by the profile of that day', () => {
    spec.given(opened).when(follow, at(NOW)).then({ type: 'ScheduleProfileChanged' });
    const given = spec.given(opened, changed);
    const [before, after] = ['2026-03-09T12:00:00.000Z', '2026-03-10T12:00:00.000Z'];
    given.when(published(before), at(before)).then({ type: 'ObligationCreated' }, { type: 'ObligationCreated' });
    given.when(published(after), at(after)).then(due('review', '2026-09-10T22:59:59.999Z'));
  });

  it('ENG-004: what was met under the old one is not owed again where the new one does not ask for it', () => {
    const heldAt = '2026-04-01T12:00:00.000Z';
    spec
      .given(...owed, changed, owes('review', '2026-09-10T22:59:59.999Z'))
      .when(closed('formal', heldAt), at(heldAt))
      .then(
        { type: 'ObligationMet', payload: { kind: 'monthlyCheck' } },
        { type: 'ObligationMet', payload: { kind: 'formalReview' } },
        { type: 'ObligationMet', payload: { kind: 'review' } },
        due('review', '2026-10-01T22:59:59.999Z'),
      );
  });
});

describe('what a publication starts', () => {
  it('ENG-107, ENG-109: the first one starts the monthly and the quarterly clock, a later one none', () => {
    spec
      .given(opened)
      .when(published(NOW), at(NOW))
      .then(due('monthlyCheck', CHECK, { basis: 'ENG-107' }), due('formalReview', FORMAL, { basis: 'ENG-109' }));
    spec.given(opened).when(published(NOW, 2), at(NOW)).nothing();
  });

  it('rule 10: of a provisional plan starts the clocks too, and the full plan after it restarts none', () => {
    const provisional = { type: 'NoteProvisionalPlan', publishedAt: NOW } as const;
    spec.given(opened).when(provisional, at(NOW)).then(due('monthlyCheck', CHECK), due('formalReview', FORMAL));
    const first = (kind: string, dueAt: string): ScheduleEvent =>
      owes(kind, dueAt, { obligationId: uuidV5('PL', kind, 'first') });
    const given = spec.given(opened, first('monthlyCheck', CHECK), first('formalReview', FORMAL));
    given.when(published('2026-01-20T12:00:00.000Z'), at('2026-01-20T12:00:00.000Z')).nothing();
    given.when(provisional, at(NOW)).nothing();
  });

  it('CPA-53: of a CPA plan opens a window at three months that closes at six', () => {
    spec
      .given(openedAs('cpa', 'ENG', 'CPA'))
      .when(published('2026-01-15T10:00:00.000Z'), at(NOW))
      .then(
        { type: 'ObligationCreated', payload: { kind: 'monthlyCheck' } },
        { type: 'ObligationCreated', payload: { kind: 'formalReview' } },
        due('cpaReview', '2026-07-15T22:59:59.999Z', { opensAt: '2026-04-14T23:00:00.000Z' }),
      );
    const window = { opensAt: '2026-04-14T23:00:00.000Z', status: 'open', missed: false } as Obligation;
    expect(statusAt(window, '2026-04-14T22:59:59.999Z')).toBe('pending');
    expect(statusAt(window, '2026-04-14T23:00:00.000Z')).toBe('open');
  });

  it('in Scotland starts the six months, of a council plan the council’s own review anew', () => {
    spec
      .given(openedAs('provider', 'SCO'))
      .when(published('2026-03-05T10:00:00.000Z'), at('2026-03-05T10:00:00.000Z'))
      .then(due('review', '2026-09-05T22:59:59.999Z'));
    const council = [openedAs('localAuthority', 'ENG'), owes('councilReview', FORMAL)];
    spec
      .given(...council)
      .when(published(NOW, 2), at(NOW))
      .then(
        { type: 'ObligationCancelled', payload: { kind: 'councilReview', reason: 'newVersion' } },
        due('councilReview', '2026-03-12T23:59:59.999Z'),
      );
  });
});

describe('what else falls due', () => {
  const oblige = (kind: string, trigger: string) => ({ type: 'Oblige', kind, trigger, name: 'n' }) as const;

  it('ENG-086: the first planning meeting seven days after the service was agreed, once', () => {
    const command = oblige('firstPlanningMeeting', '2026-03-04T11:00:00.000Z');
    spec
      .given(opened)
      .when(command, at(NOW))
      .then(due('firstPlanningMeeting', '2026-03-11T23:59:59.999Z', { basis: 'ENG-086' }));
    spec
      .given(opened)
      .when(oblige('urgentConsentReview', '2026-06-01T09:00:00.000Z'), at(NOW))
      .then(due('urgentConsentReview', '2026-06-04T09:00:00.000Z'));
    spec.given().when(command, at(NOW)).refused('NOT_FOUND');
  });

  it.each([
    ['ENG-086', 'firstPlanningMeeting', 'ENG'],
    ['SCOT-085', 'planUpdateAfterReview', 'SCO'],
  ])('%s: %s that did not come is missed when its day is over', (_, kind, jurisdiction) => {
    const dueAt = '2026-03-11T23:59:59.999Z';
    const owed = spec.given(openedAs('provider', jurisdiction), owes(kind, dueAt));
    const miss = { type: 'MissObligation', obligationId: `${kind}-1` } as const;
    owed.when(miss, at(dueAt)).nothing();
    owed
      .when(miss, at(justAfter(dueAt)))
      .then({ type: 'ObligationMissed', payload: { kind, dueAt, organisationId: 'O' } });
  });

  it('SCOT-073: six months without a review of the plan are a breach, and the next six are owed', () => {
    const dueAt = '2026-09-05T22:59:59.999Z';
    spec
      .given(openedAs('provider', 'SCO'), owes('review', dueAt))
      .when({ type: 'MissObligation', obligationId: 'review-1' }, at(justAfter(dueAt)))
      .then(
        { type: 'ObligationMissed', payload: { kind: 'review', dueAt } },
        due('review', '2027-03-05T23:59:59.999Z'),
      );
  });

  it('ENG-125: the council reviews its own plan six to eight weeks on, then each year; missed, it is the council’s breach', () => {
    const council = openedAs('localAuthority', 'ENG');
    const first = '2026-03-12T23:59:59.999Z';
    const held = '2026-03-10T10:00:00.000Z';
    const given = spec.given(council, owes('councilReview', first));
    given
      .when(closed('council', held), at(held))
      .then(
        { type: 'ObligationMet', payload: { kind: 'councilReview', late: false } },
        due('councilReview', '2027-03-10T23:59:59.999Z'),
      );
    given
      .when({ type: 'MissObligation', obligationId: 'councilReview-1' }, at(justAfter(first)))
      .then(
        { type: 'ObligationMissed', payload: { kind: 'councilReview', dueAt: first, organisationId: 'O' } },
        due('councilReview', '2027-03-12T23:59:59.999Z'),
      );
  });

  it('CPA-37: an emergency change of level is reviewed within seven days', () => {
    spec
      .given(openedAs('cpa', 'ENG', 'CPA'))
      .when(oblige('emergencyLevelReview', '2026-01-12T09:00:00.000Z'), at(NOW))
      .then(due('emergencyLevelReview', '2026-01-19T23:59:59.999Z', { basis: 'CPA-37' }));
  });

  it('CITY-52: the keyworker’s feedback before a formal review, where the CITY pack holds', () => {
    const note = {
      type: 'NoteReviewScheduled',
      reviewId: 'R',
      reviewType: 'formal',
      at: '2026-04-10T10:00:00.000Z',
    } as const;
    const city = openedAs('provider', 'ENG', 'CITY');
    spec.given(city).when(note, at(NOW)).then(due('keyworkerFeedback', '2026-04-08T22:59:59.999Z'));
    spec.given(opened).when(note, at(NOW)).nothing();
    spec
      .given(
        city,
        owes('keyworkerFeedback', '2026-04-08T22:59:59.999Z', { obligationId: uuidV5('PL', 'keyworkerFeedback', 'R') }),
      )
      .when({ type: 'NoteFeedback', reviewId: 'R', at: '2026-04-07T10:00:00.000Z' }, at(NOW))
      .then({ type: 'ObligationMet', payload: { kind: 'keyworkerFeedback', late: false } });
  });

  it('OUT-81: a significant change is reviewed in seven days, of safety in twenty-four hours, whatever the role of the reporter', () => {
    const report = {
      type: 'ReportChange',
      domain: 'health',
      description: 'sleeps badly',
      noticedOn: '2026-01-15',
    } as const;
    spec
      .given(opened)
      .when(report, at(NOW, 'CS'))
      .then(
        { type: 'SignificantChangeReported', payload: { domain: 'health', description: 'sleeps badly', by: 'a-CS' } },
        due('significantChangeReview', '2026-01-22T23:59:59.999Z'),
      );
    spec
      .given(opened)
      .when({ ...report, domain: 'safety' }, at(NOW, 'CS'))
      .then({ type: 'SignificantChangeReported' }, due('significantChangeReview', '2026-01-16T12:00:00.000Z'));
    spec
      .given(opened)
      .when({ ...report, noticedOn: '2026-01-16' }, at(NOW))
      .refused('FUTURE_DATE', ['noticedOn']);
  });

  it('OUT-81: a review that is requested is due in a fortnight; the platform requests one once for one reason', () => {
    const ask = { type: 'RequestReview', reason: 'three refusals of a1' } as const;
    spec
      .given(opened)
      .when(ask, at(NOW, 'PE'))
      .then(
        { type: 'ReviewRequested', payload: { requestedBy: { id: 'a-PE' }, capacityOfRequester: 'PE' } },
        due('requestedReview', '2026-01-29T23:59:59.999Z'),
      );
    spec.given(opened).when({ type: 'RequestReview' }, at(NOW)).refused('REASON_REQUIRED', ['reason']);
    const pending = spec.given(opened, owes('requestedReview', CHECK), {
      type: 'ReviewRequested',
      payload: { requestedBy: { id: 'policy' }, capacityOfRequester: 'system', reason: ask.reason },
    });
    pending.when(ask, at(NOW, 'SY')).nothing();
    pending
      .when(ask, at(NOW, 'PE'))
      .then({ type: 'ReviewRequested' }, { type: 'ObligationCreated', payload: { kind: 'requestedReview' } });
  });
});

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

describe('a review that was held', () => {
  const open = [opened, owes('monthlyCheck', '2026-04-14T22:59:59.999Z'), owes('formalReview', FORMAL)];
  const HELD = '2026-04-10T10:00:00.000Z';

  it('waits for its closing, which is itself due within five working days', () => {
    spec
      .given(...open)
      .when(held('formal', HELD), at(HELD))
      .then(
        { type: 'ObligationHeld', payload: { kind: 'monthlyCheck' } },
        { type: 'ObligationHeld', payload: { kind: 'formalReview', heldAt: HELD } },
        due('reviewClosure', '2026-04-17T22:59:59.999Z'),
      );
  });

  it('ENG-109: when closed meets the formal review and the check of its month, and both count on from it', () => {
    spec
      .given(...open)
      .when(closed('formal', HELD), at(HELD))
      .then(
        { type: 'ObligationMet', payload: { kind: 'monthlyCheck', metAt: HELD } },
        { type: 'ObligationMet', payload: { kind: 'formalReview', metAt: HELD, late: false } },
        due('monthlyCheck', '2026-05-10T22:59:59.999Z'),
        due('formalReview', '2026-07-10T22:59:59.999Z'),
      );
  });

  it('CPA-53, CPA-55: of a CPA plan, early or not and whatever its outcome, opens a new window', () => {
    const window = owes('cpaReview', '2026-07-15T22:59:59.999Z', { opensAt: '2026-04-14T23:00:00.000Z' });
    spec
      .given(openedAs('cpa', 'ENG', 'CPA'), window)
      .when(closed('cpa', '2026-03-20T10:00:00.000Z'), at('2026-03-20T10:00:00.000Z'))
      .then(
        { type: 'ObligationMet', payload: { kind: 'cpaReview', early: true, late: false } },
        due('cpaReview', '2026-09-20T22:59:59.999Z', { opensAt: '2026-06-19T23:00:00.000Z' }),
      );
  });

  it('late meets what was missed, says by how much, and never undoes that it was missed', () => {
    const late = spec.given(opened, owes('formalReview', FORMAL), missed('formalReview', FORMAL));
    late
      .when(closed('formal', '2026-04-16T09:00:00.000Z'), at(HELD))
      .then(
        { type: 'ObligationMet', payload: { late: true, lateBy: 'PT10H0.001S' } },
        due('formalReview', '2026-07-16T22:59:59.999Z'),
      );
    expect(statusAt(late.state.obligations[0] as Obligation, HELD)).toBe('missed');
  });

  it('in Scotland, with a change, is followed by an updated plan within five working days', () => {
    spec
      .given(openedAs('provider', 'SCO'))
      .when(closed('formal', HELD, 'amend'), at(HELD))
      .then(due('planUpdateAfterReview', '2026-04-17T22:59:59.999Z'));
  });
});

describe('an obligation that nobody met', () => {
  it.each([
    ['ENG-107', 'monthlyCheck', CHECK, '2026-03-15T23:59:59.999Z'],
    ['ENG-109', 'formalReview', FORMAL, '2026-07-15T22:59:59.999Z'],
  ])(
    '%s: %s is missed from the next millisecond, once, and the next counts from when it was due',
    (_, kind, dueAt, next) => {
      const open = spec.given(opened, owes(kind, dueAt));
      const miss = { type: 'MissObligation', obligationId: `${kind}-1` } as const;
      expect(schedule.wakes?.(open.state)).toEqual([{ at: justAfter(dueAt), name: `miss-${kind}-1`, command: miss }]);
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
    const wake = schedule.wakes?.(state).find(({ name }) => name === 'seriousOverdue');
    expect(wake).toEqual({
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

describe('training', () => {
  it('ENG-150: is recorded with its course and day, and not ahead', () => {
    const record = { type: 'RecordTraining', staff: 'S', course: 'carePlanning', completedOn: '2026-01-10' } as const;
    const { type: _, ...payload } = record;
    specify(competence).given().when(record, at(NOW)).then({ type: 'TrainingRecorded', payload });
    specify(competence)
      .given()
      .when({ ...record, completedOn: '2026-01-16' }, at(NOW))
      .refused('FUTURE_DATE', ['completedOn']);
  });
});
