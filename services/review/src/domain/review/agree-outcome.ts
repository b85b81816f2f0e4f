import { present } from '@carethread/ledger';
import {
  addedId,
  changeFault,
  fault,
  holdingsAfter,
  malformed,
  refuse,
  type ChangeFault,
  type PlanHoldings,
} from '@carethread/contracts';
import { addMonths, dateAfter, localDate } from '@carethread/calendar';
import type { Context } from '@carethread/event-sourcing';
import type { KnownPlan, ReviewFacts } from '../facts.js';
import { versionInForce } from './plan-in-force.js';
import { jurisdictionOf } from '../profile-in-force.js';
import type { CommandOf, WantedChange } from './commands.js';
import type { AgreedChange, ReviewEvent } from './events.js';
import { scheduledIn, type ReviewState } from './state.js';
import { cycleOf } from '../schedule/rules.js';
import { mustBeThePerson } from '../party.js';

type Agree = CommandOf<'AgreeOutcome'>;

/** What is no outcome without a change to the plan (R5). */
const CHANGES: readonly string[] = ['amend', 'increase', 'reduce'];

/** What the review comes to: each change hits something that the plan holds, and the person has spoken of it. */
export function agreeOutcome(
  command: Agree,
  state: ReviewState,
  context: Context<ReviewFacts>,
): readonly ReviewEvent[] {
  const { planId, reviewId, reviewType } = scheduledIn(state);
  const { outcome, nextReviewBy, reason } = command;
  const plan = context.facts.plans[planId] ?? refuse('REFERENCE_NOT_FOUND', ['planId']);
  const planVersionReviewed = versionInForce(plan, context.now);
  if ((command.planId ?? planId) !== planId) refuse('REFERENCE_NOT_FOUND', ['planId']);
  if ((command.planVersionReviewed ?? planVersionReviewed) !== planVersionReviewed)
    refuse('REFERENCE_NOT_FOUND', ['planVersionReviewed']);
  const changes = agreedChanges(command.changes ?? [], plan, context);
  if (CHANGES.includes(outcome) && changes.length === 0) refuse('CHANGES_REQUIRED', ['changes']);
  if (outcome === 'noChange') {
    if (changes.some(({ agreedByPerson }) => agreedByPerson)) refuse('REASON_NOT_ALLOWED', ['outcome']);
    // R39: that nothing changes is a decision too, and has its reason.
    if (reason === undefined) refuse('REASON_REQUIRED', ['reason']);
  }
  mustLieAhead(command, reviewType, plan, context);
  if (state.state !== 'inProgress') refuse('STATE_CONFLICT', [state.state]);
  const endOn = outcome === 'endService' ? (command.endOn ?? localDate(context.now)) : undefined;
  return [
    {
      type: 'ReviewOutcomeAgreed',
      payload: present({
        reviewId,
        planId,
        planVersionReviewed,
        outcome,
        changes,
        nextReviewBy,
        endOn,
        reason,
      }),
    },
  ];
}

/** R5: each change is measured by what the plan holds after those before it, as it will be applied. */
function agreedChanges(
  wanted: readonly WantedChange[],
  { holdings }: KnownPlan,
  context: Context<ReviewFacts>,
): readonly AgreedChange[] {
  let held: PlanHoldings = holdings ?? {};
  return wanted.map((one, index) => {
    const wrong = changeFault(one, held);
    // Of a plan that was published before its items were known here, only what names no item can be checked here.
    if (wrong !== undefined && (holdings !== undefined || wrong.code !== 'REFERENCE_NOT_FOUND'))
      refuseChange(wrong, `/changes/${index}`);
    held = holdingsAfter(one, held);
    return change(one, index, context);
  });
}

function refuseChange(wrong: ChangeFault, at: string): never {
  if (wrong.code === 'MALFORMED')
    return malformed(...wrong.faults.map((one) => ({ ...one, pointer: `${at}${one.pointer}` })));
  return refuse(
    wrong.code,
    wrong.items.map((item) => (item.startsWith('/') ? `${at}${item}` : item)),
  );
}

function change(wanted: WantedChange, index: number, context: Context<ReviewFacts>): AgreedChange {
  const { agreedByPerson, changeId = context.newId(`change-${index}`) } = wanted;
  // R23: who decided, and whether the person agreed, is said and never assumed.
  if (agreedByPerson === undefined) return refuse('CONSENT_REQUIRED', [`changes/${index}/agreedByPerson`]);
  if (wanted.decidedBy !== undefined) mustBeThePerson(wanted.decidedBy, `changes/${index}/decidedBy`, context);
  return { ...wanted, changeId, itemId: itemOf(wanted), agreedByPerson };
}

/** What a change is listed under: its item; of an addition the new one. */
function itemOf(wanted: WantedChange): string {
  const { op, itemId, section = '' } = wanted;
  return (op === 'add' ? addedId(wanted) : itemId) ?? section;
}

function mustLieAhead(
  { outcome, nextReviewBy, endOn }: Agree,
  reviewType: string,
  plan: KnownPlan,
  { now }: Context,
): void {
  const today = localDate(now);
  const jurisdiction = jurisdictionOf(plan, now);
  const last = dateAfter(today, cycleOf(reviewType, { ...plan, jurisdiction }), jurisdiction);
  if (nextReviewBy !== undefined && (nextReviewBy <= today || nextReviewBy > last))
    refuse('TIMESCALE_INVALID', ['nextReviewBy']);
  if (endOn === undefined) return;
  if (outcome !== 'endService') malformed(fault('/endOn', 'notAllowed', 'belongs to endService'));
  if (endOn < today || endOn > addMonths(today, 12)) refuse('TIMESCALE_INVALID', ['endOn']);
}
