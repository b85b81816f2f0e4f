import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { drill } from './drill.js';
import { CrashRun } from './run.js';
import { seeded } from './seeded.js';

const USAGE = `npm run crash [-- --runs N] [--seed S] [--drill]

  Kills the platform N times (default 10) under load and checks what is left; --drill restores a back-up instead.
`;

const values = said();
const runs = Number(values.runs ?? 10);
const seed = Number(values.seed ?? Date.now() % 1_000_000);

if (values.drill === true) process.exit(await drill(seeded(seed)));

const data = mkdtempSync(join(tmpdir(), 'carethread-crash-'));
const crash = new CrashRun(data, seeded(seed));
let passed = 0;
let failed = 0;
let acknowledged = 0;
process.stderr.write(`killing the platform ${runs} times under load, seed ${seed}\n`);
try {
  await crash.start();
  await crash.setUp();
  for (let run = 1; run <= runs; run++) {
    const stored = await crash.loadAndKill();
    acknowledged += stored;
    await crash.start();
    const faults = await crash.check();
    if (faults.length === 0) passed += 1;
    else failed += 1;
    process.stderr.write(
      `run ${run}/${runs}: ${stored} acknowledged before the kill, ${faults.length === 0 ? 'ok' : `WRONG (seed ${seed})`}\n`,
    );
    for (const fault of faults.slice(0, 5)) process.stderr.write(`  ${fault}\n`);
  }
  await crash.stop();
} catch (error) {
  failed += 1;
  process.stderr.write(`seed ${seed}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  await crash.stop().catch(() => undefined);
} finally {
  rmSync(data, { recursive: true, force: true });
}
process.stdout.write(`${acknowledged} commands were acknowledged before a kill\n${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);

/** What was said on the command line. Whoever asks for help, or says what is not understood, is told how it goes. */
function said() {
  try {
    const { values: given } = parseArgs({
      options: {
        runs: { type: 'string' },
        seed: { type: 'string' },
        drill: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    });
    if (given.help !== true) return given;
    process.stdout.write(USAGE);
    process.exit(0);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    process.exit(2);
  }
}
