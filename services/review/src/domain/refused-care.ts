import { addDays } from '@carethread/calendar';
import type { KnownRefusal, ReviewFacts } from './facts.js';

/** How many consecutive local dates three refusals fall on to ask for a review (C19, model §6 rule 15). */
const DAYS = 7;
const ENOUGH = 3;

/** R32: the published plans under which an action was refused: those that hold it, of the organisation that was refused. */
export function plansRefusedUnder(
  { plans }: ReviewFacts,
  { actionId, organisationId }: Partial<KnownRefusal>,
): readonly string[] {
  return Object.entries(plans).flatMap(([planId, plan]) =>
    plan.planKind !== 'localAuthority' &&
    plan.closed !== true &&
    plan.versionNo > 0 &&
    (organisationId === undefined || plan.organisationId === organisationId) &&
    (actionId === undefined || plan.actionIds.includes(actionId))
      ? [planId]
      : [],
  );
}

/** C19: whether this refusal is one of three of its action, under one organisation, within seven consecutive local dates. */
export function isOneOfThree(refusal: KnownRefusal, refusals: readonly KnownRefusal[]): boolean {
  const [from, to] = [addDays(refusal.date, 1 - DAYS), addDays(refusal.date, DAYS - 1)];
  const dates = refusals
    .filter(
      ({ actionId, organisationId, date }) =>
        actionId === refusal.actionId && organisationId === refusal.organisationId && date >= from && date <= to,
    )
    .map(({ date }) => date)
    .sort();
  // Of the refusals around this one, in order: three that follow one another, this one among them or on a day of theirs.
  return dates.some((first, index) => {
    const third = dates[index + ENOUGH - 1];
    return (
      third !== undefined &&
      first <= refusal.date &&
      refusal.date <= addDays(first, DAYS - 1) &&
      third <= addDays(first, DAYS - 1)
    );
  });
}
