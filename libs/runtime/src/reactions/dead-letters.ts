import type { ActingParty, Context } from '@carethread/event-sourcing';
import { uuidV5, type Instant } from '@carethread/ledger';
import { randomBytes } from 'node:crypto';
import type { FactsFold } from '../definition.js';
import { NOBODY, parking, type DeadLetters, type ParkingCommand } from '../system-streams/parking.js';
import type { CommandHandler } from '../write-side/command-handler.js';
import { NO_JURISDICTION } from '../write-side/jurisdiction.js';

/** What a service could not deal with, and what of it has been dealt with since. */
export interface DeadLetter {
  readonly command: ParkingCommand;
  readonly commandId: string;
  /** What went before: the fact, or the command that was due. */
  readonly causationId: string;
  readonly correlationId?: string;
  /** Whose it is, where it is a tenant's. */
  readonly tenantId?: string;
  readonly jurisdiction?: string;
}

/** The service whose dead letters these are. */
interface Keeper {
  readonly definition: { readonly name: string; readonly facts: Pick<FactsFold<unknown>, 'initial'> };
  readonly commands: CommandHandler;
  now(): Instant;
  secret(tenantId: string): Promise<Uint8Array>;
  pseudonymOf(secret: Uint8Array, userId: string): string;
}

/**
 * The one stream of dead letters of a service. An append never waits for the views: a view waits until the damage that it found
 * stands here, so both would wait for each other for ever.
 */
export class DeadLetterStream {
  readonly id: string;

  constructor(
    readonly service: Keeper,
    /** Who parks and releases them. */
    readonly actor: ActingParty,
  ) {
    this.id = uuidV5('parking', service.definition.name);
  }

  get name(): string {
    return `${parking.category}-${this.id}`;
  }

  async letters(): Promise<DeadLetters> {
    return (await this.service.commands.load(parking, this.id)).state;
  }

  async append({ command, commandId, causationId, ...about }: DeadLetter): Promise<void> {
    const { tenantId = NOBODY, jurisdiction = NO_JURISDICTION, correlationId = causationId } = about;
    const { commands, definition } = this.service;
    const secret = await this.service.secret(tenantId);
    const now = this.service.now();
    await commands.execute({
      decider: parking,
      id: this.id,
      command,
      actor: this.actor,
      tenantId,
      personId: null,
      commandId,
      correlationId,
      causationId,
      context: (stream): Context => ({
        now,
        actor: this.actor,
        tenantId,
        jurisdiction: stream.jurisdiction ?? jurisdiction,
        personId: null,
        id: this.id,
        occurredAt: now,
        facts: definition.facts.initial,
        about: () => definition.facts.initial,
        stream: <State>(decider: { readonly initial: State }) => decider.initial,
        newId: (name) => uuidV5(commandId, name),
        salt: () => randomBytes(32).toString('hex'),
        pseudonym: (userId) => this.service.pseudonymOf(secret, userId),
      }),
    });
  }
}
