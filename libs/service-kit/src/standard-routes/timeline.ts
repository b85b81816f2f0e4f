import type { AnyDecider } from '@carethread/event-sourcing';
import { present, type Envelope, type JsonObject } from '@carethread/ledger';
import type { ServiceRuntime } from '@carethread/runtime';

/** A stored event of a person, opened. */
export interface TimelineItem {
  readonly service: string;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly recordedAt: string;
  readonly occurredAt: string;
  readonly effectiveFrom: string;
  readonly actor: Envelope['actor'];
  readonly causationId: string;
  readonly correlationId: string;
  readonly position: number;
  /** Absent where the content was lawfully destroyed. */
  readonly payload?: JsonObject;
  readonly erased?: true;
}

/** Where a stream's own numbers do not run 1, 2, 3…: an event that should lie between is not there (PLAT-04). */
export interface Gap {
  readonly service: string;
  readonly stream: string;
  /** The revision that was expected and not found. */
  readonly revision: number;
  /** The event is there and cannot be read. */
  readonly damaged?: true;
}

/** Own events only: an inbox event stands in the timeline of the service that published it. Each stream's numbers are checked as it is read. */
export async function timelineOf(
  runtime: ServiceRuntime,
  personId: string,
  knownAt: string,
  effectiveAt: string | undefined,
): Promise<{ readonly items: readonly TimelineItem[]; readonly gaps: readonly Gap[] }> {
  const items: TimelineItem[] = [];
  const gaps: Gap[] = [];
  const service = runtime.definition.name;
  for (const { category } of runtime.definition.deciders)
    for (const id of await runtime.ids(category, personId)) {
      const stream = `${category}-${id}`;
      const stored = await runtime.log.readStream(stream);
      const revision = firstMissing(
        stored.map(({ event, damaged }, index) => (damaged === true ? index + 1 : event.revision)),
      );
      if (revision !== undefined) gaps.push({ service, stream, revision });
      for (const [index, { envelope, recorded, position, fault }] of (
        await runtime.decoder.openAll(stored)
      ).entries()) {
        if (fault !== undefined) {
          gaps.push({ service, stream, revision: index + 1, damaged: true });
          continue;
        }
        if (envelope.recordedAt > knownAt) continue;
        if (effectiveAt !== undefined && envelope.effectiveFrom > effectiveAt) continue;
        items.push(
          present<TimelineItem>({
            service,
            stream: envelope.stream,
            revision: envelope.revision,
            type: envelope.type,
            recordedAt: envelope.recordedAt,
            occurredAt: envelope.occurredAt,
            effectiveFrom: envelope.effectiveFrom,
            actor: envelope.actor,
            causationId: envelope.causationId,
            correlationId: envelope.correlationId,
            position,
            payload: recorded?.payload,
            erased: recorded === undefined ? true : undefined,
          }),
        );
      }
    }
  items.sort((a, b) =>
    a.recordedAt === b.recordedAt ? a.position - b.position : a.recordedAt < b.recordedAt ? -1 : 1,
  );
  return { items, gaps };
}

/** The types of events that streams of these deciders may hold: what was ever stored is folded still. */
export function eventTypesOf(deciders: readonly Pick<AnyDecider, 'evolve'>[]): readonly string[] {
  return [...new Set(deciders.flatMap(({ evolve }) => Object.keys(evolve)))].toSorted();
}

/** The first number of 1, 2, 3… that does not stand in its place. */
export function firstMissing(revisions: readonly number[]): number | undefined {
  const at = revisions.findIndex((revision, index) => revision !== index + 1);
  return at === -1 ? undefined : at + 1;
}

/** An item without what the event says. */
export function inBrief({ payload: _, ...item }: TimelineItem): TimelineItem {
  return item;
}
