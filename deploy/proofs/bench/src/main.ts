import { program, refuse } from '@carethread/command-line';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { PreparedFolders } from './prepared-folders.js';
import { met, type Bench, type Goal, type Measure, type Row, type Size } from './row.js';
import { appendOnPostgres } from './rows/engine-append.js';
import { httpOnProcesses } from './rows/engine-http.js';
import { telemetryCost } from './rows/engine-telemetry.js';
import { noticeLatency } from './rows/engine-notice.js';
import { rebuildIntoMongo } from './rows/engine-rebuild.js';
import { relayToKafka } from './rows/engine-relay.js';
import { growthCommand } from './rows/growth.js';
import { httpCommand, httpQuery } from './rows/http.js';
import { httpWorst } from './rows/http-worst.js';
import { engineListMeasures, listMeasures } from './rows/lists.js';
import { logAppend } from './rows/log-append.js';
import { noticeMeasures } from './rows/notices.js';
import { replayAsOf } from './rows/replay.js';
import { searchPerson } from './rows/search-person.js';
import { startAndMemory } from './rows/start.js';
import { viewRebuild } from './rows/view-rebuild.js';

/** What is measured, in this order; two rows may come from one run. */
const MEASURES: readonly { readonly rows: readonly string[]; readonly measure: Measure }[] = [
  { rows: ['log.append'], measure: logAppend },
  { rows: ['view.rebuild'], measure: viewRebuild },
  { rows: ['start.ready', 'memory.idle'], measure: startAndMemory },
  { rows: ['http.command'], measure: httpCommand },
  { rows: ['http.query'], measure: httpQuery },
  { rows: ['http.worst'], measure: httpWorst },
  { rows: ['replay.asof.10k'], measure: replayAsOf },
  { rows: ['growth.command'], measure: growthCommand },
  ...listMeasures,
  { rows: ['search.person'], measure: searchPerson },
  ...noticeMeasures,
];

/** What `--engine` measures, on the real servers of `npm run engine`. */
const ENGINE_MEASURES: typeof MEASURES = [
  { rows: ['log.append.postgres'], measure: appendOnPostgres },
  { rows: ['relay.kafka'], measure: relayToKafka },
  { rows: ['notice.latency'], measure: noticeLatency },
  { rows: ['view.rebuild.mongo'], measure: rebuildIntoMongo },
  ...engineListMeasures,
  { rows: ['http.command.processes', 'http.command.copies'], measure: httpOnProcesses },
  { rows: ['telemetry.cost'], measure: telemetryCost },
];

const GOALS: Readonly<Record<string, Goal>> = {
  'http.command': { of: 'ratio', better: 'higher', must: 0.15, aim: 0.4 },
  'http.query': { of: 'ratio', better: 'higher', must: 0.2, aim: 0.5 },
  'http.worst': { of: 'ratio', better: 'lower', must: 20, aim: 10 },
  'log.append': { of: 'ratio', better: 'higher', must: 0.5, aim: 0.8 },
  'view.rebuild': { of: 'ratio', better: 'higher', must: 0.5, aim: 0.8 },
  'replay.asof.10k': { of: 'value', better: 'lower', must: 50, aim: 20 },
  'growth.command': { of: 'ratio', better: 'lower', must: 1.25, aim: 1.1 },
  ...Object.fromEntries(
    [...listMeasures, ...engineListMeasures].flatMap(({ rows: [name = '', growth = ''] }): [string, Goal][] => [
      [name, { of: 'ratio', better: 'lower', must: 3, aim: 2 }],
      [growth, { of: 'ratio', better: 'lower', must: 1.5, aim: 1.2 }],
    ]),
  ),
  'search.person': { of: 'ratio', better: 'lower', must: 3, aim: 2 },
  'notice.webhook': { of: 'ratio', better: 'lower', must: 5, aim: 3 },
  'notice.deliver': { of: 'ratio', better: 'higher', must: 0.5, aim: 0.8 },
  'notice.catch-up': { of: 'ratio', better: 'higher', must: 0.5, aim: 0.8 },
  'endpoints.idle': { of: 'value', better: 'lower', must: 20, aim: 10 },
  'start.ready': { of: 'value', better: 'lower', must: 3, aim: 1.5 },
  'memory.idle': { of: 'value', better: 'lower', must: 250, aim: 200 },
  'log.append.postgres': { of: 'ratio', better: 'higher', must: 3, aim: 10 },
  'relay.kafka': { of: 'ratio', better: 'higher', must: 0.4, aim: 0.7 },
  'notice.latency': { of: 'p99', better: 'lower', must: 500, aim: 250 },
  'http.command.processes': { of: 'ratio', better: 'lower', must: 2, aim: 1.3 },
  'view.rebuild.mongo': { of: 'ratio', better: 'higher', must: 0.4, aim: 0.7 },
  'telemetry.cost': { of: 'ratio', better: 'higher', must: 0.95, aim: 0.98 },
  'http.command.copies': { of: 'ratio', better: 'lower', must: 1.3, aim: 1.1 },
};

const rowsOf = (measures: typeof MEASURES): string => measures.flatMap(({ rows }) => rows).join(', ');

