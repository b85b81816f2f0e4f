import { command, type Route } from '@carethread/service-kit';
import { copies } from '../domain/copies.js';
import { carePlan } from '../domain/plan/decide.js';
import type { PlanState } from '../domain/plan/events.js';
import { personOfPlan } from './plan-reads.js';
import * as requests from './requests.js';
import { as, PL } from './wishes.js';

/** What happens to a plan besides its amendments: a clean replacement, another profile, a copy in the person's home. */
export const lifeOfPlanRoutes: readonly Route[] = [
  command({
    method: 'POST',
    path: `${PL}/:id/replacement`,
    summary: 'Replace a heavily amended plan by a clean version: the same words at once, other words through sign-off',
    as: 'replacePlan',
    body: requests.ReplacePlanRequest,
    on: carePlan,
    about: 'ENG-142',
    command: ({ body }) => as('ReplacePlan', body),
    answer: ({ state, events }) => {
      const signed = events.some(({ type }) => type === 'PlanVersionProposed');
      const { proposalNo = 0, contentHash = '' } = (state as PlanState).proposals.at(-1) ?? {};
      const { versionNo = 0, contentHash: published = '' } = (state as PlanState).versions.at(-1) ?? {};
      return signed
        ? { signOffRequired: true, proposalNo, contentHash }
        : { signOffRequired: false, versionNo, contentHash: published };
    },
  }),
  command({
    method: 'POST',
    path: `${PL}/:id/profile`,
    summary: 'Put a plan under another jurisdiction profile, or a later version of its own, from a date',
    as: 'changeProfile',
    body: requests.ChangeProfileRequest,
    on: carePlan,
    about: 'ENG-004',
    command: ({ body }) => as('ChangeProfile', body),
    answer: ({ events }) => ({
      profile: events[0]?.payload['profile'] ?? {},
      effectiveFrom: events[0]?.payload['effectiveFrom'] ?? '',
    }),
  }),
  command({
    method: 'POST',
    path: `${PL}/:id/home-copy`,
    summary: 'Record that a copy of a version was put in the person’s home, in place of the one before',
    as: 'keepHomeCopy',
    body: requests.PlaceHomeCopyRequest,
    on: copies,
    about: 'ENG-137',
    exists: false,
    created: true,
    readAt: `${PL}/:id/copies`,
    person: personOfPlan,
    command: ({ body, params }) => ({ ...as('PlaceHomeCopy', body), planId: params['id'] ?? '' }),
  }),
  command({
    method: 'POST',
    path: `${PL}/:id/home-copy/removal`,
    summary: 'Record that the copy was taken away from the person’s home',
    as: 'keepHomeCopy',
    body: requests.RemoveHomeCopyRequest,
    on: copies,
    about: 'ENG-137',
    person: personOfPlan,
    command: ({ body }) => as('RemoveHomeCopy', body),
  }),
];
