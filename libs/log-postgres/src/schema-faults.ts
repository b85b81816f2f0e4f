import { presentItems } from '@carethread/ledger';
import type pg from 'pg';

/** BEFORE UPDATE OR DELETE for each row, and BEFORE TRUNCATE for each statement, as pg_trigger counts them. */
const TRIGGERS = { never_changed: 1 + 2 + 8 + 16, never_emptied: 2 + 32 };
/** What `refuse()` does; spaces say nothing. */
const REFUSES =
  "BEGIN RAISE EXCEPTION 'an event is never changed and never removed' USING ERRCODE = 'integrity_constraint_violation'; END";
/** The unique indexes of the table `events` by their columns. */
const UNIQUE = ['(position)', '(stream, revision)', '(id)'];

/** Triggers and indexes of a log that are missing, disabled, not valid, or not those that the migrations lay down. */
export async function schemaFaults(client: pg.ClientBase, schema: string): Promise<readonly string[]> {
  const { rows: triggers } = await client.query<{ name: string; on: boolean; same: boolean }>(
    `SELECT c.relname || '.' || t.tgname AS name, t.tgenabled IN ('O', 'A') AS on,
       t.tgqual IS NULL AND t.tgfoid = to_regproc($2)
       AND t.tgtype = CASE t.tgname WHEN 'never_changed' THEN $3::int WHEN 'never_emptied' THEN $4::int END AS same
     FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
     JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $1 AND NOT t.tgisinternal`,
    [schema, `${schema}.refuse`, TRIGGERS.never_changed, TRIGGERS.never_emptied],
  );
  const { rows: functions } = await client.query<{ source: string }>(
    `SELECT p.prosrc AS source FROM pg_proc p WHERE p.oid = to_regproc($1)`,
    [`${schema}.refuse`],
  );
  const { rows: indexes } = await client.query<{ name: string; valid: boolean; definition: string }>(
    `SELECT i.indexrelid::regclass::text AS name, i.indisvalid AND i.indisready AS valid,
       pg_get_indexdef(i.indexrelid) AS definition
     FROM pg_index i WHERE i.indrelid = to_regclass($1)`,
    [`${schema}.events`],
  );
  const wanted = ['events', 'promised'].flatMap((table) => Object.keys(TRIGGERS).map((name) => `${table}.${name}`));
  return presentItems(
    ...wanted.flatMap((name) => {
      const found = triggers.find((one) => one.name === name);
      if (found?.on !== true) return [`the trigger ${name} is missing or disabled`];
      return found.same ? [] : [`the trigger ${name} is not the one that the log lays down: it was changed`];
    }),
    ...triggers
      .filter(({ name }) => !wanted.includes(name))
      .map(({ name }) => `the trigger ${name} does not belong to the log`),
    functions[0]?.source.replace(/\s+/g, ' ').trim() === REFUSES
      ? undefined
      : 'the function refuse, which the triggers call, is not the one that the log lays down: it was changed',
    ...UNIQUE.filter(
      (columns) =>
        !indexes.some(
          ({ definition }) =>
            definition.startsWith('CREATE UNIQUE INDEX') &&
            definition.replaceAll('"', '').endsWith(`USING btree ${columns}`),
        ),
    ).map((columns) => `the unique index of events ${columns} is missing or is another`),
    ...indexes.filter(({ valid }) => !valid).map(({ name }) => `the index ${name} is not valid`),
  );
}
