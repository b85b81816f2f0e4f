import type { SessionStore } from '../session/session-store.js';

/** What every store of sessions does. */
export function sessionStoreContract(name: string, open: () => Promise<SessionStore>): void {
  describe(`a session store: ${name}`, () => {
    let store: SessionStore;
    const bytes = (text: string) => new Uint8Array(Buffer.from(text));
    const item = (name: string, until: number, text = name, group = 'group') => ({
      group,
      name,
      sealed: bytes(text),
      until,
    });
    const read = async (name: string, now: number, group = 'group') => {
      const found = await store.get(group, name, now);
      return found && Buffer.from(found).toString();
    };

    beforeEach(async () => {
      store = await open();
      await store.sweep(Number.MAX_SAFE_INTEGER);
    });
    afterEach(() => store.close());

    it('gives back the bytes of an item until it is over', async () => {
      await store.put(item('one', 10));
      expect([await read('one', 9), await read('one', 10), await read('two', 9)]).toEqual([
        'one',
        undefined,
        undefined,
      ]);
      expect(await read('one', 9, 'another')).toBeUndefined();
    });

    it('takes the newest of a name', async () => {
      await store.put(item('one', 10));
      await store.put(item('one', 20, 'changed'));
      expect(await read('one', 15)).toBe('changed');
    });

    it('adds one alone of several that want a name, until that is over', async () => {
      const added = await Promise.all([1, 2, 3, 4].map((no) => store.putNew(item('one', 10, String(no)), 5)));
      expect(added.filter(Boolean)).toHaveLength(1);
      expect(await store.putNew(item('one', 30, 'late'), 10)).toBe(true);
      expect(await read('one', 20)).toBe('late');
    });

    it('lists a group without what is over, and removes items and groups', async () => {
      for (const one of [item('b', 10), item('a', 20), item('c', 20, 'c', 'another')]) await store.put(one);
      const names = async (now: number) => (await store.list('group', now)).map((one) => one.name).sort();
      expect([await names(5), await names(15)]).toEqual([['a', 'b'], ['a']]);
      await store.remove('group', 'a');
      expect(await names(5)).toEqual(['b']);
      await store.removeGroup('group');
      expect([await names(5), await read('c', 5, 'another')]).toEqual([[], 'c']);
    });

    it('sweeps what is over', async () => {
      for (const one of [item('old', 10), item('new', 20)]) await store.put(one);
      await store.sweep(15);
      expect([await read('old', 0), await read('new', 0)]).toEqual([undefined, 'new']);
    });
  });
}
