import { policy, type PolicyCommand } from '@carethread/runtime';
import { carePlan } from '../domain/plan/decider.js';
import { versionAt, upcomingAt, asEffectiveAt } from '../domain/plan/in-force.js';
import type { PlanState } from '../domain/plan/state.js';
import { recipientsOf, issue } from './copy-recipients.js';

/** CPA-49: a contact who got no copy for want of permission gets the agreed one as soon as the person permits it. */
export const issueCopyWhenContactIsPermitted = policy({
  name: 'issue-copy-when-contact-is-permitted',
  when: ['consent.contact-named.v1', 'consent.involvement-changed.v1'],
  then: async ({ personId, data, recordedAt }, reader) => {
    if (personId === null || !data.scopes.includes('copies')) return [];
    const commands: PolicyCommand[] = [];
    for (const planId of await reader.ids(carePlan.category, personId)) {
      const plan = await reader.state<PlanState>(carePlan, planId);
      const version = versionAt(plan, recordedAt) ?? upcomingAt(plan, recordedAt);
      if (version === undefined || version.provisional || plan.state === 'closed') continue;
      const read = asEffectiveAt(plan, version, recordedAt);
      const recipients = await recipientsOf(plan, personId, read, reader);
      commands.push(
        issue(
          planId,
          read,
          recipients.filter(({ id }) => id === data.contactId),
        ),
      );
    }
    return commands;
  },
});
