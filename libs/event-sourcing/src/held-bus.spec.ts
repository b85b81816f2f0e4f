import type { BusMessage } from './bus.js';
import { PausableBus } from './pausable-bus.js';
import { MemoryBus } from './memory-bus.js';
import { busContract } from './testing/index.js';

busContract('held, when nothing is', () => Promise.resolve(new PausableBus(new MemoryBus())));

describe('a bus that can be held', () => {
  const message: BusMessage = { key: 'person-ann', headers: {}, value: '{}' };
  const turns = async (): Promise<void> => {
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  };

  it('holds single topics or everything back, and lets them flow in order', async () => {
    const bus = new PausableBus(new MemoryBus());
    const got: string[] = [];
    for (const topic of ['a', 'b'])
      await bus.subscribe(topic, 'g', (messages) =>
        Promise.resolve(void got.push(...messages.map(({ value }) => value))),
      );
    bus.pause({ paused: false, hold: ['a'] });
    expect([bus.flows('a'), bus.flows('b')]).toEqual([false, true]);
    const published = [
      bus.publish('a', [{ ...message, value: 'a1' }]),
      bus.publish('a', [{ ...message, value: 'a2' }]),
    ];
    await bus.publish('b', [{ ...message, value: 'b1' }]);
    await turns();
    expect(got).toEqual(['b1']);
    bus.pause({ paused: true, hold: [] });
    await turns();
    expect(got).toEqual(['b1']);
    bus.pause({ paused: false, hold: [] });
    published.push(bus.publish('a', [{ ...message, value: 'a3' }]));
    await Promise.all(published);
    expect(got).toEqual(['b1', 'a1', 'a2', 'a3']);
  });

  it('tells whoever waits that it was closed', async () => {
    const bus = new PausableBus(new MemoryBus());
    bus.pause({ paused: true, hold: [] });
    const waiting = bus.publish('t', [message]).catch((error: unknown) => error);
    await turns();
    await bus.close();
    expect(await waiting).toBeInstanceOf(Error);
  });
});
