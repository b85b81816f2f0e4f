// Installs what package-lock.json asks for, and finds the Node that the project runs on.
// No dependencies and no new syntax: this file runs on whatever Node (18 or later) the machine has.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

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

/** Runs `npm ci` when needed; ends the process with npm's exit code when that fails. Progress goes to stderr. */
export function ensureInstalled(folder = '.') {
  if (!isStale(folder)) return;
  console.error('Installing dependencies with npm ci; once per package-lock.json …');
  const npmCli = process.env.npm_execpath ?? '';
  const viaNode = npmCli.endsWith('npm-cli.js');
  const command = viaNode ? process.execPath : 'npm';
  const args = [...(viaNode ? [npmCli] : []), 'ci', '--include=dev', '--no-audit', '--no-fund'];
  // npm may run on an older Node than the project's own, of which it would warn package by package.
  if (folder !== '.') args.push('--loglevel=error');
  const cwd = join(root, folder);
  const result = spawnSync(command, args, { cwd, stdio: ['ignore', 2, 2], shell: !viaNode && windows });
  if (result.status === 0) return;
  console.error(`npm ci failed: run it by hand in ${cwd} to see why.`);
  process.exit(result.status ?? 1);
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

if (process.argv[1] === fileURLToPath(import.meta.url)) ensureInstalled();
