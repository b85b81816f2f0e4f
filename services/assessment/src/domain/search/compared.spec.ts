import { compared, MOST_OPENED, UNLIKE_IN_A_ROW } from './compared.js';
import type { Findable } from './findable.js';
import { searchQuery } from './search-query.js';

const query = searchQuery({ name: 'William Sampleton' });
const person = (id: string, given: string): Findable => ({
  id,
  name: { given, family: 'Sampleton' },
  otherNames: [],
  numbers: [],
  postcodes: [],
});
const some = (of: string, count: number) => Array.from({ length: count }, (_, at) => `${of}${1000 + at}`);

/** Compares those who come, of whom all but those with a `u` are called what is sought; and which of them were opened. */
async function after(ids: readonly string[], crowded = false) {
  const opened: string[] = [];
  const found = await compared(
    query,
    { ids, crowded },
    {
      open: (id) => {
        if (id.startsWith('gone')) return Promise.resolve(undefined);
        opened.push(id);
        return Promise.resolve(person(id, id.startsWith('u') ? 'Peter' : 'William'));
      },
      sees: (id) => Promise.resolve(!id.startsWith('hidden')),
    },
  );
  return { opened, found };
}

describe('those who are compared', () => {
  it('are opened in the order in which they come, and no more once enough in a row are unlike', async () => {
    const unlike = some('u', UNLIKE_IN_A_ROW - 1);
    const { opened, found } = await after(['s1', ...unlike, 's2', ...unlike, 'u', 's3']);
    expect(opened).toEqual(['s1', ...unlike, 's2', ...unlike, 'u']);
    expect(found.matches.map(({ id }) => id)).toEqual(['s1', 's2']);
    expect(found.more).toBe(false);
  });

  it('are bounded, and it is said that there may be more', async () => {
    const { opened, found } = await after(some('s', MOST_OPENED + 1));
    expect(opened).toHaveLength(MOST_OPENED);
    expect(found.more).toBe(true);
    expect((await after(['s1'], true)).found.more).toBe(true);
    expect((await after(['s1'])).found.more).toBe(false);
  });

  it('are none of those whom the caller may not see, however alike', async () => {
    const { found } = await after(['hidden', 's1']);
    expect(found.matches.map(({ id }) => id)).toEqual(['s1']);
    expect(found.people.map(({ id }) => id)).toEqual(['s1']);
  });

  it('are none of those who cannot be opened any more, who do not count', async () => {
    const { opened } = await after([...some('gone', 100), 's1']);
    expect(opened).toEqual(['s1']);
  });
});
