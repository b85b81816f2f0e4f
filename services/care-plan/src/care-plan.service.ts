import { attachment } from '@carethread/event-sourcing';
import { defineService } from '@carethread/service-kit';
import { deliveryDuties } from './delivery/duties.js';
import { breakGlass } from './domain/break-glass/decider.js';
import { contributions } from './domain/contributions/decider.js';
import { copies } from './domain/copies/decider.js';
import { dailyRecord } from './domain/daily-record/decider.js';
import { endpoint } from './domain/endpoint/decider.js';
import { episode } from './domain/episode/decider.js';
import { carePlan } from './domain/plan/decider.js';
import { readers } from './domain/readers/decider.js';
import { subscription } from './domain/subscription/decider.js';
import { facts } from './exchange/facts.js';
import { publish } from './exchange/publish.js';
import { namedInPlans } from './http/plan/named-in-plans.js';
import { routes } from './http/routes.js';
import { operations } from './operations/index.js';
import { policies } from './policies/index.js';
import { fillProviderTopics } from './delivery/fill-provider-topics.js';
import { views } from './views/index.js';

/** The plan: drafted, proposed, published, followed, corrected; who was notified, who holds a copy, what happened day by day. */
export const carePlanService = defineService({
  name: 'care-plan',
  path: 'care-plan',
  deciders: [carePlan, episode, subscription, endpoint, copies, readers, contributions, dailyRecord, breakGlass],
  facts,
  publish,
  views,
  policies,
  namedIn: namedInPlans,
  duties: [...deliveryDuties, fillProviderTopics],
  routes,
  operations,
  attachments: { decider: attachment, attach: 'draftPlan', read: 'readPlan' },
});
