import { openTies, type Relations } from '@carethread/access';
import type { Reader } from '@carethread/runtime';
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

/** The same, as it stands now. */
export async function servesNow(
  read: Pick<Reader, 'facts'>,
  organisationId: string,
  personId: string,
): Promise<boolean> {
  const { relations, facts } = await read.facts<CarePlanFacts>(personId);
  const { facts: own } = await read.facts<CarePlanFacts>(organisationId);
  return servesUnder({ organisationId, organisationKind: own.organisation?.kind, relations, facts });
}

const isCommissioned = ({ commissioner, ended }: CarePlanFacts['episodes'][string]): boolean =>
  ended === undefined && commissioner === 'council';
