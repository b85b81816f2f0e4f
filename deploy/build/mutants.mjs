// npm run mutants -- --access: plants one widening of access at a time and names those that the matrix did not notice.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { join } from 'node:path';
import { root } from './ensure.mjs';
import { runNode } from './stages.mjs';

const usage = 'usage: npm run mutants -- --access [--only NUMBER]';
const folder = 'deploy/access-matrix';

function readArguments() {
  try {
    const { values } = parseArgs({ options: { access: { type: 'boolean' }, only: { type: 'string' } } });
    if (values.access === true) return values;
  } catch (error) {
    console.error(error.message);
  }
  console.error(usage);
  return process.exit(2);
}

const { only } = readArguments();
const widenings = JSON.parse(readFileSync(join(root, folder, 'widenings.json'), 'utf8'));
const config = {
  testEnvironment: 'node',
  rootDir: root,
  roots: [`<rootDir>/${folder}`],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': [`<rootDir>/${folder}/plant.mjs`, {}] },
  ...(await import('../../jest.config.mjs').then(({ default: { moduleNameMapper, modulePathIgnorePatterns } }) => ({
    moduleNameMapper,
    modulePathIgnorePatterns,
  }))),
};

let survived = 0;
for (const [index, widening] of widenings.entries()) {
  if (only !== undefined && Number(only) !== index + 1) continue;
  const { ok, output } = await runNode(
    [
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      'node_modules/jest/bin/jest.js',
      '--ci',
      '--runInBand',
      '--no-cache',
      '--bail',
      '--config',
      JSON.stringify(config),
      '--testPathPatterns',
      `${folder}/src/matrix\\.spec`,
    ],
    { env: { CARETHREAD_WIDENING: JSON.stringify(widening) } },
  );
  // Noticed by a cell of the matrix, and not by a file that could not be read.
  const noticed = !ok && /✕ R18–R29/.test(output);
  if (!noticed) survived += 1;
  console.log(`${noticed ? 'noticed ' : 'SURVIVED'}  ${index + 1}  ${widening.name}`);
  if (!noticed && !ok) console.log(output.slice(0, 2_000).replace(/^/gm, '          '));
}
console.log(`${widenings.length} widenings of access, ${survived} not noticed`);
process.exit(survived === 0 ? 0 : 1);
