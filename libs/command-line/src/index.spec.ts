import { parseCommandLine, wholeNumber } from './index.js';

describe('a command line', () => {
  const wishes = { allowPositionals: true, options: { runs: { type: 'string', default: '30' } } } as const;

  it('is heard as it was said, with defaults', () => {
    expect(parseCommandLine(wishes, ['up', '--runs', '3'])).toMatchObject({
      said: { positionals: ['up'], values: { runs: '3' } },
    });
    expect(parseCommandLine(wishes, [])).toMatchObject({ said: { values: { runs: '30' } } });
  });

  it('may ask how the program is called', () => {
    expect(parseCommandLine(wishes, ['up', '--help'])).toEqual({ help: true });
  });

  it.each([
    [['--nonsense'], /nonsense/],
    [['--runs'], /runs/],
    [['--nonsense', '--help'], /nonsense/],
    [['--runs', '--help'], /runs/],
  ])('%j is not understood, and the answer names it', (args, named) => {
    expect(parseCommandLine(wishes, args)).toEqual({ misheard: expect.stringMatching(named) });
  });

  it.each(['0', '-1', '1.5', 'many', '', '1e3', '9'.repeat(20)])('%j is no number of things', (text) => {
    expect(wholeNumber(text)).toBeUndefined();
    expect(wholeNumber('30')).toBe(30);
  });

  it('takes no word that nobody asked for', () => {
    expect(parseCommandLine({ options: {} }, ['up'])).toEqual({ misheard: expect.stringMatching('up') });
  });
});
