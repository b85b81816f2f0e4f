import { Refusal } from '@carethread/contracts';
import { fillPath } from '@carethread/http-api';
import { member, present } from '@carethread/ledger';
import { rowOf, type AnswerOf, type Input, type Operation } from './operation.js';
import { refusedBy, type Refused } from './refused.js';
import type { Received, Sent, Transport } from './transport.js';

/** For whom one page asks, and on what terms. */
export interface Caller {
  token(): Promise<string>;
  readonly correlationId: string;
  /** Why a record is looked at, where the user's office must say so. */
  readonly purpose?: string | undefined;
  /** Where the services stood after what this user did: their answers include it. */
  readonly positions: readonly string[];
}

export interface Answered<Op extends Operation> {
  readonly answer: AnswerOf<Op>;
  readonly etag?: string;
  readonly position?: string;
  /** Of an answer about the past: whether it can never change, whatever is recorded later. */
  readonly final?: boolean;
}

/** What a command is sent with, beside its body. */
export interface Writing {
  readonly key: string;
  readonly etag?: string | undefined;
}

/** The API as one page calls it: with the user's own token, so that it grants what it would grant the user. */
export class Client {
  readonly #transport: Transport;
  readonly #caller: Caller;
  #behind = false;

  constructor(transport: Transport, caller: Caller) {
    this.#transport = transport;
    this.#caller = caller;
  }

  /** Whether an answer may lack what the user did a moment ago. */
  get behind(): boolean {
    return this.#behind;
  }

  /** Reads. Where a service does not know in time what the user did, it is read as it is. Throws Refused. */
  async read<Op extends Operation>(operation: Op, input: Input<Op>): Promise<Answered<Op>> {
    const waiting = this.#behind ? {} : this.#waiting();
    const received = await this.#send(operation, input, waiting);
    if (received.status !== 503 || !('prefer' in waiting)) return answered<Op>(received, this.#caller);
    const refused = refusalOf(received, this.#caller);
    if (refused.code !== 'NOT_YET_KNOWN') throw refused;
    this.#behind = true;
    return answered<Op>(await this.#send(operation, input, {}), this.#caller);
  }

  /** Sends a command. Throws Refused. */
  async send<Op extends Operation>(operation: Op, input: Input<Op>, { key, etag }: Writing): Promise<Answered<Op>> {
    const tag = etag === undefined ? {} : { 'if-match': etag };
    return answered<Op>(
      await this.#send(operation, input, { ...this.#waiting(), 'idempotency-key': key, ...tag }),
      this.#caller,
    );
  }

  #waiting(): Readonly<Record<string, string>> {
    const { positions } = this.#caller;
    return positions.length === 0 ? {} : { prefer: `wait-for="${positions.join(',')}"` };
  }

  async #send(operation: Operation, input: unknown, more: Readonly<Record<string, string>>): Promise<Received> {
    const { method, path } = rowOf(operation);
    const { token, correlationId, purpose } = this.#caller;
    const query = new URLSearchParams(textsOf(member(input, 'query'))).toString();
    const content = member(input, 'body');
    const body = content === undefined ? undefined : JSON.stringify(content);
    const headers = present<Record<string, string>>({
      ...more,
      authorization: `Bearer ${await token()}`,
      'x-correlation-id': correlationId,
      // Pages are Unicode; a header is not.
      'x-purpose': purpose === undefined ? undefined : encodeHeader(purpose),
      'content-type': body === undefined ? undefined : 'application/json',
    });
    const url = filled(path, textsOf(member(input, 'path')), correlationId) + (query === '' ? '' : `?${query}`);
    return this.#transport(present<Sent>({ method, path: url, headers, body }));
  }
}

/** What is no id names nothing: it is answered as an id that nobody has. */
function filled(path: string, values: Readonly<Record<string, string>>, correlationId: string): string {
  try {
    return fillPath(path, values);
  } catch (error) {
    throw error instanceof Refusal ? refusedBy(404, { code: error.code }, correlationId) : error;
  }
}

/** Values of a path or a query as texts; a parameter without a value is not sent. */
function textsOf(values: unknown): Readonly<Record<string, string>> {
  if (typeof values !== 'object' || values === null) return {};
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
}

const encodeHeader = (text: string): string => text.replace(/[^\x20-\x7e]+/g, ' ');

const oneOf = (value: Received['headers'][string]): string | undefined =>
  typeof value === 'object' ? value[0] : value?.toString();

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refusalOf({ status, headers, text }: Received, { correlationId }: Caller): Refused {
  return refusedBy(status, parsed(text), correlationId, oneOf(headers.etag));
}

function answered<Op extends Operation>(received: Received, caller: Caller): Answered<Op> {
  const { status, headers, text } = received;
  if (status < 200 || status > 299) throw refusalOf(received, caller);
  // The API keeps to its own document: that is tested there.
  const answer: AnswerOf<Op> = text === '' ? {} : JSON.parse(text);
  const final = oneOf(headers['x-known-at-final']);
  return present<Answered<Op>>({
    answer,
    etag: oneOf(headers.etag),
    position: oneOf(headers['x-position']),
    final: final === undefined ? undefined : final === 'true',
  });
}
