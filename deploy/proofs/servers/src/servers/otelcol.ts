import { isNumber, member, parsed, shapeOf } from '@carethread/ledger';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePorts } from '../free-ports.js';
import { begin, lives, until } from '../processes.js';
import type { Running, Server, Site } from '../server.js';
import { goBuild } from './go-program.js';

const SOURCES = join(import.meta.dirname, '../../otelcol');
const VERSION = '0.157.0';

/** What it receives, a line of OTLP JSON for each export. */
export const RECEIVED = 'received.jsonl';

interface Ports {
  readonly http: number;
  readonly grpc: number;
  readonly health: number;
}

const isPorts = shapeOf<Ports>({ http: isNumber, grpc: isNumber, health: isNumber });

/** An OpenTelemetry collector that writes what it receives into a file. Its URL takes OTLP over HTTP; `also.grpc` over gRPC. */
export const otelcol: Server = {
  name: 'otelcol',
  install: (site) => {
    goBuild(site, SOURCES);
    return Promise.resolve();
  },
  start: async (site, wanted) => {
    const ports = await portsOf(site, wanted);
    const data = join(site.folder, 'data');
    mkdirSync(data, { recursive: true });
    const file = join(data, RECEIVED);
    const running: Omit<Running, 'pid'> = {
      url: `http://127.0.0.1:${ports.http}`,
      version: `OpenTelemetry collector ${VERSION}`,
      also: { grpc: `http://127.0.0.1:${ports.grpc}`, health: `http://127.0.0.1:${ports.health}`, file },
    };
    writeFileSync(join(site.folder, 'config.json'), JSON.stringify(configuration(ports, file), null, 2));
    let pid = 0;
    const up = await until(async () => {
      if (pid === 0 || !lives(pid)) pid = started(site);
      return answers({ ...running, pid });
    }, 30_000);
    if (!up) throw new Error(`the collector did not start: see ${join(site.folder, 'otelcol.log')}`);
    return { ...running, pid };
  },
  answers,
  stop: (_, { pid }) => {
    process.kill(pid, 'SIGTERM');
    return Promise.resolve();
  },
};

/** All three stay what they were the first time. */
async function portsOf(site: Site, wanted: number | undefined): Promise<Ports> {
  const file = join(site.folder, 'ports.json');
  if (wanted !== undefined && existsSync(file))
    return { ...parsed(readFileSync(file, 'utf8'), isPorts, 'the ports of the collector'), http: wanted };
  const [http = 0, grpc = 0, health = 0] = await freePorts(3);
  const ports: Ports = { http: wanted ?? http, grpc, health };
  writeFileSync(file, JSON.stringify(ports));
  return ports;
}

// JSON is YAML.
const started = (site: Site): number =>
  begin(site, 'otelcol', join(site.folder, 'bin'), ['--config', `file:${join(site.folder, 'config.json')}`]);

function configuration({ http, grpc, health }: Ports, path: string): object {
  const pipeline = { receivers: ['otlp'], exporters: ['file'] };
  return {
    extensions: { health_check: { endpoint: `127.0.0.1:${health}` } },
    receivers: {
      otlp: {
        protocols: { http: { endpoint: `127.0.0.1:${http}` }, grpc: { endpoint: `127.0.0.1:${grpc}` } },
      },
    },
    exporters: { file: { path, append: true, flush_interval: '200ms' } },
    service: {
      extensions: ['health_check'],
      telemetry: { metrics: { level: 'none' }, logs: { level: 'info' } },
      pipelines: { traces: pipeline, metrics: pipeline, logs: pipeline },
    },
  };
}

/** The health check is well, and the receiver takes an export without spans. */
async function answers({ url, also }: Running): Promise<boolean> {
  const health = await fetch(also?.['health'] ?? '', { signal: AbortSignal.timeout(2_000) });
  const status = member(await health.json(), 'status');
  const taken = await fetch(`${url}/v1/traces`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
    signal: AbortSignal.timeout(2_000),
  });
  return status === 'Server available' && taken.ok && member(await taken.json(), 'partialSuccess') !== undefined;
}
