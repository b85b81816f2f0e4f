import { defineService } from '@carethread/service-kit';
import { riskAssessment } from './domain/risk-assessment.js';
import * as reassessment from './exchange/ask-for-reassessment.js';
import { facts } from './exchange/facts.js';
import { publish } from './exchange/publish.js';
import { routes } from './http/routes.js';

/** Risks weighed with the person, and what came of them. */
export const risk = defineService({
  name: 'risk',
  path: 'risk',
  deciders: [riskAssessment],
  facts,
  publish,
  views: [],
  policies: Object.values(reassessment),
  routes,
});
