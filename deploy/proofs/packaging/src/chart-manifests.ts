import {
  checked,
  dictionaryOf,
  isAnything,
  isFlag,
  isNumber,
  isObject,
  isText,
  listOf,
  optional,
  shapeOf,
} from '@carethread/ledger';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { Process } from './deployed-process.js';
import { KUBERNETES, ROOT, tools, type Ended } from './tools.js';

export interface Container {
  readonly name: string;
  readonly command?: readonly string[];
  readonly env?: readonly { readonly name: string; readonly value?: string }[];
  readonly resources?: { readonly requests?: object; readonly limits?: object };
  readonly securityContext?: object;
  readonly volumeMounts?: readonly { readonly name: string; readonly mountPath: string }[];
}

interface PodVolume {
  readonly name: string;
  readonly hostPath?: object;
  readonly secret?: { readonly secretName: string; readonly items: readonly SecretItem[] };
}

interface SecretItem {
  readonly key: string;
  readonly path: string;
}

export interface PodSpec {
  readonly hostNetwork?: boolean;
  readonly hostPID?: boolean;
  readonly topologySpreadConstraints?: readonly unknown[];
  readonly containers: readonly Container[];
  readonly volumes?: readonly PodVolume[];
}

interface PodTemplate {
  readonly metadata: { readonly labels: Readonly<Record<string, string>> };
  readonly spec: PodSpec;
}

/** A manifest of Kubernetes; only some kinds have a `spec`, and only those that make pods have a template in it. */
export interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly annotations?: Readonly<Record<string, string>> };
  readonly automountServiceAccountToken?: boolean;
  readonly spec?: {
    readonly template?: PodTemplate;
    readonly replicas?: number;
    readonly ingress?: unknown;
  };
}

const isContainer = shapeOf<Container>({
  name: isText,
  command: optional(listOf(isText)),
  env: optional(
    listOf(shapeOf<{ readonly name: string; readonly value?: string }>({ name: isText, value: optional(isText) })),
  ),
  resources: optional(
    shapeOf<NonNullable<Container['resources']>>({ requests: optional(isObject), limits: optional(isObject) }),
  ),
  securityContext: optional(isObject),
  volumeMounts: optional(
    listOf(shapeOf<{ readonly name: string; readonly mountPath: string }>({ name: isText, mountPath: isText })),
  ),
});

const isPodSpec = shapeOf<PodSpec>({
  hostNetwork: optional(isFlag),
  hostPID: optional(isFlag),
  topologySpreadConstraints: optional(listOf(isAnything)),
  containers: listOf(isContainer),
  volumes: optional(
    listOf(
      shapeOf<PodVolume>({
        name: isText,
        hostPath: optional(isObject),
        secret: optional(
          shapeOf<NonNullable<PodVolume['secret']>>({
            secretName: isText,
            items: listOf(shapeOf<SecretItem>({ key: isText, path: isText })),
          }),
        ),
      }),
    ),
  ),
});

const isManifest = shapeOf<Manifest>({
  kind: isText,
  metadata: shapeOf<Manifest['metadata']>({ name: isText, annotations: optional(dictionaryOf(isText)) }),
  automountServiceAccountToken: optional(isFlag),
  spec: optional(
    shapeOf<NonNullable<Manifest['spec']>>({
      template: optional(
        shapeOf<PodTemplate>({
          metadata: shapeOf<PodTemplate['metadata']>({ labels: dictionaryOf(isText) }),
          spec: isPodSpec,
        }),
      ),
      replicas: optional(isNumber),
      ingress: isAnything,
    }),
  ),
});

const CHART = join(ROOT, 'deploy/packaging/kubernetes/carethread');
const EXAMPLE = join(ROOT, 'deploy/packaging/kubernetes/example-values.yaml');
const RELEASE = 'care';

/** `helm lint` as strict as it can be. */
export function lintChart(sets: readonly string[] = []): Ended {
  return tools.helm([
    ...['lint', '--strict', '--kube-version', KUBERNETES, '--values', EXAMPLE],
    ...sets.flatMap((one) => ['--set', one]),
    CHART,
  ]);
}

/** `helm template` with the example's values and these. */
export function renderChart(sets: readonly string[] = [], withExample = true): Ended {
  const values = withExample ? ['--values', EXAMPLE] : [];
  return tools.helm([
    ...['template', RELEASE, CHART, '--namespace', 'care-test', '--kube-version', KUBERNETES],
    ...values,
    ...sets.flatMap((one) => ['--set', one]),
  ]);
}

export function chartManifests(sets: readonly string[] = []): readonly Manifest[] {
  const { code, stdout, output } = renderChart(sets);
  if (code !== 0) throw new Error(output);
  return parseAllDocuments(stdout)
    .map((document): unknown => document.toJS())
    .filter((document) => document !== null)
    .map((document) => checked(document, isManifest, 'a manifest of Kubernetes'));
}

/** Pods of whatever makes pods, by the name of their maker. */
export function podsOf(manifests: readonly Manifest[]): ReadonlyMap<string, PodSpec> {
  return new Map(
    manifests.flatMap(({ metadata, spec }) =>
      spec?.template === undefined ? [] : [[metadata.name, spec.template.spec]],
    ),
  );
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
