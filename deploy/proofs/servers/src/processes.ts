import { spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Site } from './server.js';

/** Runs a command to its end; its output goes to `output.txt` of the site. Throws with the last lines of it. */
export function run(
  site: Site,
  command: string,
  args: readonly string[],
  options: { readonly cwd?: string } = {},
): string {
  const done = spawnSync(command, args, { cwd: options.cwd ?? site.folder, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (done.error !== undefined) throw new Error(`${command} cannot be run: ${done.error.message}`);
  if (done.status !== 0)
    throw new Error(
      `${command} ${args.join(' ')} ended with ${done.status}:\n${`${done.stdout}${done.stderr}`.slice(-2000)}`,
    );
  return done.stdout;
}

/** Begins a process that outlives this one; its output goes to `<name>.log` of the site. */
export function begin(
  site: Site,
  name: string,
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): number {
  const output = openSync(join(site.folder, `${name}.log`), 'a');
  const child = spawn(command, args, { cwd: site.folder, detached: true, stdio: ['ignore', output, output], env });
  closeSync(output);
  child.unref();
  if (child.pid === undefined) throw new Error(`${command} cannot be run`);
  return child.pid;
}

export function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A process that ended and was not reaped yet still takes signals.
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/** Asks every 200 ms until the answer is yes; false after the deadline. */
export async function until(condition: () => Promise<boolean>, milliseconds: number): Promise<boolean> {
  const deadline = Date.now() + milliseconds;
  for (;;) {
    try {
      if (await condition()) return true;
    } catch {
      // not yet
    }
    if (Date.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** Installs Debian packages where a program of theirs is missing. */
export function aptInstall(site: Site, packages: readonly string[], missing: boolean): void {
  if (!missing) return;
  site.say(`installing ${packages.join(', ')} from Debian's packages`);
  run(site, 'apt-get', ['-qq', 'update'], { cwd: '/' });
  run(site, 'apt-get', ['-qq', 'install', '-y', '--no-install-recommends', ...packages], { cwd: '/' });
}
