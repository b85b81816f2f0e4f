import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import type { Row, Sizes } from './measure.js';
import { httpCommand, httpQuery } from './rows/http.js';
import { logAppend } from './rows/log-append.js';
import { replayAsOf } from './rows/replay.js';
import { startAndMemory } from './rows/start.js';

const { values } = parseArgs({
  options: { json: { type: 'string' }, only: { type: 'string' }, quick: { type: 'boolean' } },
});
const sizes: Sizes =
  values.quick === true ? { rounds: 1, seconds: 2, events: 4_000 } : { rounds: 5, seconds: 5, events: 20_000 };
const rows: Record<string, (sizes: Sizes) => Promise<Row | readonly Row[]>> = {
  'log.append': logAppend,
  'replay.asof.10k': replayAsOf,
  'http.command': httpCommand,
  'http.query': httpQuery,
  'start.ready': startAndMemory,
};

const startedAt = new Date().toISOString();
const found: Row[] = [];
for (const [name, measure] of Object.entries(rows)) {
  if (values.only !== undefined && !name.startsWith(values.only) && values.only !== 'memory.idle') continue;
  process.stderr.write(`measuring ${name} ...\n`);
  const measured = await measure(sizes);
  found.push(...(Array.isArray(measured) ? (measured as readonly Row[]) : [measured as Row]));
}
for (const { name, value, unit, floor, floorName, ratio, p50, p99, note } of found)
  process.stdout.write(
    `${name.padEnd(16)} ${value.toFixed(1).padStart(9)} ${unit.padEnd(11)} floor ${floor.toFixed(1).padStart(9)} (${floorName})  ratio ${ratio.toFixed(2)}${p50 === undefined ? '' : `  p50 ${p50.toFixed(1)} p99 ${(p99 ?? 0).toFixed(1)} ms`}${note === undefined ? '' : `  ${note}`}\n`,
  );
const result = {
  commit: git(),
  node: process.version,
  machine: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`,
  startedAt,
  rows: found,
};
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(result, null, 2)}\n`);
process.exit(0);

function git(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  } catch {
    return 'unknown';
  }
}
