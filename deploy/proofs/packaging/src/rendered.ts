import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { KUBERNETES, ROOT, toolbox, type Ended } from './toolbox.js';

/** A container as `docker compose` would run it, as far as the tests look. */
export interface ComposeService {
  readonly image: string;
  readonly user?: string;
  readonly read_only?: boolean;
  readonly privileged?: boolean;
  readonly restart?: string;
  readonly command: readonly string[] | null;
  readonly environment?: Readonly<Record<string, string>>;
  readonly secrets?: readonly { readonly source: string; readonly target: string }[];
  readonly volumes?: readonly { readonly type: string; readonly source: string; readonly target: string }[];
  readonly networks: Readonly<Record<string, unknown>>;
  readonly ports?: readonly { readonly host_ip?: string; readonly published: string; readonly target: number }[];
  readonly cap_drop?: readonly string[];
  readonly cap_add?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly healthcheck?: { readonly test?: readonly string[]; readonly disable?: boolean };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string; readonly required: boolean }>>;
  readonly deploy?: { readonly resources?: { readonly limits?: Readonly<Record<string, unknown>> } };
}

export interface ComposeProject {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean }>>;
  readonly volumes: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, { readonly file?: string }>>;
  readonly configs?: Readonly<Record<string, { readonly file?: string }>>;
}

/** The settings of deploy/packaging/compose/example.env, as a shell would read them. */
export function exampleEnvironment(): Record<string, string> {
  const lines = readFileSync(join(ROOT, 'deploy/packaging/compose/example.env'), 'utf8').split('\n');
  return Object.fromEntries(
    lines.flatMap((line) => {
      const [, name, value] = /^([A-Z_]+)=(.*)$/.exec(line) ?? [];
      return name === undefined || value === undefined ? [] : [[name, value]];
    }),
  );
}

/** The compose file as its own library resolves it, with nothing of this machine's environment but the PATH. */
export function askCompose(env: Readonly<Record<string, string>>, file = 'docker-compose.yml'): Ended {
  return toolbox.composeResolve([join(ROOT, file)], { PATH: process.env['PATH'], ...env });
}

export function composeProject(more: Readonly<Record<string, string>> = {}): ComposeProject {
  const { code, said, output } = askCompose({ ...exampleEnvironment(), ...more });
  if (code !== 0) throw new Error(output);
  return JSON.parse(said) as ComposeProject;
}

export interface Container {
  readonly name: string;
  readonly image: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: readonly { readonly name: string; readonly value?: string; readonly valueFrom?: unknown }[];
  readonly resources?: { readonly requests?: object; readonly limits?: object };
  readonly securityContext?: Readonly<Record<string, unknown>>;
  readonly startupProbe?: object;
  readonly livenessProbe?: object;
  readonly readinessProbe?: object;
  readonly volumeMounts?: readonly { readonly name: string; readonly mountPath: string; readonly readOnly?: boolean }[];
}

export interface PodSpec {
  readonly serviceAccountName?: string;
  readonly automountServiceAccountToken?: boolean;
  readonly hostNetwork?: boolean;
  readonly hostPID?: boolean;
  readonly securityContext?: Readonly<Record<string, unknown>>;
  readonly topologySpreadConstraints?: readonly unknown[];
  readonly containers: readonly Container[];
  readonly volumes?: readonly {
    readonly name: string;
    readonly hostPath?: object;
    readonly secret?: { readonly secretName: string; readonly items: readonly { key: string; path: string }[] };
  }[];
}

/** One thing that the chart asks the cluster for. */
export interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly annotations?: Readonly<Record<string, string>> };
  readonly automountServiceAccountToken?: boolean;
  readonly spec: Readonly<Record<string, unknown>> & {
    readonly template?: {
      readonly metadata: { readonly labels: Readonly<Record<string, string>> };
      readonly spec: PodSpec;
    };
  };
}

const CHART = join(ROOT, 'deploy/packaging/kubernetes/carethread');
const EXAMPLE = join(ROOT, 'deploy/packaging/kubernetes/example-values.yaml');
const RELEASE = 'care';

/** `helm lint` as strict as it can be. */
export function lintChart(sets: readonly string[] = []): Ended {
  return toolbox.helm([
    ...['lint', '--strict', '--kube-version', KUBERNETES, '--values', EXAMPLE],
    ...sets.flatMap((one) => ['--set', one]),
    CHART,
  ]);
}

/** `helm template` with the example's values and these. */
export function askChart(sets: readonly string[] = [], withExample = true): Ended {
  return toolbox.helm([
    ...['template', RELEASE, CHART, '--namespace', 'care-test', '--kube-version', KUBERNETES],
    ...(withExample ? ['--values', EXAMPLE] : []),
    ...sets.flatMap((one) => ['--set', one]),
  ]);
}

export function chartManifests(sets: readonly string[] = []): readonly Manifest[] {
  const { code, said, output } = askChart(sets);
  if (code !== 0) throw new Error(output);
  return parseAllDocuments(said)
    .map((document) => document.toJS() as Manifest | null)
    .filter((manifest) => manifest !== null);
}

/** Pods of whatever makes pods, by the name of their maker. */
export function podsOf(manifests: readonly Manifest[]): ReadonlyMap<string, PodSpec> {
  return new Map(
    manifests.flatMap(({ metadata, spec }) =>
      spec?.template === undefined ? [] : [[metadata.name, spec.template.spec]],
    ),
  );
}

/** One process as a deployment file starts it: its command, its environment, and the files that its secrets are mounted as. */
export interface Process {
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Path in the container → name of the secret behind it. */
  readonly secrets: Readonly<Record<string, string>>;
}

export function processOfCompose(project: ComposeProject, name: string): Process {
  const service = project.services[name];
  if (service === undefined) throw new Error(`compose has no ${name}`);
  return {
    command: service.command ?? [],
    environment: service.environment ?? {},
    secrets: Object.fromEntries((service.secrets ?? []).map(({ source, target }) => [target, source])),
  };
}

export function processOfChart(manifests: readonly Manifest[], name: string): Process {
  const pod = podsOf(manifests).get(`${RELEASE}-${name}`);
  const container = pod?.containers[0];
  if (pod === undefined || container === undefined) throw new Error(`the chart has no ${name}`);
  const secrets: Record<string, string> = {};
  for (const { name: volume, secret } of pod.volumes ?? [])
    for (const { mountPath } of (container.volumeMounts ?? []).filter((mount) => mount.name === volume))
      for (const { key, path } of secret?.items ?? []) secrets[`${mountPath}/${path}`] = `${secret?.secretName}/${key}`;
  return {
    command: container.command ?? [],
    environment: Object.fromEntries((container.env ?? []).map(({ name: variable, value }) => [variable, value ?? ''])),
    secrets,
  };
}
