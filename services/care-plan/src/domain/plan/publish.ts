import { localDate, startOfDay, toDate, toInstant } from '@carethread/calendar';
import type { Context, Decided } from '@carethread/event-sourcing';
import { present, type Instant } from '@carethread/ledger';
import type { CarePlanFacts } from '../facts.js';
import { notCarried, recorded } from './correct.js';
import { corrected, same, valueAt } from './correction-place.js';
import { FAR } from './draft.js';
import type { Opened } from './payloads.js';
import type { PlanEvent } from './events.js';
import type { PlanState, Proposal } from './state.js';
import { asEffectiveAt, versionAt } from './in-force.js';
import { objections, type Objects } from './objections.js';
import { mustStandForPublication } from './obstacles.js';
import { beingSigned } from './open-proposal.js';
import { beganMeanwhile, overtakenBy, postponing } from './postponed.js';
import { published } from './published-version.js';
import { after, rebasing } from './rebase.js';
import { amendmentsSinceCleanIssue } from './replacement.js';
import { publicationRefused } from './proposal.js';
import { proposeAnew } from './propose-agreed.js';
import { afterPublication, consentGivenBy, isWithdrawnSince } from './suspension.js';

export type PublishVersion = {
  readonly type: 'PublishVersion';
  readonly proposalNo: number;
  readonly contentHash: string;
  readonly signOffId: string;
  readonly completedAt: Instant;
  /** How many withdrawals of consent the person had made when they signed; absent where that was not counted yet. */
  readonly withdrawalsKnown?: number;
};

/** A completed sign-off publishes its proposal, or says why it cannot: an expected bad outcome is an event, not an error. */
export function publish(
  command: PublishVersion,
  state: PlanState,
  opened: Opened,
  context: Context<CarePlanFacts>,
): readonly Decided<PlanEvent>[] {
  const proposal = state.proposals.find(({ proposalNo }) => proposalNo === command.proposalNo);
  if (proposal === undefined || proposal.contentHash !== command.contentHash) return [];
  if (proposal.state === 'returned' && proposal.refusedCode === undefined)
    // Signed in the moment in which another took its place: the plan's lead gets a task, and nobody waits for it in vain.
    return [publicationRefused(proposal.proposalNo, 'STALE_VERSION', context.id)];
  if (proposal.state !== 'proposed') return [];
  // Signed over what is no longer in force: nothing takes effect by it, and what takes its place is signed anew.
  if (proposal === beingSigned(state) && beganMeanwhile(state, context.now))
    return [
      publicationRefused(proposal.proposalNo, 'STALE_VERSION', context.id),
      ...proposeAnew(state, opened, context),
    ];
  const effectiveFrom = effectOf(proposal, command, context.now);
  const [refused] = objections((refuse) =>
    mustBePublished(proposal, command, effectiveFrom, state, opened, context, refuse),
  );
  if (refused !== undefined) {
    const { code } = refused;
    return proposal.refusedCode === code ? [] : [publicationRefused(proposal.proposalNo, code, context.id)];
  }
  const { content, cause, causes, changes, contentHash, proposalNo } = proposal;
  const first = state.versions.length === 0;
  const { withdrawalsKnown } = command;
  const versionNo = state.versions.length + 1;
  return withDraft(
    [
      ...replacing(proposal, state, opened, context),
      ...published(
        present({
          content,
          contentHash,
          proposalNo,
          effectiveFrom,
          signOffId: command.signOffId,
          cause,
          causes,
          changeSummary:
            changes.map(({ what, itemId }) => what ?? itemId).join('; ') || (first ? 'first version' : 'amendment'),
        }),
        state,
        opened,
        context,
      ),
      ...postponing(overtakenBy(proposal, effectiveFrom, state, context), state, context.id),
      // R6: a version that is overtaken lifts nothing, so that this one may have to.
      ...consentGivenBy(
        present({ content, effectiveFrom, versionNo, withdrawalsKnown }),
        { ...state, suspensions: afterPublication(state.suspensions, context.now) },
        context.id,
      ),
    ],
    proposal,
    state,
    opened,
    context,
  );
}

