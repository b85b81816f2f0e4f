import { defineService } from '@carethread/service-kit';
import { competence } from './domain/competence.js';
import { review } from './domain/review.js';
import { schedule } from './domain/schedule.js';
import { facts } from './exchange/facts.js';
import * as inviting from './exchange/invite-those-involved.js';
import * as keeping from './exchange/keep-schedule.js';
import * as again from './exchange/look-again.js';
import { overdue } from './exchange/overdue.js';
import { publish } from './exchange/publish.js';
import * as breaches from './exchange/tell-of-breaches.js';
import { routes } from './http/routes.js';

/** What is due and by when, the reviews that are held, and who is trained for it. */
export const reviewService = defineService({
  name: 'review',
  path: 'review',
  deciders: [schedule, review, competence],
  facts,
  publish,
  views: [overdue],
  policies: [
    ...Object.values(keeping),
    ...Object.values(inviting),
    ...Object.values(again),
    ...Object.values(breaches),
  ],
  routes,
});
