import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../processes.js';
import type { Site } from '../server.js';

/** What the sources of a folder come to; a program built of other sources is built again. */
export function sourcesDigest(folder: string): string {
  const digest = createHash('sha256');
  for (const name of readdirSync(folder).sort()) digest.update(`${name}\n`).update(readFileSync(join(folder, name)));
  return digest.digest('hex');
}

/** Runs `make` unless it was run before for these very sources. */
export function madeOnce(site: Site, sources: string, make: () => void): void {
  const mark = join(site.folder, 'made-of');
  const digest = sourcesDigest(sources);
  if (existsSync(mark) && readFileSync(mark, 'utf8') === digest) return;
  make();
  writeFileSync(mark, digest);
}

/** Builds the Go program of a folder into `bin` of the site. */
export function goBuild(site: Site, sources: string): string {
  const program = join(site.folder, 'bin');
  madeOnce(site, sources, () => {
    site.say('building from Go modules, which takes a minute or two the first time');
    try {
      run(site, 'go', ['build', '-o', program, '.'], { cwd: sources });
    } catch (error) {
      throw new Error(`${site.folder} needs Go 1.25 or newer on the path: ${String(error)}`, { cause: error });
    }
  });
  return program;
}
