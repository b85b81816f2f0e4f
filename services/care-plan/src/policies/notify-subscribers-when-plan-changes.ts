import { policyOn, send } from '@carethread/runtime';
import { carePlan } from '../domain/plan/decider.js';
import type { PlanEvent } from '../domain/plan/events.js';
import { versionAt } from '../domain/plan/in-force.js';
import type { PlanState } from '../domain/plan/state.js';
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

function causesOf(data: object): readonly string[] {
  if ('causes' in data && 'scope' in data) return data.causes as readonly string[];
  return 'suspensionId' in data && 'cause' in data ? [String(data.cause)] : [];
}

/** PLAT-13: every subscriber is told of every change of the plan, thinly and in order. */
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
  then: async ({ type, personId, data, id, recordedAt }, look) => {
    if (personId === null) return [];
    const plan = await look.state<PlanState>(carePlan, data.planId);
    if (plan.opened?.planKind === 'localAuthority') return [];
    const inForce = versionAt(plan, recordedAt)?.versionNo ?? plan.versions.at(-1)?.versionNo ?? 0;
    const corrected = 'appliesToVersions' in data ? Math.max(...data.appliesToVersions) : inForce;
    const versionNo = ('versionNo' in data ? data.versionNo : undefined) ?? corrected;
    const causes = causesOf(data);
    const changeKind = causes.includes('consent') ? (CONSENT[type] ?? KINDS[type]) : KINDS[type];
    return (await look.ids(subscription.category, personId)).map((subscriptionId) =>
      send(subscription, subscriptionId, {
        type: 'NotifyChange',
        planId: data.planId,
        versionNo,
        changeKind,
        causeId: id,
        ...(plan.opened === undefined ? {} : { heldBy: plan.opened.organisationId }),
        ...(causes.length === 0 ? {} : { causes }),
      }),
    );
  },
});
