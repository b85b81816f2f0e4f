import { commandFrom, commandOn, type Route } from '@carethread/http-api';
import { copies } from '../../domain/copies/decider.js';
import { carePlan } from '../../domain/plan/decider.js';
import { personOfPlan } from './plan-as-known.js';
import * as requests from '../requests.js';
import { PL } from './path.js';

/** What happens to a plan besides its amendments: a clean replacement, another profile, a copy in the person's home. */
export const lifeOfPlanRoutes: readonly Route[] = [
  commandOn(carePlan)({
    method: 'POST',
    path: `${PL}/:id/replacement`,
    summary: 'Replace a heavily amended plan by a clean version: the same words at once, other words through sign-off',
    capability: 'replacePlan',
    body: requests.ReplacePlanRequest,
    about: 'ENG-142',
    command: ({ body }) => commandFrom('ReplacePlan', body),
    answer: ({ state, events }) => {
      const signed = events.some(({ type }) => type === 'PlanVersionProposed');
      const { proposalNo = 0, contentHash = '' } = state.proposals.at(-1) ?? {};
      const { versionNo = 0, contentHash: published = '' } = state.versions.at(-1) ?? {};
      return signed
        ? { signOffRequired: true, proposalNo, contentHash }
        : { signOffRequired: false, versionNo, contentHash: published };
    },
  }),
  commandOn(carePlan)({
    method: 'POST',
    path: `${PL}/:id/profile`,
    summary: 'Put a plan under another jurisdiction profile, or a later version of its own, from a date',
    capability: 'changeProfile',
    body: requests.ChangeProfileRequest,
    about: 'ENG-004, D1: two ask for the same, each with a token of their own',
    answers: 201,
    command: ({ body }) => commandFrom('ChangeProfile', body),
    answer: ({ events: [event] }) => {
      if (event?.type === 'ProfileChangeApproved')
        return { state: 'approvedOnce', profile: event.payload.profile, lapsesAt: event.payload.lapsesAt };
      if (event?.type !== 'PlanProfileChanged') return {};
      return { state: 'approved', profile: event.payload.profile, effectiveFrom: event.payload.effectiveFrom };
    },
  }),
  commandOn(copies)({
    method: 'POST',
    path: `${PL}/:id/home-copy`,
    summary: 'Record that a copy of a version was put in the person’s home, in place of the one before',
    capability: 'keepHomeCopy',
    body: requests.PlaceHomeCopyRequest,
    about: 'ENG-137',
    stream: 'either',
    answers: 201,
    readAt: `${PL}/:id/copies`,
    person: personOfPlan,
    command: ({ body, params }) => ({ ...commandFrom('PlaceHomeCopy', body), planId: params['id'] ?? '' }),
  }),
  commandOn(copies)({
    method: 'POST',
    path: `${PL}/:id/home-copy/removal`,
    summary: 'Record that the copy was taken away from the person’s home',
    capability: 'keepHomeCopy',
    body: requests.RemoveHomeCopyRequest,
    about: 'ENG-137',
    person: personOfPlan,
    command: ({ body }) => commandFrom('RemoveHomeCopy', body),
  }),
];
