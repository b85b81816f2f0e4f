import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CrashRun, embeddedLogs } from './run.js';

const LOAD_MS = 2_000;

/**
 * The drill of docs/how-to/back-up-and-restore.md, on the embedded stores: a back-up under load, then the platform is killed and its
 * data are gone; the back-up is restored elsewhere, verified, and checked against what had been acknowledged before it was taken.
 * @returns the exit code
 */
export async function drill(random: () => number): Promise<number> {
  const work = mkdtempSync(join(tmpdir(), 'carethread-drill-'));
  const [lost, copy, restored] = [join(work, 'lost'), join(work, 'copy'), join(work, 'restored')];
  const crash = new CrashRun(lost, random);
  const faults: string[] = [];
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  try {
    await crash.start();
    await crash.setUp();
    let before: typeof crash.load.sent = [];
    let after = 0;
    let took = 0;
    const acknowledged = await crash.loadUntilKilled(async () => {
      await pause(LOAD_MS);
      before = [...crash.load.acknowledged()];
      const began = performance.now();
      const summary = await backUp(lost, copy);
      took = performance.now() - began;
      after = crash.load.acknowledged().length;
      say(summary);
      await pause(LOAD_MS / 2);
    });
    say(
      `${acknowledged} commands acknowledged in all: ${before.length} before the back-up began, ${after - before.length} in the ${took.toFixed(0)} ms that it took`,
    );

    cpSync(copy, restored, { recursive: true });
    cpSync(join(lost, 'keys', 'key-encryption-key'), join(restored, 'keys', 'key-encryption-key')); // the safe
    rmSync(lost, { recursive: true });

    const missing = await embeddedLogs(restored).lost(before);
    for (const { path, answer } of missing.slice(0, 5))
      faults.push(`acknowledged before the back-up and not in it: ${path} ${answer?.id} at ${answer?.revision}`);
    const gone = await embeddedLogs(restored).lost(crash.load.sent.filter((sent) => !before.includes(sent)));
    say(
      `restored: ${before.length - missing.length} of ${before.length} from before are there; ${gone.length} later ones are gone with the disk`,
    );

    crash.data = restored;
    const started = performance.now();
    await crash.start();
    say(
      `the platform is up on the restored data after ${((performance.now() - started) / 1000).toFixed(1)} s, views folded anew`,
    );
    // Clients send again, with the same keys, what they cannot find: it ends stored once.
    for (const sent of gone) sent.answer = undefined;
    faults.push(...(await crash.check()));
    await crash.stop();
  } catch (error) {
    faults.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
    await crash.stop().catch(() => undefined);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  for (const fault of faults) say(`WRONG: ${fault}`);
  say(faults.length === 0 ? 'the drill went well' : `the drill went WRONG: ${faults.length} faults`);
  return faults.length === 0 ? 0 : 1;
}

/** The operator's own command, as the operator runs it: a process beside the platform. Gives its summary. */
async function backUp(data: string, to: string): Promise<string> {
  const child = spawn(process.execPath, ['deploy/tools/cli/dist/main.js', 'back-up', '--data', data, '--to', to]);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`back-up ended with ${String(code)}: ${output}`);
  return output.split('\n').find((line) => line.includes('logs as of')) ?? output;
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
