import { PACKS, type RefusalCode } from '@carethread/contracts';
import { localDate, startOfDay, toDate, toInstant } from '@carethread/calendar';
import type { Context, Decided } from '@carethread/event-sourcing';
import type { Instant } from '@carethread/ledger';
import type { CarePlanFacts } from '../facts.js';
import { said, section } from './content.js';
import type { Opened, PlanEvent, PlanState, Proposal } from './events.js';
import { profileHolding } from './profile.js';
import { published } from './published-version.js';
import { amendmentsSinceCleanIssue } from './replacement.js';
import { consentGivenBy, isWithdrawnSince } from './suspension.js';

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
  if (proposal?.state !== 'proposed' || proposal.contentHash !== command.contentHash) return [];
  const effectiveFrom = effectOf(proposal, command, context.now);
  const code = obstacle(proposal, command, effectiveFrom, state, opened, context);
  if (code !== undefined)
    return proposal.refusedCode === code
      ? []
      : [{ type: 'PublicationRefused', payload: { planId: context.id, proposalNo: proposal.proposalNo, code } }];
  const { content, cause, changes, contentHash, proposalNo } = proposal;
  const first = state.versions.length === 0;
  const { withdrawalsKnown } = command;
  const versionNo = (state.versions.at(-1)?.versionNo ?? 0) + 1;
  const signed = { content, effectiveFrom, versionNo, ...(withdrawalsKnown === undefined ? {} : { withdrawalsKnown }) };
  return [
    ...replacing(proposal, state, opened, context.id),
    ...published(
      {
        content,
        contentHash,
        proposalNo,
        effectiveFrom,
        signOffId: command.signOffId,
        cause,
        changeSummary:
          changes.map(({ what, itemId }) => what ?? itemId).join('; ') || (first ? 'first version' : 'amendment'),
      },
      state,
      opened,
      context.id,
    ),
    ...consentGivenBy(signed, state, context.id),
  ];
}

/** ENG-142: a signed replacement says which version it takes the place of, and how many amendments it folds in. */
function replacing(
  { cause, contentHash, author }: Proposal,
  state: PlanState,
  { planKind, organisationId }: Opened,
  planId: string,
): readonly Decided<PlanEvent>[] {
  const before = state.versions.at(-1);
  if (cause.kind !== 'replacement' || before === undefined) return [];
  return [
    {
      type: 'PlanReplaced',
      payload: {
        planId,
        planKind,
        organisationId,
        versionNo: before.versionNo + 1,
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

function obstacle(
  proposal: Proposal,
  { completedAt, withdrawalsKnown }: PublishVersion,
  effectiveFrom: Instant,
  state: PlanState,
  opened: Opened,
  context: Context<CarePlanFacts>,
): RefusalCode | undefined {
  const { facts } = context;
  if (isWithdrawnSince(state, withdrawalsKnown)) return 'CONSENT_REQUIRED';
  if (effectiveFrom < startOfDay(localDate(completedAt))) return 'EFFECTIVE_BEFORE_CONSENT';
  // Two versions asked for one instant; two that merely fell on one are told apart by their numbers (model §8.5).
  if (proposal.effectiveFrom !== undefined && state.versions.some((version) => version.effectiveFrom === effectiveFrom))
    return 'STATE_CONFLICT';
  if (opened.planKind === 'provider' && state.versions.length === 0 && !state.accessNotice)
    return 'ACCESS_NOTICE_REQUIRED';
  if (
    profileHolding(opened, state, effectiveFrom).profile.code === 'SCO' &&
    opened.planKind === 'provider' &&
    context.about(opened.organisationId) !== undefined
  ) {
    const { organisation } = context.about(opened.organisationId);
    if (organisation?.registrationNo === undefined) return 'REGISTRATION_REQUIRED';
  }
  const risks = Object.entries(facts.risks).filter(([, risk]) => risk.open && risk.planId === context.id);
  if (risks.some(([id]) => state.risks[id] === undefined)) return 'RISK_NOT_ON_PLAN';
  // R25: concluded, or concluded anew, after the person's signatures.
  if (risks.some(([, { version, signedVersion = 0 }]) => signedVersion < version)) return 'RISK_CONSENT_REQUIRED';
  if (opened.planKind === 'cpa') {
    if (Object.values(facts.risks).length === 0) return 'RISK_REQUIRED';
    const crisis =
      said(section(proposal.content, 'contingency')['crisisPlan']) ||
      said(section(proposal.content, 'cpa')['crisisPlan']);
    if ((PACKS.CPA.crisisPlanRequiredFor as readonly string[]).includes(facts.cpaLevel ?? '') && !crisis)
      return 'CRISIS_PLAN_REQUIRED';
  }
  return undefined;
}
