// npm run mutants -- --sample N --service NAME: how many of N mutants of a service's domain its pure specs notice.
// Stryker's instrumenter makes the mutants and places them all behind one switch; the specs run in processes of their own
// under Jest's describe, it and expect. Stryker's Jest runner would start Jest anew for every mutant and draws no sample.
import { fork } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { clearTimeout, setTimeout } from 'node:timers';
import { fileURLToPath } from 'node:url';
import { ensureInstalled, root } from '../ensure.mjs';
import { drawn, wilson } from './figures.mjs';

/** The services whose lower bound is a bar and not only a figure. */
const BAR = { 'care-plan': 0.8, consent: 0.8 };
/** What nobody noticed is named. */
const LABELS = { survived: 'SURVIVED', noCoverage: 'NO TEST ' };
const WORKER = fileURLToPath(new URL('./worker.mjs', import.meta.url));

/** Instruments the domain of a service: its mutants by file and place, and the source that holds them all. */
async function populationOf(service) {
  const { Instrumenter } = await import('@stryker-mutator/instrumenter');
  const silent = () => undefined;
  const logger = { debug: silent, info: silent, warn: console.error, isDebugEnabled: () => false };
  const files = globSync(`services/${service}/src/domain/**/*.ts`, { cwd: root })
    .filter((file) => !/\.spec\.ts$|[\\/]testing[\\/]/.test(file))
    .sort()
    .map((file) => join(root, file))
    .map((name) => ({ name, mutate: true, content: readFileSync(name, 'utf8') }));
  const done = await new Instrumenter(logger).instrument(files, {
    plugins: null,
    excludedMutations: [],
    ignorers: [],
    noHeader: false,
  });
  return {
    sources: Object.fromEntries(done.files.map(({ name, content }) => [name, content])),
    mutants: done.mutants.filter(({ statusReason }) => statusReason === undefined),
    ignored: done.mutants.filter(({ statusReason }) => statusReason !== undefined),
    lines: Object.fromEntries(files.map(({ name, content }) => [name, content.split('\n')])),
  };
}

/** A worker, and one question at a time put to it; `undefined` when it did not answer in time and was ended. */
function startWorker(job, specs, mutant) {
  const env = { ...process.env };
  delete env.__STRYKER_ACTIVE_MUTANT__;
  if (mutant !== undefined) env.__STRYKER_ACTIVE_MUTANT__ = mutant;
  const child = fork(WORKER, [job, JSON.stringify(specs)], {
    cwd: root,
    env,
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (complaint += text));
  const answer = (seconds) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => child.kill('SIGKILL') && settle(undefined), seconds * 1000);
      const failed = () => settle(new Error(`A worker of the sample ended:\n${complaint.slice(0, 4_000)}`));
      const settle = (value) => {
        clearTimeout(timer);
        child.off('message', settle).off('exit', failed);
        if (value instanceof Error) reject(value);
        else resolve(value);
      };
      child.on('message', settle).on('exit', failed);
    });
  return {
    answer,
    ask: (question, seconds) => {
      const answered = answer(seconds);
      child.send(question);
      return answered;
    },
    end: () => child.kill('SIGKILL'),
  };
}

const START_SECONDS = 120;

/** Specs that lie nearer to a file come first: most mutants fall there. */
const nearest = (specs, file) => {
  const distance = (spec) =>
    basename(spec).startsWith(basename(file, '.ts')) ? -1 : relative(dirname(file), dirname(spec)).split('..').length;
  return [...specs].sort((one, other) => distance(one) - distance(other));
};

/** What covers each mutant: the import of the domain, the reading of specs, tests. */
function coverageOf({ onImport, onReading, perTest, seconds }) {
  const coverage = new Map();
  const of = (id) => {
    if (!coverage.has(id)) coverage.set(id, { onImport: false, reading: [], tests: [], hits: 0 });
    return coverage.get(id);
  };
  for (const id of onImport) of(id).onImport = true;
  for (const [spec, ids] of onReading.entries()) for (const id of ids) of(id).reading.push(spec);
  for (const [test, hits] of Object.entries(perTest))
    for (const [id, count] of Object.entries(hits)) {
      of(id).tests.push(Number(test.slice(1)));
      of(id).hits += count;
    }
  for (const { tests } of coverage.values()) tests.sort((one, other) => seconds[one] - seconds[other]);
  return coverage;
}

