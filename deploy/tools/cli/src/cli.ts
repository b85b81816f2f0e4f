import { program } from '@carethread/command-line';
import { CommanderError } from '@commander-js/extra-typings';
import type { Context } from './context.js';
import type { Environment } from './place.js';
import { plainError } from './plain-error.js';
import { addEndpointVerbs } from './endpoint-verbs.js';
import { addReadingVerbs } from './reading-verbs.js';
import { addStoreVerbs } from './store-verbs.js';
import { addTokenVerb } from './token-verb.js';

const NOTES = `
Every verb has a --help of its own.
INSTANT is RFC 3339 (2026-03-02T09:00:00Z) or a local date (its first moment); PERSON and ID are UUIDs.
Results go to standard output, progress to standard error. Exit codes: 0 fine, 1 found wrong, 2 cannot run.`;

/** Runs one verb; gives the exit code. */
export async function runCli(args: readonly string[], environment: Environment): Promise<number> {
  let exitCode = 0;
  const cli = program('npm run carethread --', 'The operator’s tool: it verifies, exports, replays, moves and mends.')
    .usage('VERB [options]')
    .addHelpText('after', NOTES)
    .exitOverride();
  const context: Context = {
    environment,
    progress: (message) => void process.stderr.write(`${message}\n`),
    print: ({ code, result, lines }, { json }) => {
      process.stdout.write(json === true ? `${JSON.stringify(result)}\n` : lines.map((line) => `${line}\n`).join(''));
      exitCode = code;
    },
  };
  addReadingVerbs(cli, context);
  addStoreVerbs(cli, context);
  addEndpointVerbs(cli, context);
  addTokenVerb(cli, context);
  for (const verb of cli.commands) verb.showHelpAfterError(`See npm run carethread -- ${verb.name()} --help.`);
  try {
    await cli.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    // Commander has printed the usage error, or the help that was asked for.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    process.stderr.write(`${plainError(error)}\n`);
    return 2;
  }
}
