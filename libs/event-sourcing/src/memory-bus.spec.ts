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

  it('holds single topics or everything back, and lets them flow in order', async () => {
    const bus = new MemoryBus();
    const got: string[] = [];
    for (const topic of ['a', 'b'])
      await bus.subscribe(topic, 'g', (messages) =>
        Promise.resolve(void got.push(...messages.map(({ value }) => value))),
      );
    bus.control({ paused: false, hold: ['a'] });
    expect([bus.held, bus.flows('a'), bus.flows('b')]).toEqual([true, false, true]);
    const published = [
      bus.publish('a', [{ ...message, value: 'a1' }]),
      bus.publish('a', [{ ...message, value: 'a2' }]),
    ];
    await bus.publish('b', [{ ...message, value: 'b1' }]);
    await turns();
    expect(got).toEqual(['b1']);
    bus.control({ paused: true, hold: [] });
    await turns();
    expect(got).toEqual(['b1']);
    bus.control({ paused: false, hold: [] });
    published.push(bus.publish('a', [{ ...message, value: 'a3' }]));
    await Promise.all(published);
    expect(got).toEqual(['b1', 'a1', 'a2', 'a3']);
    expect(bus.held).toBe(false);
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
    bus.control({ paused: true, hold: [] });
    const waiting = bus.publish('t', [message]).catch((error: unknown) => error);
    await turns();
    await bus.close();
    expect(await waiting).toBeInstanceOf(Error);
    expect(calls).toBe(tried);
  });
});
