import { runtimeBehind, type RequestContext } from '@carethread/http-api';
import { exportLine } from '@carethread/ledger';
import { instantFrom, type ServiceRuntime } from '@carethread/runtime';

/**
 * What this service has recorded about a person, as an audit export would hold it: stored envelopes, sealed as they are, whole
 * streams from their first event to what was known then. A stream with a hole proves nothing, so what takes effect after `effectiveAt`
 * is named and not left out.
 */
export async function evidenceOf(ask: RequestContext) {
  const runtime = runtimeBehind(ask);
  const { params, query, now } = ask;
  const { knownAt, final } = await ask.settledAt(query['knownAt']);
  const effectiveAt = query['effectiveAt'] === undefined ? undefined : instantFrom('effectiveAt', query['effectiveAt']);
  const stored = (await eventsAbout(runtime, params['personId'] ?? '')).filter(
    ({ event }) => event.recordedAt <= knownAt,
  );
  const { position, logHash } = await runtime.log.head();
  const later = stored.filter(({ event }) => effectiveAt !== undefined && event.effectiveFrom > effectiveAt);
  return {
    body: {
      service: runtime.definition.name,
      knownAt: final ? knownAt : now < knownAt ? now : knownAt,
      head: { position, logHash },
      lines: stored.map((one) => exportLine(one.position, one.logHash, one.text)),
      notYetEffective: later.map(({ event }) => event.id),
    },
    headers: { 'X-Known-At-Final': String(final) },
  };
}

type Stored = Awaited<ReturnType<ServiceRuntime['log']['readStream']>>;

async function eventsAbout(runtime: ServiceRuntime, personId: string): Promise<Stored> {
  const streams: Stored[] = [];
  for (const { category } of runtime.definition.deciders)
    for (const id of await runtime.ids(category, personId))
      streams.push(await runtime.log.readStream(`${category}-${id}`));
  return streams.flat().sort((one, other) => one.position - other.position);
}
