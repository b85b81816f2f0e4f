import { filled, present } from '@carethread/ledger';
import { policyOn, send, type PolicyCommand, type TriggerOf } from '@carethread/runtime';
import { carePlan } from '../domain/plan/decider.js';
import type { PlanEvent } from '../domain/plan/events.js';
import { versionAt } from '../domain/plan/in-force.js';
import type { PlanState } from '../domain/plan/state.js';
import type { NotifyChange } from '../domain/subscription/commands.js';
import { subscription } from '../domain/subscription/decider.js';

const KINDS = {
  PlanVersionPublished: 'published',
  ProvisionalPlanPublished: 'published',
  PlanCorrectionRecorded: 'correction',
  PlanSuspended: 'suspended',
  PlanResumed: 'resumed',
  CarePlanClosed: 'closed',
} as const;

/** What the person withdrew or restored has names of its own (R6). */
const CONSENT: Readonly<Record<string, string>> = {
  PlanSuspended: 'consentWithdrawn',
  PlanResumed: 'consentRestored',
};

/** Why care is withheld, or what is over. */
function causesOf(fact: TriggerOf<PlanEvent, keyof typeof KINDS>): readonly string[] {
  if (fact.type === 'PlanResumed') return fact.data.causes ?? [];
  return fact.type === 'PlanSuspended' && fact.data.cause !== undefined ? [fact.data.cause] : [];
}

/** PLAT-13: every subscriber is notified of every change of the plan, thinly and in order. */
export const notifySubscribersWhenPlanChanges = policyOn<PlanEvent>()({
  name: 'notify-subscribers-when-plan-changes',
  when: [
    'PlanVersionPublished',
    'ProvisionalPlanPublished',
    'PlanCorrectionRecorded',
    'PlanSuspended',
    'PlanResumed',
    'CarePlanClosed',
  ],
  then: async (fact, reader) => {
    const { type, personId, data, id, recordedAt } = fact;
    if (personId === null) return [];
    const plan = await reader.state<PlanState>(carePlan, data.planId);
    const inForce = versionAt(plan, recordedAt)?.versionNo ?? plan.versions.at(-1)?.versionNo ?? 0;
    const corrected = 'appliesToVersions' in data ? Math.max(...data.appliesToVersions) : inForce;
    const versionNo = ('versionNo' in data ? data.versionNo : undefined) ?? corrected;
    const causes = causesOf(fact);
    const changeKind = causes.includes('consent') ? (CONSENT[type] ?? KINDS[type]) : KINDS[type];
    const commands: PolicyCommand[] = [];
    for (const subscriptionId of await reader.ids(subscription.category, personId)) {
      const { providerId: organisationId } = await reader.state(subscription, subscriptionId);
      commands.push(
        send(
          subscription,
          subscriptionId,
          present<NotifyChange>({
            type: 'NotifyChange',
            planId: data.planId,
            versionNo,
            changeKind,
            causeId: id,
            heldBy: plan.opened?.organisationId,
            causes: filled(causes),
            isCouncils: plan.opened?.planKind === 'localAuthority' ? true : undefined,
          }),
          { organisationId },
        ),
      );
    }
    return commands;
  },
});
