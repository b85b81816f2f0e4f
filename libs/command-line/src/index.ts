import { parseArgs, type ParseArgsConfig } from 'node:util';

interface Wishes extends ParseArgsConfig {
  /** How the program is called and what its options mean: shown to whoever asks for --help, or says what is not understood. */
  readonly usage: string;
}

type Said<W extends ParseArgsConfig> = ReturnType<typeof parseArgs<W>>;

/** What a command line says, or why it is not understood. */
export type Parsed<W extends ParseArgsConfig> =
  { readonly said: Said<W> } | { readonly help: true } | { readonly misheard: string };

/** Reads a command line as `wishes` describe it; `--help` is understood by every program. */
export function parseCommandLine<const W extends ParseArgsConfig>(
  wishes: W,
  args: readonly string[] = process.argv.slice(2),
): Parsed<W> {
  try {
    const options = { ...wishes.options, help: { type: 'boolean' } } as const;
    const said = parseArgs({ ...wishes, options, args: [...args] });
    const { help } = said.values as { readonly help?: boolean };
    return help === true ? { help } : { said: said as Said<W> };
  } catch (error) {
    return { misheard: (error as Error).message };
  }
}

/** What was said on this program's command line. Ends the program for --help, with 0, and where it is not understood, with 2. */
export function commandLine<const W extends Wishes>({ usage, ...wishes }: W): Said<Omit<W, 'usage'>> {
  const heard = parseCommandLine(wishes);
  if ('said' in heard) return heard.said;
  if ('help' in heard) {
    process.stdout.write(usage);
    process.exit(0);
  }
  return refuse(heard.misheard, usage);
}

/** A whole number of 1 or more; undefined where the text is none. */
export function wholeNumber(text: string): number | undefined {
  const number = /^[0-9]+$/.test(text) ? Number(text) : 0;
  return Number.isSafeInteger(number) && number > 0 ? number : undefined;
}

/** Ends the program with 2: what was asked for cannot be done, and why. */
export function refuse(why: string, usage = ''): never {
  process.stderr.write(usage === '' ? `${why}\n` : `${why}\n\n${usage}`);
  process.exit(2);
}
