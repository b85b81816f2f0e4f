import { randomUUID } from 'node:crypto';
import type { Bus, BusMessage } from '../bus.js';
import { until } from './until.js';

/** What a relay may rely on, whatever carries its messages. `make` gives a bus, closed after each test. */
export function busContract(name: string, make: () => Promise<Bus>): void {
  describe(`bus contract: ${name}`, () => {
    let bus: Bus;
    let topic: string;
    const [ann, bob] = ['person-ann', 'person-bob'];

    beforeEach(async () => {
      bus = await make();
      topic = `test.${randomUUID()}`;
    });
    afterEach(() => bus.close());

    const message = (key: string, value: string): BusMessage => ({
      key,
      value,
      headers: { 'ce-id': `${key}/${value}` },
    });
    /** What arrived first, in order: at least once means that anything may come again. */
    const firsts = (got: readonly BusMessage[], key: string): string[] => [
      ...new Set(got.filter((one) => one.key === key).map(({ value }) => value)),
    ];

    it('brings every message, whole, to every group', async () => {
      const [one, two]: [BusMessage[], BusMessage[]] = [[], []];
      await bus.subscribe(topic, 'risk', (messages) => Promise.resolve(void one.push(...messages)));
      await bus.subscribe(topic, 'review', (messages) => Promise.resolve(void two.push(...messages)));
      const sent = message(ann, '{"text":"Grüße, 👵"}');
      await bus.publish(topic, [sent]);
      await until('both have it', () => one.length > 0 && two.length > 0);
      expect(one[0]).toEqual(sent);
      expect(two[0]).toEqual(sent);
    });

    it('keeps topics apart', async () => {
      const got: BusMessage[] = [];
      await bus.subscribe(topic, 'risk', (messages) => Promise.resolve(void got.push(...messages)));
      await bus.publish(`${topic}.other`, [message(ann, 'not for you')]);
      await bus.publish(topic, [message(ann, 'for you')]);
      await until('its own arrives', () => got.length > 0);
      expect(firsts(got, ann)).toEqual(['for you']);
    });

    it('PLAT-08: keeps the messages of one key in the order they were published, without waiting between them', async () => {
      const got: BusMessage[] = [];
      await bus.subscribe(topic, 'risk', async (messages) => {
        await new Promise((resolve) => setImmediate(resolve));
        got.push(...messages);
      });
      const published: Promise<void>[] = [];
      for (let number = 0; number < 20; number += 1)
        published.push(
          bus.publish(topic, [
            message(ann, `${2 * number}`),
            message(bob, `${number}`),
            message(ann, `${2 * number + 1}`),
          ]),
        );
      await Promise.all(published);
      await until('all are there', () => firsts(got, ann).length === 40 && firsts(got, bob).length === 20);
      expect(firsts(got, ann)).toEqual(Array.from({ length: 40 }, (_, number) => `${number}`));
      expect(firsts(got, bob)).toEqual(Array.from({ length: 20 }, (_, number) => `${number}`));
    });

    it('brings again what a handler could not store, before anything later of that key', async () => {
      const stored: BusMessage[] = [];
      let refusals = 0;
      await bus.subscribe(topic, 'risk', (messages) => {
        if (refusals < 2 && messages.some(({ value }) => value === 'first')) {
          refusals += 1;
          return Promise.reject(new Error('the log is away'));
        }
        stored.push(...messages);
        return Promise.resolve();
      });
      await Promise.all([bus.publish(topic, [message(ann, 'first')]), bus.publish(topic, [message(ann, 'second')])]);
      await until('both are stored', () => firsts(stored, ann).length === 2);
      expect(refusals).toBe(2);
      expect(firsts(stored, ann)).toEqual(['first', 'second']);
    });

    it('delivers nothing after the subscription has ended', async () => {
      const [left, stayed]: [BusMessage[], BusMessage[]] = [[], []];
      const leave = await bus.subscribe(topic, 'risk', (messages) => Promise.resolve(void left.push(...messages)));
      await bus.subscribe(topic, 'review', (messages) => Promise.resolve(void stayed.push(...messages)));
      await bus.publish(topic, [message(ann, 'one')]);
      await until('both have one', () => left.length > 0 && stayed.length > 0);
      await leave();
      const had = left.length;
      await bus.publish(topic, [message(ann, 'two')]);
      await until('the other has two', () => firsts(stayed, ann).length === 2);
      expect(left).toHaveLength(had);
    });
  });
}
