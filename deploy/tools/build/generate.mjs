// npm run generate: writes every generated file. `--check` writes nothing, and fails where one is stale and names it.
import { join } from 'node:path';
import { Argument } from 'commander';
import { program } from './program.mjs';
import { runNode } from './stages.mjs';

const JEST = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'];

/**
 * What draws generated files, in this order: a later generator may read what an earlier one wrote. A `spec` draws from the product's
 * code: it compares what it draws with the committed file, and writes the file first where the environment says so. A `script`
 * takes --check itself.
 */
export const generators = {
  govuk: { script: 'govuk.mjs' },
  contracts: { spec: 'contracts/src/.*lock.*\\.spec\\.ts$' },
  openapi: { script: 'openapi.mjs' },
  'web-api': { script: 'web-api.mjs' },
  reference: { spec: 'deploy/.*reference\\.spec\\.ts$' },
  'service-lists': { script: 'service-lists.mjs' },
  requirements: { script: 'trace.mjs' },
  'type-holes': { script: 'type-holes.mjs' },
  docs: { script: 'docs.mjs' },
};
const WRITE = { UPDATE_PUBLISHED: '1', UPDATE_REFERENCE: '1' };

/**
 * @param {{ names?: string[], check: boolean }} options names of generators; none means all
 * @returns {Promise<{ ok: boolean, output: string, notes: string }>} what failed said, and the summaries of the scripts
 */
export async function generate({ names = [], check }) {
  const wanted = Object.entries(generators).filter(([name]) => names.length === 0 || names.includes(name));
  const specs = wanted.flatMap(([, { spec }]) => spec ?? []);
  const scripts = wanted.flatMap(([, { script }]) => script ?? []);
  const runs = [
    ...(specs.length === 0 ? [] : [[...JEST, '--ci', '--runInBand', '--testPathPatterns', ...specs]]),
    ...scripts.map((script) => [join(import.meta.dirname, script), ...(check ? ['--check'] : [])]),
  ];
  let [failed, notes] = ['', ''];
  for (const run of runs) {
    const { ok, output } = await runNode(run, check ? {} : { env: WRITE });
    if (!ok) failed += output;
    else if (run[0] !== JEST[0]) notes += output;
  }
  return { ok: failed === '', output: failed, notes };
}

if (process.argv[1] === import.meta.filename) {
  const commandLine = program('npm run generate --', 'Writes every generated file anew from what it is drawn from.')
    .addArgument(new Argument('[GENERATOR...]', 'default: all').choices(Object.keys(generators)))
    .option('--check', 'write nothing; fail where a file is stale, and name it')
    .parse();
  const { check = false } = commandLine.opts();
  const { ok, output, notes } = await generate({ names: commandLine.args, check });
  console.log(notes.trimEnd());
  if (!ok) console.error(output.trimEnd());
  console.log(
    ok ? `generate: every file is ${check ? 'as its source says' : 'written'}` : 'generate: failed, see above',
  );
  process.exit(ok ? 0 : 1);
}
