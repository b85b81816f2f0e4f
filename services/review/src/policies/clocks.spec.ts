import type { PolicyReader, Policy, PolicyFact } from '@carethread/runtime';
import { NO_FACTS, type KnownPlan, type ReviewFacts } from '../domain/facts.js';
import { cancelObligationsWhenServiceEnds } from './cancel-obligations-when-service-ends.js';
import { noteProposalOnScheduleWhenMade } from './note-proposal-on-schedule-when-made.js';
import { openScheduleWhenPlanOpened } from './open-schedule-when-plan-opened.js';
import { raiseTaskWhenServiceIsToEnd } from './raise-task-when-service-is-to-end.js';
import { requestReviewWhenCareRefusedThreeTimes } from './request-review-when-care-refused-three-times.js';
import { resumeScheduleWhenServedAgain } from './resume-schedule-when-served-again.js';
import { scheduleFirstMeetingWhenServiceAgreed } from './schedule-first-meeting-when-service-agreed.js';
import { schedulePersonalPlanWhenServiceStarts } from './schedule-personal-plan-when-service-starts.js';
import { scheduleReviewWhenRefusedAgain } from './schedule-review-when-refused-again.js';
import { stopScheduleWhenPlanClosed } from './stop-schedule-when-plan-closed.js';
import { stopSchedulesWhenPersonDies } from './stop-schedules-when-person-dies.js';

const AT = '2026-03-12T10:00:00.000Z';
const STARTED = '2026-02-10T09:00:00.000Z';
const plan: KnownPlan = {
  planKind: 'provider',
  organisationId: 'O',
  jurisdiction: 'SCO',
  rulePacks: [],
  versionNo: 0,
  outcomeIds: [],
  needIds: [],
  actionIds: ['a1'],
};
const known = (more: Partial<ReviewFacts> = {}): ReviewFacts => ({ ...NO_FACTS, plans: { PL: plan }, ...more });

/** What a policy sends, having heard a fact, by what review knows: the stream's id and the command. */
async function sent(policy: Policy, type: string, data: object, facts: ReviewFacts): Promise<readonly object[]> {
  const fact = { id: 'fact', type, personId: 'P', data, recordedAt: AT } as unknown as PolicyFact;
  const look = {
    facts: () => Promise.resolve(facts),
    ids: () => Promise.resolve(['PL', 'P2']),
    office: (_: string, forRole: string, organisationId?: string) => Promise.resolve({ forRole, organisationId }),
  } as unknown as PolicyReader;
  return (await policy.then(fact, look)).map(({ id, command }) => ({ id, ...command }));
}

