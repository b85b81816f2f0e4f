// The command line of a script of this folder. Programs of the workspace have the same in @carethread/command-line, which scripts
// cannot import: they run before anything is built.
import { Command, InvalidArgumentError } from 'commander';

/** @param {string} name as it is typed, `npm run check --` @param {string} description */
export function program(name, description) {
  return new Command(name)
    .description(description)
    .showHelpAfterError(`See ${name} --help.`)
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2));
}

/** Parses an option that must be a whole number. @param {number} least */
export const wholeNumber = (least) => (text) => {
  if (/^[0-9]{1,9}$/.test(text) && Number(text) >= least) return Number(text);
  throw new InvalidArgumentError(`It must be a whole number of ${least} or more.`);
};
