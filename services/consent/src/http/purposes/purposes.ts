import { READING_PURPOSES, type ReadingPurpose } from '@carethread/contracts';
import { TENANT } from '@carethread/event-sourcing';
import { query, type RequestContext, type Route } from '@carethread/http-api';

/** PLAT-18: those that the caller's roles may have; another may still be said in words. */
function purposesFor({ actor }: RequestContext) {
  const all: readonly (readonly [string, ReadingPurpose])[] = Object.entries(READING_PURPOSES);
  const items = all
    .filter(([, { roles }]) => roles.some((role) => actor.roles.includes(role)))
    .map(([code, { title, roles }]) => ({ code, title, roles }));
  return { body: { items } };
}

export const purposeRoutes: readonly Route[] = [
  query({
    path: '/consent/purposes',
    summary: 'Why a record may be read, for whoever must say so: codes for X-Purpose to choose from',
    capability: 'readPurposes',
    of: { holder: () => TENANT },
    person: () => null,
    paged: true,
    answer: (ask) => purposesFor(ask),
  }),
];
