import { Refusal } from '@carethread/contracts';
import { answerOf, type Route, query, type RequestContext, TIMES } from '@carethread/http-api';
import { carePlan } from '../../domain/plan/decider.js';
import type { Version } from '../../domain/plan/events.js';
import { issuesOf } from '../../domain/plan/issues.js';
import type { PlanState } from '../../domain/plan/state.js';
import { asProvidedAt } from '../../domain/plan/provided.js';
import { laterChanges } from './later-changes.js';
import { personOfPlan, planOf } from './loaded-plan.js';
import { PL } from './path.js';
import { shownVersion } from './shown-version.js';
import { stateAt } from './state-at.js';
import { FOR_MACHINES, requireSubscription } from './subscribed-machine.js';
import { verified } from './verified.js';

export const planVersionsRoutes: readonly Route[] = [
  query({
    path: `${PL}/:id/versions`,
    summary: 'Every version of a plan, as known at an instant',
    capability: 'readSuperseded',
    scope: FOR_MACHINES,
    of: { on: carePlan },
    person: personOfPlan,
    paged: true,
    queryParameters: { knownAt: TIMES.knownAt },
    answer: async (ask) => {
      await requireSubscription(ask);
      return allVersions(ask);
    },
  }),
  query({
    path: `${PL}/:id/versions/:n`,
    summary: 'One version of a plan, superseded or not',
    capability: 'readSuperseded',
    scope: FOR_MACHINES,
    of: { on: carePlan },
    person: personOfPlan,
    answer: async (ask) => {
      await requireSubscription(ask);
      return oneVersion(ask);
    },
  }),
  query({
    path: `${PL}/:id/versions/:n/issues/:i`,
    summary: 'One issue of a version: what it said from one correction to the next',
    capability: 'readSuperseded',
    scope: FOR_MACHINES,
    of: { on: carePlan },
    person: personOfPlan,
    answer: async (ask) => {
      await requireSubscription(ask);
      return oneIssue(ask);
    },
  }),
];

export async function allVersions(ask: RequestContext) {
  const plan = await planOf(ask);
  const { knownAt } = ask.query;
  if (knownAt === undefined)
    return { body: { items: plan.state.versions.map((version) => shownVersion(plan.state, version, ask.now)) } };
  // How each stood then: what was published, corrected or overtaken later is not known yet.
  const { state, known, final } = await stateAt(ask, knownAt, knownAt, plan);
  return {
    body: { items: state.versions.map((version) => shownVersion(state, version, known)) },
    headers: { 'X-Known-At-Final': String(final) },
  };
}

/** A version as it reads now, corrections and all, with every issue that it has had. */
export async function oneVersion(ask: RequestContext) {
  const plan = await planOf(ask);
  const { state } = plan;
  const version = versionNamed(ask, state);
  return {
    body: answerOf({
      ...shownVersion(state, version, ask.now),
      proposalNo: version.proposalNo,
      reason: version.reason,
      content: asProvidedAt(state, version, ask.now),
      issues: issuesOf(state, version).map(({ issueNo, contentHash, correctionId, recordedAt }) =>
        answerOf({ issueNo, contentHash, recordedAt, correctionId }),
      ),
      statements: state.statements,
    }),
    headers: {
      ...(await laterChanges(ask, plan, version)),
      ...(await verified(ask, plan.personId, version, state)),
    },
  };
}

/** R11: an issue of a version, for ever the same content and hash, whatever is corrected later. */
export async function oneIssue(ask: RequestContext) {
  const { state, personId } = await planOf(ask);
  const version = versionNamed(ask, state);
  const issue = issuesOf(state, version).find(({ issueNo }) => String(issueNo) === ask.params['i']);
  if (issue === undefined) throw new Refusal('NOT_FOUND');
  const { versionNo, issueNo, contentHash, content, recordedAt, correctionId } = issue;
  const correction = state.corrections.find((one) => one.correctionId === correctionId);
  return {
    body: answerOf({
      versionNo,
      issueNo,
      contentHash,
      content,
      recordedAt,
      correction:
        correction === undefined
          ? undefined
          : {
              correctionId: correction.correctionId,
              field: correction.field,
              from: correction.from,
              to: correction.to,
              reason: correction.reason,
              effectiveFrom: correction.effectiveFrom,
              by: correction.by,
            },
    }),
    headers: await verified(ask, personId, version, state),
  };
}

function versionNamed({ params }: RequestContext, { versions }: PlanState): Version {
  const found = versions.find(({ versionNo }) => String(versionNo) === params['n']);
  if (found === undefined) throw new Refusal('NOT_FOUND');
  return found;
}
