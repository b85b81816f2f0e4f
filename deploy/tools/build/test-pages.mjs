// npm run test:pages: every `.browser.spec.ts` in a real Chromium: journeys, with and without scripts, and axe on what they meet.
// `-- PATTERN` runs those whose path matches. The browser is the one that CARETHREAD_CHROMIUM names, else the distribution's, which
// is installed where this process may do so. CARETHREAD_SCREENSHOTS names a folder for pictures of every page in three widths.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './ensure.mjs';
import { program } from './program.mjs';

const [pattern = ''] = program('npm run test:pages --', 'Walks through the pages in a real browser.')
  .argument('[PATTERN]', 'part of the paths of specs (default: all)')
  .parse().args;

const STANDARD = '/usr/bin/chromium';
const run = (command, ...args) => spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;

/** @returns {string | undefined} where the browser is; undefined where there is none and none can be had */
function findBrowser() {
  const browser = process.env.CARETHREAD_CHROMIUM ?? STANDARD;
  if (existsSync(browser)) return browser;
  const mayInstall = process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (browser !== STANDARD || !mayInstall) return undefined;
  console.log('== installing Chromium from the distribution');
  const env = (...args) => run('env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq', ...args);
  env('update');
  return env('install', '--yes', '--no-install-recommends', 'chromium') && existsSync(browser) ? browser : undefined;
}

const browser = findBrowser();
if (browser === undefined) {
  console.log(
    'no Chromium: set CARETHREAD_CHROMIUM, or install the distribution’s; every test of the pages is skipped',
  );
  console.log('0 passed, 0 failed, 1 skipped');
  process.exit(1);
}
const { status } = spawnSync(
  process.execPath,
  [join(root, 'deploy/tools/build/test.mjs'), '--only', `${pattern}.*\\.browser\\.spec\\.tsx?$`],
  { cwd: root, env: { ...process.env, CARETHREAD_CHROMIUM: browser }, stdio: 'inherit' },
);
process.exit(status ?? 1);
