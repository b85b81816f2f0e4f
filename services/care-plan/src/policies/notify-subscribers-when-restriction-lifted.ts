import { present, uuidV5 } from '@carethread/ledger';
import { policy, send, type PolicyCommand } from '@carethread/runtime';
import { carePlan } from '../domain/plan/decider.js';
import type { NotifyChange } from '../domain/subscription/commands.js';
import { subscription } from '../domain/subscription/decider.js';

/**
 * UK GDPR art 18: what was withheld while processing was restricted went out as withheld by every push. Once that is lifted each
 * subscriber is notified anew, of the last version that it was to learn of, and reads on from there.
 */
export const notifySubscribersWhenRestrictionLifted = policy({
  name: 'notify-subscribers-when-restriction-lifted',
  when: ['consent.processing-restriction-lifted.v1'],
  then: async ({ personId, data: { restrictedAt }, id }, reader) => {
    if (personId === null) return [];
    const commands: PolicyCommand[] = [];
    for (const subscriptionId of await reader.ids(subscription.category, personId)) {
      const { providerId: organisationId, notices } = await reader.state(subscription, subscriptionId);
      const withheld = notices.filter(({ notifiedAt }) => notifiedAt >= restrictedAt);
      const lastOfEach = new Map(withheld.map((notice) => [notice.planId, notice]));
      for (const { planId, versionNo } of lastOfEach.values()) {
        const { opened } = await reader.state(carePlan, planId);
        const command = present<NotifyChange>({
          type: 'NotifyChange',
          planId,
          versionNo,
          changeKind: 'restrictionLifted',
          causeId: uuidV5(id, planId),
          heldBy: opened?.organisationId,
          isCouncils: opened?.planKind === 'localAuthority' ? true : undefined,
        });
        commands.push(send(subscription, subscriptionId, command, { organisationId, name: planId }));
      }
    }
    return commands;
  },
});
