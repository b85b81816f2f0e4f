import type { Role } from '@carethread/contracts';
import type { SharedWords } from '../words/en.js';
import type { Address } from './link.js';
import type { Page } from './page.js';
import { PLACES } from './places.js';

export interface NavigationItem {
  readonly href: Address;
  readonly text: string;
  readonly active: boolean;
}

/** What a user sees of the pages, by their role; hiding the others is convenience, since the router refuses them. */
export function navigationOf(
  pages: readonly Page[],
  role: Role | undefined,
  words: SharedWords,
  path: string,
): readonly NavigationItem[] {
  return PLACES.filter((place) =>
    pages.some(
      (page) => page.path === place && page.who !== 'anybody' && role !== undefined && page.who.includes(role),
    ),
  ).map((href) => ({ href, text: words.places[href], active: path === href || path.startsWith(`${href}/`) }));
}

/** Leads each user to where their role begins. */
export const HOME = '/start';

/** Where a role begins. */
export function homeOf(pages: readonly Page[], role: Role | undefined): Address {
  const home = PLACES.find((place) =>
    pages.some(
      (page) => page.path === place && page.who !== 'anybody' && role !== undefined && page.who.includes(role),
    ),
  );
  return home ?? '/account';
}
