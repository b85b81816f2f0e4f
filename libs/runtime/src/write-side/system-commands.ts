import type { ActingParty } from '@carethread/event-sourcing';
import { present } from '@carethread/ledger';
import type { DueDeadline } from '../clock/timers.js';
import type { Policy, PolicyCommand, PolicyFact } from '../definition.js';
import { systemActor } from '../system-actor.js';
import type { CommandEnvelope } from './command-envelope.js';
import type { LoadedStream } from './loaded-stream.js';

/** The command that a policy wants, by the platform and in the correlation of the fact. */
export function commandOfPolicy(
  policy: Policy,
  fact: PolicyFact,
  { on, id, command, personId, jurisdiction, organisationId }: PolicyCommand,
  commandId: string,
): CommandEnvelope {
  return {
    decider: on,
    id,
    command,
    actor: present<ActingParty>({ ...systemActor(policy.name), organisationId }),
    tenantId: fact.tenantId,
    personId: personId === undefined ? fact.personId : personId,
    jurisdiction: jurisdiction ?? fact.jurisdiction,
    commandId,
    correlationId: fact.correlationId,
    causationId: fact.id,
  };
}

/** The command of a deadline, by the clock. */
export function commandOfClock(
  { decider, id, deadline, commandId }: DueDeadline,
  stream: LoadedStream,
): CommandEnvelope {
  return present<CommandEnvelope>({
    decider,
    id,
    command: deadline.command,
    actor: systemActor('clock'),
    tenantId: stream.tenantId ?? '',
    personId: stream.personId,
    jurisdiction: stream.jurisdiction,
    commandId,
    correlationId: commandId,
    causationId: commandId,
  });
}
