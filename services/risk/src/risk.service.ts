import { defineService } from '@carethread/service-kit';
import { riskAssessment } from './domain/risk-assessment.js';
import { restriction } from './domain/restriction.js';
import * as reassessment from './exchange/ask-for-reassessment.js';
import * as outcomes from './exchange/keep-outcomes.js';
import { facts } from './exchange/facts.js';
import { publish } from './exchange/publish.js';
import * as restrictions from './exchange/tell-of-restrictions.js';
import { restrictionRoutes } from './http/restriction-routes.js';
import { routes } from './http/routes.js';

/** Risks weighed with the person, what came of them, and what restricts the person under which authority. */
export const risk = defineService({
  name: 'risk',
  path: 'risk',
  deciders: [riskAssessment, restriction],
  facts,
  publish,
  views: [],
  policies: [...Object.values(reassessment), ...Object.values(outcomes), ...Object.values(restrictions)],
  routes: [...routes, ...restrictionRoutes],
});
