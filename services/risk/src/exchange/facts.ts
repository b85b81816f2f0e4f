import { factsOf } from '@carethread/service-kit';
import { NO_FACTS, type RiskFacts } from '../domain/facts.js';

export const facts = factsOf<RiskFacts>()({
  version: 3,
  initial: NO_FACTS,
  on: {
    'assessment.organisation-set.v1': (known, { data }) => ({
      ...known,
      councilOperated: data.councilOperated,
    }),
    'assessment.person-death-recorded.v1': (known) => ({ ...known, deceased: true }),
    'care-plan.care-plan-opened.v1': (known, { data }) => ({
      ...known,
      plans: {
        ...known.plans,
        [data.planId]: { planKind: data.planKind, organisationId: data.organisationId },
      },
    }),
    'care-plan.service-agreement-made.v1': (known, { data }) => ({
      ...known,
      settings: { ...known.settings, [data.episodeId]: data.setting },
    }),
    'care-plan.service-ended.v1': (known, { data }) => {
      const { [data.episodeId]: _, ...settings } = known.settings;
      return { ...known, settings };
    },
  },
});