/**
 * R1: a correction that was recorded after the version was proposed is carried into it, by its own id, where the version says the
 * same there as one that was corrected, or where it only adds to a list. What the version changed there itself stays as it was
 * agreed, and the plan's lead gets a task. What the draft then says is marked where it changes.
 */
function withDraft(
  events: readonly Decided<PlanEvent>[],
  { content, basedOnVersion, correctionsSeen }: Proposal,
  state: PlanState,
  opened: Opened,
  context: Context<CarePlanFacts>,
): readonly Decided<PlanEvent>[] {
  const started = [basedOnVersion, versionAt(state, context.now)?.versionNo];
  const before = { ...state, corrections: state.corrections.slice(0, correctionsSeen) };
  let next = after(events, state, context);
  const more: Decided<PlanEvent>[] = [];
  for (const correction of state.corrections.slice(correctionsSeen)) {
    const { field, op, appliesToVersions } = correction;
    const version = next.versions.at(-1);
    const bases = state.versions.filter(
      ({ versionNo }) => appliesToVersions.includes(versionNo) && started.includes(versionNo),
    );
    if (version === undefined || bases.length === 0 || same(corrected(content, correction), content)) continue;
    const isUnchanged = bases.some((base) =>
      same(valueAt(field, asEffectiveAt(before, base, FAR).content), valueAt(field, content)),
    );
    if (op !== 'add' && !isUnchanged) {
      more.push(notCarried(correction, opened, context.id));
      continue;
    }
    const { recordedAt: _, issues: __, salts: ___, byRecording: ____, ...what } = correction;
    const event = recorded({ ...what, appliesToVersions: [version.versionNo] }, [version], next, context);
    more.push(event);
    next = after([event], next, context);
  }
  return [...events, ...more, ...rebasing(state, next)];
}

/** ENG-142: a signed replacement says which version it takes the place of, and how many amendments it folds in. */
function replacing(
  { cause, contentHash, author }: Proposal,
  state: PlanState,
  { planKind, organisationId }: Opened,
  { id: planId, now }: Context<CarePlanFacts>,
): readonly Decided<PlanEvent>[] {
  const before = versionAt(state, now);
  if (cause.kind !== 'replacement' || before === undefined) return [];
  return [
    {
      type: 'PlanReplaced',
      payload: {
        planId,
        planKind,
        organisationId,
        versionNo: state.versions.length + 1,
        replacesVersionNo: before.versionNo,
        amendmentsFolded: amendmentsSinceCleanIssue(state),
        contentHash,
        by: author,
      },
    },
  ];
}

/** Absent, or the day on which the last signature was given: the instant of publication (model §3.5). */
function effectOf(proposal: Proposal, { completedAt }: PublishVersion, now: Instant): Instant {
  if (proposal.effectiveFrom === undefined || toDate(proposal.effectiveFrom) === localDate(completedAt)) return now;
  return toInstant(proposal.effectiveFrom);
}

/** Whether a signed proposal may be published. */
function mustBePublished(
  proposal: Proposal,
  { completedAt, withdrawalsKnown }: PublishVersion,
  effectiveFrom: Instant,
  state: PlanState,
  opened: Opened,
  context: Context<CarePlanFacts>,
  refuse: Objects,
): void {
  if (isWithdrawnSince(state, withdrawalsKnown)) refuse('CONSENT_REQUIRED');
  if (effectiveFrom < startOfDay(localDate(completedAt))) refuse('EFFECTIVE_BEFORE_CONSENT');
  // Two versions requested for one instant; two that merely fell on one differ by their numbers (model §8.5). One that was
  // requested for today merely falls on the instant of its last signature.
  if (
    effectiveFrom !== context.now &&
    state.versions.some((version) => version.overtaken === undefined && version.effectiveFrom === effectiveFrom)
  )
    refuse('STATE_CONFLICT');
  mustStandForPublication(proposal.content, effectiveFrom, state, opened, context, refuse);
}
