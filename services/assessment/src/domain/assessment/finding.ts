import { fault, malformed, refuse } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import type { AssessmentEvent, Finding } from './events.js';
import { mustBeInProgress, type AssessmentState } from './state.js';

export type RecordFinding = { readonly type: 'RecordFinding' } & Omit<
  Finding,
  'findingId' | 'inPersonsWords' | 'none'
> & {
    readonly findingId?: string;
    readonly inPersonsWords?: boolean;
    readonly none?: boolean;
  };

export function recordFinding(
  { type: _, ...finding }: RecordFinding,
  state: AssessmentState,
  context: Context,
): readonly AssessmentEvent[] {
  mustBeInProgress(state);
  const none = finding.none === true;
  const { findingId = context.newId('finding') } = finding;
  // Only an id that the writer chose can be there already.
  if (finding.findingId !== undefined && state.findings.some((known) => known.findingId === findingId))
    refuse('STATE_CONFLICT', [findingId]);
  if (none && finding.noneReason === undefined) refuse('REASON_REQUIRED', ['noneReason']);
  if (none && finding.statement !== undefined)
    malformed(fault('/statement', 'conflict', 'there is none, or there is one'));
  if (!none && finding.noneReason !== undefined)
    malformed(fault('/noneReason', 'notAllowed', 'is of a finding that there is none'));
  if (finding.sourceId !== undefined && !state.sources.some(({ sourceId }) => sourceId === finding.sourceId))
    refuse('REFERENCE_NOT_FOUND', ['sourceId']);
  if (!none && finding.statement === undefined)
    malformed(fault('/statement', 'required', 'is required unless there is none'));
  return [
    {
      type: 'FindingRecorded',
      payload: {
        ...finding,
        none,
        inPersonsWords: finding.inPersonsWords === true,
        findingId,
      },
    },
  ];
}
