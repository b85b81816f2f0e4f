import type { Instant } from '@carethread/ledger';
import type { CarePlanFacts } from './facts.js';

/** How the service under a plan ended. */
export interface EndOfService {
  readonly endedAt: Instant;
  /** The reason that a closure gives for it. */
  readonly reason: 'serviceEnded' | 'transferred' | 'deceased';
  readonly transferred: boolean;
}
interface ServedUnder {
  readonly planKind: string;
  readonly organisationId: string;
}

/**
 * How the service ended under which a plan stood; undefined while its provider serves the person under another agreement (R15), or
 * is about to under a handover, and where none has ever begun. A CPA plan stands under the CPA case.
 */
export function endOfService(
  { planKind, organisationId }: ServedUnder,
  facts: CarePlanFacts,
): EndOfService | undefined {
  if (planKind === 'cpa') return endOfCase(organisationId, facts);
  if (planKind !== 'provider' || Object.values(facts.handovers).includes(organisationId)) return undefined;
  const ours = Object.values(facts.episodes).filter(({ providerId }) => providerId === organisationId);
  const ended = ours.flatMap(({ ended }) => (ended === undefined ? [] : [ended]));
  const last = ended.at(-1);
  if (last === undefined || ended.length < ours.length) return undefined;
  const { endedAt, reason } = last;
  return {
    endedAt,
    reason: reason === 'transferred' || (reason === 'deceased' && facts.deceased) ? reason : 'serviceEnded',
    transferred: ended.some((one) => one.reason === 'transferred'),
  };
}

function endOfCase(organisationId: string, { cases }: CarePlanFacts): EndOfService | undefined {
  const ours = Object.values(cases).filter(
    (one) => one.organisationId === organisationId || one.formerly?.includes(organisationId) === true,
  );
  const closed = ours.flatMap(({ closedAt }) => (closedAt === undefined ? [] : [closedAt]));
  const last = closed.at(-1);
  return last === undefined || closed.length < ours.length
    ? undefined
    : { endedAt: last, reason: 'serviceEnded', transferred: false };
}
