import { readCommandFile } from './command-file.js';
import { playTogether, type Lives } from './lives.js';
import { Player } from './player.js';
import { Population } from './population.js';

describe('lives of several files', () => {
  const told: string[] = [];
  const lives = (name: string, ats: readonly (string | undefined)[], count: number, from: number): Lives => {
    const steps = ats.map((at, index) => ({
      ...(at && { at }),
      as: 'a',
      method: 'POST',
      path: `/${name}${index}/{{number}}`,
    }));
    const file = readCommandFile(JSON.stringify({ title: name, people: { a: { roles: ['PA'] } }, steps }));
    const send = ({ path }: { readonly path: string }) => {
      if (path !== '/test/tokens') told.push(path);
      return Promise.resolve({ status: 200, body: { accessToken: 'x' }, etag: undefined });
    };
    const player = new Player('', file, new Population(1), () => undefined, send, send);
    return { player, known: player.people(count, from) };
  };
  beforeEach(() => told.splice(0));

  it('happen in the order of their days, whichever file tells of them, and not before their day', async () => {
    const done: number[] = [];
    await playTogether(
      [
        lives('year', ['2026-01-01', undefined, '2026-03-01', '2026-12-01'], 2, 0),
        lives('weeks', ['2026-02-01'], 1, 2),
      ],
      (at) => Promise.resolve(void told.push(at)),
      '2026-06-01',
      (part) => done.push(part),
    );
    expect(told).toEqual([
      '2026-01-01',
      '/year0/1',
      '/year0/2',
      '/year1/1',
      '/year1/2',
      '2026-02-01',
      '/weeks0/3',
      '2026-03-01',
      '/year2/1',
      '/year2/2',
    ]);
    expect(done.at(-1)).toBe(1);
  });
});
