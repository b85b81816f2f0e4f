import { justAfter } from '@carethread/calendar';
import { uuidV5 } from '@carethread/ledger';
import { statusAt, type Obligation } from './state.js';
import type { ScheduleEvent } from './events.js';
import {
  at,
  CHECK,
  closed,
  due,
  FORMAL,
  NOW,
  opened,
  openedAs,
  owes,
  published,
  spec,
} from './testing/opened-schedule.js';

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
