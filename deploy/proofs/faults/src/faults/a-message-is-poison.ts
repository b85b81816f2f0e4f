import { KafkaBus } from '@carethread/bus-kafka';
import { randomUUID } from 'node:crypto';
import type { Fault } from './fault.js';

/** No JSON, no contract, and a sealed part that no key opens, under the keys of people whom the load has just written about. */
export const aMessageIsPoison: Fault = {
  name: 'a message is poison',
  server: 'kafka',
  happen: async (platform) => {
    const bus = await KafkaBus.open({ url: platform.servers.kafka.url, namespace: platform.six.namespace });
    const id = randomUUID();
    const at = '2026-03-02T09:00:00.000Z';
    const contract = {
      id,
      type: 'assessment.person-registered.v1',
      source: 'assessment',
      sequence: 1,
      tenantId: id,
      jurisdiction: 'ENG',
      occurredAt: at,
      recordedAt: at,
      effectiveFrom: at,
      correlationId: id,
      keyId: `${id}.0123456789abcdef`,
      clear: {},
      sealed: 'AAAA',
    };
    const people = platform.load.people().slice(-3);
    const values = ['{', '{"type":"assessment.person-registered.v1"}'];
    try {
      for (const person of people)
        await bus.publish('assessment.events.v1', [
          ...values.map((value) => ({ key: person, headers: {}, value })),
          {
            key: person,
            headers: { ce_id: id },
            value: JSON.stringify({ ...contract, subject: person, personId: person }),
          },
        ]);
    } finally {
      await bus.close();
    }
    platform.say(`${people.length * 3} poisoned messages were sent`);
    await platform.more(20, 30_000);
    await platform.eventually('they are parked where an operator finds them', 30_000, async () => {
      const parked = (await platform.logs.all('care-plan')).filter(({ event }) => event.type === 'FactParked');
      return parked.length >= 3;
    });
  },
};
