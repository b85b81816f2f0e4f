// One process of the sample. It holds the instrumented domain and its specs, and switches one mutant on at a time.
// `measure` runs every test without a mutant and tells what is covered by the import of the domain, by the reading of each spec
// (fixtures) and by each test. `switch` reads the specs again whose reading covers a mutant, and runs the tests that cover it.
// A worker started with a mutant in its environment holds it from the first import on, and runs every test.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { importTypeScript } from './hooks.mjs';

const [, , job, specsJson] = process.argv;
/** @type {readonly string[]} */
const specs = JSON.parse(specsJson);
const mutated = JSON.parse(readFileSync(job, 'utf8'));
const space = (globalThis.__stryker__ ??= {});
process.on('disconnect', () => process.exit());
importTypeScript(mutated);
const { collect, runTest, titleOf } = await import('./specs.mjs');

async function firstFailure(tests) {
  for (const test of tests) {
    try {
      await runTest(test);
    } catch (error) {
      return { by: titleOf(test), error: String(error?.message ?? error) };
    }
  }
  return undefined;
}

/** The first failure of a spec that is read while a mutant is active; one that cannot be read fails too. */
async function firstFailureOf(spec, again) {
  try {
    return await firstFailure(await collect(spec, again));
  } catch (error) {
    return { by: spec, error: String(error?.message ?? error) };
  }
}

const statusOf = (failure) => {
  if (failure === undefined) return { status: 'survived' };
  return { status: /Stryker: Hit count limit/.test(failure.error) ? 'timeout' : 'killed', ...failure };
};
const tell = (message) => new Promise((done) => process.send(message, done));

if (process.env.__STRYKER_ACTIVE_MUTANT__ !== undefined) {
  let failure;
  for (const spec of specs) failure ??= await firstFailureOf(spec);
  await tell(statusOf(failure));
  process.exit(0);
}

/** What was covered since it was asked last. */
const covered = () => {
  const cover = space.mutantCoverage?.static ?? {};
  const ids = Object.keys(cover).filter((id) => cover[id] > 0);
  for (const id of ids) cover[id] = 0;
  return ids;
};
for (const file of Object.keys(mutated)) await import(pathToFileURL(file).href);
const onImport = covered();
const tests = [];
const onReading = [];
for (const spec of specs) {
  tests.push(...(await collect(spec)));
  onReading.push(covered());
}

const answers = {
  measure: async () => {
    const failed = [];
    const seconds = [];
    for (const [index, test] of tests.entries()) {
      space.currentTestId = `t${index}`;
      const startedAt = performance.now();
      const failure = await firstFailure([test]);
      seconds.push((performance.now() - startedAt) / 1000);
      if (failure !== undefined) failed.push(failure);
    }
    space.currentTestId = undefined;
    return { failed, seconds, onImport, onReading, perTest: space.mutantCoverage?.perTest ?? {} };
  },
  switch: async ({ id, covering, reading, hitLimit }) => {
    Object.assign(space, { activeMutant: id, hitCount: 0, hitLimit });
    let failure = await firstFailure(covering.map((index) => tests[index]));
    for (const index of reading) failure ??= await firstFailureOf(specs[index], id);
    Object.assign(space, { activeMutant: undefined, hitCount: undefined, hitLimit: undefined });
    return statusOf(failure);
  },
  // What a mutant left behind in this process would make later ones fail: all tests still pass, or nothing counts.
  settle: async () => ({ failed: await firstFailure(tests) }),
};

process.on('message', async ({ ask, ...question }) => {
  await tell(await answers[ask](question));
});
await tell({ ready: tests.length });
