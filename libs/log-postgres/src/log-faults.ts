import { PlaceCheck } from '@carethread/event-sourcing';
import type pg from 'pg';
import { COLUMNS, placeOf, type EventRow } from './rows.js';

/** Reads the rows of a statement. */
export type ReadRows = <Row extends pg.QueryResultRow>(
  text: string,
  values?: readonly unknown[],
) => Promise<readonly Row[]>;

/**
 * Where the columns that an event is found by differ from the texts.
 * @param end the head of now: rows are only added after it, so concurrent writers change nothing of what is compared
 */
export async function placeFaults(read: ReadRows, schema: string, end: number): Promise<readonly string[]> {
  const check = new PlaceCheck();
  for (let after = 0; after < end;) {
    const page = await read<EventRow>(
      `SELECT ${COLUMNS} FROM ${schema}.events WHERE position > $1 AND position <= $2 ORDER BY position LIMIT 1000`,
      [after, end],
    );
    for (const row of page) check.take(Number(row.position), row.body, placeOf(row));
    after = Number(page.at(-1)?.position ?? end);
  }
  return check.faults();
}

/** Indexes that disagree with their table, where the extension amcheck is installed and this role may use it. */
export async function damagedIndexes(read: ReadRows, schema: string): Promise<readonly string[]> {
  const [{ usable } = { usable: false }] = await read<{ usable: boolean }>(
    `SELECT coalesce(bool_and(has_function_privilege(p.oid, 'EXECUTE')), false) AS usable
     FROM pg_proc p WHERE p.proname = 'bt_index_check'`,
  );
  if (!usable) return [];
  const found: string[] = [];
  const indexes = await read<{ name: string }>(
    `SELECT i.indexrelid::regclass::text AS name FROM pg_index i WHERE i.indrelid = to_regclass($1)`,
    [`${schema}.events`],
  );
  for (const { name } of indexes)
    await read('SELECT bt_index_check($1::regclass, true)', [name]).catch((error: unknown) => {
      found.push(`the index ${name} disagrees with its table: ${error instanceof Error ? error.message : ''}`);
    });
  return found;
}
