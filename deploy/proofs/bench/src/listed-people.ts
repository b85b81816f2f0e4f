import { MemoryLog, type AnyDecider, type ViewCollection, type ViewStore } from '@carethread/event-sourcing';
import type { JsonObject } from '@carethread/ledger';
import { entryIndexes, SealedBodies } from '@carethread/lists';
import { MemoryKeyStore } from '@carethread/privacy';
import { TenantReader, type ListView, type Scope, type View } from '@carethread/runtime';
import { randomUUID } from 'node:crypto';
import { sealedEvent } from './sealed-event.js';
import { timed, type Timed } from './timing.js';
import { AT, clock, serviceNamed, viewRuntime } from './view-runtime.js';

export const PAGE = 50;

/** A list as it is filled: one event of each person puts them on it. */
export interface MeasuredList {
  readonly service: string;
  /** Of the streams whose first event puts a person on the list. */
  readonly decider: AnyDecider;
  readonly view: View<object>;
  /** The event of the nth person, and on whose list it stands. */
  event(nth: number, people: number): { readonly type: string; readonly payload: JsonObject; readonly scope: Scope };
}

/** A list that a service declares. */
export function declaredList(
  service: string,
  category: string,
  name: string,
): Pick<MeasuredList, 'service' | 'decider' | 'view'> {
  const { deciders, views } = serviceNamed(service);
  const decider = deciders.find((one) => one.category === category);
  const view = views.find((one) => one.name === name);
  if (decider === undefined || view === undefined) throw new Error(`${service} has no list ${name} of ${category}`);
  return { service, decider, view };
}

/** A view with the entries of so many people. */
export interface FilledList {
  /** A page of 50 entries of one scope. */
  page(round: number): Promise<Timed>;
  /** The same rows by their keys, opened. */
  byKey(): Promise<Timed>;
  end(): Promise<void>;
}

export async function filledList(list: MeasuredList, people: number, views: ViewStore): Promise<FilledList> {
  const { service, decider, view } = list;
  if (view.lists === undefined) throw new Error(`${view.name} has no lists`);
  const keys = new MemoryKeyStore();
  const log = new MemoryLog({ service, clock });
  const tenantId = randomUUID();
  const scopes = new Map<string, Scope>();
  for (let nth = 0; nth < people; nth++) {
    const personId = randomUUID();
    const stream = `${decider.category}-${decider.category === 'person' ? personId : randomUUID()}`;
    const { scope, ...event } = list.event(nth, people);
    scopes.set(JSON.stringify(scope), scope);
    const key = await keys.getOrCreate(tenantId, personId, decider.keyClass);
    const whole = { ...event, service, stream, revision: 1, tenantId, personId, occurredAt: AT };
    await log.append({ stream, expectedRevision: 0, events: [sealedEvent(whole, key)] });
  }
  const runtime = viewRuntime(
    { ...serviceNamed(service), deciders: [decider], views: [view], policies: [] },
    { log, keys, views },
  );
  await runtime.views.start();
  await runtime.views.caughtUp((await log.head()).position);
  const reader = new TenantReader(runtime, tenantId, false);
  const listed: ListView = { name: view.name, lists: view.lists };
  const name = `${view.name}Entries`;
  const rows = await views.open({ name, version: view.version, ...entryIndexes(view.lists.filters) });
  const bodies = new SealedBodies(keys, name);
  const lists = [...scopes.values()];
  let shown: readonly string[] = [];
  return {
    page: (round) =>
      timed(async () => {
        const found: string[] = [];
        const scope = lists[round % lists.length] ?? { of: 'tenant' };
        for await (const { key } of reader.list(listed, { scopes: [scope] })) if (found.push(key) === PAGE) break;
        shown = found;
      }),
    byKey: () => byKey(rows, bodies, shown),
    end: async () => {
      await runtime.views.stop();
      await views.close();
    },
  };
}

function byKey(collection: ViewCollection, bodies: SealedBodies, keys: readonly string[]): Promise<Timed> {
  return timed(async () => {
    for (const row of await Promise.all(keys.map((key) => collection.get(key))))
      if (row === undefined || (await bodies.open(row)) === undefined) throw new Error('a row is gone');
  });
}
