import { Refusal } from '@carethread/contracts';
import { heldWithPlan, type RecordedOf } from '@carethread/event-sourcing';
import type { JsonObject } from '@carethread/ledger';
import { instantFrom, settledAt } from '@carethread/runtime';
import { type RequestContext, type QueryAnswer } from '@carethread/http-api';
import type { CarePlanFacts } from '../../domain/facts.js';
import { itemId, items } from '../../domain/plan/content.js';
import { coverageOf } from '../../domain/plan/coverage.js';
import { carePlan } from '../../domain/plan/decider.js';
import { draftChanges } from '../../domain/plan/draft-changes.js';
import { difference } from '../../domain/plan/difference.js';
import type { PlanEvent, PlanState, Version } from '../../domain/plan/events.js';
import { asEffectiveAt, inForceAt, upcomingAt, versionAt } from '../../domain/plan/in-force.js';
import { openedByHandover, withVersions } from '../../domain/plan/handed-over.js';
import { profileHolding } from '../../domain/plan/profile.js';
import { amendmentsSinceCleanIssue, isHeavilyAmended } from '../../domain/plan/replacement.js';
import { asProvidedAt, stateAt as standingAt, suspensionsAt, withheldFrom } from '../../domain/plan/suspension.js';
import { headSeen } from './head-seen.js';
import { withWithheld } from '../../domain/plan/withheld.js';
import { shownVersion } from './shown-version.js';
import { verified } from './verified.js';
import { WordDifferences } from './word-differences.js';

export interface LoadedPlan {
  readonly state: PlanState;
  readonly personId: string;
  readonly etag: string;
  readonly revision: number;
  /** D23: until when it is known to whoever asks, where their service has ended. */
  readonly until?: string;
  /** R16: the versions that are open to whoever sees the plan by a handover alone. */
  readonly opened?: readonly number[];
}

export async function planOf({ runtime, params, sight, now }: RequestContext): Promise<LoadedPlan> {
  const stream = await runtime.commands.load(carePlan, params['id'] ?? '');
  const { state, personId, etag, revision, erased } = stream;
  if (revision === 0 || personId === null) throw new Refusal('NOT_FOUND');
  if (erased) throw new Refusal('CONTENT_ERASED');
  const seen = sight(personId);
  const named = await seen.byHandover(params['id'] ?? '');
  if (named !== undefined) {
    const opened = openedByHandover(state as PlanState, named, now);
    return { state: withVersions(state as PlanState, opened), personId, etag, revision, opened };
  }
  const until = await seen.until(carePlan, stream);
  if (until === undefined) return { state: state as PlanState, personId, etag, revision };
  // D23: whoever serves the person no more reads the plan as it stood when their service ended.
  const then = await runtime.recorded.stateAt(carePlan, params['id'] ?? '', until);
  const { state: standing, closed } = state as PlanState;
  // That the end of the service closed it is theirs to know.
  const ended = standing === 'closed' && closed !== undefined ? { state: standing, closed } : {};
  return { state: { ...(then.state as PlanState), ...ended }, personId, etag, revision: then.revision, until };
}

/** R16: a handover opens versions of a plan, and nothing of how the council works with it. */
export async function planHeld(ask: RequestContext): Promise<LoadedPlan> {
  const plan = await planOf(ask);
  if (plan.opened !== undefined) throw new Refusal('NOT_FOUND');
  return plan;
}

export async function personOfPlan(ask: RequestContext): Promise<string | null> {
  return (await planOf(ask)).personId;
}

