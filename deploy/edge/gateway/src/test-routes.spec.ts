import type { Heads, ServiceProcess } from '@carethread/http-api';
import { rest } from './test-routes.js';

const HEADS: Heads = { risk: 7 };

/** A process that comes to rest when it has been asked so often; until then it has no answer for whoever waits. */
function busy(asks: number): Pick<ServiceProcess, 'outboxDrained' | 'inboxDrained'> {
  return {
    outboxDrained: (waits) =>
      --asks <= 0
        ? Promise.resolve(HEADS)
        : new Promise((_, reject) => waits.addEventListener('abort', () => reject(waits.reason as Error))),
    inboxDrained: () => Promise.resolve(HEADS),
  };
}

const of = (process: Pick<ServiceProcess, 'outboxDrained' | 'inboxDrained'>): readonly ServiceProcess[] => [
  process as ServiceProcess,
];

describe('waiting until a platform comes to rest', () => {
  it('asks again whoever had no answer in the time that a question may take', async () => {
    expect(await rest(of(busy(3)), 60_000, 5)).toEqual(HEADS);
  });

  it('says nothing when the time that it was given is over', async () => {
    expect(await rest(of(busy(Infinity)), 40, 10)).toBeUndefined();
  });

  it('throws what a process fails at', async () => {
    const broken = { ...busy(1), inboxDrained: () => Promise.reject(new Error('away')) };
    await expect(rest(of(broken), 60_000, 60_000)).rejects.toThrow('away');
  });
});
