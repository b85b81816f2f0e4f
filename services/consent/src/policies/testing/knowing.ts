import { specMeta } from '@carethread/event-sourcing/testing';
import type { SpecReader } from '@carethread/runtime/testing';
import { NO_FACTS, NO_PLAN, type ConsentFacts, type KnownPlan } from '../../domain/facts.js';
import type { Requested } from '../../domain/sign-off/events.js';
import { isOpen, NO_SIGN_OFF, type SignOffState } from '../../domain/sign-off/state.js';
import { signOffsBySubject } from '../../views/sign-offs-by-subject.js';

/** The id of every message in these specifications, and the person and instant of each. */
export const MESSAGE = specMeta.id;
export const PERSON = specMeta.personId ?? '';
export const NOW = specMeta.recordedAt;
export const HASH = 'a'.repeat(64);

/** A provider's plan; synthetic. */
export const plan: KnownPlan = { ...NO_PLAN, planKind: 'provider', organisationId: 'O' };

/** What the person is asked to sign: the first proposal of plan PL, unless it says otherwise. */
export function requested(more: Partial<Requested> = {}): Requested {
  return {
    ...{ signOffId: 'S', subject: 'planVersion', subjectId: 'PL', proposalNo: 1, contentHash: HASH },
    ...{ requiredSignatories: [{ role: 'person', reason: 'ENG' }], awaitsRisks: [], lapsesAt: NOW },
    ...more,
  };
}

/** What consent knows of the person: plan PL, and these sign-offs in the order in which they were requested. */
export function knowing(
  signOffs: Readonly<Record<string, Partial<SignOffState>>> = {},
  more: Partial<ConsentFacts> = {},
  streams: Readonly<Record<string, unknown>> = {},
): SpecReader {
  const states = Object.entries(signOffs).map(([signOffId, state]): [string, SignOffState] => [
    signOffId,
    { ...NO_SIGN_OFF, state: 'requested', requested: requested({ signOffId }), ...state },
  ]);
  const documents = states.map(([signOffId, state], since) => ({
    ...{ signOffId, personId: PERSON, open: isOpen(state) ? 1 : 0, since },
    ...{ subject: state.requested?.subject ?? '', subjectId: state.requested?.subjectId ?? '' },
  }));
  return {
    initial: NO_FACTS,
    facts: { [PERSON]: { ...NO_FACTS, plans: { PL: plan }, ...more } },
    states: { ...Object.fromEntries(states.map(([id, state]) => [`signOff-${id}`, state])), ...streams },
    documents: [[signOffsBySubject, documents]],
  };
}
