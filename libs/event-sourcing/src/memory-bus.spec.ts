import type { BusMessage } from './bus.js';
import { MemoryBus } from './memory-bus.js';
import { busContract, until } from './testing/index.js';

busContract('memory', () => Promise.resolve(new MemoryBus()));
busContract('memory, everything twice', () => Promise.resolve(new MemoryBus({ deliverTwice: true })));

describe('the in-process bus', () => {
  const message: BusMessage = { key: 'person-ann', headers: {}, value: '{}' };
  const turns = async (): Promise<void> => {
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  };

  it('PLAT-06: answers the publisher only when every subscriber has stored the message', async () => {
    const bus = new MemoryBus();
    let letGo = (): void => undefined;
    await bus.subscribe('t', 'quick', () => Promise.resolve());
    await bus.subscribe('t', 'slow', () => new Promise((resolve) => (letGo = resolve)));
    let safe = false;
    const publishing = bus.publish('t', [message]).then(() => (safe = true));
    await turns();
    expect(safe).toBe(false);
    letGo();
    await publishing;
    await bus.close();
  });

  it('delivers twice when asked to', async () => {
    const bus = new MemoryBus({ deliverTwice: true });
    let calls = 0;
    await bus.subscribe('t', 'g', () => Promise.resolve(void (calls += 1)));
    await bus.publish('t', [message]);
    expect(calls).toBe(2);
  });

  it('tells the publisher when a message was not stored: the bus closed, or a subscriber left before storing it', async () => {
    const bus = new MemoryBus();
    let calls = 0;
    const leave = await bus.subscribe('t', 'g', () => {
      calls += 1;
      return Promise.reject(new Error('the log is away'));
    });
    const unsafe = bus.publish('t', [message]).catch((error: unknown) => error);
    await until('it was tried', () => calls > 0);
    await leave();
    expect(await unsafe).toBeInstanceOf(Error);
    const tried = calls;
    await bus.close();
    expect(await bus.publish('t', [message]).catch((error: unknown) => error)).toBeInstanceOf(Error);
    expect(calls).toBe(tried);
  });
});
