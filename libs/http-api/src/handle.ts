import { headerFault, isPlain, malformed, normalInstant, Refusal } from '@carethread/contracts';
import { TENANT, type ActingParty } from '@carethread/event-sourcing';
import { textMember, hmacSha256, uuidByHmac, uuidV5, type Instant, type JsonObject, present } from '@carethread/ledger';
import { randomUUID } from 'node:crypto';
import {
  permit,
  RELATED,
  requirePurpose,
  standsInFor,
  type Asking,
  type HoldersFor,
  type Permitted,
} from '@carethread/access';
import {
  instantFrom,
  knownState,
  settledAt,
  TenantReader,
  ValueTaken,
  type ServiceRuntime,
  requestHash,
  type CommandOutcome,
  type LoadedStream,
} from '@carethread/runtime';
import {
  behind,
  isWrite,
  readingPath,
  statusOf,
  type RequestContext,
  type CommandRoute,
  type ListRoute,
  type QueryRoute,
  type ReadRoute,
  type Route,
} from './route.js';
import { requesterOf, holdersOfCommand, isVisible, requireHolding, requireOwn } from './access.js';
import { queryOf, type Query, type QueryParameter } from './query-parameters.js';
import { commandHeaders, headerOf, type RouteRequest, type RouteResponse } from './route-io.js';
import { withRefusalsLogged, withReadLogged } from './access-logging.js';
import { addressedPerson } from './addressed-person.js';
import { batch } from './batch.js';
import { entriesPage } from './entries-page.js';
import { mustBeOffered, narrowedBy } from './list-query.js';
import { isKeyless, queryParameters } from './route-parameters.js';
import { fillPath, requirePathValues } from './path-values.js';
import { preferences } from './preferences.js';
import { bodyOf } from './request-body.js';
import { holdersOf, holdersOfList, Sight } from './sight.js';
import { upload } from './upload.js';

const NO_KEY = headerFault(
  'Idempotency-Key',
  'required',
  'is missing: a header of your own making, the same when the same request is sent again',
);

const EVENT_STREAM = 'text/event-stream';

const parameters = new WeakMap<Route, readonly QueryParameter[]>();

/** A table of routes never changes while it serves, so each route is read once. */
function parametersAsked(route: Route): readonly QueryParameter[] {
  const known = parameters.get(route) ?? queryParameters(route);
  parameters.set(route, known);
  return known;
}

