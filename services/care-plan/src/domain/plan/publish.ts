import { PACKS, type RefusalCode } from '@carethread/contracts';
import { localDate, startOfDay, toDate, toInstant } from '@carethread/calendar';
import type { Context, Decided } from '@carethread/event-sourcing';
import type { Instant } from '@carethread/ledger';
import type { CarePlanFacts } from '../facts.js';
import { itemId, items, said, section, text, type PlanContent } from './content.js';
import type { Opened, PlanEvent, PlanState, Proposal } from './events.js';

export type PublishVersion = {
  readonly type: 'PublishVersion';
  readonly proposalNo: number;
  readonly contentHash: string;
  readonly signOffId: string;
  readonly completedAt: Instant;
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
  const before = state.versions.at(-1);
  const versionNo = (before?.versionNo ?? 0) + 1;
  const { content, cause, changes, contentHash, proposalNo } = proposal;
  const events: Decided<PlanEvent>[] = [
    {
      type: 'PlanVersionPublished',
      effectiveFrom,
      payload: {
        planId: context.id,
        planKind: opened.planKind,
        organisationId: opened.organisationId,
        versionNo,
        proposalNo,
        contentHash,
        effectiveFrom,
        signOffId: command.signOffId,
        changeSummary:
          changes.map(({ what, itemId: item }) => what ?? item).join('; ') ||
          (before === undefined ? 'first version' : 'amendment'),
        cause,
        ...(before === undefined ? {} : { supersedesVersionNo: before.versionNo }),
        outcomeIds: items(content, 'outcomes')
          .filter((one) => text(one, 'status') !== 'met')
          .flatMap((one) => itemId('outcomes', one) ?? []),
        ...(achievedIn(content).length === 0 ? {} : { achievedIds: achievedIn(content) }),
        needIds: idsOf(content, 'needs'),
        actionIds: idsOf(content, 'actions'),
        provision: provisionOf(content),
      },
    },
  ];
  if (before !== undefined)
    events.push({
      type: 'PlanVersionSuperseded',
      effectiveFrom,
      payload: {
        planId: context.id,
        versionNo: before.versionNo,
        supersededBy: versionNo,
        supersededAt: effectiveFrom,
      },
    });
  return events;
}

function idsOf(content: Proposal['content'], name: string): readonly string[] {
  return items(content, name).flatMap((one) => itemId(name, one) ?? []);
}

function provisionOf(content: Proposal['content']): number {
  const council = section(content, 'council');
  return items(content, 'actions').length + (said(council['provision']) || said(council['needsMet']) ? 1 : 0);
}

/** What the person has reached, by the plan's own word. */
function achievedIn(content: PlanContent): readonly string[] {
  return ['goals', 'outcomes'].flatMap((name) =>
    items(content, name)
      .filter((one) => text(one, 'status') === 'met')
      .flatMap((one) => itemId(name, one) ?? []),
  );
}

/** Absent, or the day on which the last signature was given: the instant of publication (model §3.5). */
function effectOf(proposal: Proposal, { completedAt }: PublishVersion, now: Instant): Instant {
  if (proposal.effectiveFrom === undefined || toDate(proposal.effectiveFrom) === localDate(completedAt)) return now;
  return toInstant(proposal.effectiveFrom);
}

function obstacle(
  proposal: Proposal,
  { completedAt }: PublishVersion,
  effectiveFrom: Instant,
  state: PlanState,
  opened: Opened,
  context: Context<CarePlanFacts>,
): RefusalCode | undefined {
  const { facts } = context;
  if (effectiveFrom < startOfDay(localDate(completedAt))) return 'EFFECTIVE_BEFORE_CONSENT';
  // Two versions asked for one instant; two that merely fell on one are told apart by their numbers (model §8.5).
  if (proposal.effectiveFrom !== undefined && state.versions.some((version) => version.effectiveFrom === effectiveFrom))
    return 'STATE_CONFLICT';
  if (opened.planKind === 'provider' && state.versions.length === 0 && !state.accessNotice)
    return 'ACCESS_NOTICE_REQUIRED';
  if (
    opened.profile.code === 'SCO' &&
    opened.planKind === 'provider' &&
    context.about(opened.organisationId) !== undefined
  ) {
    const { organisation } = context.about(opened.organisationId);
    if (organisation?.registrationNo === undefined) return 'REGISTRATION_REQUIRED';
  }
  const risks = Object.entries(facts.risks).filter(([, risk]) => risk.open && risk.planId === context.id);
  if (risks.some(([id]) => state.risks[id] === undefined)) return 'RISK_NOT_ON_PLAN';
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
