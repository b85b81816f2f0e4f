// npm test: the check and every test, closed by one plain line. `--only pure|int|stories|PATTERN` runs that part of the tests alone.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { build } from './build.mjs';
import { check } from './check.mjs';
import { root } from './ensure.mjs';
import { program } from './program.mjs';

/** What Jest is told to take; a name that is not here is a pattern of paths. */
const parts = {
  pure: [
    '--testPathIgnorePatterns',
    '/node_modules/',
    '\\.(int|e2e|browser)\\.spec\\.tsx?$',
    '/deploy/proofs/stories/',
  ],
  int: [
    '--testPathPatterns',
    '\\.int\\.spec\\.tsx?$',
    '--testPathIgnorePatterns',
    '/node_modules/',
    '/deploy/proofs/stories/',
  ],
  stories: ['--testPathPatterns', '/deploy/proofs/stories/'],
};

/** Which specs, and how many at a time. */
function selectionOf(only) {
  // Specs in a browser are left out of everything else, and one at a time keeps both cores for the page that is measured.
  const inBrowser = only?.includes('browser') === true;
  const but = inBrowser ? ['--testPathIgnorePatterns', '/node_modules/'] : [];
  const part = only === undefined ? [] : (parts[only] ?? ['--testPathPatterns', only, ...but]);
  return [`--maxWorkers=${inBrowser ? 1 : 2}`, ...part];
}

/** Runs Jest in the foreground and hands back its JSON; undefined when it died before it could write one. */
async function jest(selection) {
  const folder = mkdtempSync(join(tmpdir(), 'carethread-test-'));
  const outputFile = join(folder, 'jest.json');
  const node = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  const args = ['node_modules/jest/bin/jest.js', '--ci', '--json', '--outputFile', outputFile, ...selection];
  const child = spawn(process.execPath, [...node, ...args], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  await new Promise((resolve) => child.on('close', resolve));
  try {
    return JSON.parse(readFileSync(outputFile, 'utf8'));
  } catch {
    return undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A test that is skipped says why in its title: `it.skip('…; skipped: no server given', …)`. */
function listSkipped(results) {
  const skipped = results.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'pending' || status === 'todo' || status === 'disabled')
      .map(
        ({ fullName }) =>
          `  ${relative(root, name)}: ${fullName}${/skipped:/i.test(fullName) ? '' : '  (no reason given)'}`,
      ),
  );
  if (skipped.length > 0) console.log(`skipped:\n${skipped.join('\n')}`);
  return skipped.length;
}

const { only } = program(
  'npm test --',
  'Runs the check and every test; ends with one line: N passed, N failed, N skipped.',
)
  .option('--only <PART>', 'pure, int, stories or a pattern of paths: that part of the tests alone')
  .parse()
  .opts();
const totals = { passed: 0, failed: 0, skipped: 0 };

if (only === undefined) {
  const stages = await check();
  totals.passed += stages.passed;
  totals.failed += stages.failed;
}

await build().catch((error) => {
  console.log(`build failed: ${error.message ?? error}`);
  totals.failed += 1;
});

const results = await jest(selectionOf(only));
if (!results) {
  console.log('Jest ended without a result.');
  totals.failed += 1;
} else {
  if (results.numTotalTests === 0) console.log(`no test matches ${only ?? 'anything'}`);
  totals.passed += results.numPassedTests;
  // A suite that could not even be loaded has no tests to count, and is a failure all the same.
  totals.failed += results.numFailedTests + results.numRuntimeErrorTestSuites + (results.numTotalTests === 0 ? 1 : 0);
  totals.skipped += listSkipped(results);
  if (!results.success && totals.failed === 0) totals.failed = 1;
}

console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exitCode = totals.failed === 0 ? 0 : 1;
