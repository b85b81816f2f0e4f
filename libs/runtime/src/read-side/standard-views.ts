import { evolveRelations, NO_RELATIONS, type Relations } from '@carethread/access';
import type { EventMeta } from '@carethread/event-sourcing';
import { present } from '@carethread/ledger';
import type { EnvelopeEvent, Fact, FactsFold, PolicyFact, View, ViewEvent } from '../definition.js';
import { metaOf, type DecodedEvent } from './event-decoder.js';
import type { Projection, ViewChange } from './materialized-view.js';

/** Which streams exist, by category and person. Holds nothing but ids and dates. */
export interface IndexedStream {
  readonly stream: string;
  readonly category: string;
  readonly personId: string | null;
  readonly tenantId: string;
  readonly since: number;
}

export const streamIndex: Projection<IndexedStream> = {
  name: 'streams',
  version: 1,
  indexes: ['category', 'personId', 'tenantId', 'since'],
  index: (doc) => ({ category: doc.category, personId: doc.personId, tenantId: doc.tenantId, since: doc.since }),
  changes: ({ envelope, position }) => {
    if (envelope.revision !== 1) return [];
    const { stream, personId, tenantId } = envelope;
    const category = stream.slice(0, stream.indexOf('-'));
    return [
      {
        key: stream,
        personId: null,
        tenantId,
        change: () => ({ stream, category, personId, tenantId, since: position }),
      },
    ];
  },
};

/** What this service knows of one subject: the fold of its domain, the relations, and the positions of the last contracts. */
export interface SubjectFacts<Facts> {
  readonly facts: Facts;
  readonly relations: Relations;
  /** Position of the last contract about the subject by type, of those that this service published. */
  readonly published: Readonly<Record<string, number>>;
  /** The position in each neighbour's log of its last contract about the subject that has come here. */
  readonly heard: Readonly<Record<string, number>>;
}

/** Of a subject that no event names. */
export function noFacts<Facts>(facts: Facts): SubjectFacts<Facts> {
  return { facts, relations: NO_RELATIONS, published: {}, heard: {} };
}

/** Raised when SubjectFacts itself changes its form. */
const FORM = 5;

/** The key of a subject's facts. Of anything but a person they are a tenant's: two tenants may name the same organisation. */
export function factsKey(tenantId: string, subject: string, personId: string | null): string {
  return personId === null ? `${tenantId}/${subject}` : subject;
}

export function factsView<Facts>(fold: FactsFold<Facts>, service: string): Projection<SubjectFacts<Facts>> {
  return {
    name: 'facts',
    version: fold.version * 100 + FORM,
    indexes: [],
    index: () => ({}),
    changes: (opened) =>
      opened.facts.map((fact): ViewChange<SubjectFacts<Facts>> => ({
        key: factsKey(fact.tenantId, fact.subject, fact.personId),
        personId: fact.personId,
        tenantId: fact.tenantId,
        change: (facts) => foldFact(fold, facts ?? noFacts(fold.initial), fact, fact.source === service),
      })),
  };
}

function foldFact<Facts>(
  fold: FactsFold<Facts>,
  known: SubjectFacts<Facts>,
  fact: Fact,
  own: boolean,
): SubjectFacts<Facts> {
  const { source, sequence, type, tenantId } = fact;
  // A contract of another tenant than the person's advances the publisher's position only; its content is ignored.
  const foreign = known.relations.tenantId !== null && known.relations.tenantId !== tenantId;
  const evolve = foreign ? undefined : fold.on[fact.type];
  return {
    facts: evolve === undefined ? known.facts : evolve(known.facts, fact),
    relations: evolveRelations(known.relations, fact),
    published: own ? { ...known.published, [type]: Math.max(known.published[type] ?? 0, sequence) } : known.published,
    heard: own ? known.heard : { ...known.heard, [source]: Math.max(known.heard[source] ?? 0, sequence) },
  };
}

/** A service's declared view as a projection. */
export function declaredView<Doc extends object>(view: View<Doc>): Projection<Doc> {
  return {
    ...present<Pick<Projection<Doc>, 'lists'>>({ lists: view.lists }),
    name: view.name,
    version: view.version,
    indexes: view.indexes,
    index: (doc) => view.index(doc),
    changes: (opened) => [
      ...envelopeChanges(view, opened),
      ...viewEventsOf(opened).flatMap((event) => changesOf(view, event)),
    ],
  };
}

/** What an own event changes by what stands in the clear: the same whether its content can be opened or not. */
function envelopeChanges<Doc extends object>(
  { onEnvelope = {} }: View<Doc>,
  { envelope, recorded, position }: DecodedEvent,
): readonly ViewChange<Doc>[] {
  const handler = onEnvelope[envelope.type];
  if (handler === undefined) return [];
  const event = present<EnvelopeEvent>({
    type: envelope.type,
    meta: metaOf(envelope),
    position,
    data: recorded?.payload,
  });
  const key = handler.key(event);
  if (key === undefined) return [];
  const { tenantId } = envelope;
  return [{ key, personId: null, tenantId, change: (doc) => handler.fold(doc, event) }];
}

function changesOf<Doc extends object>(view: View<Doc>, event: ViewEvent): readonly ViewChange<Doc>[] {
  const handler = view.on[event.type];
  if (handler === undefined) return [];
  const keys = handler.key(event);
  if (keys === undefined) return [];
  return (typeof keys === 'string' ? [keys] : keys).map((key) => ({
    key,
    personId: event.meta.personId,
    tenantId: event.meta.tenantId,
    change: (doc) => handler.fold(doc, event, key),
  }));
}

/** An opened event as views and policies see it: the own event, then every fact it is or publishes. */
export function viewEventsOf(opened: DecodedEvent): readonly ViewEvent[] {
  const events: ViewEvent[] = [];
  if (opened.recorded !== undefined) {
    const { type, payload, meta } = opened.recorded;
    events.push({ type, data: payload, meta, position: opened.position, subject: meta.personId ?? meta.stream });
  }
  for (const fact of opened.facts)
    events.push({
      type: fact.type,
      data: fact.data,
      meta: factMeta(opened, fact),
      position: opened.position,
      subject: fact.subject,
    });
  return events;
}

/** What a policy is given of such an event. */
export function policyFactOf({ type, subject, data, position, meta }: ViewEvent): PolicyFact {
  const { id, personId, tenantId, jurisdiction, occurredAt, recordedAt, effectiveFrom, correlationId } = meta;
  return {
    id,
    type,
    subject,
    personId,
    tenantId,
    jurisdiction,
    data,
    occurredAt,
    recordedAt,
    effectiveFrom,
    correlationId,
    position,
    meta,
  };
}

/** A fact's instants are those of the service that published it; its place in the log is this service's own. */
function factMeta(opened: DecodedEvent, fact: Fact): EventMeta {
  const { envelope } = opened;
  return {
    id: fact.id,
    stream: opened.recorded?.meta.stream ?? envelope.stream,
    revision: envelope.revision,
    tenantId: fact.tenantId,
    personId: fact.personId,
    jurisdiction: fact.jurisdiction,
    occurredAt: fact.occurredAt,
    recordedAt: fact.recordedAt,
    effectiveFrom: fact.effectiveFrom,
    actor: envelope.actor,
    correlationId: fact.correlationId,
    causationId: envelope.causationId,
    commandId: envelope.commandId,
  };
}