describe('the personal plan and the first meeting', () => {
  const opened = { planId: 'PL', planKind: 'provider', organisationId: 'O', jurisdiction: 'SCO', rulePacks: [] };
  const personalPlan = { id: 'PL', type: 'Oblige', kind: 'personalPlan', trigger: STARTED, name: 'E' };
  const meeting = { id: 'PL', type: 'Oblige', kind: 'firstPlanningMeeting', trigger: STARTED, name: 'E' };
  const episode = { providerId: 'O', agreedAt: STARTED, startedAt: STARTED };
  const onOpening = (facts: ReviewFacts) =>
    sent(openScheduleWhenPlanOpened, 'care-plan.care-plan-opened.v1', opened, facts);
  const onStart = (facts: ReviewFacts) =>
    sent(
      schedulePersonalPlanWhenServiceStarts,
      'care-plan.service-started.v1',
      { episodeId: 'E', providerId: 'O', startedAt: STARTED },
      facts,
    );

  it('R35: are owed from the first day of service when the plan is opened after it', async () => {
    expect(await onOpening(known({ episodes: { E: episode } }))).toEqual([
      expect.objectContaining({ type: 'OpenSchedule' }),
      meeting,
      personalPlan,
    ]);
    expect(await onOpening(known())).toHaveLength(1);
    const later = { ...episode, agreedAt: AT, startedAt: AT };
    expect(await onOpening(known({ episodes: { F: later, E: episode } }))).toContainEqual(personalPlan);
  });

  it('CPA-37: a CPA plan that is opened after a level was raised in an emergency owes its review from the decision', async () => {
    const cpa = { PL: { ...plan, planKind: 'cpa' } };
    const raisedInEmergency = { id: 'level', at: STARTED };
    const review = { id: 'PL', type: 'Oblige', kind: 'emergencyLevelReview', trigger: STARTED, name: 'level' };
    expect(await onOpening(known({ plans: cpa, raisedInEmergency }))).toContainEqual(review);
    expect(await onOpening(known({ plans: cpa }))).toHaveLength(1);
    expect(await onOpening(known({ raisedInEmergency }))).toHaveLength(1);
  });

  it('R35: and when it starts after the plan was opened', async () => {
    expect(await onStart(known({ episodes: { E: episode } }))).toEqual([personalPlan]);
    expect(await onStart(known({ episodes: { E: { ...episode, endedBecause: 'completed' } } }))).toEqual([]);
  });

  it.each([
    ['in England', { jurisdiction: 'ENG' }],
    ['of a plan that is published', { versionNo: 1 }],
    ['of a council’s plan', { planKind: 'localAuthority' }],
  ])('R35: no personal plan is owed %s', async (_, more) => {
    expect(await onStart(known({ plans: { PL: { ...plan, ...more } }, episodes: { E: episode } }))).toEqual([]);
  });

  it('ENG-086: a meeting is owed of each agreement that has not ended', async () => {
    const agreed = { episodeId: 'E', providerId: 'O', agreedAt: STARTED };
    const on = (facts: ReviewFacts) =>
      sent(scheduleFirstMeetingWhenServiceAgreed, 'care-plan.service-agreement-made.v1', agreed, facts);
    expect(await on(known({ episodes: { E: episode } }))).toEqual([meeting]);
    expect(await on(known({ episodes: { E: { ...episode, endedBecause: 'completed' } } }))).toEqual([]);
  });
});

describe('the end of care', () => {
  const ended = { episodeId: 'E', providerId: 'O', endedAt: AT, reason: 'completed' };
  const over = { providerId: 'O', agreedAt: STARTED, endedBecause: 'completed' };
  const onEnd = (facts: ReviewFacts) =>
    sent(cancelObligationsWhenServiceEnds, 'care-plan.service-ended.v1', ended, facts);

  it('R15: of one of two services of a provider stops nothing; of the last one, its plans and no council’s', async () => {
    const plans = {
      PL: plan,
      theirs: { ...plan, organisationId: 'X' },
      council: { ...plan, planKind: 'localAuthority' },
    };
    const stop = { id: 'PL', type: 'StopSchedule', because: 'serviceEnded' };
    expect(await onEnd(known({ plans, episodes: { E: over } }))).toEqual([stop]);
    expect(await onEnd(known({ plans, episodes: { E: over, F: { providerId: 'X', startedAt: AT } } }))).toEqual([stop]);
    expect(await onEnd(known({ plans, episodes: { E: over, F: { providerId: 'O', agreedAt: AT } } }))).toEqual([]);
  });

  it('R15: of a trust’s service leaves the clocks of a CPA plan that it opened, whoever has the case now', async () => {
    const plans = { PL: { ...plan, planKind: 'cpa' } };
    expect(await onEnd(known({ plans, episodes: { E: over } }))).toEqual([]);
  });

  it('R15: is undone by the next service, unless that has ended too', async () => {
    const started = { episodeId: 'F', providerId: 'O', startedAt: AT };
    const on = (facts: ReviewFacts) =>
      sent(resumeScheduleWhenServedAgain, 'care-plan.service-started.v1', started, facts);
    const again = { id: 'PL', type: 'ResumeSchedule', episodeId: 'F', startedAt: AT };
    expect(await on(known({ episodes: { E: over, F: { providerId: 'O', startedAt: AT } } }))).toEqual([again]);
    expect(await on(known({ episodes: { E: over, F: { ...over, startedAt: AT } } }))).toEqual([]);
    expect(await on(known({ plans: { PL: { ...plan, closed: true } } }))).toEqual([]);
  });

  it('R17: a closed plan stops, and no other', async () => {
    expect(await sent(stopScheduleWhenPlanClosed, 'care-plan.care-plan-closed.v1', { planId: 'PL' }, known())).toEqual([
      { id: 'PL', type: 'StopSchedule', because: 'planClosed' },
    ]);
  });

  it('R38: with a death all of the person’s plans stop', async () => {
    expect(
      await sent(
        stopSchedulesWhenPersonDies,
        'assessment.person-death-recorded.v1',
        { dateOfDeath: '2026-03-11' },
        known(),
      ),
    ).toEqual(['PL', 'P2'].map((id) => ({ id, type: 'StopSchedule', because: 'deceased' })));
  });
});