export async function handle(route: Route, runtime: ServiceRuntime, incoming: RouteRequest): Promise<RouteResponse> {
  requirePathValues(incoming.params);
  const secret = await runtime.secret(incoming.caller.tenantId);
  const pseudonym = (userId: string): string => runtime.pseudonymOf(secret, userId);
  const {
    tenantId,
    tokenId: _,
    name: __,
    issuedAt: ___,
    scopes,
    clientId: ____,
    expiresAt: _____,
    ...party
  } = incoming.caller;
  const actor: ActingParty = { ...party, user: pseudonym(party.userId), role: party.roles[0] ?? '' };
  const said = queryOf(parametersAsked(route), incoming.query);
  const key = headerOf(incoming, 'idempotency-key')?.trim() || undefined;
  const asked: RequestContext<unknown> = {
    params: incoming.params,
    query: said,
    body: undefined,
    actor,
    tenantId,
    now: runtime.now(),
    // A read is nobody's command: its id is only a place to hang a name on.
    commandId:
      route.kind === 'command' || route.kind === 'batch' || key !== undefined
        ? uuidByHmac(secret, actor.user, route.method, askedFor(route, incoming.params, said), key ?? randomUUID())
        : randomUUID(),
    correlationId: incoming.correlationId,
    purpose: headerOf(incoming, 'x-purpose')?.trim() || undefined,
    prefersCount: preferences(headerOf(incoming, 'prefer')).get('count') === 'exact',
    read: new TenantReader(runtime, tenantId, isWrite(route)),
    cursors: {
      seal: (place) => runtime.cursors.seal(tenantId, place),
      open: (cursor) => runtime.cursors.open(tenantId, cursor),
    },
    position: (personId) => runtime.positions.token(tenantId, personId),
    ...streamingOf(route, incoming),
    publicUrl: runtime.parts.publicUrl,
    settledAt: (knownAt) => settledAt(runtime, knownAt),
    keyedHash: (text) => hmacSha256(secret, text).toString('hex'),
    issue: (policy, wanted, commandId) =>
      runtime.issue(policy, wanted, { tenantId, commandId, correlationId: incoming.correlationId }),
    sendsMail: runtime.parts.mail !== undefined,
    warn: runtime.parts.warn,
    webhooks: runtime.webhooks,
    ...behind(runtime),
    // Replaced below, once it is known in which roles the caller may ask.
    sight: (personId) => new Sight(runtime, requesterOf(route, asked, []), personId),
    pseudonym,
  };
  const permitted = await permittedTo(route, runtime, asked, incoming.body, scopes);
  await waitFor(runtime, incoming, isWrite(route));
  const acting = { ...asked, actor: await withAbsent(runtime, tenantId, actor) };
  const asking = requesterOf(route, acting, permitted);
  const seeing = { ...acting, sight: (personId: string | null) => new Sight(runtime, asking, personId) };
  if (key === undefined && needsKey(route)) malformed(NO_KEY);
  const ask = await understood(route, runtime, seeing, permitted, incoming);
  switch (route.kind) {
    case 'command':
      return command(route, runtime, ask, permitted, incoming);
    case 'read':
      return withAge(runtime, await read(route, runtime, ask, permitted));
    case 'list':
      return withAge(runtime, await list(route, runtime, ask, permitted));
    case 'query':
      return withAge(runtime, await query(route, runtime, ask, permitted));
    case 'batch':
      return batch(route, runtime, ask, permitted);
    case 'upload':
      return upload(route, runtime, { ...ask, body: incoming.body }, permitted);
  }
}

/** With those whose work the caller has while they are away. */
async function withAbsent(runtime: ServiceRuntime, tenantId: string, actor: ActingParty): Promise<ActingParty> {
  const known = await runtime.staffRelations(tenantId, actor.user);
  const absent = standsInFor(known, actor.organisationId, runtime.now());
  return absent.length === 0 ? actor : { ...actor, standsInFor: absent };
}

/**
 * What a command's id covers besides method and key: the path in one spelling, and what its query says in one order, since both name
 * what is to be done. A path without a query stands as it did when ids covered nothing else.
 */
export function askedFor({ path }: Pick<Route, 'path'>, params: RouteRequest['params'], query: Query): string {
  const said = new URLSearchParams();
  for (const name of Object.keys(query).sort()) said.append(name, query[name] ?? '');
  return fillPath(path, params) + (said.size === 0 ? '' : `?${said.toString()}`);
}

/** A read that may be behind says by how much: `Age`, in seconds, as HTTP has it for whatever is not quite fresh. */
function withAge(runtime: ServiceRuntime, answered: RouteResponse): RouteResponse {
  const age = runtime.staleness();
  return age === 0 ? answered : { ...answered, headers: { ...answered.headers, Age: String(age) } };
}

/** Who may come this far by role and purpose; a refusal is logged where a person's record was addressed. */
async function permittedTo(
  route: Route,
  runtime: ServiceRuntime,
  ask: RequestContext,
  sent: unknown,
  scopes: readonly string[] | undefined,
): Promise<readonly Permitted[]> {
  try {
    const byRole = permit(route.capability, ask.actor, isWrite(route) ? 'command' : 'read');
    const permitted = withScope(route, byRole, scopes);
    if (!isWrite(route)) requirePurpose(route.capability, permitted, ask.purpose);
    return permitted;
  } catch (error) {
    const personId = await addressedPerson(route, runtime, ask, sent);
    return withRefusalsLogged(route, runtime, ask, personId, () => {
      throw error;
    });
  }
}

