import { program } from '@carethread/command-line';
import { Argument } from '@commander-js/extra-typings';
import { Engine, type Status } from './engine.js';
import { SERVERS } from './servers/index.js';

const every = SERVERS.map(({ name }) => name);
const commandLine = program(
  'npm run engine --',
  'Real servers for development and tests, on loopback: installed from packages, kept under .engine/.',
)
  .addArgument(new Argument('<VERB>').choices(['up', 'down', 'status']))
  .addArgument(new Argument('[NAME...]', 'which servers (default: all)').choices(every))
  .option('--json', 'print their state as JSON')
  .addHelpText('after', '\n`down` stops only servers that were started here.')
  .parse();
const [verb, wanted] = commandLine.processedArgs;
const { json } = commandLine.opts();
const names = wanted.length === 0 ? every : wanted;
const engine = new Engine(undefined, (message) => process.stderr.write(`${message}\n`));

try {
  if (verb === 'up') for (const name of names) await engine.up(name);
  if (verb === 'down') for (const name of names.toReversed()) await engine.down(name);
  const found: Record<string, Status> = {};
  for (const name of names) {
    const status = await engine.status(name);
    if (status !== undefined) found[name] = status;
  }
  if (json === true) process.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
  else
    for (const name of names) {
      const status = found[name];
      process.stdout.write(
        status === undefined
          ? `${name}: never started here\n`
          : `${name}: ${status.ready ? 'ready' : 'down'}  ${status.url}  version ${status.version}  pid ${status.pid}\n`,
      );
    }
  process.exit(0);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(2);
}
