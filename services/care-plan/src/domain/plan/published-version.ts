import { holdingsOf } from '@carethread/contracts';
import type { Context, Decided } from '@carethread/event-sourcing';
import { presentItems, present, type Instant, filled } from '@carethread/ledger';
import { itemId, items, said, section, text, type PlanContent } from './content.js';
import type { Opened } from './payloads.js';
import type { PlanEvent } from './events.js';
import type { PlanState } from './state.js';
import { versionAt } from './in-force.js';
import type { Cause, Version } from './version.js';

/** A version that is to be, however it came to be agreed. */
export interface NextVersion {
  readonly content: PlanContent;
  readonly contentHash: string;
  readonly proposalNo: number;
  readonly effectiveFrom: Instant;
  readonly signOffId?: string;
  readonly cause: Cause;
  readonly causes?: readonly Cause[];
  readonly changeSummary: string;
}

/**
 * R10: the next version is published; it overtakes every earlier one that has not begun, and supersedes the one that would be in
 * force when it begins. All of them are kept.
 */
export function published(
  { content, signOffId, causes, ...version }: NextVersion,
  state: PlanState,
  { planKind, organisationId }: Opened,
  { id: planId, now }: Pick<Context, 'id' | 'now'>,
): readonly [Decided<PlanEvent>, ...Decided<PlanEvent>[]] {
  const { effectiveFrom } = version;
  const versionNo = state.versions.length + 1;
  const overtaken = state.versions.filter((one) => one.overtaken === undefined && one.effectiveFrom > now);
  const begun = state.versions.filter((one) => one.overtaken === undefined && one.effectiveFrom <= now);
  const before = versionAt({ versions: begun }, effectiveFrom);
  const superseded = (one: Version, supersededAt: Instant): Decided<PlanEvent> => ({
    type: 'PlanVersionSuperseded',
    effectiveFrom: supersededAt,
    payload: present({
      planId,
      versionNo: one.versionNo,
      supersededBy: versionNo,
      supersededAt,
      overtaken: overtaken.includes(one) ? true : undefined,
    }),
  });
  return [
    {
      type: 'PlanVersionPublished',
      effectiveFrom,
      payload: present({
        planId,
        planKind,
        organisationId,
        versionNo,
        ...version,
        causes,
        signOffId,
        supersedesVersionNo: before?.versionNo,
        outcomeIds: items(content, 'outcomes')
          .filter((one) => text(one, 'status') !== 'met')
          .flatMap((one) => itemId('outcomes', one) ?? []),
        achievedIds: filled(achievedIn(content)),
        needIds: idsOf(content, 'needs'),
        actionIds: idsOf(content, 'actions'),
        holdings: holdingsOf(content),
        provision: provisionOf(content),
      }),
    },
    ...overtaken.map((one) => superseded(one, now)),
    ...presentItems(before === undefined ? undefined : superseded(before, effectiveFrom)),
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
