import { services } from '@carethread/embedded';
import { checked, dictionaryOf, isText, listOf, shapeOf } from '@carethread/ledger';
import { consumedContracts } from '@carethread/runtime';
import type { Logs } from '../logs.js';

/** What the bus holds, as far as it is compared with what was stored. */
interface Message {
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
}

const areMessages = listOf(shapeOf<Message>({ key: isText, headers: dictionaryOf(isText) }));

/** Every published fact is stored once by each service that consumes it, each person's in the order of publication. */
export async function consumptionFaults(items: unknown, logs: Logs): Promise<readonly string[]> {
  const faults: string[] = [];
  const messages = checked(items, areMessages, 'messages of the bus');
  const published = new Map(messages.map((message) => [message.headers['ce_id'] ?? '', message]));
  for (const service of services) {
    const consumed = consumedContracts(service);
    const last = new Map<string, number>();
    const stored = new Set<string>();
    for (const { event } of await logs.all(service.name)) {
      if (event.type !== 'Heard') continue;
      const message = published.get(event.id);
      if (message === undefined) {
        faults.push(`${service.name} stored ${event.id}, which no service published`);
        continue;
      }
      if (stored.has(event.id)) faults.push(`${service.name} stored ${event.id} twice`);
      stored.add(event.id);
      const order = `${message.key} from ${message.headers['ce_source'] ?? ''}`;
      const sequence = Number(message.headers['ce_sequence']);
      if (sequence < (last.get(order) ?? 0)) faults.push(`${service.name} stored ${order} out of order at ${sequence}`);
      last.set(order, sequence);
    }
    for (const [id, { headers }] of published)
      if (consumed.has(headers['ce_type'] ?? '') && !stored.has(id))
        faults.push(`${service.name} never stored ${headers['ce_type'] ?? ''} ${id}`);
  }
  return faults;
}
