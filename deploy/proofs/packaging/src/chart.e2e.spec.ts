import { SERVICE_NAMES } from '@carethread/services';
import { renderChart, chartManifests, lintChart, podsOf, type Manifest, type PodSpec } from './chart-manifests.js';
import { tools } from './tools.js';

/** Ways of using the chart that differ in what they ask the cluster for. */
const USES: Readonly<Record<string, readonly string[]>> = {
  'as it comes': [],
  'with an ingress, a volume for heads and a digest': [
    'ingress.enabled=true',
    'ingress.host=care.example.invalid',
    'ingress.tlsSecret=care-tls',
    'heads.claim=heads',
    `image.digest=sha256:${'0'.repeat(64)}`,
  ],
  'without autoscaling, collector, policies and jobs': [
    'service.autoscaling.enabled=false',
    'collector.enabled=false',
    'network.policies=false',
    'jobs.enabled=false',
  ],
  'with e-mail to staff': [
    'mail.from=no-reply@care.example.invalid',
    'publicUrl=https://care.example.invalid',
    'network.mail[0].to[0].ipBlock.cidr=192.0.2.25/32',
    'network.mail[0].ports={465}',
  ],
  'with one service larger than the others': [
    'service.of.care-plan.copies=4',
    'service.of.care-plan.autoscaling.most=12',
    'collector.copies=2',
  ],
};

let manifests: readonly Manifest[];
let pods: ReadonlyMap<string, PodSpec>;
beforeAll(() => {
  manifests = chartManifests();
  pods = podsOf(manifests);
  tools.kubeconform(''); // installs it and its schemas, outside any one test's time
}, 900_000);

const ofKind = (kind: string, among = manifests) => among.filter((manifest) => manifest.kind === kind);
const named = (kind: string, name: string, among = manifests): Manifest => {
  const found = ofKind(kind, among).find(({ metadata }) => metadata.name === name);
  if (found === undefined) throw new Error(`the chart has no ${kind} ${name}`);
  return found;
};

