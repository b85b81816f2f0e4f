import { Kafka, logLevel } from '@carethread/bus-kafka';
import { isNumber, parsed, shapeOf } from '@carethread/ledger';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { freePorts } from '../free-ports.js';
import { aptInstall, begin, run } from '../processes.js';
import type { Running, Server, Site } from '../server.js';
import { madeOnce } from './go-program.js';

const SOURCES = join(import.meta.dirname, '../../kafka');
const VERSION = '4.2.2';
/** For the listener with passwords; the server is for development and tests, on loopback. */
const USER = { name: 'carethread', password: 'for-tests-only' };

/** Users of two providers, by the ids of their synthetic organisations: what they may do, tests give them. */
const PROVIDERS = ['7c1f5a30-0000-4000-8000-000000000001', '7c1f5a30-0000-4000-8000-000000000002'] as const;
const providerUser = (organisationId: string): string => `provider-${organisationId}`;

interface Ports {
  readonly plain: number;
  readonly controller: number;
  readonly sasl: number;
  /** Advertised, and served by the proxy of a test; the broker itself listens at `behindProxy`. */
  readonly proxied: number;
  readonly behindProxy: number;
}

const isPorts = shapeOf<Ports>({
  plain: isNumber,
  controller: isNumber,
  sasl: isNumber,
  proxied: isNumber,
  behindProxy: isNumber,
});

/** Kafka in KRaft mode, broker and controller in one process. */
export const kafka: Server = {
  name: 'kafka',
  install: (site) => {
    madeOnce(site, SOURCES, () => {
      aptInstall(site, ['openjdk-17-jre-headless'], !has('java'));
      aptInstall(site, ['maven'], !has('mvn'));
      site.say(`fetching Kafka ${VERSION} from Maven`);
      const libraries = join(site.folder, 'libs');
      rmSync(libraries, { recursive: true, force: true });
      run(site, 'mvn', [
        '-q',
        '-B',
        '-f',
        join(SOURCES, 'pom.xml'),
        'dependency:copy-dependencies',
        '-DincludeScope=runtime',
        `-DoutputDirectory=${libraries}`,
      ]);
    });
    return Promise.resolve();
  },
  start: async (site, wanted) => {
    const ports = await portsOf(site, wanted);
    const properties = join(site.folder, 'server.properties');
    writeFileSync(properties, configuration(site, ports));
    const classPath = join(site.folder, 'libs', '*');
    const quiet = '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn';
    if (!existsSync(join(site.folder, 'data', 'meta.properties')))
      run(site, 'java', [
        quiet,
        '-cp',
        classPath,
        'kafka.tools.StorageTool',
        'format',
        '--ignore-formatted',
        '-t',
        clusterId(site),
        '-c',
        properties,
        '--add-scram',
        `SCRAM-SHA-512=[name=${USER.name},password=${USER.password}]`,
      ]);
    const pid = begin(site, 'kafka', 'java', [
      '-Xms256m',
      '-Xmx640m',
      quiet,
      '-cp',
      classPath,
      'kafka.Kafka',
      properties,
    ]);
    return {
      url: `kafka://127.0.0.1:${ports.plain}`,
      version: VERSION,
      pid,
      also: {
        sasl: `kafka://${USER.name}:${USER.password}@127.0.0.1:${ports.sasl}?mechanism=scram-sha-512`,
        saslPlain: `kafka://${USER.name}:${USER.password}@127.0.0.1:${ports.sasl}?mechanism=plain`,
        provider: `kafka://${providerUser(PROVIDERS[0])}:${USER.password}@127.0.0.1:${ports.sasl}?mechanism=plain`,
        otherProvider: `kafka://${providerUser(PROVIDERS[1])}:${USER.password}@127.0.0.1:${ports.sasl}?mechanism=plain`,
        proxied: `kafka://127.0.0.1:${ports.proxied}`,
        behindProxy: `tcp://127.0.0.1:${ports.behindProxy}`,
      },
    };
  },
  answers: async ({ url }: Running) => {
    const admin = new Kafka({
      brokers: [new URL(url).host],
      logLevel: logLevel.NOTHING,
      connectionTimeout: 1000,
      retry: { retries: 0 },
    }).admin();
    try {
      await admin.connect();
      const { brokers, controller } = await admin.describeCluster();
      return brokers.length === 1 && controller !== null;
    } finally {
      await admin.disconnect().catch(() => undefined);
    }
  },
  stop: (_, { pid }) => {
    process.kill(pid, 'SIGTERM');
    return Promise.resolve();
  },
};

async function portsOf(site: Site, wanted: number | undefined): Promise<Ports> {
  const file = join(site.folder, 'ports.json');
  if (existsSync(file)) {
    const known = parsed(readFileSync(file, 'utf8'), isPorts, 'the ports of Kafka');
    if (wanted === undefined || known.plain === wanted) return known;
  }
  const [plain = 0, controller = 0, sasl = 0, proxied = 0, behindProxy = 0] = await freePorts(5);
  const ports: Ports = { plain: wanted ?? plain, controller, sasl, proxied, behindProxy };
  writeFileSync(file, JSON.stringify(ports));
  return ports;
}

/** Kept apart from the data, so that a wiped broker is the same cluster again. */
function clusterId(site: Site): string {
  const file = join(site.folder, 'cluster-id');
  // 16 bytes; a leading hyphen would be read as an option.
  if (!existsSync(file)) writeFileSync(file, randomBytes(16).toString('base64url').replace(/^-/, 'A'));
  return readFileSync(file, 'utf8');
}

function configuration(site: Site, { plain, controller, sasl, proxied, behindProxy }: Ports): string {
  mkdirSync(join(site.folder, 'data'), { recursive: true });
  const users = [USER.name, ...PROVIDERS.map(providerUser)].map((name) => `user_${name}="${USER.password}"`).join(' ');
  const jaas = `org.apache.kafka.common.security.plain.PlainLoginModule required ${users};`;
  return `process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:${controller}
listeners=PLAINTEXT://127.0.0.1:${plain},CONTROLLER://127.0.0.1:${controller},SASL://127.0.0.1:${sasl},PROXIED://127.0.0.1:${behindProxy}
advertised.listeners=PLAINTEXT://127.0.0.1:${plain},SASL://127.0.0.1:${sasl},PROXIED://127.0.0.1:${proxied}
controller.listener.names=CONTROLLER
inter.broker.listener.name=PLAINTEXT
listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,PROXIED:PLAINTEXT,SASL:SASL_PLAINTEXT
sasl.enabled.mechanisms=PLAIN,SCRAM-SHA-512
listener.name.sasl.sasl.enabled.mechanisms=PLAIN,SCRAM-SHA-512
listener.name.sasl.plain.sasl.jaas.config=${jaas}
listener.name.sasl.scram-sha-512.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;
authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
super.users=User:ANONYMOUS;User:${USER.name}
log.dirs=${join(site.folder, 'data')}
num.partitions=3
auto.create.topics.enable=false
offsets.topic.num.partitions=1
offsets.topic.replication.factor=1
transaction.state.log.num.partitions=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
group.initial.rebalance.delay.ms=0
broker.session.timeout.ms=3000
broker.heartbeat.interval.ms=500
`;
}

function has(program: string): boolean {
  return (process.env['PATH'] ?? '').split(':').some((folder) => existsSync(join(folder, program)));
}