/** The roles that stay: a machine acts only as far as its token's scopes reach. Throws SCOPE_MISSING. */
function withScope(
  { scope }: Pick<Route, 'scope'>,
  permitted: readonly Permitted[],
  scopes: readonly string[] | undefined,
): readonly Permitted[] {
  if (scope === undefined || (scopes ?? (scope.ifSaid === true ? [scope.name] : [])).includes(scope.name))
    return permitted;
  const others = permitted.filter(({ role }) => role !== 'SY');
  if (others.length === 0) throw new Refusal('SCOPE_MISSING', [scope.name]);
  return others;
}

/** Whether the request wants a stream, of a route that can give one. */
function streamingOf(route: Route, incoming: RouteRequest): Pick<RequestContext, 'streaming'> {
  if (route.kind !== 'query' || route.streams !== true) return {};
  if (headerOf(incoming, 'accept')?.includes(EVENT_STREAM) !== true) return {};
  const lastEventId = headerOf(incoming, 'last-event-id')?.trim() || undefined;
  return { streaming: present({ lastEventId }) };
}

async function waitFor(runtime: ServiceRuntime, incoming: RouteRequest, commands: boolean): Promise<void> {
  const tokens = /(?:^|[,;\s])wait-for="?([^";\s]+)"?/i.exec(headerOf(incoming, 'prefer') ?? '')?.[1];
  if (tokens !== undefined) await runtime.positions.waitFor(incoming.caller.tenantId, tokens);
  await (commands ? runtime.decisionViewsCurrent() : runtime.viewsCurrent());
}

/** The request with its body: of a read it is checked before anything is looked up, so that a fault in it says nothing of any record. */
async function understood(
  route: Route,
  runtime: ServiceRuntime,
  ask: RequestContext,
  permitted: readonly Permitted[],
  incoming: RouteRequest,
): Promise<RequestContext> {
  if (route.kind === 'command') return parseBody(route, runtime, ask, permitted, incoming);
  const body = route.kind === 'query' || route.kind === 'batch' ? route.body : undefined;
  return body === undefined ? ask : { ...ask, body: bodyOf({ body }, incoming.body) };
}

/** Checks visibility before it reports validation errors, so that a 400 never reveals that a record exists. */
async function parseBody(
  route: CommandRoute,
  runtime: ServiceRuntime,
  ask: RequestContext,
  permitted: readonly Permitted[],
  incoming: RouteRequest,
): Promise<RequestContext> {
  try {
    return { ...ask, body: bodyOf(route, incoming.body) };
  } catch (error) {
    const known = await addressedStream(route, runtime, ask);
    if (known?.revision === 0 && !mayOpen(route)) throw new Refusal('NOT_FOUND');
    // What is there is somebody's, also where it is about no person.
    const isThere = known !== undefined && known.revision > 0;
    const personId = isThere ? known.personId : (known?.personId ?? ask.params['personId']);
    const asking = requesterOf(route, ask, permitted);
    if (known !== undefined && personId !== undefined)
      await withRefusalsLogged(route, runtime, ask, personId, async () => {
        if (isThere && known.tenantId !== ask.tenantId) throw new Refusal('NOT_FOUND');
        const holders = holdersOfCommand(route, known, asking, { ...ask, body: undefined });
        await requireHolding(runtime, asking, personId, holders);
        if (route.sees?.(known.state, ask) === false) throw new Refusal('NOT_FOUND');
      });
    throw error;
  }
}

/** The stream that the path alone names; undefined where the body would have to be read. */
async function addressedStream(
  route: CommandRoute,
  runtime: ServiceRuntime,
  ask: RequestContext,
): Promise<LoadedStream | undefined> {
  try {
    const id = (await route.target?.(ask)) ?? ask.params['id'];
    return id === undefined ? undefined : await runtime.commands.load(route.on, id);
  } catch {
    return undefined;
  }
}

