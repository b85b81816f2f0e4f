import { MemoryViewStore, type ViewCollection, type ViewStore } from '@carethread/event-sourcing';
import { Checkpoints } from './checkpoints.js';

const DEFINITION = { name: 'checkpoints', version: 1, indexes: [] };

/** A store whose server may be away, and how often something was stored. */
function unsteady(): { readonly store: ViewStore; away: boolean; commits: number } {
  const kept = new MemoryViewStore();
  const state = {
    away: false,
    commits: 0,
    store: {
      open: async (definition: Parameters<ViewStore['open']>[0]): Promise<ViewCollection> => {
        const opened = await kept.open(definition);
        return {
          checkpoint: () => opened.checkpoint(),
          get: (key) => opened.get(key),
          find: (query) => opened.find(query),
          countBy: (field, query) => opened.countBy(field, query),
          purge: (field, value) => opened.purge(field, value),
          commit: (documents, checkpoint) => {
            if (state.away) return Promise.reject(new Error('away'));
            state.commits += 1;
            return opened.commit(documents, checkpoint);
          },
        };
      },
      retire: (name, version) => kept.retire(name, version),
      dropAll: () => kept.dropAll(),
      close: () => kept.close(),
    } satisfies ViewStore,
  };
  return state;
}

describe('how far the duties of a service have come', () => {
  it('is known at once, and stored for all duties together', async () => {
    const server = unsteady();
    const checkpoints = await Checkpoints.open(server.store);
    for (let position = 1; position <= 5; position++) {
      await checkpoints.write('relay', position, `mark ${position}`);
      await checkpoints.write('policies', position);
    }
    expect([await checkpoints.read('relay'), await checkpoints.mark('relay')]).toEqual([5, 'mark 5']);
    await checkpoints.store();
    expect(server.commits).toBe(1);
    const stored = await server.store.open(DEFINITION);
    expect([(await stored.get('relay'))?.position, (await stored.get('policies'))?.position]).toEqual([5, 5]);
  });

  it('is stored before another copy’s word is asked for, and never goes back', async () => {
    const { store } = unsteady();
    const checkpoints = await Checkpoints.open(store);
    await checkpoints.write('policies', 7);
    await checkpoints.write('policies', 3);
    expect(await checkpoints.readAgain('policies')).toBe(7);
    expect(await (await Checkpoints.open(store)).read('policies')).toBe(7);
  });

  it('is still owed after the store was away', async () => {
    const server = unsteady();
    const checkpoints = await Checkpoints.open(server.store);
    server.away = true;
    await checkpoints.write('relay', 4);
    await expect(checkpoints.store()).rejects.toThrow('away');
    server.away = false;
    await checkpoints.store();
    expect((await (await server.store.open(DEFINITION)).get('relay'))?.position).toBe(4);
  });
});
