import { evolveWith, type AnyDecider, type EventMeta, type OpenedBy, type Recorded } from '@carethread/event-sourcing';
import { sha256 } from '@carethread/ledger';
import type { DecodedEvent } from '../read-side/event-decoder.js';
import type { LoadedStream } from './loaded-stream.js';

/** A stream as it is folded on: one map for all states of it, since a copy for each event would cost as much as the stream is long. */
export interface FoldedStream extends LoadedStream {
  readonly commands: Map<string, number>;
}

export function emptyStream(decider: AnyDecider, id: string): FoldedStream {
  return {
    name: `${decider.category}-${id}`,
    id,
    revision: 0,
    state: decider.initial,
    etag: '',
    editedAt: 0,
    personId: null,
    tenantId: undefined,
    jurisdiction: undefined,
    opened: { id },
    erased: false,
    damaged: false,
    commands: new Map(),
    position: 0,
  };
}

/** The stream after an event whose content cannot be read: its key is destroyed, or it is damaged. */
export function passedOver(stream: FoldedStream, { envelope, fault, position }: DecodedEvent): FoldedStream {
  if (fault !== undefined) return { ...stream, revision: stream.revision + 1, damaged: true, position };
  return {
    ...stream,
    revision: envelope.revision,
    erased: true,
    personId: envelope.personId,
    tenantId: envelope.tenantId,
    opened: openedBy(stream, envelope),
  };
}

/** The stream after these events, of which the last stands at `position`. */
export function extended(
  decider: AnyDecider,
  stream: FoldedStream,
  events: readonly Recorded[],
  position: number,
): FoldedStream {
  let { state, etag, editedAt, revision } = stream;
  const { commands } = stream;
  for (const event of events) {
    state = evolveWith(decider, state, event);
    revision = event.meta.revision;
    if (decider.edits === undefined || decider.edits.includes(event.type)) {
      etag = etagOf(event);
      editedAt = revision;
    }
    if (!commands.has(event.meta.commandId)) commands.set(event.meta.commandId, revision);
  }
  const [first] = events;
  if (first === undefined) return { ...stream, position };
  const { personId, tenantId, jurisdiction } = first.meta;
  return {
    ...stream,
    revision,
    state,
    etag: etag === '' ? etagOf(first) : etag,
    editedAt,
    commands,
    position,
    personId,
    tenantId,
    jurisdiction,
    opened: openedBy(stream, first.meta),
  };
}

/** The ETag of a stream after an event that changed what its editor may overwrite. */
export function etagOf({ meta }: { readonly meta: Pick<EventMeta, 'id'> }): string {
  return sha256(meta.id).slice(0, 32);
}

function openedBy({ opened }: LoadedStream, { revision, actor }: Pick<EventMeta, 'revision' | 'actor'>): OpenedBy {
  return revision === 1 ? { ...actor, id: opened.id } : opened;
}
