import { refuse } from '@carethread/contracts';
import type { ConsentFacts } from '../facts.js';
import type { Requested } from './events.js';

/** What somebody objects to stands in what they were asked to sign. */
export function mustStandInIt(named: readonly string[], requested: Requested, facts: ConsentFacts): void {
  const places = placesOf(requested, facts);
  const lost = places === undefined ? [] : named.filter((one) => !places.includes(one));
  if (lost.length > 0)
    refuse(
      'REFERENCE_NOT_FOUND',
      lost.map((one) => `itemsObjectedTo.${named.indexOf(one)}`),
    );
}

/** Undefined where it is not known: of what was proposed before it was published, and of what has no items by id. */
function placesOf(
  { subject, subjectId, proposalNo, scope }: Requested,
  { proposed, risks }: ConsentFacts,
): readonly string[] | undefined {
  switch (subject) {
    case 'planVersion': {
      const known = proposed[subjectId];
      return known?.proposalNo === proposalNo ? known.places : undefined;
    }
    case 'restoration':
      return scope === 'whole' ? undefined : scope;
    case 'riskAssessment':
      return risks[subjectId]?.actionIds;
    case 'restriction':
      return undefined;
  }
}
