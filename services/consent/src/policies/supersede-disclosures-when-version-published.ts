import { policy, send } from '@carethread/runtime';
import { disclosure } from '../domain/disclosure/decider.js';

/** CPA-58: a disclosed copy shows that a newer version exists; its recipient gets no new content. */
export const supersedeDisclosuresWhenVersionPublished = policy({
  name: 'supersede-disclosures-when-version-published',
  when: ['care-plan.plan-version-published.v1'],
  then: async ({ personId, data }, reader) => {
    if (personId === null) return [];
    const { planId, versionNo, effectiveFrom } = data;
    const ids = await reader.ids(disclosure.category, personId);
    return ids.map((id) => send(disclosure, id, { type: 'SupersedeDisclosure', planId, versionNo, effectiveFrom }));
  },
});
