import { link, type Address } from '../../../shell/link.js';

interface Draft {
  readonly personId: string;
  readonly planId: string;
}

type Place = (name: string) => string;

export const draftOf = (place: Place): Draft => ({ personId: place('personId'), planId: place('planId') });
export const draftLink = (place: Place): Address => link('/people/:personId/plan/:planId/draft', draftOf(place));

/** The page of one section; its own address is part of a row, so the router knows every section by name. */
export function sectionLink(place: Place, section: string): Address {
  return link('/people/:personId/plan/:planId/draft/:section', { ...draftOf(place), section });
}

export function itemLink(place: Place, section: string, itemId: string): Address {
  return link('/people/:personId/plan/:planId/draft/:section/:itemId', { ...draftOf(place), section, itemId });
}