describe('the Helm chart', () => {
  it.each(Object.entries(USES))('is well-formed %s', (_, sets) => {
    expect(lintChart(sets)).toMatchObject({ code: 0 });
    const { stdout } = renderChart(sets);
    const { code, stdout: report } = tools.kubeconform(stdout);
    const { resources = [], summary } = JSON.parse(report) as {
      resources?: readonly unknown[];
      summary: { valid: number; invalid: number; errors: number; skipped: number };
    };
    expect({ code, resources }).toEqual({ code: 0, resources: [] });
    expect(summary).toMatchObject({ invalid: 0, errors: 0, skipped: 0 });
    expect(summary.valid).toBe(chartManifests(sets).length);
  });

  it('is held against schemas that refuse what they do not know', () => {
    const { stdout } = renderChart();
    expect(tools.kubeconform(stdout.replaceAll('readOnlyRootFilesystem', 'readOnlyRootFileSystem')).code).not.toBe(0);
  });

  it('runs no pod as root, with further rights, a writable file system or a token of the cluster', () => {
    expect(pods.size).toBe(SERVICE_NAMES.length + 4);
    for (const [name, pod] of pods) {
      expect([name, pod]).toEqual([
        name,
        expect.objectContaining({
          automountServiceAccountToken: false,
          securityContext: expect.objectContaining({
            runAsNonRoot: true,
            runAsUser: 1000,
            seccompProfile: { type: 'RuntimeDefault' },
          }),
        }),
      ]);
      expect([name, pod.hostNetwork, pod.hostPID]).toEqual([name, undefined, undefined]);
      expect((pod.volumes ?? []).filter(({ hostPath }) => hostPath !== undefined)).toEqual([]);
      for (const { securityContext } of pod.containers)
        expect([name, securityContext]).toEqual([
          name,
          {
            allowPrivilegeEscalation: false,
            privileged: false,
            readOnlyRootFilesystem: true,
            runAsNonRoot: true,
            capabilities: { drop: ['ALL'] },
          },
        ]);
    }
    for (const account of ofKind('ServiceAccount')) expect(account.automountServiceAccountToken).toBe(false);
  });

  it('asks for and bounds the resources of every container, and probes all that stay', () => {
    for (const [name, pod] of pods)
      for (const container of pod.containers) {
        const { requests, limits } = container.resources ?? {};
        expect([name, requests, limits]).toEqual([
          name,
          { cpu: expect.any(String), memory: expect.any(String) },
          { cpu: expect.any(String), memory: expect.any(String) },
        ]);
      }
    for (const { metadata, spec } of ofKind('Deployment')) {
      const [container] = spec?.template?.spec.containers ?? [];
      expect([metadata.name, Object.keys(container ?? {})]).toEqual([
        metadata.name,
        expect.arrayContaining(['startupProbe', 'livenessProbe', 'readinessProbe']),
      ]);
      expect(spec?.template?.spec.topologySpreadConstraints).toHaveLength(2);
    }
  });

  it('names secrets and holds none: no value of one can be given', () => {
    expect(ofKind('Secret')).toEqual([]);
    for (const [name, pod] of pods)
      for (const { env = [] } of pod.containers)
        for (const { name: variable, value = '' } of env)
          expect(`${name} ${variable}=${value}`).not.toMatch(/(postgres|mongodb|kafka|kurrentdb|s3):\/\//);
    expect(renderChart(['secrets.log=postgres://someone:word@host/db']).code).not.toBe(0);
    const owners = [...pods].filter(([, { volumes = [] }]) =>
      volumes.some(({ secret }) => secret?.secretName === 'carethread-owner'),
    );
    expect(owners.map(([name]) => name)).toEqual(['care-migrate']);
    expect(pods.get('care-front')?.volumes?.filter(({ secret }) => secret !== undefined)).toEqual([]);
  });

  it('keeps a copy of each part while another is moved, and adds copies by what is unheard', () => {
    for (const part of [...SERVICE_NAMES, 'front'])
      expect(named('PodDisruptionBudget', `care-${part}`).spec).toMatchObject({ maxUnavailable: 1 });
    for (const part of SERVICE_NAMES) {
      expect(named('HorizontalPodAutoscaler', `care-${part}`).spec).toMatchObject({
        scaleTargetRef: { kind: 'Deployment', name: `care-${part}` },
        minReplicas: 2,
        metrics: [{ type: 'External', external: { metric: { selector: { matchLabels: { service: part } } } } }],
      });
      // Copies are the autoscaler's: a number here would undo its work at each upgrade.
      expect(named('Deployment', `care-${part}`).spec?.replicas).toBeUndefined();
    }
    const fixed = chartManifests(['service.autoscaling.enabled=false', 'service.of.risk.copies=3']);
    expect(ofKind('HorizontalPodAutoscaler', fixed)).toEqual([]);
    expect(named('Deployment', 'care-risk', fixed).spec?.replicas).toBe(3);
  });

  it('refuses all traffic of its pods, then lets through what is needed', () => {
    const mine = { 'app.kubernetes.io/name': 'carethread', 'app.kubernetes.io/instance': 'care' };
    expect(named('NetworkPolicy', 'care-nothing').spec).toEqual({
      podSelector: { matchLabels: mine },
      policyTypes: ['Ingress', 'Egress'],
    });
    for (const { metadata, spec } of manifests)
      if (spec?.template !== undefined)
        expect([metadata.name, spec.template.metadata.labels]).toEqual([metadata.name, expect.objectContaining(mine)]);
    const toStores = manifests
      .filter(({ spec }) => spec?.template?.metadata.labels['carethread/stores'] === 'yes')
      .map(({ metadata }) => metadata.name);
    expect(toStores.toSorted()).toEqual(
      [...SERVICE_NAMES, 'migrate', 'topics'].map((part) => `care-${part}`).toSorted(),
    );
    // Services speak over the bus: only the front and the readers of metrics may open a connection to one.
    const ingress = JSON.stringify(named('NetworkPolicy', 'care-services').spec?.ingress);
    expect(ingress).toContain('"app.kubernetes.io/component":"front"');
    for (const part of SERVICE_NAMES) expect(ingress).not.toContain(`"${part}"`);
  });

  it('lets one service ask the others how much a user has to do, and hand over e-mail where that is wanted', () => {
    const mails = { 'app.kubernetes.io/component': 'assessment' };
    const [asked] = Object.values(named('NetworkPolicy', 'care-work').spec?.ingress ?? {});
    expect(asked).toEqual({
      from: [{ podSelector: { matchLabels: expect.objectContaining(mails) } }],
      ports: [{ port: 9464, protocol: 'TCP' }],
    });
    for (const part of SERVICE_NAMES)
      expect(JSON.stringify(named('Service', `care-${part}`).spec)).toContain('"name":"operator","port":9464');
    expect(JSON.stringify(named('Service', 'care-front').spec)).not.toContain('9464');
    const smtp = (of: readonly Manifest[]) =>
      [...podsOf(of)].filter(([, { volumes = [] }]) =>
        volumes.some(({ secret }) => secret?.items.some(({ key }) => key === 'smtp')),
      );
    expect(smtp(manifests)).toEqual([]);
    const mailing = chartManifests(USES['with e-mail to staff']);
    expect(smtp(mailing).map(([name]) => name)).toEqual(['care-assessment']);
    expect(JSON.stringify(named('NetworkPolicy', 'care-mail', mailing))).toContain('192.0.2.25/32');
    expect(JSON.stringify(named('NetworkPolicy', 'care-mail'))).not.toContain('ipBlock');
  });

  it('migrates and makes topics before the new version starts', () => {
    for (const part of ['migrate', 'topics'])
      expect(named('Job', `care-${part}`).metadata.annotations).toMatchObject({
        'helm.sh/hook': 'pre-install,pre-upgrade',
      });
  });

  it.each([
    ['no issuer', [], false],
    ['a misspelt value', ['services.copies=2'], true],
    ['a service that is none', ['service.of.careplan.copies=2'], true],
    ['an issuer without TLS', ['tokens.issuer=http://issuer.example.invalid'], true],
    ['a tag that moves', ['image.tag=latest'], true],
    ['an ingress without a certificate', ['ingress.enabled=true', 'ingress.host=care.example.invalid'], true],
    ['test mode', ['mode=test'], true],
    ['e-mail from nobody', ['mail.from=nobody'], true],
    ['a public address without TLS', ['publicUrl=http://care.example.invalid'], true],
  ])('refuses %s', (_, sets, withExample) => {
    const { code, output } = renderChart(sets, withExample);
    expect(code).not.toBe(0);
    expect(output).toContain("values don't meet the specifications");
  });
});
