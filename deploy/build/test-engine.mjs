// npm run test:engine: brings up the real servers, runs every `.e2e.spec.ts` against them, and ends with one plain line.
// `-- faults` runs the faults, `-- PATTERN` the specs whose path matches.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from './build.mjs';
import { root } from './ensure.mjs';

const [wanted] = process.argv.slice(2);
await build();

const engine = join(root, 'deploy/engine/dist/main.js');
const up = spawnSync(process.execPath, [engine, 'up', '--json'], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
if (up.status !== 0) {
  console.error('the servers did not come up');
  process.exit(2);
}
const servers = JSON.parse(up.stdout.toString());
const env = { ...process.env };
for (const [name, { url, version, ready, also }] of Object.entries(servers)) {
  env[`CARETHREAD_TEST_${name.toUpperCase()}`] ??= url;
  if (also !== undefined) env[`CARETHREAD_TEST_${name.toUpperCase()}_ALSO`] ??= JSON.stringify(also);
  console.log(`== ${name} ${version}${ready ? '' : ' IS NOT READY'}`);
}

const folder = mkdtempSync(join(tmpdir(), 'carethread-engine-'));
const outputFile = join(folder, 'jest.json');
const pattern = wanted === undefined ? '\\.e2e\\.spec\\.ts$' : `${wanted}.*\\.e2e\\.spec\\.ts$`;
spawnSync(
  process.execPath,
  [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    'node_modules/jest/bin/jest.js',
    '--ci',
    '--runInBand',
    '--json',
    '--outputFile',
    outputFile,
    '--testPathPatterns',
    pattern,
    '--testPathIgnorePatterns',
    '/node_modules/',
  ],
  { cwd: root, env, stdio: ['ignore', 'ignore', 'inherit'] },
);
let results;
try {
  results = JSON.parse(readFileSync(outputFile, 'utf8'));
} catch {
  console.log('0 passed, 1 failed, 0 skipped');
  process.exit(1);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
// A suite that could not even be loaded has no tests to count, and is a failure all the same.
const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
const skipped = results.numPendingTests + results.numTodoTests;
console.log(`${results.numPassedTests} passed, ${failed} failed, ${skipped} skipped`);
process.exit(failed === 0 && skipped === 0 && results.numPassedTests > 0 ? 0 : 1);