const {
  engine,
  json,
  only: onlyRows,
  quick,
  full,
} = program(
  'npm run bench --',
  'Measures; every row stands beside its floor from the same run. Ends with 1 when a row falls short of what it must reach.',
)
  .option('--json <FILE>', 'also write the result as JSON')
  .option(
    '--engine',
    'on real servers (PostgreSQL, Kafka, MongoDB) and six processes; starts the servers if they are not up',
  )
  .option('--only <NAMES>', `rows, separated by commas: ${rowsOf(MEASURES)}; with --engine: ${rowsOf(ENGINE_MEASURES)}`)
  .option('--quick', 'small sizes and few rounds: shows that it runs, says nothing about speed')
  .option('--full', '1,000,000 events where the standard run takes 100,000 (some fifteen minutes)')
  .parse()
  .opts();
const measures = engine === true ? ENGINE_MEASURES : MEASURES;
const only = onlyRows?.split(',');
/** `notice` stands for every row whose name begins with it and a dot. */
const isWanted = (name: string): boolean =>
  only === undefined || only.some((one) => name === one || name.startsWith(`${one}.`));
const chosen = measures.filter(({ rows }) => rows.some(isWanted));
if (chosen.length === 0) refuse(`option '--only <NAMES>': there is no row named ${onlyRows ?? ''}`);

const size: Size = quick === true ? 'quick' : full === true ? 'full' : 'standard';
const folders = new PreparedFolders();
const startedAt = new Date().toISOString();
const rows: Row[] = [];
let broken = 0;
try {
  for (const [index, { rows: names, measure }] of chosen.entries()) {
    const began = performance.now();
    const title = `[${index + 1}/${chosen.length}] ${names.join(', ')}`;
    const bench: Bench = {
      size,
      folders,
      pick: (quick, standard, full = standard) => ({ quick, standard, full })[size],
      say: (message) => process.stderr.write(`${title}: ${message}\n`),
    };
    bench.say('begins');
    try {
      rows.push(...(await measure(bench)).filter(({ name }) => isWanted(name)));
      bench.say(`done in ${((performance.now() - began) / 1000).toFixed(0)} s`);
    } catch (error) {
      broken += 1;
      bench.say(`could not be measured: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    }
  }
} finally {
  folders.remove();
}

function commit(): string {
  try {
    const git = (...args: string[]): string => execFileSync('git', args, { encoding: 'utf8' }).trim();
    return git('rev-parse', 'HEAD') + (git('status', '--porcelain', '--untracked-files=no') === '' ? '' : '-changed');
  } catch {
    return 'unknown';
  }
}

const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}, ${(totalmem() / 1e9).toFixed(0)} GB, ${process.platform} ${release()}`;
const result = { commit: commit(), node: process.version, machine, startedAt, size, rows };
if (json !== undefined) writeFileSync(json, `${JSON.stringify(result, null, 2)}\n`);

const short = (value: number): string =>
  Math.abs(value) >= 100 ? value.toFixed(0) : Math.abs(value) >= 10 ? value.toFixed(1) : value.toFixed(2);
const micros = (seconds: number | undefined): string =>
  seconds === undefined || Number.isNaN(seconds) ? '–' : short(seconds * 1e6);
const table = rows.map((row) => {
  const goal = GOALS[row.name];
  const verdict =
    goal === undefined ? '' : met(row, goal, 'aim') ? 'aim met' : met(row, goal, 'must') ? 'must met' : 'FALLS SHORT';
  return [
    row.name,
    `${short(row.value)} ${row.unit}`,
    short(row.floor),
    short(row.ratio),
    goal === undefined ? '' : `${goal.of} ${goal.better === 'higher' ? '≥' : '≤'} ${goal.must} / ${goal.aim}`,
    verdict,
    `${micros(row.cpu)} / ${micros(row.floorCpu)}`,
    row.p50 === undefined ? '' : `${short(row.p50)} / ${short(row.p99 ?? Number.NaN)}`,
  ];
});
const heading = ['row', 'value', 'floor', 'ratio', 'must / aim', '', 'CPU µs an op / floor', 'p50 / p99 ms'];
const widths = heading.map((title, column) =>
  Math.max(title.length, ...table.map((line) => line[column]?.length ?? 0)),
);
const line = (cells: readonly string[]): string =>
  cells
    .map((cell, column) => cell.padEnd(widths[column] ?? 0))
    .join('  ')
    .trimEnd();
process.stdout.write(
  [
    `commit ${result.commit}, Node ${result.node}, ${machine}, size ${size}`,
    line(heading),
    ...table.map(line),
    ...rows.map(
      ({ name, floorName, note }) => `  ${name}: floor is ${floorName}${note === undefined ? '' : `; ${note}`}`,
    ),
    '',
  ].join('\n'),
);
const missed = rows.filter((row) => {
  const goal = GOALS[row.name];
  return (goal !== undefined && !met(row, goal, 'must')) || row.note?.startsWith('TOO LATE') === true;
});
process.stdout.write(`${rows.length - missed.length} reach what they must, ${missed.length + broken} fall short\n`);
process.exit(missed.length + broken === 0 ? 0 : 1);
