// Installs what package-lock.json asks for, and finds the Node that the project runs on.
// No dependencies and no new syntax: this file runs on whatever Node (18 or later) the machine has.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { clearInterval, setInterval } from 'node:timers';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

const windows = process.platform === 'win32';
const runtimePackage = `node_modules/node-${windows ? 'win' : process.platform}-${process.arch}`;
const NEEDED_MAJOR = 24;

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(join(root, file), 'utf8')).packages;
  } catch {
    return {};
  }
}

/**
 * True when node_modules is missing, half-made or of another lock. npm writes node_modules/.package-lock.json last.
 * @param {string} folder a package with a lock of its own; the root is the workspaces
 */
export function isStale(folder = '.') {
  const installed = packagesOf(join(folder, 'node_modules/.package-lock.json'));
  return Object.entries(packagesOf(join(folder, 'package-lock.json'))).some(([path, entry]) => {
    if (!path.startsWith('node_modules/')) return false;
    if (entry.link) return !existsSync(join(root, folder, path));
    const optional = entry.optional || entry.devOptional;
    if (optional && path !== runtimePackage) return false;
    return installed[path]?.version !== entry.version;
  });
}

/** How often a line says that npm is still at work, in milliseconds. */
const BEAT_MS = 5_000;

/**
 * Runs `npm ci` when needed; ends the process with npm's exit code when that fails. Progress goes to stderr, in lines of our own: npm
 * may run on an older Node than the project's, of which it warns package by package. What it says is shown only where it fails.
 */
export async function ensureInstalled(folder = '.') {
  if (!isStale(folder)) return;
  const wanted = Object.keys(packagesOf(join(folder, 'package-lock.json'))).filter((path) =>
    path.startsWith('node_modules/'),
  ).length;
  console.error(`installing packages (${wanted} in package-lock.json; once) …`);
  const began = Date.now();
  const elapsed = () => `${Math.round((Date.now() - began) / 1000)} s`;
  const beat = setInterval(() => console.error(`installing packages … ${elapsed()}`), BEAT_MS);
  const { code, output } = await npmCi(join(root, folder));
  clearInterval(beat);
  if (code === 0) {
    console.error(`packages installed in ${elapsed()}`);
    return;
  }
  process.stderr.write(output);
  console.error(`npm ci failed: run it by hand in ${join(root, folder)} to see why.`);
  process.exit(code);
}

/** Runs npm to its end, or to that of this process, and gathers what it says. */
function npmCi(cwd) {
  const npmCli = process.env.npm_execpath ?? '';
  const viaNode = npmCli.endsWith('npm-cli.js');
  const command = viaNode ? process.execPath : 'npm';
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  return new Promise((resolve) => {
    const child = spawn(command, viaNode ? [npmCli, ...args] : args, {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: !viaNode && windows,
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => (output += text));
    const stop = (signal) => child.kill(signal);
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, stop);
    const end = (code) => {
      for (const signal of signals) process.removeListener(signal, stop);
      resolve({ code, output });
    };
    child.on('error', (error) => {
      output += `cannot start ${command}: ${error.message}\n`;
      end(1);
    });
    child.on('close', (code) => end(code ?? 1));
  });
}

/** The executable of the project's own Node; ends the process with a remedy when there is none. */
export function projectNode() {
  const own = join(root, runtimePackage, 'bin', windows ? 'node.exe' : 'node');
  if (existsSync(own)) return own;
  if (Number(process.versions.node.split('.')[0]) >= NEEDED_MAJOR) return process.execPath;
  console.error(
    [
      `Carethread runs on Node ${NEEDED_MAJOR}; this is Node ${process.versions.node}, and the package that brings`,
      `Node ${NEEDED_MAJOR} for ${process.platform} ${process.arch} (${runtimePackage}) is not installed.`,
      'Was npm told to leave out optional packages (--omit=optional)? If so: npm ci --include=optional.',
      `If there is no such package for this platform: install Node ${NEEDED_MAJOR} and run the command again.`,
    ].join('\n'),
  );
  return process.exit(2);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await ensureInstalled();
