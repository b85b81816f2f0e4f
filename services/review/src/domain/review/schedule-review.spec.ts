import { specify } from '@carethread/event-sourcing/testing';
import { NO_FACTS, type KnownPlan } from '../facts.js';
import { review } from './decider.js';
import type { ReviewCommand } from './commands.js';
import type { ReviewEvent } from './events.js';

const spec = specify(review);
const NOW = '2026-03-02T10:00:00.000Z';
const P = '00000000-0000-4000-8000-000000000004';
const provider: KnownPlan = {
  planKind: 'provider',
  organisationId: 'O',
  jurisdiction: 'ENG',
  rulePacks: [],
  versionNo: 1,
  outcomeIds: [],
  needIds: [],
  actionIds: [],
  openedAt: '2026-01-05T23:30:00.000Z',
};
const at = (plan: Partial<KnownPlan> = {}, more: object = {}, obligations: readonly object[] = []) => ({
  now: NOW,
  facts: { ...NO_FACTS, plans: { PL: { ...provider, ...plan } }, ...more },
  streams: { 'reviewSchedule-PL': { obligations: [{ obligationId: 'o1' }, ...obligations] } },
});
const change = (status = 'open') => [{ obligationId: 'o2', kind: 'significantChangeReview', status }];
const of = (reviewType: string, more: object = {}): Extract<ReviewCommand, { type: 'ScheduleReview' }> => ({
  type: 'ScheduleReview',
  planId: 'PL',
  reviewType,
  ...more,
});
const scheduled: ReviewEvent = {
  type: 'ReviewScheduled',
  payload: { reviewId: 'R', planId: 'PL', reviewType: 'requested', at: NOW, obligationIds: [] },
};

describe('a review that is set', () => {
  it.each([
    ['provider', 'ENG', [], 'planningMeeting firstWeek firstMonth formal requested significantChange restriction'],
    ['cpa', 'ENG', ['CPA'], 'planningMeeting formal cpa requested significantChange restriction'],
    ['localAuthority', 'ENG', [], 'council requested significantChange restriction'],
  ])('§1b: is of a type that a %s plan is owed', (planKind, jurisdiction, rulePacks, types) => {
    const all = 'planningMeeting firstWeek firstMonth formal requested significantChange cpa council restriction';
    for (const type of all.split(' ')) {
      const owed = { planKind, jurisdiction, rulePacks, provisional: true };
      const when = spec.given().when(of(type), at(owed, { restrictions: ['r1'] }, change()));
      if (!types.split(' ').includes(type)) when.refused('REASON_NOT_ALLOWED', ['type']);
      else if (type === 'formal') when.then({ type: 'ReviewScheduled' }, { type: 'ParticipantInvited' });
      else when.then({ type: 'ReviewScheduled', payload: { reviewType: type } });
    }
  });

  it('§1b: of some types only where there is what they look at: an emergency start, a restriction, a change', () => {
    const none = ['type'];
    for (const type of ['firstWeek', 'firstMonth', 'restriction', 'significantChange'])
      spec.given().when(of(type), at()).refused('REASON_NOT_ALLOWED', none);
    const set = { type: 'ReviewScheduled' } as const;
    spec
      .given()
      .when(of('firstWeek'), at({ provisional: true }))
      .then(set);
    spec
      .given()
      .when(of('firstMonth'), at({ provisional: true }))
      .then(set);
    spec
      .given()
      .when(of('restriction'), at({}, { restrictions: ['r1'] }))
      .then(set);
    spec
      .given()
      .when(of('significantChange'), at({}, {}, change()))
      .then(set);
    spec
      .given()
      .when(of('significantChange'), at({}, {}, change('met')))
      .refused('REASON_NOT_ALLOWED', none);
  });

  it.each([
    ['the day before the plan was opened, by London', 'formal', {}, '2026-01-04', false],
    ['the day on which it was opened', 'formal', {}, '2026-01-05', true],
    ['the last day of its cycle', 'formal', {}, '2026-06-02T22:59:59.999Z', true],
    ['a millisecond after its cycle', 'formal', {}, '2026-06-02T23:00:00.000Z', false],
    ['six months ahead in Scotland', 'formal', { jurisdiction: 'SCO' }, '2026-09-02', true],
    ['more than six months ahead in Scotland', 'formal', { jurisdiction: 'SCO' }, '2026-09-03', false],
    ['a year ahead, of a council', 'council', { planKind: 'localAuthority' }, '2027-03-02', true],
    ['more than a year ahead, of a council', 'council', { planKind: 'localAuthority' }, '2027-03-03', false],
    ['years ahead', 'requested', {}, '2029-02-01', false],
  ])('§1b: on %s: %s', (_, type, plan, day, fits) => {
    const when = spec.given().when(of(type, { at: day }), at(plan));
    if (!fits) when.refused('TIMESCALE_INVALID', ['at']);
    else if (type === 'formal') when.then({ type: 'ReviewScheduled' }, { type: 'ParticipantInvited' });
    else when.then({ type: 'ReviewScheduled' });
  });

  it('R17, R38: is of no plan that is closed, and of nobody who has died; nor is one begun', () => {
    const closed = at({ closed: true });
    const died = at({}, { deceased: true });
    spec.given().when(of('formal'), closed).refused('STATE_CONFLICT', ['planClosed']);
    spec.given().when(of('formal'), died).refused('STATE_CONFLICT', ['deceased']);
    const given = spec.given(scheduled);
    for (const command of [
      { type: 'StartReview' },
      { type: 'SubmitFeedback', needs: { rating: 4 } },
      { type: 'InviteParticipant', party: { kind: 'staff', id: 'S' } },
    ] as const) {
      given.when(command, closed).refused('STATE_CONFLICT', ['planClosed']);
      given.when(command, died).refused('STATE_CONFLICT', ['deceased']);
    }
    given.when({ type: 'RecordNotHeld', reason: 'died' }, died).then({ type: 'ReviewNotHeld' });
  });

  it('§1b: names obligations of its plan', () => {
    spec
      .given()
      .when(of('requested', { obligationIds: ['o1', 'o2'] }), at())
      .refused('REFERENCE_NOT_FOUND', ['o2']);
    spec
      .given()
      .when(of('requested', { obligationIds: ['o1'] }), at())
      .then({ type: 'ReviewScheduled', payload: { obligationIds: ['o1'] } });
  });

  it('D10: of another type may go through the whole plan, and says so from its start to its end', () => {
    spec
      .given()
      .when(of('requested', { wholePlan: true }), at())
      .then({ type: 'ReviewScheduled', payload: { wholePlan: true } });
    const whole: ReviewEvent = { type: 'ReviewScheduled', payload: { ...scheduled.payload, wholePlan: true } as never };
    spec
      .given(whole)
      .when({ type: 'StartReview' }, at())
      .then({ type: 'ReviewStarted', payload: { wholePlan: true } });
  });

  it('CITY-52: says where its feedback is due by bank holidays that nobody has published', () => {
    const city = {
      ...at({ rulePacks: ['CITY'], openedAt: '2028-12-01T09:00:00.000Z' }),
      now: '2028-12-28T09:00:00.000Z',
    };
    spec
      .given()
      .when(of('formal', { at: '2029-01-03T10:00:00.000Z' }), city)
      .then(
        {
          type: 'ReviewScheduled',
          payload: { feedbackDueAt: '2028-12-29T23:59:59.999Z', feedbackProvisional: true },
        },
        { type: 'ParticipantInvited' },
      );
  });
});

