import { program, wholeNumber } from '@carethread/command-line';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drill } from './drill.js';
import { CrashRun } from './run.js';
import { seeded } from './seeded.js';

const {
  runs,
  seed = 1 + (Date.now() % 1_000_000),
  ...options
} = program('npm run crash --', 'Kills the platform under load, again and again, and checks what is left.')
  .option('--runs <N>', 'how many kills', wholeNumber(), 10)
  .option('--seed <N>', 'of the random choices (default: a new one, printed)', wholeNumber())
  .option('--drill', 'restore a back-up instead')
  .parse()
  .opts();

if (options.drill === true) process.exit(await drill(seeded(seed)));

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
