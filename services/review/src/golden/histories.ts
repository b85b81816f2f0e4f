import { named, ORGANISATION, PERSON, stored, type History } from '@carethread/service-kit/testing';
import { NO_FACTS, type ReviewFacts } from '../domain/facts.js';
import type { ScheduleState } from '../domain/schedule/state.js';
import { TOPICS } from '../domain/schedule/rules.js';

const PLAN = named('plan');
const OWED = named('obligation');
const known = {
  planKind: 'provider',
  organisationId: ORGANISATION,
  jurisdiction: 'ENG',
  rulePacks: ['CITY'],
  versionNo: 1,
  outcomeIds: [named('outcome')],
  needIds: [named('need')],
  actionIds: [named('action')],
  holdings: { actions: [named('action')], goals: [named('goal')] },
};
/** Its service has ended, so that what was owed under it may be cancelled. */
const ended = { [named('episode')]: { providerId: ORGANISATION, endedBecause: 'completed' } };
const facts: ReviewFacts = {
  ...NO_FACTS,
  plans: { [PLAN]: known },
  contacts: { [named('sister')]: { scopes: ['review'], kind: 'family', name: 'Synthetic Sister', role: 'sister' } },
};
/** Something was learnt, a risk is taken and a goal was achieved since the plan was published. */
const gathering: ReviewFacts = {
  ...facts,
  plans: {
    [PLAN]: {
      ...known,
      newSince: '2026-01-15T12:00:00.000Z',
      achieved: { [named('goal')]: '2026-02-01T12:00:00.000Z' },
    },
  },
  teams: {
    [named('episode')]: {
      organisationId: ORGANISATION,
      keyworkerId: named('keyworker'),
      members: [named('staff')],
      open: true,
    },
  },
  news: [{ id: named('news'), kind: 'exception', at: '2026-02-02T12:00:00.000Z', ref: { entryId: named('entry') } }],
  risks: {
    [named('risk')]: {
      planId: PLAN,
      taken: true,
      takenAt: '2026-02-03T12:00:00.000Z',
      open: true,
      outcome: { outcome: 'noEffect', narrative: 'nothing yet', at: '2026-02-04T12:00:00.000Z' },
    },
  },
};
const sister = { kind: 'family', id: named('sister'), name: 'Synthetic Sister', role: 'sister' };
const person = { kind: 'person', id: PERSON, name: 'Synthetic Person', role: 'person' };
const obligation = ({ obligations }: ScheduleState, kind: string): string =>
  obligations.findLast((one) => one.kind === kind && one.status === 'open')?.obligationId ?? named('none');
const opened = (planKind: string, jurisdiction: string, rulePacks: readonly string[]) => ({
  command: {
    type: 'OpenSchedule',
    planId: PLAN,
    organisationId: ORGANISATION,
    planKind,
    jurisdiction,
    profileVersion: 2,
    rulePacks,
  },
  role: 'SY',
});
const published = {
  command: {
    type: 'NotePublication',
    versionNo: 1,
    publishedAt: '2026-03-02T10:00:00.000Z',
    effectiveFrom: '2026-03-02T10:00:00.000Z',
    versionId: named('version'),
  },
  role: 'SY',
};
const held = (reviewType: string, at: string) => ({
  command: { type: 'NoteReviewHeld', reviewId: named(reviewType), reviewType, heldAt: at },
  role: 'SY',
});
const closed = (reviewType: string, at: string, outcome: string) => ({
  command: { type: 'NoteReviewClosed', reviewId: named(reviewType), reviewType, heldAt: at, closedAt: at, outcome },
  role: 'SY',
});
const DAY = 24 * 60;
const HELD_LATE = '2026-03-08T10:00:00.000Z';
/** Five working days on from here run over bank holidays that nobody has published. */
const PROVISIONAL = '2028-12-28T10:00:00.000Z';

