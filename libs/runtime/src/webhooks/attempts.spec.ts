import { MemoryViewStore } from '@carethread/event-sourcing';
import { Attempts, type Attempt } from './attempts.js';

const attempt = (seq: number, at: string, more: Partial<Attempt> = {}): Attempt => ({
  ...{ endpointId: 'E', seq, attempt: 1, at, outcome: 'accepted', status: 200, milliseconds: 12 },
  ...more,
});
const seqs = (page: readonly Attempt[]): readonly number[] => page.map(({ seq }) => seq);

describe('the attempts of an endpoint (PLAT-13)', () => {
  it('are listed newest first, page by page, by their outcome, and of one endpoint alone', async () => {
    const attempts = await Attempts.open(new MemoryViewStore());
    for (let seq = 1; seq <= 5; seq += 1)
      attempts.write(
        attempt(seq, `2026-01-15T12:00:0${seq}.000Z`, seq % 2 === 0 ? { outcome: 'status', status: 500 } : {}),
      );
    attempts.write(attempt(9, '2026-01-15T12:00:09.000Z', { endpointId: 'OTHER' }));
    const first = await attempts.page('E', { limit: 2 });
    expect(seqs(first)).toEqual([5, 4]);
    const { place } = first[1] ?? {};
    if (place === undefined) throw new Error('there is a second one');
    expect(seqs(await attempts.page('E', { limit: 10, after: place }))).toEqual([3, 2, 1]);
    expect(seqs(await attempts.page('E', { limit: 10, outcome: 'status' }))).toEqual([4, 2]);
  });

  it('two of one notice at the same instant are two', async () => {
    const attempts = await Attempts.open(new MemoryViewStore());
    attempts.write(attempt(1, '2026-01-15T12:00:00.000Z'));
    attempts.write(attempt(1, '2026-01-15T12:00:00.000Z', { replay: true }));
    expect(await attempts.page('E', { limit: 10 })).toHaveLength(2);
  });

  it('are kept for 30 days', async () => {
    const attempts = await Attempts.open(new MemoryViewStore());
    const days = ['2025-12-15', '2025-12-16', '2026-01-15'];
    for (const [at, day] of days.entries()) attempts.write(attempt(at, `${day}T12:00:00.000Z`));
    await attempts.store();
    await attempts.prune(Date.parse('2026-01-15T12:00:00.000Z'));
    expect(seqs(await attempts.page('E', { limit: 10 }))).toEqual([2, 1]);
  });

  it('are stored with the next ones where the store was away', async () => {
    const store = new MemoryViewStore();
    const attempts = await Attempts.open(store);
    const { commit } = attempts.collection;
    attempts.collection.commit = () => Promise.reject(new Error('away'));
    attempts.write(attempt(1, '2026-01-15T12:00:00.000Z'));
    await expect(attempts.store()).rejects.toThrow('away');
    attempts.collection.commit = commit;
    attempts.write(attempt(2, '2026-01-15T12:00:01.000Z'));
    expect(seqs(await attempts.page('E', { limit: 10 }))).toEqual([2, 1]);
  });
});