const needsKey = (route: Route): boolean => route.method === 'POST' && isWrite(route) && !isKeyless(route);

/** Whether the command may be the first of its stream. */
const mayOpen = ({ stream = 'existing' }: CommandRoute): boolean => stream !== 'existing';

async function command(
  route: CommandRoute,
  runtime: ServiceRuntime,
  ask: RequestContext,
  permitted: readonly Permitted[],
  incoming: RouteRequest,
): Promise<RouteResponse> {
  const body = { personId: textMember(ask.body, 'personId'), occurredAt: textMember(ask.body, 'occurredAt') };
  const asking = requesterOf(route, ask, permitted);
  const { id, stream, taken, adopted } = await targetOf(route, runtime, ask);
  if (stream.revision === 0 && !mayOpen(route)) throw await absent(runtime, id);
  const personId = stream.revision > 0 ? stream.personId : await personOf(route, ask, body.personId);
  const act = async (role: string): Promise<RouteResponse> => {
    if (stream.revision > 0 && route.sees?.(stream.state, ask) === false) throw new Refusal('NOT_FOUND');
    if (stream.damaged) throw new Refusal('RECORD_DAMAGED');
    runtime.setAside.requireWhole(personId);
    if (stream.erased) throw new Refusal('CONTENT_ERASED');
    // Only a caller who may read it learns that there is one already.
    if (taken !== undefined)
      throw (await isVisible(route, runtime, stream, asking)) ? new Refusal(taken, [id]) : new Refusal('NOT_FOUND');
    await route.before?.(ask);
    const ifMatch = route.ifMatch === 'none' ? undefined : etagOf(headerOf(incoming, 'if-match'));
    if (ifMatch === undefined && route.ifMatch === 'required' && stream.revision > 0)
      throw new Refusal('IF_MATCH_REQUIRED');
    const outcome = await runtime
      .dispatch(
        present({
          decider: route.on,
          id,
          command: await route.command(ask),
          actor: { ...ask.actor, role },
          tenantId: ask.tenantId,
          personId,
          commandId: ask.commandId,
          request: requestHash(ask.body),
          correlationId: ask.correlationId,
          causationId: ask.commandId,
          ifMatch,
          occurredAt: body.occurredAt === undefined ? undefined : normalInstant(body.occurredAt),
        }),
      )
      .catch(async (error: unknown) => {
        throw await namingOwner(route, runtime, asking, error);
      });
    return answer(route, runtime, ask, id, outcome);
  };
  return withRefusalsLogged(route, runtime, ask, personId, async () => {
    if (stream.tenantId !== undefined && stream.tenantId !== ask.tenantId) throw new Refusal('NOT_FOUND');
    // The same request of the same caller once more has the same answer, also where what it did took their access away.
    if (stream.commands.has(ask.commandId)) return act(ask.actor.role);
    // A person who is only now being registered has no record to be related to.
    if (route.stream === 'new' && stream.revision === 0 && personId === id)
      return act(requireOwn(permitted, ask.actor));
    // A caller who may open one may try, whether there is one already or not.
    const isThere = taken !== undefined || adopted === true;
    const meant = isThere ? { ...stream, revision: 0, state: route.on.initial, opened: { id } } : stream;
    return act(await requireHolding(runtime, asking, personId, holdersOfCommand(route, meant, asking, ask)));
  });
}

/** Where another stream holds a value that must be unique, its id is added for a caller who may read that stream. */
async function namingOwner(
  route: CommandRoute,
  runtime: ServiceRuntime,
  asking: Asking,
  error: unknown,
): Promise<unknown> {
  if (!(error instanceof ValueTaken)) return error;
  const owner = await runtime.commands.load(route.on, error.owner);
  return (await isVisible(route, runtime, owner, asking)) ? new Refusal(error.code, [...error.items, owner.id]) : error;
}