/** Runs the sample on so many processes, and tells the outcome of each mutant when it is known. */
async function runSample(sample, { job, specs, measured, concurrency }, onOutcome) {
  const coverage = coverageOf(measured);
  const patience = 10 + 10 * measured.seconds.reduce((sum, one) => sum + one, 0);
  const waiting = [...sample];
  const lane = async () => {
    let worker;
    const running = async () => {
      if (worker !== undefined) return worker;
      worker = startWorker(job, specs);
      await worker.answer(START_SECONDS);
      return worker;
    };
    const outcomeOf = async ({ id, fileName }) => {
      const { onImport, reading, tests, hits } = coverage.get(id) ?? {};
      if (hits === undefined) return { status: 'noCoverage' };
      if (onImport) {
        const own = startWorker(job, nearest(specs, fileName), id);
        const outcome = await own.answer(START_SECONDS);
        own.end();
        return outcome ?? { status: 'timeout' };
      }
      const question = { ask: 'switch', id, covering: tests, reading, hitLimit: Math.max(1_000, 100 * hits) };
      const outcome = await (await running()).ask(question, patience);
      if (outcome === undefined) worker = undefined;
      return outcome ?? { status: 'timeout' };
    };
    for (let mutant = waiting.shift(); mutant; mutant = waiting.shift()) onOutcome(mutant, await outcomeOf(mutant));
    const left = await worker?.ask({ ask: 'settle' }, START_SECONDS);
    worker?.end();
    if (left?.failed) throw new Error(`A mutant left something behind; nothing counts: ${left.failed.by}`);
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
}

const oneLine = (text) => {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > 100 ? `${line.slice(0, 99)}…` : line;
};

function described({ fileName, location, mutatorName, replacement }, lines) {
  const { start, end } = location;
  const text = lines[fileName].slice(start.line, end.line + 1);
  text[text.length - 1] = text.at(-1).slice(0, end.column);
  text[0] = text[0].slice(start.column);
  const place = `${relative(root, fileName).replaceAll('\\', '/')}:${start.line + 1}:${start.column + 1}`;
  return `${place}  ${mutatorName}\n            ${oneLine(text.join('\n'))}\n         →  ${oneLine(replacement)}`;
}

const percent = (share) => `${(100 * share).toFixed(1)} %`;

/** @returns {Promise<number>} the exit code: 1 when a bar is not reached */
export async function sampleMutants({ service, count, seed = randomInt(2 ** 31), concurrency }) {
  await ensureInstalled('deploy/tools/build/mutants');
  const startedAt = performance.now();
  const { sources, mutants, ignored, lines } = await populationOf(service);
  const specs = globSync(`services/${service}/src/**/*.spec.ts`, { cwd: root })
    .filter((file) => !/\.(int|e2e)\.spec\.ts$/.test(file))
    .sort()
    .map((file) => join(root, file));
  const folder = mkdtempSync(join(tmpdir(), 'carethread-mutants-'));
  const job = join(folder, 'mutated.json');
  try {
    writeFileSync(job, JSON.stringify(sources));
    const first = startWorker(job, specs);
    const { ready } = await first.answer(START_SECONDS);
    const measured = await first.ask({ ask: 'measure' }, START_SECONDS);
    first.end();
    if (measured.failed.length > 0) throw new Error(`fails without a mutant: ${JSON.stringify(measured.failed[0])}`);
    const sample = drawn(mutants, count, seed);
    const processes = concurrency ?? Math.min(2, availableParallelism());
    console.log(
      `${service}: ${sample.length} of ${mutants.length} mutants in ${Object.keys(sources).length} files, ` +
        `${ready} tests in ${specs.length} specs, seed ${seed}, ${processes} at a time`,
    );
    const preparedAt = performance.now();
    const outcomes = new Map();
    await runSample(sample, { job, specs, measured, concurrency: processes }, (mutant, { status }) => {
      outcomes.set(mutant.id, status);
      if (LABELS[status] !== undefined) console.log(`${LABELS[status]}  ${described(mutant, lines)}`);
    });
    const seconds = (performance.now() - preparedAt) / 1000;
    const those = (...wanted) => sample.filter(({ id }) => wanted.includes(outcomes.get(id)));
    const noticed = those('killed', 'timeout').length;
    const { low, high } = wilson(noticed, sample.length);
    console.log(
      `${service}: killed ${those('killed').length}, timed out ${those('timeout').length}, ` +
        `survived ${those('survived').length}, no test ${those('noCoverage').length}, left out of the draw by a comment ${ignored.length}`,
    );
    console.log(
      `${service}: ${percent(noticed / sample.length)} noticed, 95 % interval ${percent(low)} to ${percent(high)} (Wilson)` +
        (BAR[service] === undefined
          ? ''
          : `; lower bound at least ${percent(BAR[service])}: ${low >= BAR[service] ? 'yes' : 'NO'}`),
    );
    console.log(
      `${service}: ${seconds.toFixed(1)} s, ${(seconds / sample.length).toFixed(2)} s a mutant, ` +
        `after ${((preparedAt - startedAt) / 1000).toFixed(1)} s of preparation`,
    );
    return low < (BAR[service] ?? 0) ? 1 : 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
