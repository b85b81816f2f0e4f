import { present } from '@carethread/ledger';
import { factsOf } from '@carethread/runtime';
import { NO_FACTS, type AssessmentFacts, type StandsIn } from '../domain/facts.js';

export const facts = factsOf<AssessmentFacts>()({
  version: 4,
  initial: NO_FACTS,
  on: {
    'assessment.organisation-set.v1': (known, { tenantId, data: { kind, services } }) => ({
      ...known,
      organisations: {
        ...known.organisations,
        [tenantId]: { kind, services },
      },
    }),
    'care-plan.plan-version-published.v1': (known, { data }) => {
      const { planId, planKind, versionNo, needs, provision } = data;
      return { ...known, plans: { ...known.plans, [planId]: { planKind, versionNo, needs, provision } } };
    },
    'assessment.communication-needs-recorded.v1': (known, { data, effectiveFrom }) =>
      // Of two the one effective later holds, as on the person's sheet.
      effectiveFrom < (known.formatsFrom ?? '')
        ? known
        : {
            ...known,
            formats: [...data.formats].sort((a, b) => a.priority - b.priority).map(({ format }) => format),
            formatsFrom: effectiveFrom,
          },
    'assessment.person-death-recorded.v1': (known) => ({ ...known, deceased: true }),
    'assessment.deputy-appointed.v1': (known, { data: { absenceId, organisationId, from, to } }) => ({
      ...known,
      standsIn: { ...known.standsIn, [absenceId]: present<StandsIn>({ organisationId, from, to }) },
    }),
    'assessment.deputy-released.v1': (known, { data: { absenceId } }) => {
      const { [absenceId]: _, ...standsIn } = known.standsIn ?? {};
      return { ...known, standsIn };
    },
  },
});
