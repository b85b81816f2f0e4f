import { malformed, queryFault, Refusal } from '@carethread/contracts';
import { answerOf, type RequestContext, type Route, query } from '@carethread/http-api';
import { type JsonObject } from '@carethread/ledger';
import { instantFrom } from '@carethread/runtime';
import { items, itemId } from '../../domain/plan/content.js';
import { carePlan } from '../../domain/plan/decider.js';
import { difference } from '../../domain/plan/difference.js';
import type { Version } from '../../domain/plan/events.js';
import { asEffectiveAt, versionAt } from '../../domain/plan/in-force.js';
import type { PlanState } from '../../domain/plan/state.js';
import { asProvidedAt } from '../../domain/plan/provided.js';
import { planOf, personOfPlan } from './loaded-plan.js';
import { TEXT } from '../parameters.js';
import { PL } from './path.js';
import { FOR_MACHINES, requireSubscription } from './subscribed-machine.js';
import { WordDifferences } from './word-differences.js';

/** `from` and `to` are version numbers or instants; words that went and came stand in `words`. */
export async function planDifference(ask: RequestContext) {
  const { state } = await planOf(ask);
  const { from, to } = ask.query;
  if (from === undefined) return malformed(queryFault('from', 'required', 'is missing'));
  if (to === undefined) return malformed(queryFault('to', 'required', 'is missing'));
  const before = sideOf(state, from, 'from', ask.now);
  const after = sideOf(state, to, 'to', ask.now);
  const between = state.versions.filter(
    ({ versionNo }) => versionNo > before.version.versionNo && versionNo <= after.version.versionNo,
  );
  const lastAt = placesOf(between);
  const found = difference(before.content, after.content);
  const provided = items(asProvidedAt(state, after.version, after.at), 'actions');
  const isWithheld = (section: string, id: string | undefined): boolean =>
    section === 'actions' &&
    provided.some((action) => action['doNotProvide'] === true && itemId('actions', action) === id);
  const words = new WordDifferences(found.map((change) => [change.before, change.after]));
  const changes = found.map((change) => {
    const at = Math.max(lastAt(change.itemId, undefined), lastAt(change.itemId, change.field));
    const version = between.at(at);
    const agreed = version?.changes.find(({ itemId }) => itemId === change.itemId);
    const correction = state.corrections.findLast(({ field }) => field.split('.')[0] === change.section);
    const made = version ?? correction;
    return answerOf({
      ...change,
      doNotProvide: isWithheld(change.section, change.itemId) ? true : undefined,
      author: version?.author ?? correction?.by ?? null,
      date: version?.publishedAt ?? correction?.recordedAt ?? null,
      reason: agreed?.reason ?? agreed?.what ?? version?.reason ?? correction?.reason ?? version?.changeSummary ?? null,
      cause: made === undefined ? null : 'cause' in made ? made.cause : { kind: 'correction' },
      reviewId: version?.cause.kind === 'review' && version.cause.id !== undefined ? version.cause.id : undefined,
      words: words.between(change.before, change.after),
    });
  });
  return { body: { from: before.version.versionNo, to: after.version.versionNo, changes } };
}

function sideOf(
  state: PlanState,
  at: string,
  name: string,
  now: string,
): { readonly version: Version; readonly content: JsonObject; readonly at: string } {
  if (/^\d+$/.test(at)) {
    const version = state.versions.find(({ versionNo }) => versionNo === Number(at));
    if (version === undefined) throw new Refusal('NOT_FOUND');
    return { version, content: asEffectiveAt(state, version, now).content, at: now };
  }
  const instant = instantFrom(name, at);
  const version = versionAt(state, instant);
  if (version === undefined) throw new Refusal('NO_VERSION_IN_FORCE');
  return { version, content: asEffectiveAt(state, version, instant).content, at: instant };
}

/** Which of these versions changed a place last, or the last of all (-1) where none says that it did. */
function placesOf(versions: readonly Version[]): (itemId: string | undefined, field: string | undefined) => number {
  const name = (itemId?: string, field?: string): string => JSON.stringify([itemId ?? null, field ?? null]);
  const places = new Map<string, number>();
  for (const [index, { changes }] of versions.entries())
    for (const { itemId, field } of changes) places.set(name(itemId, field), index);
  return (itemId, field) => places.get(name(itemId, field)) ?? -1;
}

export const planDifferenceRoutes: readonly Route[] = [
  query({
    path: `${PL}/:id/diff`,
    summary: 'What changed between two versions or instants, with author, date, reason and cause',
    capability: 'readSuperseded',
    scope: FOR_MACHINES,
    of: { on: carePlan },
    person: personOfPlan,
    queryParameters: { from: TEXT, to: TEXT },
    answer: async (ask) => {
      await requireSubscription(ask);
      return planDifference(ask);
    },
  }),
];