/** What is not there is answered like what may not be seen, after the same look-ups. */
async function absent(runtime: ServiceRuntime, id: string): Promise<Refusal> {
  await runtime.relations(id);
  await runtime.tenantOf(id);
  return new Refusal('NOT_FOUND');
}

async function answer(
  route: CommandRoute,
  runtime: ServiceRuntime,
  ask: RequestContext,
  id: string,
  outcome: CommandOutcome,
): Promise<RouteResponse> {
  const { stream, events } = outcome;
  const { headers, position } = await commandHeaders(runtime, ask, id, outcome);
  const result = { id, revision: stream.revision, state: stream.state, events };
  const openedBy = openedById(route, ask, id);
  const more = (await route.answer?.(result, ask)) ?? {};
  const status = statusOf(route, result);
  const location = readingPath(route).replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(name === 'id' ? openedBy : (ask.params[name] ?? '')),
  );
  return {
    status,
    headers: status === 201 ? { ...headers, Location: location } : headers,
    body: route.form === undefined ? { id: openedBy, revision: stream.revision, position, ...more } : more,
  };
}

/** The id under which the thing is read: the path's own, where the stream's derives from it. */
function openedById({ target }: CommandRoute | ReadRoute, { params }: RequestContext, id: string): string {
  return target === undefined ? id : (params['id'] ?? id);
}

interface Target {
  readonly id: string;
  readonly stream: LoadedStream;
  /** Where only one may be open and one is: the code that says so. */
  readonly taken?: Refusal['code'];
  /** It exists, and waits for the command that opens one. */
  readonly adopted?: true;
}

async function targetOf(route: CommandRoute, runtime: ServiceRuntime, ask: RequestContext): Promise<Target> {
  const { unique } = route;
  if (route.target !== undefined || unique === undefined) {
    const id = (await route.target?.(ask)) ?? ask.params['id'] ?? uuidV5(ask.commandId, route.on.category);
    return { id, stream: await runtime.commands.load(route.on, id) };
  }
  // Where only one may exist, its id is UUIDv5(unique key, ordinal): closed takes the next ordinal, open is a conflict.
  for (let ordinal = 0; ; ordinal++) {
    const id = uuidV5(...unique.key(ask), ordinal);
    const stream = await runtime.commands.load(route.on, id);
    if (stream.revision === 0 || stream.commands.has(ask.commandId)) return { id, stream };
    if (unique.adopts?.(stream.state, ask) === true) return { id, stream, adopted: true };
    if (unique.isOpen(stream.state)) return { id, stream, taken: unique.code };
  }
}

async function personOf(route: CommandRoute, ask: RequestContext, inBody: string | undefined): Promise<string | null> {
  if (route.person !== undefined) return route.person(ask);
  return inBody ?? ask.params['personId'] ?? null;
}

