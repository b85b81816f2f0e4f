import { services } from '@carethread/embedded';
import { openKeyStore, Opener } from '@carethread/service-kit';
import type { CliOptions, Outcome } from './verb.js';
import type { NamedLog } from './logs.js';

/** A person's own events over all services, in order, opened with the key store; what is erased stays a stub. */
export async function replay(logs: readonly NamedLog[], personId: string, options: CliOptions): Promise<Outcome> {
  if (personId === '') throw new Error('say whose: replay PERSON');
  const keys = await openKeyStore({ ...options, createKey: false });
  const knownAt = options['known-at'] ?? new Date().toISOString();
  const items: { recordedAt: string; line: object }[] = [];
  for (const { name, log } of logs) {
    const service = services.find((one) => one.name === name);
    if (service === undefined) continue;
    const opener = new Opener(keys, service.deciders, service.publish);
    for (let after = 0; ;) {
      const events = await log.readAll(after, 1000);
      for (const stored of events) {
        const { event } = stored;
        if (event.personId !== personId || event.stream.startsWith('heard-') || event.recordedAt > knownAt) continue;
        const { recorded, erased } = await opener.open(stored);
        items.push({
          recordedAt: event.recordedAt,
          line: {
            service: name,
            stream: event.stream,
            revision: event.revision,
            type: event.type,
            recordedAt: event.recordedAt,
            effectiveFrom: event.effectiveFrom,
            ...(erased ? { erased } : { payload: recorded?.payload ?? {} }),
          },
        });
      }
      const last = events.at(-1);
      if (last === undefined) break;
      after = last.position;
    }
  }
  await keys.close();
  items.sort((a, b) => (a.recordedAt < b.recordedAt ? -1 : a.recordedAt > b.recordedAt ? 1 : 0));
  return {
    code: items.length === 0 ? 1 : 0,
    said: { personId, knownAt, items: items.map(({ line }) => line) },
    lines: items.map(({ line }) => JSON.stringify(line)),
  };
}
