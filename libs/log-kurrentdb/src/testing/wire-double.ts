import type { ServerReadableStream, ServerWritableStream, sendUnaryData, Server } from '@grpc/grpc-js';
import { DoubleStore, MAX_APPEND_BYTES, type Expected, type Proposed } from './double-store.js';
import { readAnswers } from './wire-read.js';
import {
  failure,
  grpc,
  nameOf,
  shared,
  streams,
  StreamsService,
  type AppendReq,
  type AppendResp,
  type ReadReq,
  type ReadResp,
} from './wire.js';

/** What a test makes go wrong; counts go down by themselves. */
export interface Faults {
  /** Appends answered UNAVAILABLE before anything is stored. */
  refused: number;
  /** Appends that are stored and then answered UNAVAILABLE. */
  swallowed: number;
  /** Appends that are stored and never answered: the client's deadline ends them. */
  silent: number;
  /** Reads and subscriptions break with UNAVAILABLE after so many events; each break counts `drops` down. */
  dropAfter: number;
  drops: number;
  /** Calls that require the leader are sent there, as by a follower. */
  leader: { readonly host: string; readonly port: number } | undefined;
}

/**
 * A double of KurrentDB's gRPC v1 stream service, on the client package's own generated stubs. What it does is our reading of the
 * protocol and of the documentation: a test against it is a test against a wire double, and never one against KurrentDB.
 */
export class WireDouble {
  readonly faults: Faults = { refused: 0, swallowed: 0, silent: 0, dropAfter: 0, drops: 0, leader: undefined };
  /** How many appends and reads were asked for. */
  readonly calls = { append: 0, read: 0 };
  readonly #server: Server;

  private constructor(
    readonly store: DoubleStore,
    readonly port: number,
    server: Server,
  ) {
    this.#server = server;
  }

  /** @param file where it keeps what it was given; none keeps it in memory. @param port 0 takes any that is free */
  static async start({ file, port = 0 }: { readonly file?: string; readonly port?: number } = {}): Promise<WireDouble> {
    const server = new grpc.Server();
    const answer: { double?: WireDouble } = {};
    server.addService(StreamsService, {
      append: (call: ServerReadableStream<AppendReq, AppendResp>, done: sendUnaryData<AppendResp>) =>
        answer.double?.append(call, done),
      read: (call: ServerWritableStream<ReadReq, ReadResp>) => void answer.double?.read(call),
      delete: refused,
      tombstone: refused,
      batchAppend: (call: { emit(name: 'error', error: Error): void }) => call.emit('error', unimplemented()),
    });
    const bound = await new Promise<number>((resolve, reject) =>
      server.bindAsync(`127.0.0.1:${port}`, grpc.ServerCredentials.createInsecure(), (error, taken) =>
        error === null ? resolve(taken) : reject(error),
      ),
    );
    return (answer.double = new WireDouble(new DoubleStore(file), bound, server));
  }

  get url(): string {
    return `kurrentdb://127.0.0.1:${this.port}?tls=false`;
  }

