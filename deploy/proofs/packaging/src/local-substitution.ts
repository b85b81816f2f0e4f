import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Process } from './deployed-process.js';

/** Where the servers of the tests are, by what an address begins with. */
export interface Servers {
  readonly postgres: string;
  readonly mongodb: string;
  readonly kafka: string;
  readonly collector: string;
}

/** A process on this machine that differs from the deployed one in addresses and in where its files lie, and in nothing else. */
export interface Substituted {
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly port: number;
}

/** An address of a deployment, with the server of the tests in its place; role, database and options stay. */
export function substituteAddress(address: string, servers: Servers): string {
  const scheme = /^[a-z0-9+]+/.exec(address)?.[0] ?? '';
  const server = {
    postgres: servers.postgres,
    mongodb: servers.mongodb,
    kafka: servers.kafka,
    http: servers.collector,
  }[scheme];
  if (server === undefined) return address;
  const url = new URL(address);
  const real = new URL(server);
  url.host = real.host;
  // The servers of the tests take no password; PostgreSQL's roles count all the same.
  url.password = '';
  if (scheme !== 'postgres') url.username = '';
  return url.href.replace(/\/$/, address.endsWith('/') ? '/' : '');
}

/**
 * What a deployment file starts, made startable here: the same command, the same variables, and the same files under `folder`
 * instead of at the container's root. Only addresses, the port and the place of files are other ones.
 * @param secretOf the content of a secret by its name in that deployment file
 */
export function substitute(
  deployed: Process,
  at: { readonly folder: string; readonly port: number; readonly servers: Servers; readonly root: string },
  secretOf: (name: string) => string,
): Substituted {
  const local = (path: string): string => join(at.folder, path);
  const elsewhere = (content: string): string =>
    substituteAddress(content, at.servers).replace(/kek=([^&]+)/, (_, path: string) => {
      const decoded = decodeURIComponent(path);
      return `kek=${encodeURIComponent(local(decoded))}`;
    });
  for (const [path, name] of Object.entries(deployed.secrets)) {
    mkdirSync(join(local(path), '..'), { recursive: true });
    writeFileSync(local(path), elsewhere(secretOf(name)));
  }
  const environment: Record<string, string> = {};
  for (const [name, value] of Object.entries(deployed.environment)) {
    if (name === 'CARETHREAD_HOST' || name === 'CARETHREAD_OPERATOR_HOST') environment[name] = '127.0.0.1';
    else if (name === 'CARETHREAD_OPERATOR_PORT') environment[name] = '0';
    else if (name === 'CARETHREAD_PORT') environment[name] = String(at.port);
    else if (value.startsWith('/')) environment[name] = local(value);
    else if (name === 'CARETHREAD_OTLP' || name === 'CARETHREAD_BUS') environment[name] = elsewhere(value);
    else environment[name] = value;
  }
  if (environment['CARETHREAD_HEADS'] !== undefined) mkdirSync(environment['CARETHREAD_HEADS'], { recursive: true });
  return {
    command: deployed.command.map((word) => (word.endsWith('.js') ? join(at.root, word) : word)),
    environment,
    port: at.port,
  };
}
