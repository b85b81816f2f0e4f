import { attachment } from '@carethread/event-sourcing';
import { defineService } from '@carethread/service-kit';
import { competence } from './domain/competence/decider.js';
import { review } from './domain/review/decider.js';
import { schedule } from './domain/schedule/decider.js';
import { facts } from './exchange/facts.js';
import { publish } from './exchange/publish.js';
import { namedInHoldings } from './http/review/named-in-holdings.js';
import { routes } from './http/routes.js';
import { obligationWorkCounted } from './http/schedule/obligation-lists.js';
import { policies } from './policies/index.js';
import { obligationWork } from './views/obligation-work.js';
import { obligationList } from './views/obligation-list.js';
import { reviewList } from './views/review-list.js';
import { trainingByStaff } from './views/training-by-staff.js';

/** What is due and by when, the reviews that are held, and who is trained for it. */
export const reviewService = defineService({
  name: 'review',
  path: 'review',
  deciders: [schedule, review, competence],
  facts,
  publish,
  views: [obligationList, reviewList, trainingByStaff],
  policies,
  namedIn: namedInHoldings,
  routes,
  countedWork: obligationWorkCounted,
  attachments: { decider: attachment, attach: 'holdReview', read: 'readReview' },
  work: [obligationWork],
});
