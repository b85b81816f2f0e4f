import { holdingsOf } from '@carethread/contracts';
import type { Decided } from '@carethread/event-sourcing';
import type { Instant } from '@carethread/ledger';
import { itemId, items, said, section, text, type PlanContent } from './content.js';
import type { Cause, Opened, PlanEvent, PlanState } from './events.js';

/** A version that is to be, however it came to be agreed. */
export interface NextVersion {
  readonly content: PlanContent;
  readonly contentHash: string;
  readonly proposalNo: number;
  readonly effectiveFrom: Instant;
  readonly signOffId?: string;
  readonly cause: Cause;
  readonly changeSummary: string;
}

/** The next version is published; the one before it is superseded from the same instant, and kept. */
export function published(
  { content, signOffId, ...version }: NextVersion,
  state: PlanState,
  { planKind, organisationId }: Opened,
  planId: string,
): readonly [Decided<PlanEvent>, ...Decided<PlanEvent>[]] {
  const { effectiveFrom } = version;
  const before = state.versions.at(-1);
  const versionNo = (before?.versionNo ?? 0) + 1;
  const made: Decided<PlanEvent> = {
    type: 'PlanVersionPublished',
    effectiveFrom,
    payload: {
      planId,
      planKind,
      organisationId,
      versionNo,
      ...version,
      ...(signOffId === undefined ? {} : { signOffId }),
      ...(before === undefined ? {} : { supersedesVersionNo: before.versionNo }),
      outcomeIds: items(content, 'outcomes')
        .filter((one) => text(one, 'status') !== 'met')
        .flatMap((one) => itemId('outcomes', one) ?? []),
      ...(achievedIn(content).length === 0 ? {} : { achievedIds: achievedIn(content) }),
      needIds: idsOf(content, 'needs'),
      actionIds: idsOf(content, 'actions'),
      holdings: holdingsOf(content),
      provision: provisionOf(content),
    },
  };
  if (before === undefined) return [made];
  return [
    made,
    {
      type: 'PlanVersionSuperseded',
      effectiveFrom,
      payload: { planId, versionNo: before.versionNo, supersededBy: versionNo, supersededAt: effectiveFrom },
    },
  ];
}

function idsOf(content: PlanContent, name: string): readonly string[] {
  return items(content, name).flatMap((one) => itemId(name, one) ?? []);
}

/** What the person has reached, by the plan's own word. */
function achievedIn(content: PlanContent): readonly string[] {
  return ['goals', 'outcomes'].flatMap((name) =>
    items(content, name)
      .filter((one) => text(one, 'status') === 'met')
      .flatMap((one) => itemId(name, one) ?? []),
  );
}

function provisionOf(content: PlanContent): number {
  const council = section(content, 'council');
  return items(content, 'actions').length + (said(council['provision']) || said(council['needsMet']) ? 1 : 0);
}
