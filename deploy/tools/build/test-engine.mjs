// npm run test:engine: brings up the real servers, runs every `.e2e.spec.ts` against them, then the stories on six processes, then
// the faults, which kill those servers, and ends with one plain line. `-- specs` runs the suites alone, `-- faults` the faults,
// `-- stories [PATTERN] [--rounds N]` the stories, `-- PATTERN` the specs whose path matches.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { build } from './build.mjs';
import { root } from './ensure.mjs';
import { program, wholeNumber } from './program.mjs';
import { runStories, STORY_SERVERS } from './test-stories.mjs';

const commandLine = program('npm run test:engine --', 'Runs what needs real servers, which it brings up.')
  .argument('[PART]', 'specs, stories, faults, or a pattern of spec paths (default: all three parts)')
  .argument('[STORY]', 'with stories: part of the name of a spec')
  .option('--rounds <N>', 'with stories: how many platforms, from the first', wholeNumber(1))
  .parse();
const [wanted, which] = commandLine.args;
const { rounds } = commandLine.opts();
await build();

const engine = join(root, 'deploy/proofs/servers/dist/main.js');
// All of them, unless what is wanted needs fewer.
const names = { stories: STORY_SERVERS, faults: ['postgres', 'kafka', 'mongo'] }[wanted] ?? [];
const up = spawnSync(process.execPath, [engine, 'up', ...names, '--json'], {
  cwd: root,
  stdio: ['ignore', 'pipe', 'inherit'],
});
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

/** Said by whoever tells one story in every round: not every round has it. */
const NONE_IS_FINE = '--passWithNoTests';

/** Suites that may fail and be tried again: more of them are no accident of a busy machine. */
const SECOND_TRIES = 2;

/**
 * Runs Jest over the specs that match; what it found, counted. A suite or two that failed are tried once more, alone: a timeout of
 * a real server on a busy machine is then told apart from a fault, and named all the same.
 */
function jest(args, environment) {
  const first = jestOnce(args, environment);
  if (first.failedSuites.length === 0 || first.failedSuites.length > SECOND_TRIES) return first;
  console.log(`== tried once more: ${first.failedSuites.join(', ')}`);
  const options = args.slice(0, args.indexOf('--testPathPatterns'));
  const again = jestOnce(
    [...options, '--testPathIgnorePatterns', '/node_modules/', '--runTestsByPath', ...first.failedSuites],
    environment,
  );
  if (again.failed > 0 || again.passed === 0) return first;
  console.log(`== PASSED AT THE SECOND TRY ONLY: ${first.failedTests.join('; ')}`);
  return { ...first, passed: first.passed + first.failed, failed: 0 };
}

function jestOnce(args, environment) {
  const folder = mkdtempSync(join(tmpdir(), 'carethread-engine-'));
  const outputFile = join(folder, 'jest.json');
  const node = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  // What a failed test left open must not hold up the suites that come after.
  const all = ['node_modules/jest/bin/jest.js', '--ci', '--forceExit', '--json', '--outputFile', outputFile, ...args];
  spawnSync(process.execPath, [...node, ...all], {
    cwd: root,
    env: environment,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  try {
    const results = JSON.parse(readFileSync(outputFile, 'utf8'));
    // A suite that could not even be loaded has no tests to count, and is a failure all the same; so is a part that found none to run.
    const unrun =
      results.numRuntimeErrorTestSuites + (results.numTotalTests === 0 && !all.includes(NONE_IS_FINE) ? 1 : 0);
    const suites = results.testResults.filter(({ status }) => status === 'failed');
    return {
      passed: results.numPassedTests,
      failed: results.numFailedTests + unrun,
      skipped: results.numPendingTests + results.numTodoTests,
      failedSuites: suites.map(({ name }) => relative(root, name)),
      failedTests: suites
        .flatMap(({ assertionResults }) => assertionResults)
        .filter(({ status }) => status === 'failed')
        .map(({ fullName }) => fullName),
    };
  } catch {
    return { passed: 0, failed: 1, skipped: 0, failedSuites: [], failedTests: [] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const FAULTS = 'deploy/proofs/faults/src/faults/';

/** Which specs Jest is to run: those of real servers, which its own settings leave out. */
function paths(part, but = []) {
  return ['--testPathPatterns', `${part}.*\\.e2e\\.spec\\.tsx?$`, '--testPathIgnorePatterns', '/node_modules/', ...but];
}

/** The specs of real servers whose path matches, but the faults. */
function specs(part) {
  return [jest(['--runInBand', ...paths(part, [FAULTS])], env)];
}

function faults() {
  const began = performance.now();
  const found = jest(['--runInBand', ...paths(FAULTS)], env);
  const seconds = Math.round((performance.now() - began) / 1000);
  console.log(`== faults: ${found.passed} passed, ${found.failed} failed in ${seconds} s`);
  return [found];
}

const stories = () =>
  runStories(servers, resolve(process.env.CARETHREAD_ENGINE ?? join(root, '.engine')), which, jest, rounds);

/** In this order, unless a part was named; any other word names specs. */
const parts = { specs: () => specs(''), stories, faults };
const chosen = wanted === undefined ? Object.values(parts) : [parts[wanted] ?? (() => specs(wanted))];
const counts = [];
for (const part of chosen) counts.push(...(await part()));

const sum = (name) => counts.reduce((total, one) => total + one[name], 0);
const [passed, failed, skipped] = ['passed', 'failed', 'skipped'].map(sum);
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exit(failed === 0 && skipped === 0 && passed > 0 ? 0 : 1);
