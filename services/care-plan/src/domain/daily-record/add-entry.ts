import { addMillis, endOfDay, localDate, toInstant } from '@carethread/calendar';
import { refuse } from '@carethread/contracts';
import type { Context, Decided } from '@carethread/event-sourcing';
import { present, type Instant } from '@carethread/ledger';
import type { CarePlanFacts } from '../facts.js';
import { planIdAt } from '../plan-of-person.js';
import { section } from '../plan/content.js';
import { carePlan } from '../plan/decider.js';
import { inForceAt } from '../plan/in-force.js';
import type { PlanState } from '../plan/state.js';
import { isWithheld } from '../plan/provided.js';
import { readers } from '../readers/decider.js';
import type { AddEntry } from './commands.js';
import { holdsAction, LATE_MS, reviewDate, saysSomething, withinReach } from './entry.js';
import type { DailyRecordEvent } from './events.js';
import type { DailyRecordState } from './state.js';

/** An entry says what was done, under the plan of that day; what speaks against it is kept with it, as a warning or a mark. */
export function addEntry(
  command: AddEntry,
  _: DailyRecordState,
  context: Context<CarePlanFacts>,
): readonly Decided<DailyRecordEvent>[] {
  const { kind, text, plannedActionId, reasonCode, reason, date } = command;
  const { now, facts, actor } = context;
  const refused = kind === 'refusal' || reasonCode === 'declined';
  withinReach(command, refused, context);
  saysSomething(command);
  const occurredAt = context.occurredAt === now && date < localDate(now) ? toInstant(date) : context.occurredAt;
  const planId = planIdAt(facts, actor, occurredAt);
  const plan = planId === undefined ? undefined : context.stream(carePlan, planId);
  const version = plan === undefined ? undefined : inForceAt(plan, now);
  if (plannedActionId !== undefined) mustBePlanned(plannedActionId, plan, occurredAt, now);
  // CITY-47: the diary sheet, or what the plan says was agreed in its stead.
  const format = command.format ?? 'diarySheet';
  const agreed = version === undefined ? undefined : section(version.content, 'communication')['recordingFormat'];
  if (format !== 'diarySheet' && format !== agreed) refuse('FORMAT_NOT_AGREED', [format]);
  const read = planId === undefined ? undefined : context.stream(readers, planId).read[actor.userId];
  const isUnread = version !== undefined && read?.includes(version.versionNo) !== true;
  const withheld =
    plan !== undefined && plannedActionId !== undefined && isWithheld(plan, plannedActionId, occurredAt, 'consent');
  const nextReview = facts.nextReview[planId ?? ''] ?? version?.content['nextReviewBy'];
  return [
    {
      type: 'DailyEntryAdded',
      occurredAt,
      payload: present({
        entryId: context.newId('entry'),
        kind,
        format,
        lateEntry: addMillis(occurredAt, LATE_MS) < now,
        withoutConsent: withheld && !refused && kind !== 'exception',
        warnings: isUnread ? ['PLAN_NOT_READ'] : [],
        by: actor.userId,
        text,
        plannedActionId,
        reasonCode,
        reason,
        reviewOn: refused ? (command.reviewOn ?? reviewDate(nextReview, now)) : undefined,
      }),
    },
  ];
}

/** The action stood in the plan at that instant, or at the end of its day. */
function mustBePlanned(actionId: string, plan: PlanState | undefined, occurredAt: Instant, now: Instant): void {
  const latest = endOfDay(localDate(occurredAt));
  const inForce = [occurredAt, latest < now ? latest : now].map((at) => plan && inForceAt(plan, at));
  if (!inForce.some((held) => held !== undefined && holdsAction(held.content, actionId)))
    refuse('REFERENCE_NOT_FOUND', ['plannedActionId']);
}
