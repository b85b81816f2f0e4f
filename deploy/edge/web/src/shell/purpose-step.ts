import { asksPurpose, type Role } from '@carethread/contracts';
import { OPERATIONS } from '../api/generated/operations.js';
import { link, type Address } from './link.js';
import type { Page } from './page.js';

/** Paths that a stated purpose may lead to: no other site, and no page that needs none. */
const AFTER = /^\/(inspect|people|find|data)(\/[^/]|\?|$)/;

/** Whether what a page reads is read by that role only with a purpose. */
export function needsPurpose({ reads, alsoReads }: Pick<Page, 'reads' | 'alsoReads'>, role: Role): boolean {
  return [...reads, ...alsoReads].some((operation) => asksPurpose(OPERATIONS[operation].capability, role));
}

/** The page that asks why, before the one that was wanted. */
export function purposeStep(personId: string | undefined, to: string): Address {
  return personId === undefined
    ? link('/purpose', {}, { to })
    : link('/purpose/:recordId', { recordId: personId }, { to });
}

/** Where the user goes on who has said why. */
export const afterPurpose = (to: string | undefined): Address =>
  to !== undefined && AFTER.test(to) ? `/${to.slice(1)}` : '/inspect';
