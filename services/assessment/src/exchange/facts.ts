import type { Fact, FactsFold } from '@carethread/service-kit';
import { NO_FACTS, type AssessmentFacts } from '../domain/facts.js';

type Published = {
  readonly planId: string;
  readonly planKind: string;
  readonly versionNo: number;
  readonly needs: number;
  readonly provision: number;
};
type Communication = { readonly formats: readonly { readonly format: string; readonly priority: number }[] };

export const facts: FactsFold<AssessmentFacts> = {
  version: 1,
  initial: NO_FACTS,
  on: {
    'care-plan.plan-version-published.v1': (known, { data }: Fact<Published>) => {
      const { planId, planKind, versionNo, needs, provision } = data;
      return { ...known, plans: { ...known.plans, [planId]: { planKind, versionNo, needs, provision } } };
    },
    'assessment.communication-needs-recorded.v1': (known, { data }: Fact<Communication>) => ({
      ...known,
      formats: [...data.formats].sort((a, b) => a.priority - b.priority).map(({ format }) => format),
    }),
    'assessment.person-death-recorded.v1': (known) => ({ ...known, deceased: true }),
  },
};
