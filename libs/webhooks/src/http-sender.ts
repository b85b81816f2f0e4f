import { errorOf, member, present } from '@carethread/ledger';
import { lookup } from 'node:dns/promises';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Socket } from 'node:net';
import type { Agent, buildConnector } from 'undici';
import { ADDRESS_FAULTS, arePermitted, literalOf, urlFault, type AddressRules } from './address-guard.js';
import { MOST_LANES } from './circuit.js';
import { retryAfter } from './retry-schedule.js';

/** An attempt may take this long, the look-up of the name and the end of the answer included, in milliseconds. */
const TIMEOUT_MS = 15_000;
const MOST_ANSWER_BYTES = 64 * 1_024;
/** A connection that nothing is sent over is closed after this. */
const IDLE_MS = 10_000;

export interface SenderOptions extends AddressRules {
  /** Through which every connection goes: `http://user:password@host:port`. It is given the checked address. */
  readonly proxy?: string;
  /** The addresses of a name; default: the system's. */
  readonly resolve?: (hostname: string) => Promise<readonly string[]>;
  readonly timeoutMs?: number;
}

export const SEND_FAILURES = [...ADDRESS_FAULTS, 'name', 'timeout', 'tls', 'connection'] as const;
export type SendFailure = (typeof SEND_FAILURES)[number];

export interface Answered {
  readonly status: number;
  readonly retryAfter?: number;
  /** At most 64 kB of it, where it was asked for. */
  readonly body?: string;
}
export type Answer = Answered | { readonly failure: SendFailure };

export interface Posted {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The answer's body is of interest: it is read and thrown away otherwise. */
  readonly wantsBody?: boolean;
}

class AddressRefused extends Error {
  override readonly name = 'AddressRefused';
}
class NameUnknown extends Error {
  override readonly name = 'NameUnknown';
}

/**
 * Sends to addresses that were checked, and to no others: a literal one before, those of a name when the connection is made, which then
 * goes to what was checked. It follows no redirect, decompresses nothing and keeps nothing of an answer.
 */
export class HttpSender {
  /** The client takes a tenth of a second and some memory to load, and most processes send nothing. */
  #agent: Promise<Agent> | undefined;

  constructor(readonly options: SenderOptions) {}

  /** Why nothing is sent to a URL, as far as that is known before a connection is made. */
  async fault(url: string): Promise<SendFailure | undefined> {
    const fault = urlFault(url, this.options);
    if (fault !== undefined) return fault;
    try {
      await checkedAddress(new URL(url).hostname, this.options);
      return undefined;
    } catch (error) {
      return failureOf(error);
    }
  }

  async post({ url, headers, body, wantsBody = false }: Posted): Promise<Answer> {
    const fault = urlFault(url, this.options);
    if (fault !== undefined) return { failure: fault };
    const { origin, pathname, search } = new URL(url);
    const timeoutMs = this.options.timeoutMs ?? TIMEOUT_MS;
    try {
      this.#agent ??= agentOf(this.options);
      const agent = await this.#agent;
      const answer = await agent.request({
        origin,
        path: `${pathname}${search}`,
        method: 'POST',
        headers,
        body,
        signal: AbortSignal.timeout(timeoutMs),
        headersTimeout: timeoutMs,
        bodyTimeout: timeoutMs,
      });
      const text = await readBounded(answer.body, wantsBody);
      const after = retryAfter(headerOf(answer.headers['retry-after']), Date.now());
      return present<Answered>({
        status: answer.statusCode,
        retryAfter: after,
        body: wantsBody ? text : undefined,
      });
    } catch (error) {
      return { failure: failureOf(error) };
    }
  }

  async close(): Promise<void> {
    await (await this.#agent)?.destroy();
  }
}

const headerOf = (value: string | string[] | undefined): string | undefined =>
  typeof value === 'string' ? value : value?.[0];

/** Reads so that the connection can be used again; what is too long, or ends badly after its status came, ends the connection. */
async function readBounded(body: AsyncIterable<Buffer>, keep: boolean): Promise<string> {
  const kept: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of body) {
      bytes += chunk.length;
      if (bytes > MOST_ANSWER_BYTES) break;
      if (keep) kept.push(chunk);
    }
  } catch {
    // The status has been received, and it decides.
  }
  return Buffer.concat(kept).toString('utf8');
}

