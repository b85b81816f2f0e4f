import type { Fact, FactsFold } from '@carethread/service-kit';
import { NO_FACTS, type RiskFacts } from '../domain/facts.js';

export const facts: FactsFold<RiskFacts> = {
  version: 2,
  initial: NO_FACTS,
  on: {
    'assessment.organisation-set.v1': (known, { data }: Fact<{ councilOperated: boolean }>) => ({
      ...known,
      councilOperated: data.councilOperated,
    }),
    'assessment.person-death-recorded.v1': (known) => ({ ...known, deceased: true }),
    'care-plan.care-plan-opened.v1': (known, { data }: Fact<{ planId: string }>) => ({
      ...known,
      plans: [...known.plans, data.planId],
    }),
    'care-plan.service-agreement-made.v1': (known, { data }: Fact<{ episodeId: string; setting: string }>) => ({
      ...known,
      settings: { ...known.settings, [data.episodeId]: data.setting },
    }),
    'care-plan.service-ended.v1': (known, { data }: Fact<{ episodeId: string }>) => {
      const { [data.episodeId]: _, ...settings } = known.settings;
      return { ...known, settings };
    },
  },
};
