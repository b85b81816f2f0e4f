import { defineService } from '@carethread/service-kit';
import { coordinator } from './domain/coordinator.js';
import { cpaCase } from './domain/cpa-case.js';
import { region } from './domain/region.js';
import { facts } from './exchange/facts.js';
import * as keeping from './exchange/keep-case-in-step.js';
import { openCases } from './exchange/open-cases.js';
import { publish } from './exchange/publish.js';
import * as prompts from './exchange/prompt-those-concerned.js';
import { routes } from './http/routes.js';

/** Who co-ordinates a person's care under CPA, at which level and under which region's scheme, and whether contact holds. */
export const cpaCoordination = defineService({
  name: 'cpa-coordination',
  path: 'cpa',
  deciders: [cpaCase, region, coordinator],
  facts,
  publish,
  views: [openCases],
  policies: [...Object.values(keeping), ...Object.values(prompts)],
  routes,
});
