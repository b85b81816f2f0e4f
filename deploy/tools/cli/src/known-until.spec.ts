import { MemoryLog } from '@carethread/event-sourcing';
import { knownUntil, laterThanKnown } from './known-until.js';
import { sampleEvent } from './sample-event.js';

async function logAt(instant: string): Promise<MemoryLog> {
  const log = new MemoryLog({ service: 'risk', clock: { now: () => Date.parse(instant) } });
  await log.append({ stream: sampleEvent(1).stream, expectedRevision: 0, events: [sampleEvent(1)] });
  return log;
}

describe('what logs know', () => {
  it('reaches to their last event where that is stamped later than this machine’s clock', async () => {
    const logs = [
      { name: 'risk', log: await logAt('2126-12-31T00:00:00.000Z') },
      { name: 'consent', log: await logAt('2126-03-02T09:00:00.000Z') },
    ];
    expect(await knownUntil(logs)).toBe('2126-12-31T00:00:00.000Z');
  });

  it('reaches to now where their last event is earlier, or they hold nothing', async () => {
    const before = new Date().toISOString();
    const logs = [{ name: 'risk', log: new MemoryLog({ service: 'risk', clock: { now: () => 0 } }) }];
    expect((await knownUntil(logs)) >= before).toBe(true);
    expect((await knownUntil([{ name: 'risk', log: await logAt('2026-03-02T09:00:00.000Z') }])) >= before).toBe(true);
  });

  it('says of an instant that lies later that it is', () => {
    const until = '2126-12-31T00:00:00.000Z';
    expect(laterThanKnown('--known-at', undefined, until)).toBeUndefined();
    expect(laterThanKnown('--known-at', until, until)).toBeUndefined();
    expect(laterThanKnown('--known-at', '2127-01-01T00:00:00.000Z', until)).toContain(
      '--known-at 2127-01-01T00:00:00.000Z is later than now and than the last event of these logs',
    );
  });
});
