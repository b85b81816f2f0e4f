import { NO_JURISDICTION, type LoadedStream, type ServiceRuntime } from '@carethread/runtime';
import { numberMember, present, presentItems } from '@carethread/ledger';
import { glassBroken, requireRole, type HoldersFor, type Permitted } from '@carethread/access';
import { impliedPurpose, Refusal } from '@carethread/contracts';
import { requesterOf } from './access.js';
import { linesWithRestrictedKept, withRestrictedKept } from './restriction.js';
import type { RouteResponse } from './route-io.js';
import {
  type ListRoute,
  type QueryRoute,
  type ReadRoute,
  type RequestContext,
  type Route,
  type StreamPage,
} from './route.js';

/** What shows the record event by event names a damaged one in its place; everything else might be incomplete without it. */
const SHOWS_DAMAGE: readonly string[] = ['audit', 'replay', 'accessLog'];

/** Every read of a person's record, and every refusal, is in the access log before the answer leaves. */
export async function withReadLogged(
  route: ReadRoute | ListRoute | QueryRoute,
  runtime: ServiceRuntime,
  ask: RequestContext,
  permitted: readonly Permitted[],
  personId: string | null,
  stream: LoadedStream | undefined,
  holders: HoldersFor,
  work: () => Promise<RouteResponse>,
): Promise<RouteResponse> {
  if (personId === null) {
    if (stream?.tenantId !== undefined && stream.tenantId !== ask.tenantId) throw new Refusal('NOT_FOUND');
    const role = await requireRole(runtime, requesterOf(route, ask, permitted), null, holders);
    if (stream?.damaged === true) throw new Refusal('RECORD_DAMAGED');
    const answered = await linesWithRestrictedKept(runtime, { ...ask, role }, await work());
    const { shown = [], showing = 'listed', pages } = answered;
    const log = (people: readonly string[]): Promise<void> => logShown(route, runtime, ask, role, people, showing);
    await log(shown);
    return pages === undefined ? answered : { ...answered, pages: (ends) => pagesLogged(pages(ends), log) };
  }
  return withRefusalsLogged(route, runtime, ask, personId, async () => {
    const role = await requireRole(runtime, requesterOf(route, ask, permitted), personId, holders);
    if (!SHOWS_DAMAGE.includes(route.capability)) {
      if (stream?.damaged === true) throw new Refusal('RECORD_DAMAGED');
      runtime.setAside.requireWhole(personId);
    }
    const whole = await work();
    const relations = await runtime.relations(personId);
    const answered = await withRestrictedKept(runtime, { ...ask, role, personId, relations }, whole);
    const position = await runtime.positions.token(ask.tenantId, personId);
    const target = answered.target ?? stream?.name;
    const broken = glassBroken(relations, ask.actor, runtime.now());
    await runtime.accessLog.write(
      present({
        ...(await accessBase(route, runtime, ask, personId, role)),
        outcome: 'read',
        breakGlass: broken?.reason,
        target,
        versionNo: numberMember(answered.body, 'versionNo'),
      }),
    );
    return { ...answered, headers: { ...answered.headers, 'X-Position': position } };
  });
}

async function logShown(
  route: Route,
  runtime: ServiceRuntime,
  ask: RequestContext,
  role: string,
  people: readonly string[],
  outcome: 'listed' | 'found',
): Promise<void> {
  // A stream goes on long after its request.
  const now = { ...ask, now: runtime.now() };
  const entries = people.map(async (one) => ({ ...(await accessBase(route, runtime, now, one, role)), outcome }));
  await runtime.accessLog.writeAll(await Promise.all(entries));
}

async function* pagesLogged(
  pages: AsyncIterable<StreamPage>,
  log: (people: readonly string[]) => Promise<void>,
): AsyncGenerator<StreamPage, void, undefined> {
  for await (const page of pages) {
    await log(page.shown);
    yield page;
  }
}

export async function withRefusalsLogged<T>(
  route: Route,
  runtime: ServiceRuntime,
  ask: RequestContext,
  personId: string | null,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    for (const about of presentItems(personId ?? undefined, ...error.about))
      if ((await runtime.relations(about)).tenantId !== null)
        await runtime.accessLog.write({
          ...(await accessBase(route, runtime, ask, about, ask.actor.role)),
          outcome: 'refused',
          code: error.code,
        });
    throw error;
  }
}

async function accessBase(
  route: Route,
  runtime: ServiceRuntime,
  ask: RequestContext,
  personId: string,
  role: string,
): Promise<Omit<Parameters<ServiceRuntime['accessLog']['write']>[0], 'outcome'>> {
  const purpose = ask.purpose ?? impliedPurpose(route.capability, role);
  return present({
    personId,
    tenantId: ask.tenantId,
    jurisdiction: (await runtime.jurisdictionOf(personId)) ?? NO_JURISDICTION,
    actor: { ...ask.actor, role },
    route: `${route.method} ${route.path}`,
    at: ask.now,
    correlationId: ask.correlationId,
    purpose,
  });
}
