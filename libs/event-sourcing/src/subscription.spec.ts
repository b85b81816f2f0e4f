import type { StoredEvent } from './event-log.js';
import { MemoryLog } from './memory-log.js';
import { subscribe } from './subscription.js';
import { sampleAppend, sampleStream, SettableClock, until } from './testing/index.js';

/** A log whose disk fails for a while. */
class FailingLog extends MemoryLog {
  failing = true;
  override readAll(after: number, limit: number): Promise<readonly StoredEvent[]> {
    return this.failing ? Promise.reject(new Error('the disk is away')) : super.readAll(after, limit);
  }
}

describe('subscription', () => {
  it('is well again once the log can be read, even when there is nothing new to handle', async () => {
    const log = new FailingLog({ service: 'care-plan', clock: new SettableClock('2026-03-02T09:00:00.000Z') });
    await log.append(sampleAppend(sampleStream(), 0));
    const subscription = subscribe({ log, from: 1, handle: () => Promise.resolve() });
    await until('it reports the failure', () => subscription.stalled()?.message === 'the disk is away');
    log.failing = false;
    await until('it is well again', () => subscription.stalled() === undefined);
    await subscription.stop();
  });
});
