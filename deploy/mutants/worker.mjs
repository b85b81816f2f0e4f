// One process of the sample. It holds the instrumented domain and its specs, and switches one mutant on at a time.
// `measure` runs every test without a mutant and tells what each covers; `switch` runs the tests that cover a mutant;
// a worker started with a mutant in its environment holds it from the first import on, and runs every test.
import { readFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import { importTypeScript } from './hooks.mjs';

setPriority(10);
const [, , job, specsJson] = process.argv;
const space = (globalThis.__stryker__ ??= {});
importTypeScript(JSON.parse(readFileSync(job, 'utf8')));
const { collect, runTest, titleOf } = await import('./specs.mjs');

/** @type {{ test: object, spec: string }[]} */
const tests = [];
const firstFailure = async (some) => {
  for (const { test } of some) {
    try {
      await runTest(test);
    } catch (error) {
      return { by: titleOf(test), error: String(error?.message ?? error) };
    }
  }
  return undefined;
};
const statusOf = (failure) => {
  if (failure === undefined) return { status: 'survived' };
  return { status: /Stryker: Hit count limit/.test(failure.error) ? 'timeout' : 'killed', ...failure };
};
const tell = (message) => new Promise((done) => process.send(message, done));

if (process.env.__STRYKER_ACTIVE_MUTANT__ !== undefined) {
  let outcome = { status: 'survived' };
  for (const spec of JSON.parse(specsJson)) {
    try {
      const collected = await collect(spec);
      outcome = statusOf(await firstFailure(collected.map((test) => ({ test }))));
    } catch (error) {
      outcome = statusOf({ by: spec, error: String(error?.message ?? error) });
    }
    if (outcome.status !== 'survived') break;
  }
  await tell(outcome);
  process.exit(0);
}

for (const spec of JSON.parse(specsJson)) for (const test of await collect(spec)) tests.push({ test, spec });

const answers = {
  measure: async () => {
    const failed = [];
    const seconds = [];
    for (const [index, one] of tests.entries()) {
      space.currentTestId = `t${index}`;
      const startedAt = performance.now();
      const failure = await firstFailure([one]);
      seconds.push((performance.now() - startedAt) / 1000);
      if (failure !== undefined) failed.push(failure);
    }
    space.currentTestId = undefined;
    return { failed, seconds, coverage: space.mutantCoverage ?? { static: {}, perTest: {} } };
  },
  switch: async ({ id, covering, hitLimit }) => {
    Object.assign(space, { activeMutant: id, hitCount: 0, hitLimit });
    const failure = await firstFailure(covering.map((index) => tests[index]));
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
