import { commandFrom, commandOn, query, type RequestContext, type Route } from '@carethread/http-api';
import { careConsent, type CareConsentState } from '../../domain/care-consent/decider.js';
import { standingAt } from '../../domain/care-consent/standing.js';
import { signOff } from '../../domain/sign-off/decider.js';
import * as requests from '../requests.js';
import { mustBeSaidBy, notFound, scopeOf } from '../statement.js';

const PLAN = '/consent/plans/:planId';

async function personOfPlan({ runtime, params }: RequestContext<unknown>): Promise<string> {
  return (await runtime.commands.load(careConsent, params['planId'] ?? '')).personId ?? notFound();
}

export const careConsentRoutes: readonly Route[] = [
  // snippet: withdrawal
  commandOn(careConsent)({
    method: 'POST',
    path: `${PLAN}/withdrawal`,
    summary: 'Withdraw consent to care, whole or in part',
    capability: 'refuseOrWithdraw',
    body: requests.WithdrawConsentRequest,
    answers: 201,
    readAt: `${PLAN}/consent`,
    target: ({ params }) => params['planId'] ?? '',
    command: async (ask) => {
      const { scope, actionIds, by, ...body } = ask.body;
      mustBeSaidBy('/by', by, ask.actor, await personOfPlan(ask));
      return { ...commandFrom('WithdrawConsent', body), scope: scopeOf(scope, actionIds) };
    },
  }),
  // end of snippet
  commandOn(signOff)({
    method: 'POST',
    path: `${PLAN}/restoration`,
    summary: 'Ask for the signature that restores consent, whole or in part',
    capability: 'refuseOrWithdraw',
    body: requests.RestoreConsentRequest,
    stream: 'new',
    readAt: '/consent/sign-offs/:id',
    person: personOfPlan,
    command: ({ params, body: { scope } }) => ({
      type: 'RequestRestoration',
      planId: params['planId'] ?? '',
      scope: scopeOf(scope),
    }),
    answer: ({ id }) => ({ signOffId: id }),
  }),
  query({
    path: `${PLAN}/consent`,
    summary: 'Consent to care under a plan as it stands, and its whole history',
    capability: 'readConsent',
    former: 'nothing',
    of: { on: careConsent, id: ({ params }) => params['planId'] ?? '' },
    person: personOfPlan,
    answer: async ({ runtime, params, now }) => {
      const { state } = await runtime.commands.load(careConsent, params['planId'] ?? '');
      const { upcoming, ...standing } = standingAt(state as CareConsentState, now);
      return {
        body: {
          ...standing,
          ...(upcoming.length === 0 ? {} : { upcoming }),
          history: (state as CareConsentState).history,
        },
      };
    },
  }),
];
