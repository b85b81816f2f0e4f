import { openTies, type Relations } from '@carethread/access';
import type { CarePlanFacts } from '../domain/facts.js';

interface Tied {
  readonly organisationId: string;
  readonly organisationKind: string | undefined;
  readonly relations: Relations;
  readonly facts: Pick<CarePlanFacts, 'episodes'>;
}

/**
 * Whether an organisation's subscription still rests on something: a provider's on a service that it agreed and has not ended, a
 * trust's on an open case, a council's on a service that it commissions.
 */
export function servesUnder({ organisationId, organisationKind, relations, facts }: Tied): boolean {
  const open = openTies(relations, organisationId);
  if (open.some(({ kind }) => kind === 'episode' || kind === 'case')) return true;
  return organisationKind === 'council' && Object.values(facts.episodes).some(isCommissioned);
}

const isCommissioned = ({ commissioner, ended }: CarePlanFacts['episodes'][string]): boolean =>
  ended === undefined && commissioner === 'council';
