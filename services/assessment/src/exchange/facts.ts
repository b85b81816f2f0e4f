import { factsOf } from '@carethread/service-kit';
import { NO_FACTS, type AssessmentFacts } from '../domain/facts.js';

export const facts = factsOf<AssessmentFacts>()({
  version: 2,
  initial: NO_FACTS,
  on: {
    'assessment.organisation-set.v1': (known, { tenantId, data: { kind, services } }) => ({
      ...known,
      organisations: {
        ...known.organisations,
        [tenantId]: { kind, serviceIds: services.map(({ serviceId }) => serviceId) },
      },
    }),
    'care-plan.plan-version-published.v1': (known, { data }) => {
      const { planId, planKind, versionNo, needs, provision } = data;
      return { ...known, plans: { ...known.plans, [planId]: { planKind, versionNo, needs, provision } } };
    },
    'assessment.communication-needs-recorded.v1': (known, { data }) => ({
      ...known,
      formats: [...data.formats].sort((a, b) => a.priority - b.priority).map(({ format }) => format),
    }),
    'assessment.person-death-recorded.v1': (known) => ({ ...known, deceased: true }),
  },
});
