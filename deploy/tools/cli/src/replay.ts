import { present, type JsonObject } from '@carethread/ledger';
import { services } from '@carethread/embedded';
import { openKeyStore } from '@carethread/service-kit';
import { EventDecoder } from '@carethread/runtime';
import { knownUntil, laterThanKnown } from './known-until.js';
import type { Outcome, Place, Progressing } from './verb.js';
import type { NamedLog } from './logs.js';

/** An event as it is shown: with its content, or with the word that this is erased. */
interface Line {
  readonly service: string;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly recordedAt: string;
  readonly effectiveFrom: string;
  readonly erased?: true;
  readonly payload?: JsonObject;
}

/**
 * A person's own events over all services, in order, opened with the key store; what is erased stays a stub. Without an instant it
 * is all of them, also those that are stamped later than this machine's clock.
 */
export async function replay(
  logs: readonly NamedLog[],
  personId: string,
  options: Place & Progressing & { readonly knownAt?: string | undefined },
): Promise<Outcome> {
  const keys = await openKeyStore({ ...options, createKey: false });
  const until = await knownUntil(logs);
  const knownAt = options.knownAt ?? until;
  const note = laterThanKnown('--known-at', options.knownAt, until);
  if (note !== undefined) options.progress(note);
  let known = false;
  const damaged: string[] = [];
  const items: Line[] = [];
  for (const { name, log } of logs) {
    const service = services.find((one) => one.name === name);
    if (service === undefined) continue;
    const opener = new EventDecoder(keys, service.deciders, service.publish);
    for (let after = 0; ;) {
      const events = await log.readAll(after, 1000);
      for (const stored of events) {
        // A damaged event names no person that could be trusted: it may be this one's, and the answer may lack it.
        if (stored.damaged === true)
          damaged.push(`${name} at position ${stored.position}: the stored event is damaged`);
        const { event } = stored;
        if (event.personId !== personId || event.stream.startsWith('heard-')) continue;
        known = true;
        if (event.recordedAt > knownAt) continue;
        const { recorded, erased, fault } = await opener.open(stored);
        if (fault !== undefined) damaged.push(`${name} at position ${stored.position}: ${fault}`);
        items.push(
          present<Line>({
            service: name,
            stream: event.stream,
            revision: event.revision,
            type: event.type,
            recordedAt: event.recordedAt,
            effectiveFrom: event.effectiveFrom,
            erased: erased ? true : undefined,
            payload: erased ? undefined : (recorded?.payload ?? {}),
          }),
        );
      }
      const last = events.at(-1);
      if (last === undefined) break;
      after = last.position;
    }
  }
  await keys.close();
  const faults = damaged.length === 0 ? {} : { damaged };
  for (const fault of damaged) options.progress(`DAMAGED ${fault}; carethread verify says more`);
  items.sort((a, b) => (a.recordedAt < b.recordedAt ? -1 : a.recordedAt > b.recordedAt ? 1 : 0));
  if (!known)
    return {
      code: 1,
      result: { personId, found: false, ...faults },
      lines: [`not found: these logs hold nothing about ${personId}`],
    };
  if (items.length === 0)
    return {
      code: damaged.length === 0 ? 0 : 1,
      result: present({ personId, knownAt, items: [], ...faults, note }),
      lines: [`nothing was known of ${personId} at ${knownAt}`],
    };
  return {
    code: damaged.length === 0 ? 0 : 1,
    result: present({
      personId,
      knownAt,
      items,
      ...faults,
      note,
    }),
    lines: items.map((item) => JSON.stringify(item)),
  };
}
