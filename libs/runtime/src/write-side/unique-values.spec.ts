import { refuse } from '@carethread/contracts';
import { MemoryLog, type AnyDecider, type Decider, type EventLog } from '@carethread/event-sourcing';
import { SettableClock } from '@carethread/event-sourcing/testing';
import { uuidV5 } from '@carethread/ledger';
import { MemoryKeyStore } from '@carethread/privacy';
import { EventDecoder } from '../read-side/event-decoder.js';
import { CommandHandler } from './command-handler.js';

interface State {
  readonly numbers: readonly string[];
  readonly fenced: boolean;
}
type Command =
  | { readonly type: 'Register'; readonly numbers: readonly string[]; readonly refused?: boolean }
  | { readonly type: 'Exchange'; readonly from: string; readonly to: string }
  | { readonly type: 'Fence' };
type Event =
  | { readonly type: 'Registered'; readonly payload: { readonly numbers: readonly string[] } }
  | { readonly type: 'Exchanged'; readonly payload: { readonly from: string; readonly to: string } }
  | { readonly type: 'Fenced'; readonly payload: Readonly<Record<string, never>> };

const NHS = (value: string) => ({ scheme: 'NHS', value });

const decider: Decider<State, Command, Event> = {
  category: 'person',
  keyClass: 'core',
  holder: () => ({ kind: 'tenant' }),
  initial: { numbers: [], fenced: false },
  evolve: {
    Registered: (state, { payload: { numbers } }) => ({ ...state, numbers }),
    Exchanged: ({ numbers, ...state }, { payload: { from, to } }) => ({
      ...state,
      numbers: [...numbers.filter((one) => one !== from), to],
    }),
    Fenced: (state) => ({ ...state, fenced: true }),
  },
  decide: {
    Register: (command, state) => {
      if (command.refused === true) refuse('FUTURE_DATE', ['dateOfBirth']);
      if (state.fenced) refuse('PERSON_EXISTS');
      return state.numbers.length > 0 ? [] : [{ type: 'Registered', payload: { numbers: command.numbers } }];
    },
    Exchange: ({ from, to }) => [{ type: 'Exchanged', payload: { from, to } }],
    Fence: () => [{ type: 'Fenced', payload: {} }],
  },
  unique: {
    holds: ({ numbers }) => numbers.map(NHS),
    taken: (event) =>
      event.type === 'Registered'
        ? event.payload.numbers.map(NHS)
        : event.type === 'Exchanged'
          ? [NHS(event.payload.to)]
          : [],
    freed: (event) => (event.type === 'Exchanged' ? [NHS(event.payload.from)] : []),
    code: 'PERSON_EXISTS',
    fence: { type: 'Fence' },
  },
};
const DECIDER = decider as unknown as AnyDecider;
const NOW = '2026-03-02T09:00:00.000Z';
const TENANT = uuidV5('unique', 'tenant');
const [ONE, OTHER, THIRD] = [uuidV5('unique', 'one'), uuidV5('unique', 'other'), uuidV5('unique', 'third')] as const;

describe('numbers that one stream holds at a time', () => {
  let log: MemoryLog;
  let keys: MemoryKeyStore;
  let streams: CommandHandler;
  let beforeAppend: (() => Promise<void>) | undefined;
  let commands = 0;

  const copy = (): CommandHandler => {
    const raced: EventLog = {
      service: log.service,
      append: async (request) => {
        const first = beforeAppend;
        beforeAppend = undefined;
        await first?.();
        return log.append(request);
      },
      readStream: (stream, range) => log.readStream(stream, range),
      readAll: (after, limit) => log.readAll(after, limit),
      head: () => log.head(),
      positionAt: (instant) => log.positionAt(instant),
      onAppended: (wake) => log.onAppended(wake),
      close: () => log.close(),
    };
    return new CommandHandler(raced, new EventDecoder(keys, [DECIDER], {}), keys, 20);
  };

  beforeEach(() => {
    log = new MemoryLog({ service: 'assessment', clock: new SettableClock(NOW) });
    keys = new MemoryKeyStore();
    streams = copy();
  });

  const execute = async (on: CommandHandler, id: string, command: Command, tenantId = TENANT): Promise<string> => {
    commands += 1;
    try {
      const { events } = await on.execute({
        decider: DECIDER,
        id,
        command,
        actor: { userId: ONE, user: ONE, role: 'AS', roles: ['AS'], serviceIds: [], qualifications: [] },
        tenantId,
        personId: id,
        commandId: uuidV5('command', commands),
        correlationId: ONE,
        causationId: ONE,
        context: () => ({ now: NOW, occurredAt: NOW, jurisdiction: 'ENG' }) as never,
      });
      return events.map(({ type }) => type).join(' ');
    } catch (error) {
      return (error as { code?: string }).code ?? String(error);
    }
  };
  const register = (id: string, ...numbers: string[]): Promise<string> =>
    execute(streams, id, { type: 'Register', numbers });

  it('are refused to a second stream, and not to another tenant', async () => {
    expect(await register(ONE, '1')).toBe('Registered');
    expect(await register(OTHER, '1')).toBe('PERSON_EXISTS');
    expect(await execute(streams, THIRD, { type: 'Register', numbers: ['1'] }, uuidV5('unique', 'b'))).toBe(
      'Registered',
    );
  });

  it('are not claimed by a refused command, nor by one that gets only some of them', async () => {
    expect(await execute(streams, ONE, { type: 'Register', numbers: ['1'], refused: true })).toBe('FUTURE_DATE');
    expect(await register(OTHER, '2')).toBe('Registered');
    expect(await register(THIRD, '1', '2')).toBe('PERSON_EXISTS');
    expect(await register(ONE, '1')).toBe('Registered');
  });

  it('are free for another stream once they are exchanged', async () => {
    await register(ONE, '1');
    expect(await execute(streams, ONE, { type: 'Exchange', from: '1', to: '2' })).toBe('Exchanged');
    expect(await register(OTHER, '1')).toBe('Registered');
    expect(await register(THIRD, '2')).toBe('PERSON_EXISTS');
  });

  it('are taken over where their process ended between claim and event, and it cannot come back with the event', async () => {
    await keys.claim(TENANT, 'NHS', '1', ONE);
    expect(await register(OTHER, '1')).toBe('Registered');
    expect(await register(ONE, '1')).toBe('PERSON_EXISTS');
    expect((await log.readStream(`person-${ONE}`)).map(({ event }) => event.type)).toEqual(['Fenced']);
  });

  it('are taken over from one whose append comes too late: it decides anew, and is refused', async () => {
    // Between the first one's claim and its append, a second copy registers another person with that number.
    let second = '';
    beforeAppend = async () => {
      second = await execute(copy(), OTHER, { type: 'Register', numbers: ['1'] });
    };
    expect(await register(ONE, '1')).toBe('PERSON_EXISTS');
    expect(second).toBe('Registered');
  });

  it('raced by twenty go to one', async () => {
    const copies = [streams, copy()];
    const ids = Array.from({ length: 20 }, (_, index) => uuidV5('unique', 'raced', index));
    const outcomes = await Promise.all(
      ids.map((id, index) => execute(copies[index % 2] ?? streams, id, { type: 'Register', numbers: ['1'] })),
    );
    expect(outcomes.filter((outcome) => outcome === 'Registered')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'PERSON_EXISTS')).toHaveLength(19);
  });
});
