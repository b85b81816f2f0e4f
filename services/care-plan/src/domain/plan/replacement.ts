import { profileAt, refuse } from '@carethread/contracts';
import { localDate, toInstant } from '@carethread/calendar';
import type { Context, Decided } from '@carethread/event-sourcing';
import { contentHash, type Instant, present } from '@carethread/ledger';
import type { CarePlanFacts } from '../facts.js';
import type { PlanContent } from './content.js';
import { difference } from './difference.js';
import type { Change, PlanEvent, Version } from './events.js';
import type { Opened } from './payloads.js';
import type { PlanState } from './state.js';
import { asEffectiveAt, carriedBy, keepingCorrections, upcomingAt, versionAt } from './in-force.js';
import { profileHolding } from './profile.js';
import { published } from './published-version.js';
import { after, rebasing } from './rebase.js';

export type ReplacePlan = {
  readonly type: 'ReplacePlan';
  /** The clean wording; absent: what holds now, corrections and all. */
  readonly content?: PlanContent;
  readonly effectiveFrom?: string;
  readonly personToldAt?: string;
  readonly reason?: string;
};

/** What a replacement comes to: the same word for word, which is published at once, or other words, which are signed first. */
export type Replacement =
  | { readonly signed: false; readonly events: readonly Decided<PlanEvent>[] }
  | {
      readonly signed: true;
      readonly content: PlanContent;
      readonly changes: readonly Change[];
    };

/**
 * How many versions amended the plan since it was last issued clean: as its first version, as the first one signed after an
 * emergency, or as a replacement. A correction is no amendment (model §1).
 */
export function amendmentsSinceCleanIssue({ versions }: Pick<PlanState, 'versions'>): number {
  const clean = versions.findLastIndex(
    ({ replacesVersionNo }, index) => replacesVersionNo !== undefined || versions[index - 1]?.provisional !== false,
  );
  return clean === -1 ? 0 : versions.length - 1 - clean;
}

/** ENG-142: whether the plan is so much amended that a clean replacement is offered; how much is the profile's to say. */
export function isHeavilyAmended(state: PlanState, now: Instant): boolean {
  const amendments = amendmentsSinceCleanIssue(state);
  if (state.opened === undefined || amendments === 0) return false;
  const { code } = profileHolding(state.opened, state, now).profile;
  const limit = profileAt(code, localDate(now))?.cleanIssueAfter;
  return limit !== undefined && amendments >= limit;
}

/** ENG-142, model §8.4: a new version that folds the amendments in; the old one is kept, and whatever reads otherwise is signed. */
export function replace(
  command: ReplacePlan,
  state: PlanState,
  opened: Opened,
  context: Context<CarePlanFacts>,
): Replacement {
  const current = replaceable(state, context.now);
  const clean = asEffectiveAt(state, current, context.now).content;
  const content = command.content === undefined ? clean : keepingCorrections(state, current, command.content);
  const changed = difference(clean, content);
  if (changed.length > 0)
    return {
      signed: true,
      content,
      changes: changed.map(({ section, itemId, field, before, after }, index) =>
        present({
          changeId: context.newId(`change-${index}`),
          itemId: itemId ?? section,
          field,
          from: before,
          to: after,
          reason: command.reason,
        }),
      ),
    };
  const events = wordForWord(command, clean, current, state, opened, context);
  return { signed: false, events: [...events, ...rebasing(state, after(events, state, context))] };
}

/** Only a signed version that is in force, with nothing under way that would change it. */
function replaceable(state: PlanState, now: Instant): Version {
  if (upcomingAt(state, now) !== undefined) refuse('STATE_CONFLICT', ['upcoming']);
  const current = versionAt(state, now) ?? refuse('NO_VERSION_IN_FORCE');
  if (current.provisional) refuse('STATE_CONFLICT', ['provisional']);
  if (state.proposals.at(-1)?.state === 'proposed') refuse('STATE_CONFLICT', ['proposed']);
  return current;
}

function wordForWord(
  command: ReplacePlan,
  content: PlanContent,
  current: Version,
  state: PlanState,
  opened: Opened,
  context: Context<CarePlanFacts>,
): readonly Decided<PlanEvent>[] {
  if (command.effectiveFrom !== undefined) refuse('STATE_CONFLICT', ['effectiveFrom']);
  const personToldAt = command.personToldAt === undefined ? context.now : toInstant(command.personToldAt);
  if (personToldAt > context.now) refuse('FUTURE_DATE', ['personToldAt']);
  const salts = Object.fromEntries(Object.keys(content).map((name) => [name, context.salt()]));
  const hash = contentHash(content, salts);
  const [made, ...others] = published(
    {
      content,
      contentHash: hash,
      proposalNo: 0,
      effectiveFrom: context.now,
      cause: { kind: 'replacement' },
      changeSummary: 'clean replacement',
    },
    state,
    opened,
    context,
  );
  return [
    {
      type: 'PlanReplaced',
      payload: present({
        planId: context.id,
        planKind: opened.planKind,
        organisationId: opened.organisationId,
        versionNo: state.versions.length + 1,
        replacesVersionNo: current.versionNo,
        amendmentsFolded: amendmentsSinceCleanIssue(state),
        contentHash: hash,
        content,
        salts,
        correctionIds: carriedBy(state, current, content),
        personToldAt,
        by: context.actor.userId,
        reason: command.reason,
      }),
    },
    made,
    ...others,
  ];
}
