import { policyOn, type PolicyCommand } from '@carethread/runtime';
import { carePlan } from '../domain/plan/decider.js';
import type { PlanEvent } from '../domain/plan/events.js';
import { standingOf, asEffectiveAt } from '../domain/plan/in-force.js';
import type { PlanState } from '../domain/plan/state.js';
import { issue, recipientsOf } from './copy-recipients.js';

/** Copies of an agreed version go to the person, to contacts as they permit, and to those a CPA plan names (CPA-48 to CPA-51). */
export const issueCopiesWhenVersionPublished = policyOn<PlanEvent>()({
  name: 'issue-copies-when-version-published',
  // A rendition of a version may be what a copy waited for.
  when: ['PlanVersionPublished', 'PlanCorrectionRecorded', 'RenditionAdded'],
  then: async ({ personId, data, recordedAt }, reader) => {
    if (personId === null) return [];
    const plan = await reader.state<PlanState>(carePlan, data.planId);
    // Of what was set right, those versions are copied anew that somebody acts on, now or from a later day.
    const concerned: readonly number[] =
      'appliesToVersions' in data ? data.appliesToVersions : [data.versionNo].filter((one) => one !== undefined);
    const commands: PolicyCommand[] = [];
    for (const version of plan.versions) {
      const acted = ['inForce', 'upcoming'].includes(standingOf(plan, version, recordedAt));
      if (!concerned.includes(version.versionNo) || !acted) continue;
      const read = asEffectiveAt(plan, version, recordedAt);
      const name = String(version.versionNo);
      commands.push({ ...issue(data.planId, read, await recipientsOf(plan, personId, read, reader)), name });
    }
    return commands;
  },
});
