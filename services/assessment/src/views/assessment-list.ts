import { heldBy } from '@carethread/event-sourcing';
import {
  NO_DATE,
  scopesOfHolder,
  streamListOf,
  type KeptStream,
  type KeptStreams,
  type ListEntry,
  type PersonDocument,
  type Scope,
} from '@carethread/runtime';
import { assessmentDecider } from '../domain/assessment/decider.js';
import { NO_ASSESSMENT, type AssessmentState } from '../domain/assessment/state.js';

type Filter = 'kind' | 'state' | 'open';
type Kept = KeptStream<AssessmentState>;
type Person = PersonDocument<KeptStreams<AssessmentState>>;

const OPEN: readonly string[] = ['requested', 'inProgress', 'paused'];

/** Assessments by when they are due, those without a date last: each with whoever assesses, and until then with the council's assessors. */
export const assessmentList = streamListOf({
  name: 'assessmentList',
  version: 1,
  of: assessmentDecider,
  filters: ['kind', 'state', 'open'],
  kept: inBrief,
  entries: entryOf,
});

/** What was found stays in the assessment's own record. */
function inBrief({ eligibility: _, ...state }: AssessmentState): AssessmentState {
  const { sources, findings, corrections, outcomes, pauses, copies, approvals, moved, received } = NO_ASSESSMENT;
  return { ...state, sources, findings, corrections, outcomes, pauses, copies, approvals, moved, received };
}

function entryOf(kept: Kept, person: Person): ListEntry<Kept, Filter> {
  const { kind, state, dueAt = NO_DATE, requestedAt = '' } = kept.state;
  return {
    id: kept.id,
    scopes: [...scopesOf(kept, person), ...scopesOfAssessor(kept)],
    order: `${dueAt} ${requestedAt}`,
    filters: { kind, state, open: String(OPEN.includes(state)) },
    body: kept,
  };
}

/** With whoever holds it; what the council found out also with those who serve the person now. */
function scopesOf({ opened, state }: Kept, person: Person): readonly Scope[] {
  const holder = assessmentDecider.holder(state, opened, 'readPlan');
  const held = scopesOfHolder(person, holder);
  if (opened.role !== 'AS' && opened.organisation !== undefined) return held;
  const serving = Object.values(person.relations.ties).filter(({ closedAt }) => closedAt === undefined);
  const organisations = new Set(serving.map(({ organisationId }) => organisationId));
  return [
    // Which of the assessors it is for is said below.
    ...held.filter(({ of }) => of !== 'role'),
    ...[...organisations].flatMap((id) => scopesOfHolder(person, heldBy(id))),
  ];
}

function scopesOfAssessor({ state: { state, assessorId }, opened, openedBy }: Kept): readonly Scope[] {
  if (assessorId !== undefined) return [{ of: 'user', id: assessorId }];
  if (state !== 'requested') return [];
  const organisationId = opened.role === 'AS' ? '' : (opened.organisation ?? '');
  return [
    { of: 'role', role: 'AS', organisationId },
    { of: 'pseudonym', id: openedBy },
  ];
}
