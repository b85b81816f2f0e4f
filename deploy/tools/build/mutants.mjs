// npm run mutants: takes one rule away at a time, and names what no test noticed.
// `--access` plants widenings of access (deploy/proofs/access-matrix/widenings.json); the matrix must notice each.
// `--sample N --service NAME` draws N of Stryker's mutants of the service's domain (deploy/tools/build/mutants).
// `--rules` plants the mutations listed in deploy/tools/build/rule-mutants/; a test that names the rule's number must fail for each.
import { globSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { basename, join } from 'node:path';
import { root } from './ensure.mjs';
import { runNode } from './stages.mjs';

const usage = `usage: npm run mutants -- --access | --rules [--only NUMBER]
       npm run mutants -- --sample N --service NAME [--seed S] [--concurrency C]`;

function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        access: { type: 'boolean' },
        rules: { type: 'boolean' },
        only: { type: 'string' },
        sample: { type: 'string' },
        service: { type: 'string' },
        seed: { type: 'string' },
        concurrency: { type: 'string' },
      },
    });
    if ([values.access, values.rules, values.sample].filter((one) => one !== undefined).length === 1) return values;
  } catch (error) {
    console.error(error.message);
  }
  console.error(usage);
  return process.exit(2);
}

const read = (file) => JSON.parse(readFileSync(join(root, file), 'utf8'));
const { access, only, sample, ...drawing } = readArguments();
if (sample !== undefined) {
  const [count, seed, concurrency] = [sample, drawing.seed, drawing.concurrency].map((text) => text && Number(text));
  const services = globSync('services/*', { cwd: root }).map((folder) => basename(folder));
  const wrong = [count, seed, concurrency].some((one) => one !== undefined && !(Number.isInteger(one) && one >= 0));
  if (wrong || count === 0 || concurrency === 0 || !services.includes(drawing.service)) {
    console.error(`${usage}\n       NAME is one of ${services.sort().join(', ')}`);
    process.exit(2);
  }
  const { sampleMutants } = await import('@carethread/mutants');
  process.exit(await sampleMutants({ service: drawing.service, count, seed, concurrency }));
}
/** @type {{ name: string, file: string, from: string, to: string, spec: string, noticed: RegExp }[]} */
const mutants = access
  ? read('deploy/proofs/access-matrix/widenings.json').map((one) => ({
      ...one,
      spec: 'deploy/proofs/access-matrix/src/matrix\\.spec',
      noticed: /✕ R18–R29/,
    }))
  : globSync('deploy/tools/build/rule-mutants/*.json', { cwd: root })
      .sort()
      .flatMap(read)
      .map((one) => ({
        ...one,
        name: `${one.rule}: ${one.name}`,
        noticed: new RegExp(`● .*\\b${one.rule}\\b`),
      }));

const { default: jest } = await import('undefined');
const config = {
  testEnvironment: 'node',
  rootDir: root,
  roots: jest.roots,
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['<rootDir>/deploy/proofs/access-matrix/plant.mjs', {}] },
  moduleNameMapper: jest.moduleNameMapper,
  modulePathIgnorePatterns: jest.modulePathIgnorePatterns,
};

let survived = 0;
for (const [index, { name, spec, noticed, ...mutant }] of mutants.entries()) {
  if (only !== undefined && Number(only) !== index + 1) continue;
  const { ok, output } = await runNode(
    [
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      'node_modules/jest/bin/jest.js',
      '--ci',
      '--runInBand',
      '--no-cache',
      ...(access ? ['--bail'] : []),
      '--config',
      JSON.stringify(config),
      '--testPathPatterns',
      spec,
    ],
    { env: { CARETHREAD_WIDENING: JSON.stringify(mutant) } },
  );
  // Noticed by a test, and not by a file that could not be read.
  const killed = !ok && noticed.test(output);
  if (!killed) survived += 1;
  console.log(`${killed ? 'noticed ' : 'SURVIVED'}  ${index + 1}  ${name}`);
  if (!killed && !ok) console.log(output.slice(0, 2_000).replace(/^/gm, '          '));
}
console.log(`${mutants.length} mutants, ${survived} not noticed`);
process.exit(survived === 0 ? 0 : 1);
