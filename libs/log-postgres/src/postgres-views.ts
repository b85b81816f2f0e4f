import type {
  Counted,
  CountQuery,
  FindQuery,
  IndexValue,
  ViewCollection,
  ViewDefinition,
  ViewDocument,
  ViewStore,
} from '@carethread/event-sourcing';
import { presentItems } from '@carethread/ledger';
import pg from 'pg';
import { explain } from './failures.js';
import { schemaOf, WRITER } from './schema.js';

export interface PostgresViewsOptions {
  readonly url: string;
  readonly namespace: string;
  readonly service: string;
}

/** Connections of the views of one service at most. */
const CONNECTIONS = 3;

interface Row {
  readonly key: string;
  readonly position: string;
  readonly index: Readonly<Record<string, IndexValue>>;
  readonly body: Buffer;
}

/**
 * Views beside the log of their service, in its schema: for what decisions rest on, which must be available whenever the log is, and for
 * checkpoints. Documents and checkpoint of a commit are one statement, so neither is ever there without the other.
 */
export class PostgresViews {
  /** What can be folded again from the log. */
  readonly views: ViewStore;
  /** What survives the dropping of the views. */
  readonly kept: ViewStore;
  readonly #pool: pg.Pool;
  readonly #schema: string;
  #users = 2;