/** The head of a plan (model §14): state, profile, draft, proposal, the version in force with its withheld actions marked. */
export function planHead(state: PlanState, now: string): JsonObject {
  const { opened, draft, draftBase, draftConflicts, draftRevision, renditions, risks, statements } = state;
  const withheld = withheldFrom(state, now);
  const standing = standingAt(state, now);
  const current = versionAt(state, now);
  const upcoming = upcomingAt(state, now);
  const proposal = state.proposals.at(-1);
  const inForce = inForceAt(state, now);
  const nextReviewBy = inForce?.content['nextReviewBy'];
  return {
    state: standing,
    ...(state.closed === undefined ? {} : { closed: state.closed }),
    ...(opened === undefined ? {} : { ...opened, ...profileHolding(opened, state, now) }),
    ...(state.profileChanges.length === 0 ? {} : { profileChanges: state.profileChanges }),
    draft: {
      revision: draftRevision,
      content: draft,
      ...(draftBase.versionNo === undefined ? {} : { basedOnVersion: draftBase.versionNo }),
      ...(draftConflicts.length === 0 ? {} : { conflicts: draftConflicts }),
      ...(state.agreed.length === 0 ? {} : { agreedChanges: state.agreed }),
      ...(state.postponed === undefined ? {} : { postponedChanges: state.postponed }),
    },
    ...(proposal === undefined
      ? {}
      : {
          proposal: {
            no: proposal.proposalNo,
            state: proposal.state,
            contentHash: proposal.contentHash,
            content: proposal.content,
            changes: proposal.changes,
            cause: proposal.cause,
            ...(proposal.causes === undefined ? {} : { causes: proposal.causes }),
            ...(proposal.basedOnVersion === undefined ? {} : { basedOnVersion: proposal.basedOnVersion }),
            ...(proposal.correctionIds === undefined ? {} : { correctionIds: proposal.correctionIds }),
            ...(proposal.notCarried === undefined ? {} : { notCarried: proposal.notCarried }),
            ...(proposal.overridden === undefined ? {} : { overridden: proposal.overridden }),
            ...(proposal.effectiveFrom === undefined ? {} : { effectiveFrom: proposal.effectiveFrom }),
            ...(proposal.refusedCode === undefined ? {} : { refusedCode: proposal.refusedCode }),
          },
        }),
    ...(current === undefined || inForce === undefined
      ? {}
      : {
          versionNo: current.versionNo,
          current: {
            ...shownVersion(state, current, now),
            content: withWithheld(inForce.content, withheld),
          },
        }),
    ...(upcoming === undefined
      ? {}
      : {
          upcoming: { ...shownVersion(state, upcoming, now), withheld: withheldFrom(state, upcoming.effectiveFrom) },
        }),
    renditions,
    riskLinks: Object.entries(risks).map(([riskId, version]) => ({ riskId, version })),
    statements,
    withheld,
    suspensions: suspensionsAt(state, now),
    consentPending: current?.provisional === true,
    amendments: {
      sinceCleanIssue: amendmentsSinceCleanIssue(state),
      replacementOffered: isHeavilyAmended(state, now),
    },
    ...(standing === 'suspended' ? { banner: 'suspended' } : {}),
    ...(typeof nextReviewBy === 'string' ? { nextReviewBy } : {}),
  };
}

/** Without knownAt and effectiveAt the head; with either, exactly the answer of model §8.5, the same for ever once K is past. */
export async function planAsKnown(ask: RequestContext): Promise<QueryAnswer> {
  const plan = await planOf(ask);
  const { knownAt, effectiveAt } = ask.query;
  if (knownAt === undefined && effectiveAt === undefined) {
    const body = {
      id: ask.params['id'] ?? '',
      personId: plan.personId,
      revision: plan.revision,
      ...(await headSeen(ask, plan.personId, ask.params['id'] ?? '', planHead(plan.state, ask.now))),
    };
    const current = versionAt(plan.state, ask.now);
    const warned = current === undefined ? {} : await verified(ask, plan.personId, current, plan.state);
    return { body, headers: { ETag: `"${plan.etag}"`, ...warned } };
  }
  const { state, known, effective, final } = await stateAt(ask, knownAt, effectiveAt, plan);
  const version = versionAt(state, effective);
  if (version === undefined) throw new Refusal('NO_VERSION_IN_FORCE');
  const { versionNo, issueNo, content } = asEffectiveAt(state, version, effective);
  return {
    body: {
      versionNo,
      issueNo,
      content: withWithheld(content, withheldFrom(state, effective)),
      withheld: withheldFrom(state, effective),
      suspensions: suspensionsAt(state, effective),
      knownAt: known,
      effectiveAt: effective,
    },
    headers: {
      'X-Known-At-Final': String(final),
      ...stampOf(version),
      ...(await laterChanges(ask, plan, version, known)),
      ...(await verified(ask, plan.personId, version, state)),
    },
  };
}

