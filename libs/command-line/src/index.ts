import { Command, InvalidArgumentError } from '@commander-js/extra-typings';

export { Option } from '@commander-js/extra-typings';

/** Commander ends a usage error with 1; our programs keep 1 for "ran, and found something wrong". */
const USAGE_ERROR = 2;

/** The command line of a program: `--help` ends it with 0, a usage error with 2 and a message that names the argument. */
export function program(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .showHelpAfterError(`See ${name} --help.`)
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : USAGE_ERROR));
}

/** Parses an option or argument that must be a whole number of 1 or more. */
export function wholeNumber({ most = Number.MAX_SAFE_INTEGER } = {}): (text: string) => number {
  return (text) => {
    const number = /^[0-9]+$/.test(text) ? Number(text) : 0;
    if (number >= 1 && number <= most) return number;
    throw new InvalidArgumentError(
      most === Number.MAX_SAFE_INTEGER
        ? 'It must be a whole number of 1 or more.'
        : `It must be a whole number from 1 to ${most}.`,
    );
  };
}

/** Ends the program as a usage error does, where the words are understood but what they ask for cannot be done. */
export function refuse(why: string): never {
  process.stderr.write(`error: ${why}\n`);
  process.exit(USAGE_ERROR);
}
