import type { Fact, FactsFold } from '@carethread/service-kit';
import { NO_FACTS, type ConsentFacts } from '../domain/facts.js';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- each fold knows the contract it reads
type Of = Fact<any>;

export const facts: FactsFold<ConsentFacts> = {
  version: 1,
  initial: NO_FACTS,
  on: {
    'assessment.communication-needs-recorded.v1': (known, { data }: Of) => ({
      ...known,
      formats: [...data.formats]
        .sort((a: { priority: number }, b: { priority: number }) => a.priority - b.priority)
        .map(({ format }: { format: string }) => format),
    }),
    'assessment.person-death-recorded.v1': (known) => ({ ...known, deceased: true }),
    'care-plan.rendition-added.v1': (known, { data }: Of) => {
      if (data.proposalNo === undefined) return known;
      const name = `${data.planId}/${data.proposalNo}`;
      return {
        ...known,
        renditions: { ...known.renditions, [name]: [...(known.renditions[name] ?? []), data.format] },
      };
    },
    'care-plan.plan-version-published.v1': (known, { data }: Of) => ({
      ...known,
      plans: {
        ...known.plans,
        [data.planId]: { versionNo: data.versionNo, contentHash: data.contentHash, planKind: data.planKind },
      },
    }),
    'consent.sign-off-completed.v1': (known, { data }: Of) =>
      data.subject === 'riskAssessment'
        ? { ...known, signedRisks: { ...known.signedRisks, [data.subjectId]: data.proposalNo } }
        : known,
  },
};
