import type { AnyDecider } from '@carethread/event-sourcing';
import type { CommandEnvelope, CommandOutcome, Dispatch, ServiceRuntime } from '@carethread/runtime';
import { Module, type INestApplicationContext, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Command, CommandBus, CommandHandler, CqrsModule, type ICommandHandler } from '@nestjs/cqrs';

@Module({})
class WriteSide {}

/** A message class for one decider of one service, and the one generic handler behind it. */
interface Registered {
  readonly decider: AnyDecider;
  readonly message: new (envelope: CommandEnvelope) => Command<CommandOutcome>;
  readonly handler: Type<ICommandHandler>;
}

/**
 * Carries every command of these services over one `CommandBus`: HTTP, policies, the clock and the operator dispatch alike, so
 * whatever is to see each command hangs on the bus. Call it before a service starts; close it after they have stopped.
 */
export async function openCommandBus(runtimes: readonly ServiceRuntime[]): Promise<INestApplicationContext> {
  const registered = new Map(runtimes.map((runtime) => [runtime, messagesOf(runtime)]));
  const providers = [...registered.values()].flat().map(({ handler }) => handler);
  const context = await NestFactory.createApplicationContext(
    { module: WriteSide, imports: [CqrsModule.forRoot()], providers },
    { logger: ['error', 'fatal'], abortOnError: false },
  );
  const bus = context.get(CommandBus);
  for (const [runtime, messages] of registered) runtime.dispatch = over(bus, messages);
  return context;
}

function over(bus: CommandBus, messages: readonly Registered[]): Dispatch {
  const byCategory = new Map(messages.map(({ decider, message }) => [decider.category, message]));
  return (envelope) => {
    const Message = byCategory.get(envelope.decider.category);
    if (Message === undefined) throw new Error(`no command of ${envelope.decider.category} belongs to this service`);
    return bus.execute(new Message(envelope));
  };
}

function messagesOf(runtime: ServiceRuntime): readonly Registered[] {
  return runtime.deciders.map((decider) => {
    class DeciderCommand extends Command<CommandOutcome> {
      constructor(readonly envelope: CommandEnvelope) {
        super();
      }
    }
    @CommandHandler(DeciderCommand)
    class DeciderCommandHandler implements ICommandHandler<DeciderCommand> {
      execute({ envelope }: DeciderCommand): Promise<CommandOutcome> {
        return runtime.execute(envelope);
      }
    }
    const name = decider.category.charAt(0).toUpperCase() + decider.category.slice(1);
    Object.defineProperty(DeciderCommand, 'name', { value: `${name}Command` });
    Object.defineProperty(DeciderCommandHandler, 'name', { value: `${name}CommandHandler` });
    return { decider, message: DeciderCommand, handler: DeciderCommandHandler };
  });
}
