// node deploy/tools/build/run.mjs VERB ARGS… : installs what is missing, builds, then runs the verb on the project's own Node.
// The launcher stays in front of its child and hands signals on, so that SIGTERM to `npm start` stops the platform in order.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { ensureInstalled, projectNode, root } from './ensure.mjs';

/** Verbs that are part of the tooling: a script of this folder. */
const scripts = {
  test: 'test.mjs',
  'test:engine': 'test-engine.mjs',
  'test:pages': 'test-pages.mjs',
  'test:all': 'test-all.mjs',
  check: 'check.mjs',
  mutants: 'mutants.mjs',
  build: 'build.mjs',
  trace: 'trace.mjs',
  docs: 'docs.mjs',
  generate: 'generate.mjs',
  sbom: 'sbom.mjs',
};
/** Verbs that are programs of the workspace: a project under one of the rooms of deploy/, and its file that runs. */
const programs = {
  start: 'tools/demo/start',
  demo: 'tools/demo/main',
  bench: 'proofs/bench/main',
  crash: 'proofs/faults/main',
  carethread: 'tools/cli/main',
  identity: 'tools/identity/main',
  engine: 'proofs/servers/main',
  platform: 'hosts/platform/main',
};

const [verb = '', ...args] = process.argv.slice(2);

if (!(verb in scripts) && !(verb in programs)) {
  console.error(
    `usage: node deploy/tools/build/run.mjs VERB ARGS…\nverbs: ${Object.keys({ ...programs, ...scripts }).join(', ')}`,
  );
  process.exit(2);
}

const program = programs[verb];
const fileOf = (folder, end) => join(root, 'deploy', dirname(program), folder, `${basename(program)}.${end}`);
if (program && !existsSync(fileOf('src', 'ts'))) {
  console.error(`"${verb}" is not there yet: ${fileOf('src', 'ts')} does not exist.`);
  process.exit(2);
}

await ensureInstalled();
const node = projectNode();

if (program) {
  const built = spawnSync(node, [join(root, 'deploy/tools/build/build.mjs'), '--quiet'], { stdio: ['ignore', 2, 2] });
  if (built.status !== 0) process.exit(built.status ?? 1);
}

const entry = program ? fileOf('dist', 'js') : join(root, 'deploy/tools/build', scripts[verb]);
const child = spawn(node, ['--enable-source-maps', entry, ...args], { stdio: 'inherit' });

const handedOn = ['SIGINT', 'SIGTERM', 'SIGHUP'];
for (const signal of handedOn) process.on(signal, () => child.kill(signal));
child.on('error', (error) => {
  console.error(`Cannot start ${node}: ${error.message}`);
  process.exit(2);
});
child.on('exit', (code, signal) => {
  if (!signal) process.exit(code ?? 1);
  for (const name of handedOn) process.removeAllListeners(name);
  process.kill(process.pid, signal);
});
