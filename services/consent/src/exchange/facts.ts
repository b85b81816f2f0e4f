import { factsOf } from '@carethread/service-kit';
import { NO_FACTS, type ConsentFacts } from '../domain/facts.js';

export const facts = factsOf<ConsentFacts>()({
  version: 1,
  initial: NO_FACTS,
  on: {
    'assessment.communication-needs-recorded.v1': (known, { data }) => ({
      ...known,
      formats: [...data.formats].sort((a, b) => a.priority - b.priority).map(({ format }) => format),
    }),
    'assessment.person-death-recorded.v1': (known) => ({ ...known, deceased: true }),
    'care-plan.rendition-added.v1': (known, { data }) => {
      if (data.proposalNo === undefined) return known;
      const name = `${data.planId}/${data.proposalNo}`;
      return {
        ...known,
        renditions: { ...known.renditions, [name]: [...(known.renditions[name] ?? []), data.format] },
      };
    },
    'care-plan.plan-version-published.v1': (known, { data }) => ({
      ...known,
      plans: {
        ...known.plans,
        [data.planId]: { versionNo: data.versionNo, contentHash: data.contentHash, planKind: data.planKind },
      },
    }),
    'consent.sign-off-completed.v1': (known, { data }) =>
      data.subject === 'riskAssessment'
        ? { ...known, signedRisks: { ...known.signedRisks, [data.subjectId]: data.proposalNo } }
        : known,
  },
});
