import { present } from '@carethread/ledger';
import { Refusal } from '@carethread/contracts';
import type { RequestContext, QueryAnswer } from '@carethread/http-api';
import type { PlanState, Version } from '../../domain/plan/events.js';
import { issuesOf } from '../../domain/plan/in-force.js';
import { asProvidedAt } from '../../domain/plan/suspension.js';
import { laterChanges, planOf } from './plan-as-known.js';
import { shownVersion } from './shown-version.js';
import { verified } from './verified.js';

export async function allVersions(ask: RequestContext): Promise<QueryAnswer> {
  const { state } = await planOf(ask);
  return { body: { items: state.versions.map((version) => shownVersion(state, version, ask.now)) } };
}

/** A version as it reads now, corrections and all, with every issue that it has had. */
export async function oneVersion(ask: RequestContext): Promise<QueryAnswer> {
  const plan = await planOf(ask);
  const { state } = plan;
  const version = versionNamed(ask, state);
  return {
    body: present({
      ...shownVersion(state, version, ask.now),
      proposalNo: version.proposalNo,
      reason: version.reason,
      content: asProvidedAt(state, version, ask.now),
      issues: issuesOf(state, version).map(({ issueNo, contentHash, correctionId, recordedAt }) => ({
        issueNo,
        contentHash,
        recordedAt,
        ...(correctionId === undefined ? {} : { correctionId }),
      })),
      statements: state.statements,
    }),
    headers: {
      ...(await laterChanges(ask, plan, version)),
      ...(await verified(ask, plan.personId, version, state)),
    },
  };
}

/** R11: an issue of a version, for ever the same content and hash, whatever is corrected later. */
export async function oneIssue(ask: RequestContext): Promise<QueryAnswer> {
  const { state, personId } = await planOf(ask);
  const version = versionNamed(ask, state);
  const issue = issuesOf(state, version).find(({ issueNo }) => String(issueNo) === ask.params['i']);
  if (issue === undefined) throw new Refusal('NOT_FOUND');
  const { versionNo, issueNo, contentHash, content, recordedAt, correctionId } = issue;
  const correction = state.corrections.find((one) => one.correctionId === correctionId);
  return {
    body: {
      versionNo,
      issueNo,
      contentHash,
      content,
      recordedAt,
      ...(correction === undefined
        ? {}
        : {
            correction: {
              correctionId: correction.correctionId,
              field: correction.field,
              from: correction.from,
              to: correction.to,
              reason: correction.reason,
              effectiveFrom: correction.effectiveFrom,
              by: correction.by,
            },
          }),
    },
    headers: await verified(ask, personId, version, state),
  };
}

function versionNamed({ params }: RequestContext, { versions }: PlanState): Version {
  const found = versions.find(({ versionNo }) => String(versionNo) === params['n']);
  if (found === undefined) throw new Refusal('NOT_FOUND');
  return found;
}
