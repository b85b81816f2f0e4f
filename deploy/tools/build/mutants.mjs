// npm run mutants: takes one rule away at a time, and names what no test noticed.
// `--access` plants widenings of access (deploy/proofs/access-matrix/widenings.json); the matrix must notice each.
// `--sample N --service NAME` draws N of Stryker's mutants of the service's domain (deploy/tools/build/mutants).
// `--rules` plants the mutations listed in deploy/tools/build/rule-mutants/; a test that names the rule's number must fail for each.
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Option } from 'commander';
import { root } from './ensure.mjs';
import { program, wholeNumber } from './program.mjs';
import { runNode } from './stages.mjs';

const services = globSync('services/*', { cwd: root })
  .map((folder) => basename(folder))
  .sort();
const commandLine = program('npm run mutants --', 'Takes rules away one at a time, and names what no test noticed.')
  .addOption(new Option('--access', 'plant widenings of access').conflicts(['rules', 'sample']))
  .addOption(new Option('--rules', 'plant the mutations of the numbered rules').conflicts('sample'))
  .option('--only <NUMBER>', 'with --access or --rules: this one alone', wholeNumber(1))
  .addOption(new Option('--sample <N>', 'draw N mutants of a service').argParser(wholeNumber(1)))
  .addOption(new Option('--service <NAME>', 'with --sample').choices(services))
  .option('--seed <N>', 'with --sample', wholeNumber(0))
  .option('--concurrency <N>', 'with --sample', wholeNumber(1))
  .parse();
const read = (file) => JSON.parse(readFileSync(join(root, file), 'utf8'));
const { access, rules, only, sample, ...drawing } = commandLine.opts();
if (sample === undefined && access === undefined && rules === undefined)
  commandLine.error('error: one of --access, --rules and --sample is needed');
if (sample !== undefined) {
  if (drawing.service === undefined) commandLine.error("error: option '--service <NAME>' is needed with --sample");
  const { sampleMutants } = await import('./mutants/sample.mjs');
  process.exit(await sampleMutants({ ...drawing, count: sample }));
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

const { default: jest } = await import('../../../jest.config.mjs');
const config = {
  testEnvironment: 'node',
  rootDir: root,
  roots: jest.roots,
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: { '^.+\\.ts$': ['<rootDir>/deploy/proofs/access-matrix/plant.mjs', {}] },
  moduleNameMapper: jest.moduleNameMapper,
  modulePathIgnorePatterns: jest.modulePathIgnorePatterns,
};

let survived = 0;
for (const [index, { name, spec, noticed, ...mutant }] of mutants.entries()) {
  if (only !== undefined && only !== index + 1) continue;
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
