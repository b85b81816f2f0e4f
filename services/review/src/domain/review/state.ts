import { refuse } from '@carethread/contracts';
import type { EvolveTable } from '@carethread/event-sourcing';
import { present, type Instant } from '@carethread/ledger';
import type { Party } from '../party.js';
import type { Gathered, Progress, ReviewEvent, Scheduled } from './events.js';
import type { RiskOutcome } from './since-last-review.js';

export interface ReviewState {
  readonly state: 'none' | 'scheduled' | 'inProgress' | 'outcomeAgreed' | 'briefed' | 'closed' | 'notHeld';
  readonly scheduled: Scheduled | undefined;
  readonly participants: readonly {
    readonly party: Party;
    readonly expectedRole?: string;
    readonly permissionBasis?: string;
  }[];
  readonly feedback: boolean;
  readonly startedAt: Instant | undefined;
  readonly chair?: Party;
  readonly early: boolean;
  readonly attendance: readonly {
    readonly party: Party;
    readonly present: boolean;
    readonly reason?: string;
    readonly viewsObtainedHow?: string;
  }[];
  readonly topics: Readonly<Record<string, string>>;
  readonly progress: Readonly<Record<string, Progress>>;
  readonly found?: Gathered;
  /** Of what was gathered. */
  readonly considered?: readonly string[];
  readonly riskOutcomes?: Readonly<Record<string, Omit<RiskOutcome, 'riskId'>>>;
  readonly outcome: Extract<ReviewEvent, { type: 'ReviewOutcomeAgreed' }>['payload'] | undefined;
  readonly briefings: readonly {
    readonly party: Party;
    readonly changesForThem?: string;
    readonly actionNeeded?: string;
    readonly issuedAt: Instant;
    readonly acknowledgedAt?: Instant;
  }[];
  readonly minutes: boolean;
  readonly closedAt: Instant | undefined;
}

export const NO_REVIEW: ReviewState = {
  state: 'none',
  scheduled: undefined,
  participants: [],
  feedback: false,
  startedAt: undefined,
  early: false,
  attendance: [],
  topics: {},
  progress: {},
  outcome: undefined,
  briefings: [],
  minutes: false,
  closedAt: undefined,
};

export const evolve: EvolveTable<ReviewState, ReviewEvent> = {
  ReviewScheduled: (state, { payload }) => ({ ...state, state: 'scheduled', scheduled: payload }),
  ParticipantInvited: (state, { payload }) => ({
    ...state,
    participants: [...othersThan(payload.party, state), payload],
  }),
  KeyworkerFeedbackSubmitted: (state) => ({ ...state, feedback: true }),
  ReviewStarted: (state, { payload, meta }) => ({
    ...state,
    state: 'inProgress',
    startedAt: meta.recordedAt,
    chair: payload.chair,
    early: payload.early,
    ...foundIn(payload),
  }),
  AttendanceRecorded: (state, { payload }) => ({ ...state, attendance: [...state.attendance, payload] }),
  TopicConsidered: (state, { payload: { topic, text, notApplicableBecause, considered = [], risks = [] } }) => ({
    ...state,
    topics: { ...state.topics, [topic]: text ?? notApplicableBecause ?? '' },
    ...present<Pick<ReviewState, 'considered' | 'riskOutcomes'>>({
      considered: considered.length === 0 ? undefined : [...new Set([...(state.considered ?? []), ...considered])],
      riskOutcomes: risks.length === 0 ? undefined : { ...state.riskOutcomes, ...byRisk(risks) },
    }),
  }),
  OutcomeProgressRecorded: (state, { payload: { outcomeId, ...progress } }) => ({
    ...state,
    progress: { ...state.progress, [outcomeId]: progress },
  }),
  ReviewOutcomeAgreed: (state, { payload }) => ({ ...state, state: 'outcomeAgreed', outcome: payload }),
  StakeholderBriefed: (state, { payload }) => ({
    ...state,
    state: state.state === 'outcomeAgreed' ? 'briefed' : state.state,
    briefings: [...state.briefings, payload],
  }),
  BriefingAcknowledged: (state, { payload: { party, at } }) => ({
    ...state,
    briefings: state.briefings.map((one) => (one.party.id === party.id ? { acknowledgedAt: at, ...one } : one)),
  }),
  ReviewMinutesPublished: (state) => ({ ...state, minutes: true }),
  ReviewClosed: (state, { payload }) => ({ ...state, state: 'closed', closedAt: payload.closedAt }),
  ReviewNotHeld: (state) => ({ ...state, state: 'notHeld' }),
};

/** The review as it was scheduled. */
export function scheduledIn({ scheduled }: ReviewState): Scheduled {
  return scheduled ?? refuse('NOT_FOUND');
}

/** Only a review that was started has attendance, topics, briefings and minutes. */
export function mustBeHeld({ startedAt, state }: ReviewState): void {
  if (startedAt === undefined) refuse('STATE_CONFLICT', [state]);
}

/** A party who is invited again, with another part expected of them, stands on the list once. */
function othersThan({ id }: Party, { participants }: ReviewState): ReviewState['participants'] {
  return id === undefined ? participants : participants.filter(({ party }) => party.id !== id);
}

function foundIn({ gathered, risks, achieved }: Gathered): Pick<ReviewState, 'found'> {
  const found = present<Gathered>({ gathered, risks, achieved });
  return Object.keys(found).length === 0 ? {} : { found };
}

function byRisk(risks: readonly RiskOutcome[]): NonNullable<ReviewState['riskOutcomes']> {
  return Object.fromEntries(risks.map(({ riskId, ...outcome }) => [riskId, outcome]));
}
