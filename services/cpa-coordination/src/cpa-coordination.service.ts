import { cpaAttachment } from '@carethread/event-sourcing';
import { defineService } from '@carethread/service-kit';
import { cpaCase } from './domain/case/decider.js';
import { coordinator } from './domain/coordinator/decider.js';
import { region } from './domain/region/decider.js';
import { facts } from './exchange/facts.js';
import { publish } from './exchange/publish.js';
import { routes } from './http/routes.js';
import { policies } from './policies/index.js';
import { caseload } from './views/caseload.js';
import { namedCoordinators } from './views/named-coordinators.js';
import { openCases } from './views/open-cases.js';

/** Who co-ordinates a person's care under CPA, at which level and under which region's scheme, and whether contact holds. */
export const cpaCoordination = defineService({
  name: 'cpa-coordination',
  path: 'cpa',
  deciders: [cpaCase, region, coordinator],
  facts,
  publish,
  views: [caseload, openCases, namedCoordinators],
  policies,
  routes,
  attachments: { decider: cpaAttachment, attach: 'manageCpaCase', read: 'readCpaCase' },
});