describe('who is invited to a review', () => {
  const invite = (party: object) => ({ type: 'InviteParticipant', party }) as const;

  it('R34: a person is the person of the record; another is invited by permission like anybody else', () => {
    const given = spec.given(scheduled);
    given.when(invite({ kind: 'person', id: P }), at()).then({ type: 'ParticipantInvited' });
    given.when(invite({ kind: 'person', id: 'X' }), at()).refused('PERMISSION_REQUIRED', ['X']);
    given.when(invite({ id: 'X' }), at()).refused('PERMISSION_REQUIRED', ['X']);
    given.when(invite({}), at()).refused('MALFORMED');
    const teams = { E: { organisationId: 'O', keyworkerId: 'K', members: ['X'], open: true } };
    given.when(invite({ id: 'X' }), at({}, { teams })).then({ type: 'ParticipantInvited' });
  });
});

describe('an invitation', () => {
  const invited: ReviewEvent = {
    type: 'ParticipantInvited',
    payload: { party: { kind: 'staff', id: 'S' }, expectedRole: 'care staff', permissionBasis: 'team' },
  };
  const invite = (more: object = {}) =>
    ({ type: 'InviteParticipant', party: { kind: 'staff', id: 'S' }, ...more }) as const;

  it('§1b: is one already only where all of it is', () => {
    const given = spec.given(scheduled, invited);
    given.when(invite(), at()).nothing();
    given.when(invite({ expectedRole: 'care staff', permissionBasis: 'team' }), at()).nothing();
    for (const more of [
      { permissionBasis: 'asked' },
      { expectedRole: 'nurse' },
      { party: { kind: 'staff', id: 'S', name: 'N' } },
    ])
      given.when(invite(more), at()).then({ type: 'ParticipantInvited' });
  });

  it('§1b: happened after there was a plan', () => {
    const early = { ...at(), occurredAt: '2026-01-04T10:00:00.000Z' };
    spec.given(scheduled).when(invite(), early).refused('TIMESCALE_INVALID', ['occurredAt']);
  });
});

describe('the keyworker’s feedback', () => {
  const submit = (more: object) => ({ type: 'SubmitFeedback', ...more }) as const;
  const given = spec.given(scheduled);

  it.each([
    ['a rating and a comment', { needs: { rating: 4, comment: 'met' } }],
    ['a comment alone', { wishes: { comment: 'heard' } }],
    ['words', { preferences: 'kept' }],
    ['a list', { needs: [{ rating: 1 }, { rating: 5, comment: 'better' }], wishes: {} }],
  ])('§1b: says something: %s', (_, feedback) =>
    given.when(submit(feedback), at()).then({ type: 'KeyworkerFeedbackSubmitted', payload: feedback }),
  );

  it.each([
    ['nothing', {}],
    ['nothing in it', { needs: {}, wishes: [] }],
    ['a rating beyond five', { needs: { rating: 6 } }],
    ['a member that nobody knows', { needs: { raiting: 4 } }],
    ['a blank comment', { needs: { comment: ' ' } }],
    ['a number', { needs: 4 }],
  ])('§1b: is refused with %s', (_, feedback) => given.when(submit(feedback), at()).refused('MALFORMED'));
});