/** A history of every kind of stream that review keeps. */
export const histories: readonly History[] = [
  {
    category: 'reviewSchedule',
    facts: { ...facts, episodes: ended },
    steps: [
      opened('provider', 'ENG', ['CITY']),
      published,
      {
        command: {
          type: 'Oblige',
          kind: 'urgentConsentReview',
          trigger: '2026-03-02T11:00:00.000Z',
          name: named('fact'),
        },
        role: 'SY',
      },
      {
        command: {
          type: 'RecordMonthlyCheck',
          participants: [person, sister],
          personsView: 'content',
          findings: 'none',
          raisesReview: false,
        },
      },
      {
        command: {
          type: 'NoteMonitoring',
          needs: 'met',
          wishes: 'heard',
          preferences: 'kept',
          staffAdherence: 'followed',
          followUp: 'none',
        },
      },
      {
        command: (state: ScheduleState) => ({
          type: 'MarkNotPracticable',
          obligationId: obligation(state, 'monthlyCheck'),
          reason: 'away',
        }),
      },
      {
        command: { type: 'RequestReview', reason: 'asked', requestedBy: sister, capacityOfRequester: 'family' },
        role: 'CA',
      },
      {
        command: { type: 'ReportChange', domain: 'safety', description: 'a fall', noticedOn: '2026-03-02' },
        role: 'CS',
      },
      {
        command: {
          type: 'NoteReviewScheduled',
          reviewId: named('formal'),
          reviewType: 'formal',
          at: '2026-03-20T10:00:00.000Z',
        },
        role: 'SY',
      },
      { command: { type: 'NoteFeedback', reviewId: named('formal'), at: '2026-03-10T10:00:00.000Z' }, role: 'SY' },
      held('formal', '2026-03-02T18:00:00.000Z'),
      closed('formal', '2026-03-02T19:00:00.000Z', 'amend'),
      {
        command: {
          type: 'Oblige',
          kind: 'urgentConsentReview',
          trigger: '2026-03-03T11:00:00.000Z',
          name: named('another'),
        },
        role: 'SY',
      },
      {
        command: (state: ScheduleState) => ({
          type: 'MissObligation',
          obligationId: obligation(state, 'urgentConsentReview'),
        }),
        role: 'SY',
        minutes: 5 * DAY,
      },
      {
        command: (state: ScheduleState) => ({
          type: 'CancelObligation',
          obligationId: obligation(state, 'formalReview'),
          reason: 'serviceEnded',
        }),
        role: 'SM',
      },
      {
        command: { type: 'NoteReviewHeld', reviewId: named('never'), reviewType: 'formal', heldAt: HELD_LATE },
        role: 'SY',
      },
      {
        command: (state: ScheduleState) => ({
          type: 'ReopenObligation',
          obligationId: state.obligations.find(({ status }) => status === 'heldAwaitingClosure')?.obligationId ?? '',
        }),
        role: 'SY',
        minutes: 20 * DAY,
      },
      { command: { type: 'StopSchedule', because: 'serviceEnded' }, role: 'SY' },
      {
        command: { type: 'ResumeSchedule', episodeId: named('again'), startedAt: '2026-03-20T10:00:00.000Z' },
        role: 'SY',
      },
      { command: { type: 'StopSchedule', because: 'deceased' }, role: 'SY' },
    ],
  },
  {
    category: 'reviewSchedule',
    facts,
    steps: [
      opened('provider', 'SCO', []),
      published,
      {
        command: { type: 'NoteReviewHeld', reviewId: named('far'), reviewType: 'formal', heldAt: PROVISIONAL },
        role: 'SY',
      },
    ],
  },
  {
    category: 'reviewSchedule',
    facts,
    steps: [
      opened('provider', 'ENG', []),
      published,
      {
        command: { type: 'FollowProfile', jurisdiction: 'SCO', effectiveFrom: '2026-03-10T00:00:00.000Z' },
        role: 'SY',
      },
    ],
  },
  {
    category: 'reviewSchedule',
    facts,
    steps: [
      opened('provider', 'SCO', []),
      published,
      {
        command: {
          type: 'FollowUp',
          kind: 'refusalReview',
          arisenAt: '2026-03-02T11:00:00.000Z',
          reviewOn: '2026-03-09',
          name: named('refusal'),
        },
        role: 'SY',
      },
      {
        command: {
          type: 'NoteRiskAssessed',
          riskId: named('risk'),
          at: '2026-03-02T12:00:00.000Z',
          name: named('assessed'),
          taken: true,
        },
        role: 'SY',
      },
      { command: { type: 'NoteRiskClosed', riskId: named('risk') }, role: 'SY' },
      closed('requested', '2026-03-03T10:00:00.000Z', 'noChange'),
    ],
  },
  {
    category: 'reviewSchedule',
    facts,
    steps: [
      opened('cpa', 'ENG', ['CPA']),
      published,
      held('cpa', '2026-03-10T10:00:00.000Z'),
      closed('cpa', '2026-03-10T10:00:00.000Z', 'noChange'),
      {
        command: (state: ScheduleState) => ({
          type: 'EscalateSeriousOverdue',
          since: state.cpaSince ?? '',
          dueAt: '2027-03-10T23:59:59.999Z',
        }),
        role: 'SY',
        minutes: 400 * DAY,
      },
    ],
  },
  {
    category: 'review',
    facts,
    streams: { ...stored('b'.repeat(64)), [`reviewSchedule-${PLAN}`]: { obligations: [{ obligationId: OWED }] } },
    steps: [
      {
        command: {
          type: 'ScheduleReview',
          planId: PLAN,
          reviewType: 'formal',
          at: '2026-03-20T10:00:00.000Z',
          place: 'home',
          obligationIds: [OWED],
        },
      },
      { command: { type: 'InviteParticipant', party: sister, expectedRole: 'sister', permissionBasis: 'asked' } },
      {
        command: {
          type: 'SubmitFeedback',
          needs: { rating: 4, comment: 'met' },
          wishes: { rating: 4, comment: 'heard' },
          preferences: { rating: 3, comment: 'mostly' },
        },
      },
      { command: { type: 'StartReview', chair: person } },
      {
        command: {
          type: 'RecordAttendance',
          party: person,
          present: false,
          reason: 'ill',
          viewsObtainedHow: 'by letter',
        },
      },
      ...(TOPICS['formal'] ?? []).map((topic, index) => ({
        command:
          index === 0
            ? { type: 'ConsiderTopic', topic, notApplicableBecause: 'none' }
            : { type: 'ConsiderTopic', topic, text: 'talked over' },
      })),
      { command: { type: 'AssessOutcome', outcomeId: named('outcome'), status: 'progressing', personRating: 4 } },
      {
        command: {
          type: 'AgreeOutcome',
          outcome: 'increase',
          changes: [
            {
              changeId: 'c1',
              itemId: named('action'),
              field: 'frequency',
              what: 'more visits',
              from: '3 a week',
              to: '5 a week',
              decidedBy: person,
              agreedByPerson: true,
            },
            {
              itemId: named('action'),
              field: 'where',
              to: 'downstairs',
              agreedByPerson: false,
              personsReasons: 'likes the view',
            },
            {
              op: 'remove',
              section: 'goals',
              itemId: named('goal'),
              agreedByPerson: true,
              concerns: [named('sister')],
            },
          ],
          nextReviewBy: '2026-06-01',
          reason: 'talked over',
        },
      },
      {
        command: { type: 'BriefStakeholder', party: sister, changesForThem: 'more visits', actionNeeded: 'none' },
        role: 'SM',
      },
      { command: { type: 'AcknowledgeBriefing', partyId: sister.id, forOthers: true }, role: 'SM' },
      { command: { type: 'PublishMinutes', attachmentHash: 'b'.repeat(64), text: 'minutes' } },
      { command: { type: 'CloseReview' } },
    ],
  },
  {
    category: 'review',
    facts: gathering,
    steps: [
      {
        command: {
          type: 'ScheduleReview',
          planId: PLAN,
          reviewType: 'formal',
          omitted: [{ partyId: named('staff'), reason: 'on leave' }],
        },
      },
      { command: { type: 'InviteInvolved' }, role: 'SY' },
      { command: { type: 'StartReview', chair: person } },
      { command: { type: 'ConsiderTopic', topic: 'newInformation', text: 'all', considered: [named('news')] } },
      {
        command: {
          type: 'ConsiderTopic',
          topic: 'riskOutcomes',
          text: 'went well',
          risks: [{ riskId: named('risk'), outcome: 'benefit', narrative: 'out each day' }],
        },
      },
      { command: { type: 'AssessOutcome', outcomeId: named('outcome'), status: 'achieved', personRating: 5 } },
      ...(TOPICS['formal'] ?? [])
        .filter((topic) => topic !== 'newInformation' && topic !== 'riskOutcomes')
        .map((topic) => ({ command: { type: 'ConsiderTopic', topic, text: 'talked over' } })),
      { command: { type: 'RecordAttendance', party: person, present: true } },
      { command: { type: 'AgreeOutcome', outcome: 'noChange', reason: 'all is well' } },
      { command: { type: 'BriefStakeholder', party: sister }, role: 'SM' },
      { command: { type: 'PublishMinutes', text: 'minutes' } },
      { command: { type: 'CloseReview' } },
    ],
  },
  {
    category: 'review',
    facts,
    steps: [
      { command: { type: 'ScheduleReview', planId: PLAN, reviewType: 'requested' } },
      { command: { type: 'RecordNotHeld', reason: 'nobody came' }, role: 'SM' },
    ],
  },
  {
    category: 'review',
    facts,
    steps: [
      {
        command: { type: 'ScheduleReview', planId: PLAN, reviewType: 'formal', at: '2028-12-29T10:00:00.000Z' },
        minutes: 1000 * DAY,
      },
    ],
  },
  {
    category: 'review',
    facts,
    steps: [
      { command: { type: 'ScheduleReview', planId: PLAN, reviewType: 'requested', wholePlan: true } },
      { command: { type: 'StartReview', chair: person } },
      ...(TOPICS['formal'] ?? []).map((topic) => ({ command: { type: 'ConsiderTopic', topic, text: 'talked over' } })),
      { command: { type: 'AssessOutcome', outcomeId: named('outcome'), status: 'worse' } },
      { command: { type: 'RecordAttendance', party: person, present: true } },
      { command: { type: 'AgreeOutcome', outcome: 'endService', endOn: '2026-04-30' } },
      { command: { type: 'BriefStakeholder', party: sister, changesForThem: 'the service ends' }, role: 'SM' },
      { command: { type: 'PublishMinutes', text: 'minutes' } },
      { command: { type: 'CloseReview' } },
    ],
  },
  {
    category: 'competence',
    personless: true,
    steps: [
      {
        command: {
          type: 'RecordTraining',
          staff: named('staff'),
          course: 'planning',
          completedOn: '2026-02-01',
          expiresOn: '2027-02-01',
        },
        role: 'SM',
      },
    ],
  },
];
