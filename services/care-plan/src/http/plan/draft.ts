import { InstantField, malformed, Nested, PlanDraftBody, queryFault } from '@carethread/contracts';
import { answerOf, type RequestContext, type Route, query, commandOn, commandFrom } from '@carethread/http-api';
import { type JsonObject } from '@carethread/ledger';
import { carePlan } from '../../domain/plan/decider.js';
import { draftChanges } from '../../domain/plan/draft-changes.js';
import { planOf, personOfPlan } from './loaded-plan.js';
import { narrativesOf } from './narratives.js';
import { PL } from './path.js';
import { WordDifferences } from './word-differences.js';

export class SaveDraftRequest {
  @Nested(() => PlanDraftBody) content!: JsonObject;
  @InstantField({ optional: true }) occurredAt?: string;
}

/** OUT-20: what others wrote in the draft since the revision that a contributor holds, whose own was refused as stale. */
export async function draftSince(ask: RequestContext) {
  const { state, etag } = await planOf(ask);
  const id = ask.params['id'] ?? '';
  const { draft: content, draftRevision } = state;
  const since = Number(ask.query['since'] ?? 0);
  if (since > draftRevision)
    malformed(queryFault('since', 'maximum', `the draft has come no further than revision ${draftRevision}`));
  const { events } = await ask.read.history(carePlan, id, ask.now);
  const found = draftChanges(await events(), since);
  const words = new WordDifferences(found.map(({ before, after }) => [before, after]));
  const changes = found.map((change) => ({ ...change, words: words.between(change.before, change.after) }));
  return { body: { planId: id, since, draftRevision, content, changes }, headers: { ETag: `"${etag}"` } };
}

export const draftRoutes: readonly Route[] = [
  query({
    path: `${PL}/:id/draft`,
    summary: 'The draft, and what was written in it since the revision that a contributor holds, by whom and when',
    capability: 'draftPlan',
    former: 'nothing',
    of: { on: carePlan },
    person: personOfPlan,
    queryParameters: { since: { type: 'integer', minimum: 0, maximum: 999_999_999 } },
    answer: (ask) => draftSince(ask),
  }),
  commandOn(carePlan)({
    method: 'PUT',
    path: `${PL}/:id/draft`,
    summary: 'Save sections of the draft of a plan: each takes the place of what it said, null takes it out',
    capability: 'draftPlan',
    body: SaveDraftRequest,
    ifMatch: 'required',
    command: async (ask) => ({
      ...commandFrom('SaveDraft', ask.body),
      ...(await narrativesOf(ask)),
    }),
    answer: ({ state, events }) =>
      answerOf({
        draftRevision: state.draftRevision,
        warnings: events.some(({ type }) => type === 'NarrativeSimilar') ? ['NARRATIVE_SIMILAR'] : undefined,
      }),
  }),
];