function etagOf(header: string | undefined): string | undefined {
  if (header === undefined || header === '*' || header.trim() === '') return undefined;
  return header.replace(/^W\//, '').replaceAll('"', '').trim();
}

async function read(
  route: ReadRoute,
  runtime: ServiceRuntime,
  ask: RequestContext,
  permitted: readonly Permitted[],
): Promise<RouteResponse> {
  const id = (await route.target?.(ask)) ?? ask.params['id'] ?? '';
  const stream = await runtime.commands.load(route.on, id);
  if (stream.revision === 0) throw await absent(runtime, id);
  const holders = holdersOf(route.on, stream, requesterOf(route, ask, permitted));
  return withReadLogged(route, runtime, ask, permitted, stream.personId, stream, holders, async () => {
    if (stream.erased) throw new Refusal('CONTENT_ERASED');
    if (route.sees?.(stream.state, ask) === false) throw new Refusal('NOT_FOUND');
    const { knownAt, effectiveAt } = ask.query;
    const timed = knownAt !== undefined || effectiveAt !== undefined;
    const until = route.former === 'whole' ? undefined : await ask.sight(stream.personId).until(route.on, stream);
    const known =
      timed || until !== undefined
        ? await knownState(runtime, route.on, id, earlier(knownAt, until), effectiveAt)
        : { ...stream, knownAt: ask.now, final: false };
    if (known.revision === 0) throw new Refusal('NOT_FOUND');
    const shown = await route.show(
      known.state,
      {
        id,
        revision: known.revision,
        etag: stream.etag,
        personId: stream.personId,
        at: aboutWhen(ask),
        knownAt: known.knownAt,
      },
      ask,
    );
    return {
      status: 200,
      headers: present<Record<string, string>>({
        ETag: `"${stream.etag}"`,
        'X-Known-At-Final': timed ? String(known.final) : undefined,
      }),
      body: present({
        id: openedById(route, ask, id),
        revision: known.revision,
        personId: stream.personId ?? undefined,
        ...shown,
      }),
    };
  });
}

/** D23: a former provider sees no more than was known when its service ended. */
function earlier(knownAt: string | undefined, until: Instant | undefined): string | undefined {
  if (until === undefined) return knownAt;
  return knownAt === undefined || instantFrom('knownAt', knownAt) > until ? until : knownAt;
}

/** What an answer is about: as effective then, else as it was then known, else now. */
function aboutWhen({ query: { effectiveAt, knownAt }, now }: RequestContext): Instant {
  if (effectiveAt !== undefined) return instantFrom('effectiveAt', effectiveAt);
  return knownAt === undefined ? now : instantFrom('knownAt', knownAt);
}

const PAGE = 100;

async function list(
  route: ListRoute,
  runtime: ServiceRuntime,
  ask: RequestContext,
  permitted: readonly Permitted[],
): Promise<RouteResponse> {
  if (route.entries !== undefined) {
    const narrowed = narrowedBy(ask.query, route.filters);
    mustBeOffered(route.entries, route.filters ?? {}, ask.query);
    if (narrowed !== 'personId') return listEntries(route, route.entries, runtime, ask, permitted);
  }
  const { personId = '' } = ask.query;
  const sight = ask.sight(personId);
  const streams = (): Promise<readonly LoadedStream[]> => streamsOf(route, runtime, personId);
  // Whose they are decides who lists them; else nothing is read before the caller may list.
  const addressed = route.addressed === true ? await streams() : undefined;
  return withReadLogged(
    route,
    runtime,
    ask,
    permitted,
    personId,
    undefined,
    holdersOfList(route, addressed ?? [], requesterOf(route, ask, permitted)),
    async () => {
      const ids = await visibleIds(route, sight, addressed ?? (await streams()));
      const { after } = ask.query;
      const last = after === undefined ? undefined : await runtime.cursors.open(ask.tenantId, after);
      const from = last === undefined ? 0 : ids.indexOf(last.trim()) + 1;
      if (from === 0 && after !== undefined) throw new Refusal('CURSOR_UNKNOWN');
      const limit = Number(ask.query['limit'] ?? PAGE);
      const items: JsonObject[] = [];
      for (const id of ids.slice(from, from + limit)) {
        const stream = await runtime.commands.load(route.on, id);
        const { etag, personId: person, erased, damaged } = stream;
        if (damaged) throw new Refusal('RECORD_DAMAGED');
        const { state, revision } = route.former === 'whole' ? stream : await sight.asLeft(route.on, stream);
        if (revision === 0 || erased || route.sees?.(state, ask) === false) continue;
        const shown = await route.show(
          state,
          { id, revision, etag, personId: person, at: ask.now, knownAt: ask.now },
          ask,
        );
        const item: JsonObject = { id, revision, etag: `"${etag}"`, ...shown };
        const filters = Object.keys(route.filters ?? {});
        if (filters.every((name) => ask.query[name] === undefined || String(item[name]) === ask.query[name]))
          items.push(item);
      }
      const end = ids[from + limit - 1];
      const next =
        end === undefined || from + limit >= ids.length ? {} : { next: await runtime.cursors.seal(ask.tenantId, end) };
      return { status: 200, headers: {}, body: { items, ...next } };
    },
  );
}

/** The same over many people: each who is shown is in the access log. */
function listEntries(
  route: ListRoute,
  entries: NonNullable<ListRoute['entries']>,
  runtime: ServiceRuntime,
  ask: RequestContext,
  permitted: readonly Permitted[],
): Promise<RouteResponse> {
  return withReadLogged(
    route,
    runtime,
    ask,
    permitted,
    null,
    undefined,
    () => [[TENANT]],
    async () => {
      const { body, shown, headers = {} } = await entriesPage(ask, route, entries);
      return present({ status: 200, headers, body, shown });
    },
  );
}

/** What of a category the caller may see; a page is one of those. */
async function visibleIds(
  { on }: ListRoute,
  sight: Sight,
  streams: readonly LoadedStream[],
): Promise<readonly string[]> {
  const visible: string[] = [];
  for (const stream of streams) if (await sight.seesStream(on, stream)) visible.push(stream.id);
  return visible;
}

async function streamsOf(
  { on }: ListRoute,
  runtime: ServiceRuntime,
  personId: string,
): Promise<readonly LoadedStream[]> {
  const streams: LoadedStream[] = [];
  for (const id of await runtime.ids(on.category, personId)) streams.push(await runtime.commands.load(on, id));
  return streams;
}

async function query(
  route: QueryRoute,
  runtime: ServiceRuntime,
  ask: RequestContext,
  permitted: readonly Permitted[],
): Promise<RouteResponse> {
  const personId = await route.person(ask);
  const holders = await holdersOfQuery(route, runtime, ask, permitted);
  return withReadLogged(route, runtime, ask, permitted, personId, undefined, holders, async () => {
    const answered = await route.answer(ask);
    const {
      body: whole,
      headers = {},
      status = 200,
      target,
      shown = [],
      showing,
      pages,
      despiteRestriction,
    } = answered;
    const isWhole = route.paged === true && answered.isPage !== true;
    const body = isWhole ? await pageOf(route, runtime, ask, whole) : whole;
    return present({ status, headers, body, shown, showing, target, pages, despiteRestriction });
  });
}

/** The items after a cursor, at most `limit`; by default all of them. */
async function pageOf(
  route: QueryRoute,
  runtime: ServiceRuntime,
  ask: RequestContext,
  whole: unknown,
): Promise<object> {
  const { after, limit } = ask.query;
  if (!isPlain(whole) || !Array.isArray(whole['items'])) throw new Error(`${route.path} answers with no items`);
  const items: readonly unknown[] = whole['items'];
  const place = fillPath(route.path, ask.params);
  const opened = after === undefined ? `${place} 0` : await runtime.cursors.open(ask.tenantId, after);
  const [of, from = ''] = (opened ?? '').trim().split(' ');
  if (of !== place || Number(from) > items.length) throw new Refusal('CURSOR_UNKNOWN');
  const end = limit === undefined ? items.length : Number(from) + Number(limit);
  const next = end < items.length ? { next: await runtime.cursors.seal(ask.tenantId, `${place} ${end}`) } : {};
  return { ...whole, items: items.slice(Number(from), end), ...next };
}

async function holdersOfQuery(
  { of, capability: as, ...route }: QueryRoute,
  runtime: ServiceRuntime,
  ask: RequestContext,
  permitted: readonly Permitted[],
): Promise<HoldersFor> {
  if (of === 'each') return () => [RELATED];
  if ('holder' in of) {
    const holders = [await of.holder(ask)].flat();
    return () => [holders];
  }
  const id = (await of.id?.(ask)) ?? ask.params['id'] ?? '';
  const stream = await runtime.commands.load(of.on, id);
  // What is about no person is of a tenant all the same.
  if (stream.tenantId !== undefined && stream.tenantId !== ask.tenantId) throw await absent(runtime, id);
  return holdersOf(of.on, stream, requesterOf({ ...route, of, capability: as }, ask, permitted));
}
