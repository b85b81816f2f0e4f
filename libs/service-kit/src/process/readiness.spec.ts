import { EMPTY_LOG } from '@carethread/event-sourcing';
import { Readiness, TRY_MS, type Every } from './readiness.js';

const works = (): Promise<never> => Promise.resolve(EMPTY_LOG) as Promise<never>;
const fails = (): Promise<never> => Promise.reject(new Error('the disk'));
const never = (): Promise<never> => new Promise<never>(() => undefined);

describe('readiness', () => {
  let turn: () => void = () => undefined;
  let asked = 0;
  const every: Every = (milliseconds, work) => {
    expect(milliseconds).toBe(TRY_MS);
    turn = work;
    return () => undefined;
  };
  const moves = { ready: true, parts: [] };
  const log = { head: works, probe: works };
  const readiness = (stalled = moves, refusal: string | undefined = undefined): Readiness =>
    new Readiness([{ name: 'risk', logs: [log], stalled: () => stalled }], () => refusal, every, 20);
  beforeEach(() => Object.assign(log, { head: works, probe: works }));

  it.each([
    ['read', 'head'],
    ['written', 'probe'],
  ])('is gone while a log cannot be %s, and comes back by itself', async (_, part) => {
    const watch = readiness();
    for (const bad of [fails, never]) {
      Object.assign(log, { [part]: bad });
      expect(watch.standing()).toEqual({ ready: true, status: 'ok', stalled: [] });
      turn();
      await watch.tryLogs(); // already being tried
      await new Promise((resolve) => setTimeout(resolve, 40));
      expect(watch.standing()).toEqual({ ready: false, status: 'stalled', stalled: ['risk: log'] });
      Object.assign(log, { [part]: works });
      await watch.tryLogs();
      expect(watch.standing().ready).toBe(true);
    }
  });

  it('answers from memory, without a query', () => {
    const watch = readiness();
    Object.assign(log, { head: () => ((asked += 1), works()) });
    for (let times = 0; times < 100; times++) watch.standing();
    expect(asked).toBe(0);
  });

  it('says what stands still, and whether that keeps requests away', () => {
    expect(readiness({ ready: true, parts: ['views'] as never[] }).standing()).toEqual({
      ready: true,
      status: 'degraded',
      stalled: ['risk: views'],
    });
    expect(readiness({ ready: false, parts: ['relay'] as never[] }).standing()).toMatchObject({ status: 'stalled' });
    expect(readiness(moves, 'the clock').standing()).toMatchObject({ ready: false, refusing: 'the clock' });
  });
});
