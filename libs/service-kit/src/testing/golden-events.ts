import { evolveWith, type AnyDecider } from '@carethread/event-sourcing';
import { canonicalJson, type Envelope, type JsonObject } from '@carethread/ledger';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { contractsOf, type Contract, type EventDecoder, type Publishers } from '@carethread/runtime';
import { HistoricStream, type History } from './histories.js';
import { additions, breaks, shapeOf } from './shapes.js';

/** An event as it once was stored: what upcasting and folding read of it. */
export interface GoldenEvent {
  readonly type: string;
  readonly schema: number;
  readonly recordedAt: string;
  readonly effectiveFrom: string;
  readonly payload: JsonObject;
  /** Where what it folds to rests on who acted. */
  readonly actor?: { readonly user: string; readonly role: string; readonly organisation?: string };
}
/** A stream as some release wrote it; once here it stays, and every later release must fold it. */
export interface GoldenStream {
  readonly events: readonly GoldenEvent[];
  /** What it folds to. */
  readonly state: JsonObject;
}

export async function written(decider: AnyDecider, history: History): Promise<GoldenStream> {
  const stream = new HistoricStream(decider, history);
  for (const step of history.steps) {
    stream.later(step.minutes ?? 60);
    await stream.takes(step);
  }
  const events: GoldenEvent[] = [];
  for (const stored of await stream.log.readStream(stream.name)) {
    const { recorded } = await stream.opener.open(stored);
    const { type, schema, recordedAt, effectiveFrom } = stored.event;
    events.push({ type, schema, recordedAt, effectiveFrom, payload: recorded?.payload ?? {} });
  }
  return { events, state: foldGolden(decider, stream.opener, events) };
}

export function foldGolden(decider: AnyDecider, opener: EventDecoder, events: readonly GoldenEvent[]): JsonObject {
  const state = events.reduce((folded: unknown, { payload, ...event }, index) => {
    const envelope = { ...ENVELOPE, ...event, stream: `${decider.category}-golden`, revision: index + 1 };
    return evolveWith(decider, folded, opener.recorded(envelope as unknown as Envelope, payload, {})) as unknown;
  }, decider.initial);
  return JSON.parse(canonicalJson(JSON.parse(JSON.stringify(state)) as JsonObject)) as JsonObject;
}

/** Every contract that these events publish, as today's publishers make them of what was stored. */
export function publishedGolden(
  decider: AnyDecider,
  opener: EventDecoder,
  events: readonly GoldenEvent[],
  publish: Publishers,
): readonly Contract[] {
  return events.flatMap(({ payload, ...event }, index) => {
    const envelope = { ...ENVELOPE, ...event, stream: `${decider.category}-${ENVELOPE.id}`, revision: index + 1 };
    return contractsOf(publish[event.type], opener.recorded(envelope as unknown as Envelope, payload, {}));
  });
}

const ENVELOPE = {
  id: '00000000-0000-4000-8000-000000000001',
  tenantId: '00000000-0000-4000-8000-000000000003',
  personId: '00000000-0000-4000-8000-000000000004',
  jurisdiction: 'ENG',
  occurredAt: '2026-03-02T09:00:00.000Z',
  actor: { user: '00000000-0000-4000-8000-000000000005', role: 'KW' },
  correlationId: '00000000-0000-4000-8000-000000000006',
  causationId: '00000000-0000-4000-8000-000000000006',
  commandId: '00000000-0000-4000-8000-000000000006',
};

export interface Fault {
  readonly type: string;
  readonly says: string;
  /** Whether the schema number may stay: today's events only add to what is kept. */
  readonly adds: boolean;
}

/**
 * What is wrong with today's events beside those that were ever stored: a changed shape needs a new schema number and an
 * upcaster, and a new one must be kept as well.
 */
export function faults(today: readonly GoldenStream[], kept: readonly GoldenStream[]): readonly Fault[] {
  const events = today.flatMap((stream) => stream.events);
  const stored = kept.flatMap((stream) => stream.events);
  return [...new Set(events.map(({ type }) => type))].flatMap((type) => {
    const mine = events.filter((event) => event.type === type);
    const schema = mine[0]?.schema ?? 1;
    const shapes = mine.map(({ payload }) => shapeOf(payload));
    const same = stored
      .filter((one) => one.type === type && one.schema === schema)
      .map(({ payload }) => shapeOf(payload));
    const about = `${type} of schema ${schema}`;
    if (same.length === 0)
      return [{ type, says: `${about} is in no golden stream: UPDATE_GOLDEN=1 keeps it`, adds: true }];
    return [
      ...breaks(shapes, same).map((why) => ({
        type,
        says: `${about}: ${why}: raise its schema number and write an upcaster`,
        adds: false,
      })),
      ...additions(shapes, same).map((path) => ({
        type,
        says: `${about}: ${path} is in no golden stream: UPDATE_GOLDEN=1 keeps today's beside the old`,
        adds: true,
      })),
    ];
  });
}

export class GoldenFile {
  readonly path: string;

  constructor(folder: string, category: string) {
    mkdirSync(folder, { recursive: true });
    this.path = join(folder, `${category}.json`);
  }

  read(): readonly GoldenStream[] {
    return existsSync(this.path) ? (JSON.parse(readFileSync(this.path, 'utf8')) as readonly GoldenStream[]) : [];
  }

  write(streams: readonly GoldenStream[]): void {
    writeFileSync(this.path, `${JSON.stringify(streams, null, 1)}\n`);
  }
}
