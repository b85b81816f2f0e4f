import { attachment } from '@carethread/event-sourcing';
import { defineService } from '@carethread/service-kit';
import { restriction } from './domain/restriction/decider.js';
import { riskAssessment } from './domain/risk-assessment/decider.js';
import { facts } from './exchange/facts.js';
import { publish } from './exchange/publish.js';
import { routes } from './http/routes.js';
import { policies } from './policies/index.js';
import { restrictionList } from './views/restriction-list.js';
import { riskList } from './views/risk-list.js';

/** Risks weighed with the person, what came of them, and what restricts the person under which authority. */
export const risk = defineService({
  name: 'risk',
  path: 'risk',
  deciders: [riskAssessment, restriction],
  facts,
  publish,
  views: [riskList, restrictionList],
  policies,
  routes,
  attachments: { decider: attachment, attach: 'assessRisk', read: 'readRisk' },
});
