import { policy, send } from '@carethread/runtime';
import { carePlan } from '../domain/plan/decider.js';

/** A completed sign-off of a plan publishes the version that was signed (model §3.2). */
export const publishVersionWhenSignOffCompleted = policy({
  name: 'publish-version-when-sign-off-completed',
  when: ['consent.sign-off-completed.v1'],
  then: ({ data }) => {
    if (data.subject !== 'planVersion') return [];
    const { subjectId, proposalNo, contentHash, signOffId, completedAt, withdrawalsKnown } = data;
    const counted = withdrawalsKnown === undefined ? {} : { withdrawalsKnown };
    const signed = { proposalNo, contentHash, signOffId, completedAt, ...counted };
    return [send(carePlan, subjectId, { type: 'PublishVersion', ...signed })];
  },
});
