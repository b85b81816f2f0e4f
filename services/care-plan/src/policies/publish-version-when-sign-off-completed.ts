import { present } from '@carethread/ledger';
import { policy, send } from '@carethread/runtime';
import { carePlan } from '../domain/plan/decider.js';
import type { PublishVersion } from '../domain/plan/publish.js';

/** A completed sign-off of a plan publishes the version that was signed (model §3.2). */
export const publishVersionWhenSignOffCompleted = policy({
  name: 'publish-version-when-sign-off-completed',
  when: ['consent.sign-off-completed.v1'],
  then: ({ data }) => {
    if (data.subject !== 'planVersion') return [];
    const { subjectId, proposalNo, contentHash, signOffId, completedAt, withdrawalsKnown } = data;
    const signed = { proposalNo, contentHash, signOffId, completedAt, withdrawalsKnown };
    return [send(carePlan, subjectId, present<PublishVersion>({ type: 'PublishVersion', ...signed }))];
  },
});
