import { program, wholeNumber } from './index.js';

describe('a command line', () => {
  let written: string;
  const commandLine = () =>
    program('npm run sample --', 'A sample.')
      .argument('[VERB]')
      .option('--runs <N>', 'how often', wholeNumber({ most: 40 }), 30)
      .configureOutput({ writeOut: (text) => (written += text), writeErr: (text) => (written += text) });

  /** The exit code with which the program ends on these words; undefined where it goes on. */
  function exitCode(...args: readonly string[]): number | undefined {
    written = '';
    const exit = process.exit;
    let code: number | undefined;
    process.exit = (given) => {
      code = Number(given);
      throw new Error('exit');
    };
    try {
      commandLine().parse(args, { from: 'user' });
    } catch (error) {
      if (code === undefined) throw error;
    } finally {
      process.exit = exit;
    }
    return code;
  }

  it('is read with its defaults', () => {
    const parsed = commandLine().parse(['up', '--runs', '3'], { from: 'user' });
    expect([parsed.opts(), parsed.args]).toEqual([{ runs: 3 }, ['up']]);
    expect(commandLine().parse([], { from: 'user' }).opts()).toEqual({ runs: 30 });
  });

  it('answers --help with its own usage, and ends with 0', () => {
    expect(exitCode('up', '--help')).toBe(0);
    expect(written).toMatch(/^Usage: npm run sample -- \[options\] \[VERB\]\n\nA sample\.[^]*--runs <N> +how often/);
  });

  it.each([
    [['--nonsense'], "unknown option '--nonsense'"],
    [['--runs'], "option '--runs <N>' argument missing"],
    [['up', 'down'], 'too many arguments'],
    [['--runs', '41'], "option '--runs <N>' argument '41' is invalid. It must be a whole number from 1 to 40."],
  ])('%j ends with 2 and names the argument', (args, message) => {
    expect(exitCode(...args)).toBe(2);
    expect(written).toContain(message);
    expect(written).toContain('See npm run sample -- --help.');
  });

  it.each(['0', '-1', '1.5', 'many', '', '1e3', '9'.repeat(20)])('%j is not a whole number of 1 or more', (text) => {
    expect(() => wholeNumber()(text)).toThrow('It must be a whole number of 1 or more.');
    expect(wholeNumber()('30')).toBe(30);
  });
});
