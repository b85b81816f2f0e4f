import { Refusal } from '@carethread/contracts';
import type { AnyDecider, Context } from '@carethread/event-sourcing';
import { uuidV5, type Instant } from '@carethread/ledger';
import { randomBytes } from 'node:crypto';
import type { ServiceRules } from '../definition.js';
import type { SetAside } from '../reactions/set-aside.js';
import type { Subjects } from '../read-side/subjects.js';
import type { CommandEnvelope } from './command-envelope.js';
import type { CommandHandler } from './command-handler.js';
import { jurisdictionFrom } from './jurisdiction.js';
import { asStreamOf, type LoadedStream } from './loaded-stream.js';

/** The service in which a command is decided. */
export interface DecidingService {
  readonly definition: Pick<ServiceRules, 'facts'>;
  /** The council's own law. */
  readonly parts: { readonly jurisdiction?: string | undefined };
  readonly commands: CommandHandler;
  readonly subjects: Subjects;
  readonly setAside: SetAside;
  decider(category: string): AnyDecider;
  now(): Instant;
  decisionViewsCurrent(): Promise<void>;
}

/** Everything that a decision may read, loaded before it is made. Throws RECORD_DAMAGED, FUTURE_DATE, JURISDICTION_UNKNOWN. */
export async function decisionContext(
  service: DecidingService,
  envelope: CommandEnvelope,
  stream: LoadedStream,
  pseudonym: (userId: string) => string,
): Promise<Context> {
  await service.decisionViewsCurrent();
  const { definition, setAside, subjects } = service;
  const personId = stream.revision === 0 ? envelope.personId : stream.personId;
  setAside.requireWhole(personId);
  const facts = personId === null ? definition.facts.initial : (await subjects.facts(personId)).facts;
  const { actor, tenantId } = envelope;
  const needs =
    envelope.decider.needs?.(envelope.command, stream.state, { actor, tenantId, personId, facts, pseudonym }) ?? {};
  const about = new Map<string, unknown>();
  for (const subject of needs.subjects ?? []) {
    setAside.requireWhole(subject);
    about.set(subject, (await subjects.factsIn(tenantId, subject)).facts);
  }
  const streams = new Map<string, LoadedStream>();
  for (const { category, id } of needs.streams ?? []) {
    const needed = await service.commands.loadNow(service.decider(category), id);
    if (needed.damaged) throw new Refusal('RECORD_DAMAGED');
    // A decision sees nothing of another tenant's stream.
    if (needed.tenantId === tenantId) streams.set(needed.name, needed);
  }
  const now = service.now();
  if (envelope.occurredAt !== undefined && envelope.occurredAt > now) throw new Refusal('FUTURE_DATE', ['occurredAt']);
  return {
    now,
    actor,
    tenantId,
    jurisdiction: stream.jurisdiction ?? envelope.jurisdiction ?? (await jurisdictionOfNew(service, envelope)),
    personId,
    id: envelope.id,
    occurredAt: envelope.occurredAt ?? now,
    facts,
    about: (subject) => about.get(subject) ?? definition.facts.initial,
    stream: (decider, id) => {
      const needed = streams.get(`${decider.category}-${id}`);
      return needed === undefined ? decider.initial : asStreamOf(needed, decider).state;
    },
    newId: (name) => uuidV5(envelope.commandId, name),
    salt: () => randomBytes(32).toString('hex'),
    pseudonym,
  };
}

/** Whose law a stream that this command opens is under. Throws JURISDICTION_UNKNOWN. */
async function jurisdictionOfNew(
  { subjects, parts }: DecidingService,
  { decider, command, actor, tenantId, personId }: CommandEnvelope,
): Promise<string> {
  const stated = decider.jurisdiction?.(command);
  const organisation =
    actor.organisationId === undefined ? undefined : (await subjects.factsIn(tenantId, actor.organisationId)).relations;
  const acting = organisation?.organisation?.jurisdiction;
  return jurisdictionFrom({
    stated,
    acting,
    begun: personId === null || (stated ?? acting) !== undefined ? undefined : await subjects.jurisdictionOf(personId),
    configuration: decider.classification === 'none',
    council: parts.jurisdiction,
  });
}
