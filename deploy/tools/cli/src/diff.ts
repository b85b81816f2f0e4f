import { services } from '@carethread/embedded';
import { eventTypesOf, evolveWith, type Recorded } from '@carethread/event-sourcing';
import { present } from '@carethread/ledger';
import { openKeyStore, type ServiceDefinition } from '@carethread/service-kit';
import { EventDecoder } from '@carethread/runtime';
import { diffWords } from 'diff';
import { knownUntil, laterThanKnown } from './known-until.js';
import type { Outcome, Place, Progressing } from './verb.js';
import type { NamedLog } from './logs.js';

interface Change {
  /** Where in the folded state: `/goals/0/statement`. */
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** Two instants; the second is now where it is left out. */
interface Between {
  readonly knownAt: string;
  readonly and?: string | undefined;
}

/** What of one stream is known at one instant and not at another, word by word, with the events that were recorded in between. */
export async function diff(
  logs: readonly NamedLog[],
  stream: string,
  options: Place & Progressing & Between,
): Promise<Outcome> {
  const { knownAt: from, and } = options;
  const until = await knownUntil(logs);
  const to = and ?? until;
  const notes = [laterThanKnown('--known-at', from, until), laterThanKnown('--and', and, until)].flatMap(
    (note) => note ?? [],
  );
  notes.forEach(options.progress);
  const category = stream.slice(0, stream.indexOf('-'));
  const service = services.find(({ deciders }) => deciders.some((decider) => decider.category === category));
  const log = logs.find(({ name }) => name === service?.name)?.log;
  if (service === undefined || log === undefined) throw new Error(`no log here has streams of the kind ${category}`);
  const events = await opened(service, await log.readStream(stream), options);
  if (events.length === 0) return { code: 1, result: { stream }, lines: [`nothing is recorded of ${stream}`] };
  const state = (at: string): unknown => fold(service, category, events, at);
  const changes = differences(state(from), state(to));
  const between = events.filter(({ meta }) => meta.recordedAt > from && meta.recordedAt <= to);
  const recorded = between.map(({ type, meta }) => ({
    type,
    recordedAt: meta.recordedAt,
    effectiveFrom: meta.effectiveFrom,
    actor: meta.actor,
    causationId: meta.causationId,
  }));
  return {
    code: 0,
    result: present({ stream, from, to, recorded, changes, notes: notes.length === 0 ? undefined : notes }),
    lines: [
      ...recorded.map((one) => `recorded  ${one.recordedAt}  ${one.type}  by ${one.actor.role} ${one.actor.user}`),
      ...changes.map(({ path, before, after }) => `${path}: ${words(before ?? '', after ?? '')}`),
      `${recorded.length} events in between, ${changes.length} differences`,
    ],
  };
}

async function opened(
  service: ServiceDefinition,
  stored: Parameters<EventDecoder['openAll']>[0],
  options: Place,
): Promise<readonly Recorded[]> {
  const keys = await openKeyStore({ ...options, createKey: false });
  try {
    const found = await new EventDecoder(keys, service.deciders, service.publish).openAll(stored);
    const faulty = found.find(({ fault }) => fault !== undefined);
    if (faulty !== undefined)
      throw new Error(
        `the stream is damaged at position ${faulty.position}: ${faulty.fault}; carethread verify says more`,
      );
    return found.flatMap(({ recorded }) => (recorded === undefined ? [] : [recorded]));
  } finally {
    await keys.close();
  }
}

function fold(service: ServiceDefinition, category: string, events: readonly Recorded[], at: string): unknown {
  const decider = service.deciders.find((one) => one.category === category);
  if (decider === undefined) return undefined;
  const known = eventTypesOf(decider);
  return events
    .filter(({ meta, type }) => meta.recordedAt <= at && known.includes(type))
    .reduce<unknown>((state, event) => evolveWith(decider, state, event), decider.initial);
}

/** Leaf by leaf, in the order of the later state. */
export function differences(before: unknown, after: unknown): readonly Change[] {
  const [old, now] = [new Map(leaves(before)), new Map(leaves(after))];
  return [...new Set([...now.keys(), ...old.keys()])]
    .filter((path) => old.get(path) !== now.get(path))
    .map((path) => ({ path, before: old.get(path), after: now.get(path) }));
}

function* leaves(value: unknown, path = ''): Generator<readonly [string, string]> {
  if (typeof value === 'object' && value !== null)
    for (const [name, member] of Object.entries(value)) yield* leaves(member, `${path}/${name}`);
  else if (value !== undefined) yield [path, typeof value === 'string' ? value : JSON.stringify(value)];
}

function words(before: string, after: string): string {
  return diffWords(before, after)
    .map(({ value, added, removed }) => (added ? `{+${value}+}` : removed ? `[-${value}-]` : value))
    .join('');
}
