import { Refusal } from '@carethread/contracts';
import type { AdmittedRequest, Caller } from '@carethread/http-api';
import { present, textMember, textMembers } from '@carethread/ledger';
import type { FastifyRequest } from 'fastify';
import { askOrMiss, isNothingHere, itemsOf } from '../answers.js';
import type { Answered, Gateway, Question } from '../edge.js';
import { withNames } from '../staff-names.js';
import { composed } from '../with-problems.js';
import { meOf, publishedVersion } from './me.js';
import { caseloadOverview, peopleOverview } from './people.js';
import { personOverview, type AskPart } from './person.js';
import { allWork, countedWork } from './work-counts.js';
import type { ReadPage } from './work-queue.js';
import { workSources } from './work-sources.js';
import { workOf, type WorkAsked } from './work.js';

const PAGE = 50;
/** The least that a service is asked for at once. */
const LEAST_READ = 10;

/** The most that a service gives at once. */
const MOST_READ = 200;

/** What a service that this platform does not run would answer. */
const NOT_HERE: Answered = { status: 404, headers: {}, body: {} };

/** What somebody's day is made of, over all services: each is asked with the caller's own token, and shows what it would show alone. */
export function overviewRoutes(edge: Gateway): void {
  const sources = workSources(edge.paths);
  composed(edge, '/overview/work', async (request) => {
    const { after, limit = String(PAGE), ...narrowing } = textMembers(request.query);
    const narrowed = new URLSearchParams(narrowing).toString();
    const asked = present<WorkAsked>({ narrowed, limit: Number(limit), after });
    // Everybody who is read here is in that service's access log: not much more is read than is shown.
    const atOnce = Math.max(LEAST_READ, Math.ceil(Number(limit) / 3));
    const work = await workOf(sources, asked, await edge.now(), pagesOf(edge, request, narrowing, atOnce));
    return withNames(edge, request, work);
  });
  composed(edge, '/overview/work/counts', async (request) =>
    countedWork(edge.paths, await edge.now(), (template) =>
      askOrMiss(edge, request, { template, values: {}, query: textMembers(request.query) }),
    ),
  );
  for (const [path, overview] of [
    ['/overview/people', peopleOverview],
    ['/overview/caseload', caseloadOverview],
  ] as const)
    composed(edge, path, async (request) => {
      const { limit = String(PAGE), ...query } = textMembers(request.query);
      const question = (template: string): Question => ({ template, values: {} });
      const asks = async (asked: Question): Promise<Answered | 'away'> =>
        isHere(edge, asked.template) ? askOrMiss(edge, request, asked) : NOT_HERE;
      const found = await overview(
        { ...query, limit },
        await edge.now(),
        (template, listed) => asks({ ...question(template), query: listed }),
        (template, ids) => asks({ ...question(template), body: { ids } }),
      );
      return withNames(edge, request, found);
    });
  composed(edge, '/overview/persons/:personId', async (request) => {
    const { personId = '' } = textMembers(request.params);
    const ask: AskPart = async (template, values, query) =>
      isHere(edge, template) ? askOrMiss(edge, request, { template, values, query }) : NOT_HERE;
    const now = await edge.now();
    const all = allWork(sources, pagesOf(edge, request, { personId }, MOST_READ));
    return withNames(edge, request, await personOverview(personId, now, ask, all), { personId });
  });
  let version: string | undefined;
  composed(edge, '/overview/me', async (request) =>
    meOf(callerOf(request), { mode: edge.mode, version: (version ??= publishedVersion()) }),
  );
}

/** Whether the service that has the route is on this platform. */
function isHere({ paths }: Gateway, template: string): boolean {
  return paths.some((path) => template.startsWith(`/${path}/`));
}

/** Whom the request was admitted for. Throws UNAUTHENTICATED. */
function callerOf({ caller }: AdmittedRequest): Caller {
  if (caller === undefined) throw new Refusal('UNAUTHENTICATED');
  return caller;
}

function pagesOf(
  edge: Gateway,
  request: FastifyRequest,
  narrowing: Readonly<Record<string, string>>,
  atOnce: number,
): ReadPage {
  return async ({ template, asks, isOpen, item }, after) => {
    const query = present<Record<string, string>>({ ...asks(narrowing), limit: String(atOnce), after });
    const answered = await askOrMiss(edge, request, { template, values: {}, query });
    if (answered === 'away') return 'away';
    // A role that has no work in a service finds nothing there.
    if (isNothingHere(answered)) return { items: [] };
    return present({ items: itemsOf(answered).filter(isOpen).map(item), next: textMember(answered.body, 'next') });
  };
}
