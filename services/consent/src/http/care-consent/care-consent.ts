import { Code, InstantField, JsonAny, Nested, SIGNING_MODES, Text, Texts } from '@carethread/contracts';
import {
  answerOf,
  codes,
  commandFrom,
  commandOn,
  listOver,
  query,
  type RequestContext,
  type Route,
} from '@carethread/http-api';
import { careConsent } from '../../domain/care-consent/decider.js';
import { standingAt, withdrawnAt } from '../../domain/care-consent/standing.js';
import { isNothing } from '@carethread/withholding';
import { signOff } from '../../domain/sign-off/decider.js';
import { PartyBody } from '../party-body.js';
import { withdrawalList } from '../../views/withdrawal-list.js';
import { notFound } from '../refused.js';
import { mustBeSaidBy, scopeOf } from '../statement.js';

class WithdrawConsentRequest {
  /** `whole`, or the ids of actions. */
  @JsonAny({ optional: true }) scope?: unknown;
  @Texts({ optional: true }) actionIds?: string[];
  @Nested(() => PartyBody, { optional: true }) by?: PartyBody;
  @Code(SIGNING_MODES, { optional: true }) mode?: string;
  @Text({ optional: true }) reasons?: string;
  @Nested(() => PartyBody, { optional: true }) witness?: PartyBody;
  /** How the person showed it, where they did not write it. */
  @Text({ optional: true }) description?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

class RestoreConsentRequest {
  /** `whole`, or the ids of actions. */
  @JsonAny() scope!: unknown;
  @InstantField({ optional: true }) occurredAt?: string;
}

const PLAN = '/consent/plans/:planId';

async function personOfPlan({ read, params }: RequestContext<unknown>): Promise<string> {
  return (await read.state(careConsent, params['planId'] ?? '')).personId ?? notFound();
}

export const careConsentRoutes: readonly Route[] = [
  listOver({
    path: '/consent/withdrawals',
    summary: 'Consent to care that is withdrawn and was not given again, whole or in part, the longest first',
    capability: 'readConsent',
    entries: {
      view: withdrawalList,
      filters: { state: codes('withdrawn', 'partlyWithdrawn') },
      between: { from: 'withdrawnFrom', to: 'withdrawnTo' },
      holder: ({ state, opened }) => careConsent.holder(state, opened, 'readConsent'),
      // A version that was signed lifts a withdrawal from its own day.
      sees: ({ state }, { now, query: { state: wanted } }) =>
        !isNothing(withdrawnAt(state, now)) && (wanted === undefined || standingAt(state, now).state === wanted),
      item: ({ id, revision, etag, personId, since, state }, { now }) => {
        const { state: standing, versionNo, withdrawn, upcoming } = standingAt(state, now);
        return {
          ...{ id, revision, etag: `"${etag}"`, personId, planId: id },
          ...{ state: standing, versionNo, withdrawn, upcoming, since },
        };
      },
    },
  }),
  // snippet: withdrawal
  commandOn(careConsent)({
    method: 'POST',
    path: `${PLAN}/withdrawal`,
    summary: 'Withdraw consent to care, whole or in part',
    capability: 'refuseOrWithdraw',
    body: WithdrawConsentRequest,
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
    body: RestoreConsentRequest,
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
    answer: async ({ read, params, now }) => {
      const { state } = await read.state(careConsent, params['planId'] ?? '');
      const { upcoming, ...standing } = standingAt(state, now);
      return {
        body: answerOf({
          ...standing,
          upcoming: upcoming.length === 0 ? undefined : upcoming,
          history: state.history,
        }),
      };
    },
  }),
];
