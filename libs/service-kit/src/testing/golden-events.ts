import { isPlain } from '@carethread/contracts';
import { evolveWith, type AnyDecider } from '@carethread/event-sourcing';
import {
  canonicalJson,
  member,
  NO_HASH,
  numberMember,
  present,
  requireList,
  requireText,
  textMember,
  type Envelope,
  type Json,
  type JsonObject,
} from '@carethread/ledger';
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
  readonly state: Json;
}

export async function written(decider: AnyDecider, history: History): Promise<GoldenStream> {
  const stream = new HistoricStream(decider, history);
  for (const step of history.steps) {
    stream.later(step.minutes ?? 60);
    await stream.takes(step);
  }
  const events: GoldenEvent[] = [];
  for (const stored of await stream.log.readStream(stream.name)) {
    const { recorded } = await stream.decoder.open(stored);
    const { type, schema, recordedAt, effectiveFrom } = stored.event;
    events.push({ type, schema, recordedAt, effectiveFrom, payload: recorded?.payload ?? {} });
  }
  return { events, state: foldGolden(decider, stream.decoder, events) };
}

export function foldGolden(decider: AnyDecider, decoder: EventDecoder, events: readonly GoldenEvent[]): Json {
  const state = events.reduce<unknown>((folded, { payload, ...event }, index) => {
    const envelope = { ...ENVELOPE, ...event, stream: `${decider.category}-golden`, revision: index + 1 };
    return evolveWith(decider, folded, decoder.recorded(envelope, payload, {}));
  }, decider.initial);
  // As it stands in the file: without what JSON does not keep, its members in canonical order.
  return parsed(canonicalJson(parsed(JSON.stringify(state))));
}

/** Every contract that these events publish, as today's publishers make them of what was stored. */
export function publishedGolden(
  decider: AnyDecider,
  decoder: EventDecoder,
  events: readonly GoldenEvent[],
  publish: Publishers,
): readonly Contract[] {
  return events.flatMap(({ payload, ...event }, index) => {
    const envelope = { ...ENVELOPE, ...event, stream: `${decider.category}-${ENVELOPE.id}`, revision: index + 1 };
    return contractsOf(publish[event.type], decoder.recorded(envelope, payload, {}));
  });
}

const ENVELOPE: Omit<Envelope, 'stream' | 'revision' | 'type' | 'schema' | 'recordedAt' | 'effectiveFrom'> = {
  format: 1,
  service: 'golden',
  id: '00000000-0000-4000-8000-000000000001',
  tenantId: '00000000-0000-4000-8000-000000000003',
  personId: '00000000-0000-4000-8000-000000000004',
  jurisdiction: 'ENG',
  occurredAt: '2026-03-02T09:00:00.000Z',
  actor: { user: '00000000-0000-4000-8000-000000000005', role: 'KW' },
  correlationId: '00000000-0000-4000-8000-000000000006',
  causationId: '00000000-0000-4000-8000-000000000006',
  commandId: '00000000-0000-4000-8000-000000000006',
  classification: 'personal',
  keyId: null,
  prevHash: NO_HASH,
  hash: NO_HASH,
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
    if (!existsSync(this.path)) return [];
    const streams: unknown = JSON.parse(readFileSync(this.path, 'utf8'));
    if (!Array.isArray(streams)) throw new TypeError(`${this.path} holds no list of streams`);
    return streams.map(goldenStreamIn);
  }

  write(streams: readonly GoldenStream[]): void {
    writeFileSync(this.path, `${JSON.stringify(streams, null, 1)}\n`);
  }
}

function goldenStreamIn(value: unknown): GoldenStream {
  return { events: requireList(value, 'events').map(goldenEventIn), state: jsonIn(member(value, 'state')) };
}

function goldenEventIn(value: unknown): GoldenEvent {
  const actor = member(value, 'actor');
  return present<GoldenEvent>({
    type: requireText(value, 'type'),
    schema: numberMember(value, 'schema') ?? 1,
    recordedAt: requireText(value, 'recordedAt'),
    effectiveFrom: requireText(value, 'effectiveFrom'),
    payload: objectIn(member(value, 'payload')),
    actor:
      actor === undefined
        ? undefined
        : present<NonNullable<GoldenEvent['actor']>>({
            user: requireText(actor, 'user'),
            role: requireText(actor, 'role'),
            organisation: textMember(actor, 'organisation'),
          }),
  });
}

function parsed(text: string): Json {
  const value: unknown = JSON.parse(text);
  return jsonIn(value);
}

function jsonIn(value: unknown): Json {
  if (!isJson(value)) throw new TypeError('a state is JSON');
  return value;
}

function objectIn(value: unknown): JsonObject {
  if (!isJsonObject(value)) throw new TypeError('a payload is an object of JSON');
  return value;
}

function isJsonObject(value: unknown): value is JsonObject {
  return isPlain(value) && Object.values(value).every(isJson);
}

function isJson(value: unknown): value is Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  return Array.isArray(value) ? value.every(isJson) : isJsonObject(value);
}