async function agentOf(options: SenderOptions): Promise<Agent> {
  const undici = await import('undici');
  const plain = undici.buildConnector({ timeout: options.timeoutMs ?? TIMEOUT_MS, allowH2: false });
  const connect = connectorOf(options, plain);
  return new undici.Agent({ connections: MOST_LANES, pipelining: 1, keepAliveTimeout: IDLE_MS, connect });
}

function connectorOf(options: SenderOptions, plain: buildConnector.connector): buildConnector.connector {
  const timeout = options.timeoutMs ?? TIMEOUT_MS;
  return (target, callback) => {
    checkedAddress(target.hostname, options)
      .then(async (address) => {
        const servername = literalOf(target.hostname) === undefined ? target.hostname : undefined;
        const pinned = { ...target, hostname: address, host: address };
        if (servername !== undefined) pinned.servername = servername;
        if (options.proxy !== undefined)
          pinned.httpSocket = await tunnel(options.proxy, address, portTo(target), timeout);
        if (pinned.httpSocket !== undefined && target.protocol === 'http:') callback(null, pinned.httpSocket);
        else plain(pinned, callback);
      })
      .catch((error: unknown) => callback(errorOf(error), null));
  };
}

function portTo({ port, protocol }: buildConnector.Options): number {
  if (port !== '') return Number(port);
  return protocol === 'https:' ? 443 : 80;
}

/** The address to connect to. Every one that the name has is checked, since the resolver chooses freely among them. */
async function checkedAddress(hostname: string, options: SenderOptions): Promise<string> {
  const literal = literalOf(hostname);
  const addresses = literal === undefined ? await resolved(hostname, options) : [literal];
  const [first] = addresses;
  if (first === undefined || !arePermitted(addresses, options))
    throw new AddressRefused('the address is not permitted');
  return first;
}

async function resolved(hostname: string, { resolve = addressesOf }: SenderOptions): Promise<readonly string[]> {
  try {
    return await resolve(hostname);
  } catch {
    throw new NameUnknown('the name is not known');
  }
}

async function addressesOf(hostname: string): Promise<readonly string[]> {
  return (await lookup(hostname, { all: true })).map(({ address }) => address);
}

/** A connection through the operator's proxy (CONNECT) to an address that was checked here. */
function tunnel(proxy: string, address: string, port: number, timeout: number): Promise<Socket> {
  const url = new URL(proxy);
  const host = address.includes(':') ? `[${address}]` : address;
  const credentials = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  const headers: Record<string, string> = { host: `${host}:${port}` };
  if (url.username !== '') headers['proxy-authorization'] = `Basic ${Buffer.from(credentials).toString('base64')}`;
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const connecting = request(proxy, { method: 'CONNECT', path: `${host}:${port}`, headers, timeout, agent: false });
    connecting.once('connect', ({ statusCode }, socket) => {
      if (statusCode === 200) return resolve(socket);
      socket.destroy();
      reject(new Error('the proxy refused the connection'));
    });
    connecting.once('timeout', () => connecting.destroy(new Error('the proxy did not answer')));
    connecting.once('error', reject);
    connecting.end();
  });
}

/** Errors come from several realms and libraries: they are told by name and code. */
function failureOf(error: unknown): SendFailure {
  const causes = [error, member(error, 'cause')];
  const named = (pattern: RegExp): boolean =>
    causes.some((one) => pattern.test(`${String(member(one, 'name'))} ${String(member(one, 'code'))}`));
  if (named(/AddressRefused/)) return 'address';
  if (named(/NameUnknown/)) return 'name';
  if (named(/TimeoutError|AbortError|UND_ERR_(HEADERS|BODY|CONNECT)_TIMEOUT/)) return 'timeout';
  if (named(/ERR_TLS|ERR_SSL|CERT|SELF_SIGNED|UNABLE_TO_VERIFY/)) return 'tls';
  return 'connection';
}
