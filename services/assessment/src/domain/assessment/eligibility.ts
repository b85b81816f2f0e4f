import { refuse, unknownItems } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import { present } from '@carethread/ledger';
import type { AssessmentEvent, Eligibility } from './events.js';
import type { AssessmentState } from './state.js';

export type DecideEligibility = { readonly type: 'DecideEligibility' } & Partial<Eligibility> & {
    readonly eligible: boolean;
  };
export type IssueEligibilityCopy = { readonly type: 'IssueEligibilityCopy'; readonly format: string };

export function decideEligibility(command: DecideEligibility, state: AssessmentState): readonly AssessmentEvent[] {
  if (command.reasons === undefined) return refuse('REASON_REQUIRED', ['reasons']);
  if (state.state !== 'completed' && state.state !== 'inProgress') refuse('STATE_CONFLICT', [state.state]);
  const { needIds = [], outcomesAffected = [], wellbeingImpact = '', eligible, reasons, advice } = command;
  const known = state.findings.filter(({ category, none }) => category === 'need' && !none);
  const unknown = unknownItems('needIds', needIds, (id) => known.some(({ findingId }) => findingId === id));
  if (unknown.length > 0) refuse('REFERENCE_NOT_FOUND', unknown);
  // Care Act 2014 s.13(5): what can be done to meet or reduce the needs, and to prevent others, is said in writing.
  if (!eligible && advice === undefined) refuse('ADVICE_REQUIRED', ['advice']);
  return [
    {
      type: 'EligibilityDecided',
      payload: present({
        needIds,
        outcomesAffected,
        wellbeingImpact,
        eligible,
        reasons,
        advice,
      }),
    },
  ];
}

/** Issued with each decision, by a policy whose command is carried out once: a later decision is given in writing as well. */
export function issueCopy(
  { format }: IssueEligibilityCopy,
  { eligibility }: AssessmentState,
  { newId, now }: Context,
): readonly AssessmentEvent[] {
  return eligibility === undefined
    ? []
    : [{ type: 'EligibilityCopyIssued', payload: { copyId: newId('copy'), format, issuedAt: now } }];
}