/** ENG-004: the profile that the version is under stands in a header, since its body is fixed for ever (model §8.5). */
function stampOf({ profile }: Version): Readonly<Record<string, string>> {
  return profile === undefined ? {} : { 'X-Profile': `${profile.code}; version=${profile.version}` };
}

/**
 * CPA-40: how many versions and level decisions came after an older version, and corrections of it after what was known, with
 * links to the next version and the latest; in headers, so that no answer's body ever changes.
 */
export async function laterChanges(
  { runtime, params }: RequestContext,
  { state, personId }: LoadedPlan,
  shown: Version,
  knownAt?: string,
): Promise<Readonly<Record<string, string>>> {
  const later = state.versions.filter(({ versionNo }) => versionNo > shown.versionNo);
  const decided =
    state.opened?.planKind === 'cpa' ? (await runtime.known<CarePlanFacts>(personId)).facts.levelsDecided : [];
  const levels = decided.filter(({ decidedAt }) => decidedAt > shown.publishedAt).length;
  const corrections = state.corrections.filter(
    ({ appliesToVersions, recordedAt }) =>
      knownAt !== undefined && recordedAt > knownAt && appliesToVersions.includes(shown.versionNo),
  ).length;
  const counts = Object.entries({ versions: later.length, levels, corrections })
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${name}=${count}`);
  const link = (rel: string, version: Version | undefined): readonly string[] =>
    version === undefined ? [] : [`</care-plan/plans/${params['id']}/versions/${version.versionNo}>; rel="${rel}"`];
  const links = [...link('successor-version', later[0]), ...link('latest-version', later.at(-1))];
  return {
    ...(counts.length === 0 ? {} : { 'X-Later-Changes': counts.join(', ') }),
    ...(links.length === 0 ? {} : { Link: links.join(', ') }),
  };
}

/**
 * A plan as it was known at an instant, and the instant at which it is to hold: now, where none is asked. An answer whose instant
 * moves on with the clock is not final, however long ago it was known.
 */
export async function stateAt(
  ask: RequestContext,
  knownAt: string | undefined,
  effectiveAt: string | undefined,
  { until, opened }: Pick<LoadedPlan, 'until' | 'opened'>,
): Promise<{ state: PlanState; known: string; effective: string; final: boolean }> {
  const { knownAt: settled, final } = await settledAt(ask.runtime, knownAt);
  const known = until !== undefined && settled > until ? until : settled;
  const effective = effectiveAt === undefined ? ask.now : instantFrom('effectiveAt', effectiveAt);
  // Corrections hold from their own instant, so the fold takes all that was known and the answer looks at what holds.
  const { state } = await ask.runtime.recorded.stateAt(carePlan, ask.params['id'] ?? '', known);
  if (opened === undefined)
    return { state: state as PlanState, known, effective, final: final && effectiveAt !== undefined };
  // A day that has not come may yet open another version to them.
  const isPast = effectiveAt !== undefined && effective <= ask.now;
  return { state: withVersions(state as PlanState, opened), known, effective, final: final && isPast };
}

/** ENG-017, ENG-051: what of needs, outcomes, preferences and risks the plan answers to, as it would be proposed now. */
export async function planCoverage(ask: RequestContext): Promise<QueryAnswer> {
  const { state, personId } = await planHeld(ask);
  const id = ask.params['id'] ?? '';
  const { facts } = await ask.runtime.known<CarePlanFacts>(personId);
  const current = versionAt(state, ask.now);
  const risks = Object.entries(facts.risks).filter(([, risk]) => risk.open && risk.planId === id);
  const coverage = coverageOf(
    state.draft,
    state.opened?.councilNeeds ?? [],
    Object.fromEntries(risks),
    state.risks,
    facts.assessments,
  );
  const open = Object.entries(coverage).flatMap(([kind, all]) =>
    all.filter(({ covered }) => !covered).map((one) => ({ kind, ...(one.id === undefined ? {} : { id: one.id }) })),
  );
  return {
    body: {
      planId: id,
      ...(current === undefined ? {} : { versionNo: current.versionNo }),
      draftRevision: state.draftRevision,
      ...coverage,
      uncovered: open,
      complete: open.length === 0,
    },
  };
}

/** OUT-20: what others wrote in the draft since the revision of it that somebody holds, for whoever's own was refused as stale. */
export async function draftSince(ask: RequestContext): Promise<QueryAnswer> {
  const { state, etag } = await planOf(ask);
  const id = ask.params['id'] ?? '';
  const { draft: content, draftRevision } = state;
  const since = Number(ask.query['since'] ?? 0);
  if (since > draftRevision)
    throw new Refusal('MALFORMED', [`since: the draft has come no further than revision ${draftRevision}`]);
  const events = await ask.runtime.recorded.events(`${carePlan.category}-${id}`);
  const found = draftChanges(events as readonly RecordedOf<PlanEvent>[], since);
  const words = new WordDifferences(found.map(({ before, after }) => [before, after]));
  const changes = found.map((change) => ({ ...change, words: words.between(change.before, change.after) }));
  return { body: { planId: id, since, draftRevision, content, changes }, headers: { ETag: `"${etag}"` } };
}

/** `from` and `to` are version numbers or instants; words that went and came stand in `words`. */
export async function planDifference(ask: RequestContext): Promise<QueryAnswer> {
  const { state } = await planOf(ask);
  const { from, to } = ask.query;
  if (from === undefined || to === undefined) throw new Refusal('MALFORMED', ['from', 'to']);
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
    return {
      ...change,
      ...(isWithheld(change.section, change.itemId) ? { doNotProvide: true } : {}),
      author: version?.author ?? correction?.by ?? null,
      date: version?.publishedAt ?? correction?.recordedAt ?? null,
      reason: agreed?.reason ?? agreed?.what ?? version?.reason ?? correction?.reason ?? version?.changeSummary ?? null,
      cause: made === undefined ? null : 'cause' in made ? made.cause : { kind: 'correction' },
      ...(version?.cause.kind === 'review' && version.cause.id !== undefined ? { reviewId: version.cause.id } : {}),
      words: words.between(change.before, change.after),
    };
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

/** Part (c): the first version of the person's provider plan, and every change that monitoring or review caused (part e). */
export async function firstPlan(ask: RequestContext): Promise<QueryAnswer> {
  const personId = ask.params['personId'] ?? '';
  const { facts } = await ask.runtime.known<CarePlanFacts>(personId);
  const sight = ask.sight(personId);
  let planId: string | undefined;
  for (const [id, { planKind, versionNo }] of Object.entries(facts.plans))
    if (planKind !== 'localAuthority' && versionNo > 0 && (await sight.sees(heldWithPlan(id)))) planId ??= id;
  if (planId === undefined) throw new Refusal('NOT_FOUND');
  const state = (await sight.asLeft(carePlan, await ask.runtime.commands.load(carePlan, planId))).state as PlanState;
  const first = state.versions[0];
  if (first === undefined) throw new Refusal('NOT_FOUND');
  const changes = state.versions
    .filter(({ cause, causes = [cause] }) => causes.some(({ kind }) => kind === 'review'))
    .map(({ versionNo, changes: made, cause }) => ({ versionNo, changes: made, cause }));
  return {
    body: {
      planId,
      ...shownVersion(state, first, ask.now),
      content: asProvidedAt(state, first, ask.now),
      changes,
      reviewPartOpen: facts.fileParts.includes('e'),
    },
  };
}
