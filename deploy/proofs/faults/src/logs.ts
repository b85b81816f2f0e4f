import type { EventLog, StoredEvent } from '@carethread/event-sourcing';
import { verifyLog } from '@carethread/ledger';
import { SERVICE_NAMES } from '@carethread/services';
import type { Sent } from './load.js';

const PAGE = 1_000;

/** The logs of a platform, read beside it. */
export class Logs {
  constructor(
    /** Opens the log of a service, or (`access`) its access log, for reading. */
    readonly open: (service: string, access: boolean) => Promise<EventLog>,
  ) {}

  async all(service: string): Promise<readonly StoredEvent[]> {
    return this.#with(service, false, async (log) => {
      const events: StoredEvent[] = [];
      for (;;) {
        const page = await log.readAll(events.length, PAGE);
        if (page.length === 0) return events;
        events.push(...page);
      }
    });
  }

  async #with<T>(service: string, access: boolean, work: (log: EventLog) => Promise<T>): Promise<T> {
    const log = await this.open(service, access);
    try {
      return await work(log);
    } finally {
      await log.close();
    }
  }

  /**
   * What was acknowledged and is not in the logs, looked up there and never by sending again: ids come from the command's key, so a
   * lost command that is sent again looks as if it had never been lost.
   */
  async lost(sent: readonly Sent[]): Promise<readonly Sent[]> {
    const reached = new Map<string, number>();
    for (const service of SERVICE_NAMES)
      for (const { event } of await this.all(service)) {
        // A fact that another service received is no command.
        if (event.type === 'Heard') continue;
        const id = event.stream.slice(event.stream.indexOf('-') + 1);
        reached.set(id, Math.max(reached.get(id) ?? 0, event.revision));
      }
    return sent.filter(({ answer }) => answer !== undefined && (reached.get(answer.id) ?? 0) < answer.revision);
  }

  /** How many events of each type each person has, over all services: types and persons stand in the clear. */
  async eventsByPerson(): Promise<ReadonlyMap<string, ReadonlyMap<string, number>>> {
    const people = new Map<string, Map<string, number>>();
    for (const service of SERVICE_NAMES)
      for (const { event } of await this.all(service)) {
        if (event.personId === null) continue;
        const counts = people.get(event.personId) ?? new Map<string, number>();
        people.set(event.personId, counts.set(event.type, (counts.get(event.type) ?? 0) + 1));
      }
    return people;
  }

  /** Faults of the chains, those of the access logs included. */
  async unverified(): Promise<readonly string[]> {
    const faults: string[] = [];
    for (const service of SERVICE_NAMES)
      for (const access of [false, true]) {
        const verdict = await this.#with(service, access, (log) => verifyLog(log));
        if (!verdict.valid)
          faults.push(`${service}${access ? ' access' : ''} does not verify: ${JSON.stringify(verdict)}`);
      }
    return faults;
  }

  /** Positions without gaps, time that never runs back, and no command that took effect twice. */
  async disordered(): Promise<readonly string[]> {
    const faults: string[] = [];
    for (const service of SERVICE_NAMES) {
      let last: StoredEvent | undefined;
      const streamOf = new Map<string, string>();
      const ids = new Set<string>();
      for (const stored of await this.all(service)) {
        const { event, position } = stored;
        if (position !== (last?.position ?? 0) + 1) faults.push(`${service} has a gap before ${position}`);
        if (last !== undefined && last.event.recordedAt > event.recordedAt)
          faults.push(`${service} runs back in time at ${position}`);
        const id = `${event.stream} ${event.id}`;
        if (ids.has(id)) faults.push(`${service} holds ${id} twice`);
        ids.add(id);
        const before = streamOf.get(event.commandId);
        if (before !== undefined && before !== event.stream)
          faults.push(`${service}: one command took effect in ${before} and in ${event.stream}`);
        streamOf.set(event.commandId, event.stream);
        last = stored;
      }
    }
    return faults;
  }
}
