import { SERVICE_NAMES } from '@carethread/services';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  resolveCompose,
  composeProject,
  composeProjectIn,
  exampleEnvironment,
  type ComposeProject,
} from './compose-project.js';
import { runTool, ROOT } from './tools.js';

const JOBS = ['migrate', 'topics'];
const STORES = ['postgres', 'mongodb', 'kafka', 'collector'];
const OURS = [...SERVICE_NAMES, ...JOBS, 'front'];

let project: ComposeProject;
beforeAll(() => {
  project = composeProject({ COMPOSE_PROFILES: 'kurrentdb' });
}, 600_000);

const service = (name: string) => {
  const found = project.services[name];
  if (found === undefined) throw new Error(`compose has no ${name}`);
  return found;
};

describe('docker-compose.yml', () => {
  it('is six services, their front, two jobs and the servers; KurrentDB by its profile', () => {
    expect(Object.keys(project.services).toSorted()).toEqual([...OURS, ...STORES, 'kurrentdb'].toSorted());
    expect(Object.keys(composeProject().services).toSorted()).toEqual([...OURS, ...STORES].toSorted());
    const elsewhere = composeProject({ LOG_SECRET: 'log_kurrentdb_url' });
    expect(elsewhere.secrets?.['log_url']?.file).toBe(join(ROOT, 'deploy/packaging/compose/secrets/log_kurrentdb_url'));
  });

  it('gives no container root, further rights or, where it is ours, a file system to write to', () => {
    const loose = Object.entries(project.services).filter(
      ([, { user = '0', cap_drop = [], cap_add = [], security_opt = [], privileged = false }]) =>
        !/^[1-9]\d*:[1-9]\d*$/.test(user) ||
        !cap_drop.includes('ALL') ||
        cap_add.length > 0 ||
        !security_opt.includes('no-new-privileges:true') ||
        privileged,
    );
    expect(loose.map(([name]) => name)).toEqual([]);
    for (const name of OURS) expect([name, service(name).read_only]).toEqual([name, true]);
  });

  it('pins every image to a tag, and lets a digest take its place', () => {
    for (const [name, { image }] of Object.entries(project.services))
      expect(`${name} ${image}`).toMatch(/^\S+ [a-z0-9./-]+:\d+(\.\d+){1,2}(-[a-z]+)?$/);
    const digest = `postgres@sha256:${'0'.repeat(64)}`;
    expect(composeProject({ POSTGRES_IMAGE: digest }).services['postgres']?.image).toBe(digest);
  });

  it('publishes one port, on loopback; stores have no way out of their network', () => {
    const published = Object.entries(project.services).filter(([, { ports = [] }]) => ports.length > 0);
    expect(published.map(([name]) => name)).toEqual(['front']);
    expect(service('front').ports?.map(({ host_ip }) => host_ip)).toEqual(['127.0.0.1']);
    expect(project.networks['stores']?.internal).toBe(true);
    for (const name of ['postgres', 'mongodb', 'kafka', 'kurrentdb', ...JOBS])
      expect([name, Object.keys(service(name).networks)]).toEqual([name, ['stores']]);
    expect(Object.keys(service('front').networks)).toEqual(['services']);
  });

  it('passes no password through an environment, and the owner’s address to migrations alone', () => {
    for (const [name, { environment = {} }] of Object.entries(project.services))
      for (const [variable, value] of Object.entries(environment)) {
        expect(`${name} ${variable}=${value}`).not.toMatch(/:\/\/[^/]*:[^/]*@/);
        if (/PASSWORD|SECRET/.test(variable)) expect(`${name} ${variable}`).toMatch(/_FILE$/);
      }
    const having = (secret: string) =>
      Object.entries(project.services)
        .filter(([, { secrets = [] }]) => secrets.some(({ source }) => source === secret))
        .map(([name]) => name);
    expect(having('log_owner_url')).toEqual(['migrate']);
    expect(having('attachments_owner_url')).toEqual(['migrate']);
    expect(having('log_url').toSorted()).toEqual(SERVICE_NAMES.toSorted());
    expect(service('front').secrets ?? []).toEqual([]);
  });

  it('gives the address of the mail server to the service that mails, and names no mail server by itself', () => {
    const having = Object.entries(project.services).filter(([, { secrets = [] }]) =>
      secrets.some(({ source }) => source === 'smtp_url'),
    );
    expect(having.map(([name]) => name)).toEqual(['assessment']);
    expect(Object.keys(service('assessment').networks).toSorted()).toEqual(['services', 'stores']);
    expect(project.networks['services']?.internal).not.toBe(true);
    const { environment = {} } = composeProject({
      CARETHREAD_MAIL_FROM: 'no-reply@care.example.invalid',
      CARETHREAD_PUBLIC_URL: 'https://care.example.invalid',
    }).services['assessment'] ?? { environment: {} };
    expect(environment).toMatchObject({
      CARETHREAD_MAIL_FROM: 'no-reply@care.example.invalid',
      CARETHREAD_PUBLIC_URL: 'https://care.example.invalid',
    });
  });

  it('mounts a file for every address that is read from one', () => {
    for (const name of OURS) {
      const { environment = {}, secrets = [] } = service(name);
      const paths = Object.entries(environment).filter(([variable]) => variable.endsWith('_FILE'));
      const mounted = secrets.map(({ target }) => target);
      expect([name, paths.filter(([, path]) => !mounted.includes(path))]).toEqual([name, []]);
    }
  });

  it('starts services after their stores and jobs, and the front after the services', () => {
    for (const name of SERVICE_NAMES)
      expect(service(name).depends_on).toMatchObject({
        migrate: { condition: 'service_completed_successfully' },
        topics: { condition: 'service_completed_successfully' },
        mongodb: { condition: 'service_healthy' },
      });
    for (const name of SERVICE_NAMES)
      expect(service('front').depends_on).toMatchObject({ [name]: { condition: 'service_healthy' } });
    for (const [name, { healthcheck }] of Object.entries(project.services))
      if (JOBS.includes(name)) expect(healthcheck?.disable).toBe(true);
      else if (name !== 'collector') expect([name, healthcheck?.test?.[0]]).toEqual([name, 'CMD']);
  });

  it('bounds what a container may take', () => {
    for (const [name, { deploy }] of Object.entries(project.services))
      expect([name, Object.keys(deploy?.resources?.limits ?? {})]).toEqual([
        name,
        expect.arrayContaining(['cpus', 'memory']),
      ]);
  });

  it('does not load without an issuer of tokens', () => {
    const { CARETHREAD_JWKS: _, ...without } = exampleEnvironment();
    const { code, output } = resolveCompose(without);
    expect(code).toBe(1);
    expect(output).toContain('publishes its keys');
  });

  it('reads files that are there', () => {
    for (const [name, { file = '' }] of Object.entries(project.configs ?? {}))
      expect([name, existsSync(file)]).toEqual([name, true]);
  });

  it('has a version for all six in one process, and builds from a Dockerfile that is there', () => {
    const { code, stdout } = resolveCompose({}, 'deploy/packaging/compose/one-process.yml');
    expect(code).toBe(0);
    const whole = composeProjectIn(stdout);
    expect(whole.services['carethread']).toMatchObject({ read_only: true });
    for (const [name, { build }] of [...Object.entries(whole.services), ...Object.entries(project.services)])
      if (build !== undefined) expect([name, existsSync(join(build.context, build.dockerfile))]).toEqual([name, true]);
  });
});

describe('make-secrets', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'carethread-secrets-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const make = () => runTool(process.execPath, ['deploy/packaging/compose/make-secrets.mjs', folder]);
  const contents = () => readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const);

  it('makes every secret that the compose file names, in a folder that only its owner may enter', () => {
    expect(make().code).toBe(0);
    const made = new Set(readdirSync(folder));
    expect(Object.keys(project.secrets ?? {}).filter((name) => !made.has(name))).toEqual([]);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(readFileSync(join(folder, 'kek'), 'utf8')).toMatch(/^[0-9a-f]{64}$/);
  });

  it('never replaces one: an overwritten key-encryption key closes every record', () => {
    make();
    const before = contents();
    expect(make().output).toContain('0 new');
    expect(contents()).toEqual(before);
  });

  it('names hosts that the compose file has', () => {
    make();
    for (const [name, content] of contents().filter(([, text]) => text.includes('://')))
      expect([name, Object.keys(project.services)]).toEqual([
        name,
        expect.arrayContaining([new URL(content).hostname]),
      ]);
  });
});