describe('what asks for a review', () => {
  it('R32: three refusals, of the plan that holds the action', async () => {
    const refusals = ['2026-06-01', '2026-06-04', '2026-06-07'].map((date) => ({
      actionId: 'a1',
      date,
      organisationId: 'PR3',
    }));
    const plans = {
      ours: { ...plan, organisationId: 'PR3', versionNo: 1 },
      theirs: { ...plan, organisationId: 'PR1', versionNo: 1 },
    };
    const on = (occurredAt: string) =>
      sent(
        requestReviewWhenCareRefusedThreeTimes,
        'care-plan.person-refused-care.v1',
        { plannedActionId: 'a1', occurredAt, organisationId: 'PR3' },
        known({ plans, refusals }),
      );
    expect(await on('2026-06-07T10:00:00.000Z')).toEqual([
      { id: 'ours', type: 'RequestReview', reason: 'three refusals of a1', capacityOfRequester: 'system' },
    ]);
  });

  it('C8: the second refusal of a proposal, and not the first', async () => {
    const on = (count: number) =>
      sent(
        scheduleReviewWhenRefusedAgain,
        'consent.sign-off-refused.v1',
        { subject: 'planVersion', subjectId: 'PL' },
        known({ refusedProposals: { PL: count } }),
      );
    expect(await on(1)).toEqual([]);
    expect(await on(2)).toEqual([{ id: 'PL', type: 'NoteSecondRefusal', refusalId: 'fact', at: AT }]);
  });

  it('D12: a proposal is what updates a plan after its review', async () => {
    expect(
      await sent(noteProposalOnScheduleWhenMade, 'care-plan.plan-version-proposed.v1', { planId: 'PL' }, known()),
    ).toEqual([{ id: 'PL', type: 'NoteProposal', proposalId: 'fact', at: AT }]);
  });
});

describe('what a review leaves to be done', () => {
  it('R36: a service that is to end is a task to end it on that day', async () => {
    const outcome = { planId: 'PL', reviewId: 'R', outcome: 'endService', endOn: '2026-06-30' };
    expect(await sent(raiseTaskWhenServiceIsToEnd, 'ReviewOutcomeAgreed', outcome, known())).toEqual([
      expect.objectContaining({
        type: 'RaiseTask',
        kind: 'endService',
        forRole: 'SM',
        organisationId: 'O',
        dueAt: '2026-06-30T22:59:59.999Z',
        ref: { planId: 'PL', reviewId: 'R', endOn: '2026-06-30' },
      }),
    ]);
    expect(
      await sent(raiseTaskWhenServiceIsToEnd, 'ReviewOutcomeAgreed', { ...outcome, outcome: 'amend' }, known()),
    ).toEqual([]);
    expect(await sent(raiseTaskWhenServiceIsToEnd, 'ReviewOutcomeAgreed', outcome, known({ deceased: true }))).toEqual(
      [],
    );
  });
});