  constructor(options: PostgresViewsOptions) {
    this.#schema = schemaOf(options.namespace, options.service);
    this.#pool = new pg.Pool({
      connectionString: options.url,
      max: CONNECTIONS,
      connectionTimeoutMillis: 10_000,
      idleTimeoutMillis: 60_000,
      statement_timeout: 30_000,
      options: `-c role=${WRITER}`,
      application_name: `carethread ${this.#schema} views`,
      allowExitOnIdle: true,
    });
    this.#pool.on('error', () => undefined);
    this.#pool.on('connect', (client) => client.on('error', () => undefined));
    const query: Query = async <Row extends pg.QueryResultRow>(text: string, values: readonly unknown[]) => {
      try {
        return (await this.#pool.query<Row>(text, [...values])).rows;
      } catch (error) {
        throw explain(error, this.#schema);
      }
    };
    const close = async (): Promise<void> => {
      this.#users -= 1;
      if (this.#users === 0) await this.#pool.end();
    };
    this.views = new PostgresViewStore(this.#schema, 'view', query, close);
    this.kept = new PostgresViewStore(this.#schema, 'kept', query, close);
  }
}

type Query = <Row extends pg.QueryResultRow>(text: string, values: readonly unknown[]) => Promise<readonly Row[]>;

class PostgresViewStore implements ViewStore {
  readonly #open = new Map<string, PostgresCollection>();
  #closed = false;

  constructor(
    readonly schema: string,
    readonly kind: 'view' | 'kept',
    readonly query: Query,
    readonly end: () => Promise<void>,
  ) {}

  async open(definition: ViewDefinition): Promise<ViewCollection> {
    const name = `${this.kind}:${definition.name}`;
    const [row] = await this.query<{ position: string }>(
      `SELECT position FROM ${this.schema}.view_checkpoints WHERE view = $1 AND version = $2`,
      [name, definition.version],
    );
    const id = `${name}@${definition.version}`;
    const collection = this.#open.get(id) ?? new PostgresCollection(this.schema, name, definition, this.query);
    collection.reached = Number(row?.position ?? 0);
    this.#open.set(id, collection);
    return collection;
  }

  async retire(name: string, exceptVersion: number): Promise<void> {
    await this.#drop('view = $1 AND version <> $2', [`${this.kind}:${name}`, exceptVersion]);
  }

  async dropAll(): Promise<void> {
    await this.#drop('view LIKE $1', [`${this.kind}:%`]);
  }

  /** The checkpoint with its documents, or neither. */
  async #drop(condition: string, values: readonly unknown[]): Promise<void> {
    await this.query(
      `WITH gone AS (DELETE FROM ${this.schema}.view_checkpoints WHERE ${condition}) DELETE FROM ${this.schema}.view_documents WHERE ${condition}`,
      values,
    );
    this.#open.clear();
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.end();
  }
}

class PostgresCollection implements ViewCollection {
  reached = 0;

  constructor(
    readonly schema: string,
    readonly name: string,
    readonly definition: ViewDefinition,
    readonly query: Query,
  ) {}

  checkpoint(): Promise<number> {
    return Promise.resolve(this.reached);
  }

  async get(key: string): Promise<ViewDocument | undefined> {
    if (key.includes('\u0000')) return undefined;
    const [row] = await this.query<Row>(`${this.#select()} AND key = $3`, this.#mine(key));
    return row === undefined ? undefined : this.#document(row);
  }

  async find(query: FindQuery): Promise<readonly ViewDocument[]> {
    const { where = {}, upTo, orderBy, after, limit } = query;
    for (const field of presentItems(upTo?.field, orderBy)) this.#requireIndex(field);
    const values = this.#mine();
    const take = (value: unknown): string => `$${values.push(value)}`;
    const conditions = this.#equal(where, take);
    if (limit === 0) return [];
    if (upTo !== undefined) conditions.push(`${typed(upTo.field, upTo.value)} <= ${take(upTo.value)}`);
    if (after !== undefined) conditions.push(afterwards(orderBy, after, take));
    const order = orderBy === undefined ? 'key' : `${numeric(orderBy)} NULLS FIRST, ${text(orderBy)} NULLS FIRST, key`;
    const rows = await this.query<Row>(
      presentItems(
        this.#select(),
        ...conditions.map((condition) => `AND ${condition}`),
        `ORDER BY ${order}`,
        limit === undefined ? undefined : `LIMIT ${take(limit)}`,
      ).join(' '),
      values,
    );
    return rows.map((row) => this.#document(row));
  }

  async countBy(field: string, { where = {}, below }: CountQuery): Promise<readonly Counted[]> {
    const values = this.#mine();
    const take = (value: unknown): string => `$${values.push(value)}`;
    const conditions = this.#equal(where, take);
    if (below !== undefined) {
      this.#requireIndex(below.field);
      conditions.push(`${text(below.field)} < ${take(below.value)}`);
    }
    this.#requireIndex(field);
    const rows = await this.query<{ readonly value: IndexValue; readonly number: string }>(
      [
        `SELECT index -> ${quoted(field)} AS value, count(*) AS number FROM ${this.schema}.view_documents`,
        'WHERE view = $1 AND version = $2 AND body IS NOT NULL',
        ...conditions.map((condition) => `AND ${condition}`),
        'GROUP BY 1',
      ].join(' '),
      values,
    );
    return rows.map(({ value, number }) => ({ value: value ?? null, count: Number(number) }));
  }

  #requireIndex(field: string): void {
    if (!this.definition.indexes.includes(field)) throw new RangeError(`${this.definition.name} has no index ${field}`);
  }

  #equal(where: Readonly<Record<string, IndexValue>>, take: (value: unknown) => string): string[] {
    for (const field of Object.keys(where)) this.#requireIndex(field);
    const equal = Object.fromEntries(Object.entries(where).filter(([, value]) => value !== null));
    const nothing = Object.entries(where).flatMap(([field, value]) =>
      value === null ? [`index -> ${quoted(field)} IS NULL`] : [],
    );
    return Object.keys(equal).length === 0 ? nothing : [`index @> ${take(JSON.stringify(equal))}::jsonb`, ...nothing];
  }

  #select(): string {
    return `SELECT key, position, index, body FROM ${this.schema}.view_documents WHERE view = $1 AND version = $2 AND body IS NOT NULL`;
  }

  #mine(...more: readonly unknown[]): unknown[] {
    return [this.name, this.definition.version, ...more];
  }

  #document({ key, position, index, body }: Row): ViewDocument {
    return {
      key,
      position: Number(position),
      index: Object.fromEntries(this.definition.indexes.map((field) => [field, index[field] ?? null])),
      body: body.toString('utf8'),
    };
  }

  /** In the order of their keys, so that two copies of a service which commit the same ones never wait for each other in a ring. */
  async commit(documents: readonly ViewDocument[], checkpoint: number): Promise<void> {
    const newest = new Map<string, ViewDocument>();
    for (const document of documents)
      if (document.position >= (newest.get(document.key)?.position ?? -1)) newest.set(document.key, document);
    if (newest.size === 0 && checkpoint <= this.reached) return;
    const all = [...newest.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
    const [row] = await this.query<{ position: string }>(
      `WITH stored AS (
        INSERT INTO ${this.schema}.view_documents AS known (view, version, key, position, index, body)
        SELECT $1, $2, key, position, index, body
        FROM unnest($4::text[], $5::bigint[], $6::jsonb[], $7::bytea[]) AS t(key, position, index, body)
        ON CONFLICT (view, version, key) DO UPDATE
        SET position = excluded.position, index = excluded.index, body = excluded.body
        WHERE known.position <= excluded.position)
      INSERT INTO ${this.schema}.view_checkpoints AS known (view, version, position) VALUES ($1, $2, $3)
      ON CONFLICT (view, version) DO UPDATE SET position = greatest(known.position, excluded.position)
      RETURNING position`,
      [
        ...this.#mine(checkpoint),
        all.map(({ key }) => key),
        all.map(({ position }) => position),
        all.map(({ index }) => JSON.stringify(this.#declared(index))),
        all.map(({ body }) => (body === undefined ? null : Buffer.from(body, 'utf8'))),
      ],
    );
    this.reached = Math.max(this.reached, Number(row?.position ?? 0));
  }

  async purge(field: string, value: string): Promise<void> {
    await this.query(
      `DELETE FROM ${this.schema}.view_documents WHERE view = $1 AND version = $2 AND index @> $3::jsonb`,
      this.#mine(JSON.stringify({ [field]: value })),
    );
  }

  /** What is null is left out, so that null and never given are the same. */
  #declared(index: Readonly<Record<string, IndexValue>>): Readonly<Record<string, IndexValue>> {
    return Object.fromEntries(
      this.definition.indexes.flatMap((field) => {
        const value = index[field] ?? null;
        return value === null ? [] : [[field, value]];
      }),
    );
  }
}

/** Names of indexes are declared in code; whatever else they held would be no name. */
function quoted(field: string): string {
  if (!/^[A-Za-z][A-Za-z0-9]*$/.test(field)) throw new RangeError(`an index’s name is letters and digits: ${field}`);
  return `'${field}'`;
}

const text = (field: string): string => `(index ->> ${quoted(field)}) COLLATE "C"`;
const numeric = (field: string): string =>
  `(CASE WHEN jsonb_typeof(index -> ${quoted(field)}) = 'number' THEN (index ->> ${quoted(field)})::numeric END)`;
const typed = (field: string, value: string | number): string =>
  typeof value === 'number' ? numeric(field) : text(field);

/** The place after a document, in the order of the query. */
function afterwards(orderBy: string | undefined, after: ViewDocument, take: (value: unknown) => string): string {
  const beyond = `key > ${take(after.key)} COLLATE "C"`;
  if (orderBy === undefined) return beyond;
  const value = after.index[orderBy] ?? null;
  const present = `index -> ${quoted(orderBy)} IS NOT NULL`;
  if (value === null) return `(${present} OR ${beyond})`;
  const place = typed(orderBy, value);
  const given = take(value);
  return `(${place} > ${given} OR (${place} = ${given} AND ${beyond}))`;
}
