import { type Instant, present } from '@carethread/ledger';
import { type Scope, withheldAt, isNothing } from '@carethread/withholding';
import { type PlanContent, items, itemId } from './content.js';
import type { Version } from './events.js';
import { asEffectiveAt, versionAt } from './in-force.js';
import type { PlanState } from './state.js';
import type { Suspension, SuspensionCause, Held } from './suspended.js';
import { withWithheld } from './withheld.js';

type Standing = Omit<Suspension, 'lifts' | 'withdrawalNo'>;

/** What of the version in force is not to be provided at an instant: for any cause, or for one. */
export function withheldFrom(state: PlanState, at: Instant, cause?: SuspensionCause): Scope {
  const held = state.suspensions.filter((one) => cause === undefined || one.cause === cause);
  return held.length === 0 ? [] : withheldAt(held, at, actionsAt(state, at));
}

/** How a version reads at an instant for those who act on it, whether or not it is in force: what is withheld then is marked. */
export function asProvidedAt(state: PlanState, version: Version, at: Instant): PlanContent {
  const { content } = asEffectiveAt(state, version, at);
  const then = at < version.effectiveFrom ? version.effectiveFrom : at;
  return withWithheld(content, withheldAt(state.suspensions, then, actionsOf(content)));
}

/** Whether one action was not to be provided at an instant, for one cause. */
export function isWithheld({ suspensions }: Held, action: string, at: Instant, cause: SuspensionCause): boolean {
  return !isNothing(
    withheldAt(
      suspensions.filter((one) => one.cause === cause),
      at,
      [action],
    ),
  );
}

/** The suspensions that withhold anything at an instant, each with what it still withholds (model §14). */
export function suspensionsAt(state: PlanState, at: Instant): readonly Standing[] {
  return state.suspensions.flatMap(({ id, cause, from, by, reason, ...one }) => {
    const scope = withheldAt([{ from, ...one }], at, actionsAt(state, at));
    return isNothing(scope) ? [] : [present({ id, cause, scope, from, by, reason })];
  });
}

/** A plan of which nothing is provided is suspended; whether it is depends on the instant. */
export function stateAt(state: PlanState, at: Instant): PlanState['state'] | 'suspended' {
  const running = state.state === 'active' || state.state === 'provisional';
  return running && withheldFrom(state, at) === 'whole' ? 'suspended' : state.state;
}

export function actionsAt(state: PlanState, at: Instant): readonly string[] {
  const version = versionAt(state, at);
  return version === undefined ? [] : actionsOf(asEffectiveAt(state, version, at).content);
}

export function actionsOf(content: PlanState['draft']): readonly string[] {
  return items(content, 'actions').flatMap((action) => itemId('actions', action) ?? []);
}