  append(call: ServerReadableStream<AppendReq, AppendResp>, done: sendUnaryData<AppendResp>): void {
    this.calls.append += 1;
    const proposed: Proposed[] = [];
    let options: ReturnType<AppendReq['getOptions']>;
    call.on('data', (request: AppendReq) => {
      options ??= request.getOptions();
      const message = request.getProposedMessage();
      if (message === undefined) return;
      const metadata = message.getMetadataMap();
      proposed.push({
        id: message.getId()?.getString() ?? '',
        type: metadata.get('type') ?? '',
        contentType: metadata.get('content-type') ?? '',
        data: Buffer.from(message.getData_asU8()),
        metadata: Buffer.from(message.getCustomMetadata_asU8()),
      });
    });
    call.on('end', () => {
      const away = this.#notLeader(call) ?? this.#away('refused');
      if (away !== undefined) return done(away);
      const expected = expectedOf(options);
      const stream = nameOf(options?.getStreamIdentifier());
      const result = this.store.append(stream, expected, proposed);
      if (result.outcome === 'too large') return done(tooLarge());
      const response = new streams.AppendResp();
      if (result.outcome === 'wrong') {
        const wrong = new streams.AppendResp.WrongExpectedVersion();
        if (result.current === undefined) wrong.setCurrentNoStream(new shared.Empty());
        else wrong.setCurrentRevision(String(result.current));
        if (typeof expected === 'number') wrong.setExpectedRevision(String(expected));
        else if (expected === 'no_stream') wrong.setExpectedNoStream(new shared.Empty());
        else if (expected === 'stream_exists') wrong.setExpectedStreamExists(new shared.Empty());
        response.setWrongExpectedVersion(wrong);
        return done(null, response);
      }
      if (this.faults.silent > 0) {
        this.faults.silent -= 1;
        return undefined;
      }
      const lost = this.#away('swallowed');
      if (lost !== undefined) return done(lost);
      const success = new streams.AppendResp.Success();
      success.setCurrentRevision(String(result.revision));
      const position = new streams.AppendResp.Position();
      position.setCommitPosition(String(result.position));
      position.setPreparePosition(String(result.position));
      success.setPosition(position);
      response.setSuccess(success);
      return done(null, response);
    });
  }

  async read(call: ServerWritableStream<ReadReq, ReadResp>): Promise<void> {
    this.calls.read += 1;
    const away = this.#notLeader(call);
    if (away !== undefined) return void call.emit('error', away);
    let written = 0;
    const cancelled = new Promise<void>((resolve) => call.once('cancelled', resolve));
    for await (const response of readAnswers(this.store, call)) {
      if (call.cancelled) return;
      if (response.hasEvent() && this.faults.drops > 0 && written >= this.faults.dropAfter) {
        this.faults.drops -= 1;
        return void call.emit('error', failure(grpc.status.UNAVAILABLE, 'dropped in mid-read'));
      }
      if (response.hasEvent()) written += 1;
      // Back-pressure: a client that reads slowly is waited for.
      if (!call.write(response))
        await Promise.race([cancelled, new Promise<void>((resolve) => call.once('drain', resolve))]);
    }
    call.end();
  }

  #away(fault: 'refused' | 'swallowed'): Error | undefined {
    if (this.faults[fault] === 0) return undefined;
    this.faults[fault] -= 1;
    return failure(grpc.status.UNAVAILABLE, 'the server is not ready');
  }

  #notLeader(call: { readonly metadata: { get(key: string): unknown[] } }): Error | undefined {
    const { leader } = this.faults;
    if (leader === undefined || call.metadata.get('requires-leader')[0] !== 'true') return undefined;
    return failure(grpc.status.NOT_FOUND, 'leader info available', {
      exception: 'not-leader',
      'leader-endpoint-host': leader.host,
      'leader-endpoint-port': String(leader.port),
    });
  }

  /** Connections end at once, as when the process dies. */
  stop(): Promise<void> {
    this.#server.forceShutdown();
    this.store.close();
    return Promise.resolve();
  }
}

function expectedOf(options: ReturnType<AppendReq['getOptions']>): Expected {
  if (options?.hasRevision() === true) return Number(options.getRevision());
  if (options?.hasNoStream() === true) return 'no_stream';
  return options?.hasStreamExists() === true ? 'stream_exists' : 'any';
}

function tooLarge(): Error {
  return failure(grpc.status.INVALID_ARGUMENT, `an append holds at most ${MAX_APPEND_BYTES} bytes`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(MAX_APPEND_BYTES),
  });
}

const unimplemented = (): Error => failure(grpc.status.UNIMPLEMENTED, 'the wire double does not do this');

function refused(_: unknown, done: sendUnaryData<never>): void {
  done(unimplemented());
}
