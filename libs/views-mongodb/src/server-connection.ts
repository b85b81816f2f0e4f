import { member } from '@carethread/ledger';
import { ViewsUnavailable } from '@carethread/event-sourcing';
import mongoose from 'mongoose';

export interface MongoConnectionOptions {
  /** `mongodb://…` or `mongodb+srv://…`, credentials and TLS as the driver takes them. */
  readonly url: string;
  /** Milliseconds to look for the server before an operation is refused. Default 3000. */
  readonly serverSelectionTimeout?: number;
  /** Milliseconds that one operation may take in all. Default 30000. */
  readonly operationTimeout?: number;
  /** Connections held at once, at most. Default 10. */
  readonly poolSize?: number;
}

/**
 * One database of one server. It connects with the first operation, so that a service starts while the server is away, and
 * heals by itself: an operation is refused while no server is found, and the next one tries again.
 */
export class ServerConnection {
  #connecting: Promise<mongoose.Connection> | undefined;
  #closed = false;
  #era = 0;

  constructor(
    readonly options: MongoConnectionOptions,
    readonly database: string,
    readonly durable: boolean,
  ) {}

  /** Grows with every connection made: an answer after a restart of the server belongs to a later era. */
  get era(): number {
    return this.#era;
  }

  /** Runs an operation; network errors carry the server's name. */
  async run<T>(operation: (database: mongoose.Connection) => Promise<T>): Promise<T> {
    if (this.#closed) throw new Error(`the connection to ${this.#place()} is closed`);
    try {
      const connection = await (this.#connecting ??= this.#connect());
      return await operation(connection.useDb(this.database, { useCache: true }));
    } catch (error) {
      throw isAway(error)
        ? new ViewsUnavailable(`${this.#place()} cannot be reached: ${error.message}`, { cause: error })
        : error;
    }
  }

  async #connect(): Promise<mongoose.Connection> {
    const { url, serverSelectionTimeout = 3_000, operationTimeout = 30_000, poolSize = 10 } = this.options;
    const connection = mongoose.createConnection();
    // Mongoose rejects the waiting operation with a connection error and emits it again as an event, which must not be uncaught.
    connection.on('error', () => undefined);
    connection.on('connected', () => undefined);
    try {
      await connection.openUri(url, {
        appName: 'carethread',
        bufferCommands: false,
        autoCreate: false,
        autoIndex: false,
        maxPoolSize: poolSize,
        serverSelectionTimeoutMS: serverSelectionTimeout,
        connectTimeoutMS: serverSelectionTimeout,
        waitQueueTimeoutMS: operationTimeout,
        socketTimeoutMS: operationTimeout,
        heartbeatFrequencyMS: 2_000,
        writeConcern: this.durable ? { w: 'majority', j: true } : { w: 'majority' },
        readPreference: 'primary',
      });
    } catch (error) {
      this.#connecting = undefined;
      await connection.close(true).catch(() => undefined);
      throw error;
    }
    this.#era += 1;
    connection.getClient().on('connectionReady', () => {
      this.#era += 1;
    });
    return connection;
  }

  /** The address without what stands before the @, which may be a password. */
  #place(): string {
    return `MongoDB at ${this.options.url.replace(/^[^:]*:\/\/([^/]*@)?/, '').replace(/[/?].*$/, '')}, database ${this.database},`;
  }

  async close(): Promise<void> {
    this.#closed = true;
    const connection = await this.#connecting?.catch(() => undefined);
    this.#connecting = undefined;
    await connection?.close();
  }
}

const AWAY = new Set([
  'MongoServerSelectionError',
  'MongooseServerSelectionError',
  'MongoNetworkError',
  'MongoNetworkTimeoutError',
  'MongoPoolClearedError',
  'PoolClearedOnNetworkError',
  'MongoWaitQueueTimeoutError',
  'MongoNotConnectedError',
  'MongoTopologyClosedError',
]);

function isAway(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  // The driver reports a network error during a batch as an error of the batch, without any answer of the server.
  const writeErrors = member(error, 'writeErrors');
  const silent = member(error, 'code') === undefined && (!Array.isArray(writeErrors) || writeErrors.length === 0);
  return AWAY.has(error.name) || (error.name === 'MongoBulkWriteError' && silent);
}
