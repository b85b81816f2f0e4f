import { present } from '@carethread/ledger';
import type { Context } from '@carethread/event-sourcing';
import type { CarePlanFacts } from '../facts.js';
import { changesBetween, saysAlready } from './changes.js';
import type { PlanContent } from './content.js';
import { same, valueAt } from './correction-place.js';
import type { PlanState, Proposal } from './state.js';
import type { Postponed } from './payloads.js';
import { layOverLater } from './lay-over.js';
import { isTheSame } from './postponed.js';
import type { Cause, Change } from './version.js';

type Named = Pick<Context<CarePlanFacts>, 'newId'>;

/** What a proposal takes over of the one whose place it takes, besides its content. */
export interface TakenOver {
  readonly causes: readonly Cause[];
  readonly riskRefs: Proposal['riskRefs'];
  readonly reason?: string;
}

const NOTHING: TakenOver = { causes: [], riskRefs: [] };

/**
 * R3: what is proposed twice before a signature is in one proposal. It holds what the open one says wherever the later words say
 * nothing about that item: in a section that was sent whole, an item that reads as in the version it was written over says nothing
 * new. Where both change one item, the later words hold. The draft says everything that it changes, and what was written back
 * since the last proposal. To drop the open proposal, somebody refuses its sign-off, which returns it.
 */
export function withOpenBeneath(
  laid: PlanContent,
  agreed: PlanContent,
  whole: PlanContent,
  drafted?: Pick<PlanState, 'draft' | 'draftProposed'>,
): PlanContent {
  const both = layOverLater(agreed, laid, whole);
  return drafted?.draftProposed === undefined ? both : layOverLater(drafted.draftProposed, drafted.draft, both);
}

/** What the open proposal changes and the new one does not: never silent, since somebody proposed it. */
export function overriddenBy(
  content: PlanContent,
  agreed: PlanContent,
  whole: PlanContent,
  { newId }: Named,
): readonly Change[] {
  return changesBetween(agreed, whole, (index) => newId(`overridden-${index}`)).filter(
    (change) => !stillSays(content, change),
  );
}

function stillSays(content: PlanContent, change: Change): boolean {
  if (change.op !== 'add') return saysAlready(content, change);
  return same(valueAt(`${change.section ?? ''}.${change.itemId}`, content), change.to ?? null);
}

/** What the author of the open one wrote there themselves, as changes: for its own day where the new one takes effect before. */
export function writtenIn(
  open: Proposal,
  agreed: PlanContent,
  whole: PlanContent,
  kept: readonly Change[],
  { newId }: Named,
): readonly Change[] {
  const because = open.reason === undefined ? {} : { reason: open.reason };
  return changesBetween(agreed, whole, (index) => newId(`put-off-${index}`))
    .filter((change) => !kept.some((one) => isTheSame(one, change)))
    .map((change) => ({ ...change, ...because }));
}

/** What is put off, without what the new proposal changes itself: there the later words hold. */
export function withoutRewritten(
  notCarried: readonly Postponed[],
  putOff: readonly Change[],
  agreed: PlanContent,
  content: PlanContent,
): { readonly notCarried: readonly Postponed[]; readonly overridden: readonly Change[] } {
  if (putOff.length === 0) return { notCarried, overridden: [] };
  const places = changesBetween(agreed, content, String).map(placeOf);
  const overridden = putOff.filter((change) => places.includes(placeOf(change)));
  const left = notCarried.map((one) => ({
    ...one,
    changes: one.changes.filter((change) => !overridden.includes(change)),
  }));
  return { notCarried: left.filter(({ changes }) => changes.length > 0), overridden };
}

function placeOf({ section, itemId }: Change): string {
  return JSON.stringify([section ?? itemId, section === undefined ? null : itemId]);
}

/** R13, R25: why the open one was proposed, and the risks that it named. */
export function takenOverFrom(open: Proposal | undefined): TakenOver {
  if (open === undefined) return NOTHING;
  const { cause, causes = [cause], riskRefs, reason } = open;
  return present({
    causes: causes.filter(({ kind }) => kind !== 'amendment' && kind !== 'initial'),
    riskRefs,
    reason,
  });
}

/** The reasons of both, each once. */
export function reasonsOf(before: string | undefined, reason: string | undefined): string | undefined {
  if (before === undefined || reason === undefined || before.split('; ').includes(reason)) return before ?? reason;
  return before === reason ? reason : `${before}; ${reason}`;
}
