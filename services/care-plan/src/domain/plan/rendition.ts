import { refuse } from '@carethread/contracts';
import { isAttached, type Context, type Decided } from '@carethread/event-sourcing';
import type { PlanEvent } from './events.js';
import type { Rendition } from './payloads.js';
import { asEffectiveAt } from './in-force.js';
import type { PlanState } from './state.js';

export type AddRendition = { readonly type: 'AddRendition' } & Omit<Rendition, 'issueNo'>;

/** A proposal or a version is prepared in another format; of a version, the issue that holds now. */
export function addRendition(
  { type: _, ...rendition }: AddRendition,
  state: PlanState,
  context: Context,
): readonly Decided<PlanEvent>[] {
  const version = state.versions.find(({ versionNo }) => versionNo === rendition.versionNo);
  const isKnown =
    rendition.proposalNo === undefined
      ? version !== undefined
      : state.proposals.some(({ proposalNo }) => proposalNo === rendition.proposalNo);
  if (!isKnown) refuse('NOT_FOUND');
  if (!isAttached(rendition.attachmentHash, context)) refuse('REFERENCE_NOT_FOUND', ['attachmentHash']);
  const issueNo = version === undefined ? 1 : asEffectiveAt(state, version, context.now).issueNo;
  return [{ type: 'RenditionAdded', payload: { ...rendition, issueNo, planId: context.id } }];
}
