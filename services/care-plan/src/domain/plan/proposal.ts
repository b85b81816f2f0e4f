import type { RefusalCode } from '@carethread/contracts';
import { toInstant } from '@carethread/calendar';
import type { Context, Decided } from '@carethread/event-sourcing';
import { filled, contentHash, type Instant, present } from '@carethread/ledger';
import type { CarePlanFacts } from '../facts.js';
import type { PlanContent } from './content.js';
import { notCarried as notCarriedOver } from './correct.js';
import { corrected, same, valueAt } from './correction-place.js';
import type { Opened, Postponed } from './payloads.js';
import type { PlanEvent } from './events.js';
import type { PlanState, Proposal } from './state.js';
import { carriedBy } from './in-force.js';
import { profileHolding } from './profile.js';
import { reasonsOf, takenOverFrom } from './proposed-before.js';
import type { Cause, Change, Version } from './version.js';

type PlanContext = Context<CarePlanFacts>;

export type ProposeVersion = {
  readonly type: 'ProposeVersion';
  readonly content?: PlanContent;
  readonly effectiveFrom?: string;
  readonly cause?: Cause;
  readonly changes?: readonly Change[];
  readonly basedOnVersion?: number;
  readonly riskRefs?: readonly { readonly id: string; readonly version: number }[];
  readonly reason?: string;
};

/** What a proposal comes to before it is tested. */
export interface Laid {
  readonly content: PlanContent;
  /** The version that it starts from, and how that reads. */
  readonly start: Version | undefined;
  readonly changes: readonly Change[];
  readonly notCarried: readonly Postponed[];
  readonly overridden?: readonly Change[];
}

export function proposed(
  command: Omit<ProposeVersion, 'type' | 'content' | 'changes' | 'basedOnVersion'>,
  { content, start, changes, notCarried, overridden = [] }: Laid,
  held: Proposal | undefined,
  state: PlanState,
  opened: Opened,
  context: PlanContext,
): Decided<Extract<PlanEvent, { type: 'PlanVersionProposed' }>> {
  const salts = Object.fromEntries(Object.keys(content).map((name) => [name, context.salt()]));
  // R25: the proposer may add a risk, and leaves none out.
  const linked = Object.entries(state.risks).map(([id, version]) => ({ id, version }));
  const agreed = changes.flatMap((change) => change.cause ?? []);
  const {
    effectiveFrom,
    cause = agreed.at(-1) ?? { kind: state.versions.length === 0 ? 'initial' : 'amendment' },
    riskRefs: named = [],
  } = command;
  const before = takenOverFrom(held);
  const added = [...named, ...before.riskRefs.filter(({ id }) => !named.some((one) => one.id === id))];
  const riskRefs = [...linked, ...added.filter(({ id }) => state.risks[id] === undefined)];
  const causes = distinctCauses([cause, ...agreed, ...before.causes]);
  const reason = reasonsOf(before.reason, command.reason);
  return {
    type: 'PlanVersionProposed',
    payload: present({
      planId: context.id,
      planKind: opened.planKind,
      organisationId: opened.organisationId,
      rulePacks: opened.rulePacks,
      jurisdiction: profileProposedUnder(effectiveFrom, state, opened, context.now),
      proposalNo: state.proposals.length + 1,
      content,
      salts,
      contentHash: contentHash(content, salts),
      changes,
      cause,
      causes: causes.length > 1 ? causes : undefined,
      riskRefs,
      author: context.actor.userId,
      basedOnVersion: start?.versionNo,
      correctionIds: start === undefined ? undefined : carriedBy(state, start, content),
      notCarried: filled(notCarried),
      overridden: filled(overridden),
      effectiveFrom,
      reason,
    }),
  };
}

/** A proposal answers to the profile that will hold when its version takes effect. */
export function profileProposedUnder(
  effectiveFrom: string | undefined,
  state: PlanState,
  opened: Opened,
  now: Instant,
): string {
  const at = effectiveFrom === undefined ? now : toInstant(effectiveFrom);
  return profileHolding(opened, state, at > now ? at : now).profile.code;
}

/** R1: a fact that was set right since the open proposal, which says otherwise, is a task for the plan's lead. */
export function factsNotHeld(
  content: PlanContent,
  held: Proposal | undefined,
  state: PlanState,
  opened: Opened,
  { id }: PlanContext,
): readonly Decided<PlanEvent>[] {
  if (held === undefined) return [];
  return state.corrections
    .slice(held.correctionsSeen)
    .filter(
      (correction) =>
        correction.op !== 'add' &&
        same(valueAt(correction.field, content), valueAt(correction.field, held.content)) &&
        !same(corrected(content, correction), content),
    )
    .map((correction) => notCarriedOver(correction, opened, id));
}

/** That a proposal is not published is an event: at the end, or at once where it is certain, so that nobody waits for signatures. */
export function publicationRefused(proposalNo: number, code: RefusalCode, planId: string): Decided<PlanEvent> {
  return { type: 'PublicationRefused', payload: { planId, proposalNo, code } };
}

function distinctCauses(causes: readonly Cause[]): readonly Cause[] {
  return causes.filter(
    ({ kind, id }, index) => causes.findIndex((one) => one.kind === kind && one.id === id) === index,
  );
}
