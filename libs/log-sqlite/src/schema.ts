import { LogUnavailable } from '@carethread/event-sourcing';
import { DatabaseSync } from 'node:sqlite';

/**
 * The stored form. An id stands once in the whole log. The triggers refuse every way SQL has to change or remove a row; INSERT OR REPLACE slips past a DELETE trigger
 * unless recursive_triggers is on, so an insert over an existing place, id or name is refused as well.
 */
export const SCHEMA = `
CREATE TABLE IF NOT EXISTS streams (no INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS events (
  position INTEGER PRIMARY KEY,
  stream INTEGER NOT NULL REFERENCES streams (no),
  revision INTEGER NOT NULL,
  id BLOB NOT NULL,
  log_hash BLOB NOT NULL,
  body TEXT NOT NULL,
  UNIQUE (stream, revision)
);
CREATE TRIGGER IF NOT EXISTS events_never_change BEFORE UPDATE ON events
  BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END;
CREATE TRIGGER IF NOT EXISTS events_never_go BEFORE DELETE ON events
  BEGIN SELECT RAISE(ABORT, 'an event is never removed'); END;
CREATE TRIGGER IF NOT EXISTS events_never_replaced BEFORE INSERT ON events
  WHEN EXISTS (SELECT 1 FROM events WHERE position = NEW.position)
    OR EXISTS (SELECT 1 FROM events WHERE stream = NEW.stream AND revision = NEW.revision)
  BEGIN SELECT RAISE(ABORT, 'an event is never replaced'); END;
CREATE UNIQUE INDEX IF NOT EXISTS events_once ON events (id);
CREATE TRIGGER IF NOT EXISTS events_never_twice BEFORE INSERT ON events
  WHEN EXISTS (SELECT 1 FROM events WHERE id = NEW.id)
  BEGIN SELECT RAISE(ABORT, 'an event is never replaced by another of its id'); END;
CREATE TRIGGER IF NOT EXISTS streams_never_change BEFORE UPDATE ON streams
  BEGIN SELECT RAISE(ABORT, 'a stream is never renamed'); END;
CREATE TRIGGER IF NOT EXISTS streams_never_go BEFORE DELETE ON streams
  BEGIN SELECT RAISE(ABORT, 'a stream is never removed'); END;
CREATE TRIGGER IF NOT EXISTS streams_never_replaced BEFORE INSERT ON streams
  WHEN EXISTS (SELECT 1 FROM streams WHERE no = NEW.no OR name = NEW.name)
  BEGIN SELECT RAISE(ABORT, 'a stream is never replaced'); END;
`;

interface Laid {
  readonly type: string;
  readonly name: string;
  readonly sql: string;
}

/** What a database holds by name. SQLite names its own things `sqlite_…`. */
function laidIn(db: DatabaseSync): readonly Laid[] {
  return db
    .prepare("SELECT type, name, sql FROM sqlite_master WHERE substr(name, 1, 7) <> 'sqlite_'")
    .all()
    .map(({ type, name, sql }) => ({ type: String(type), name: String(name), sql: plain(String(sql)) }));
}

/** How each is created, by type and name. */
function laidByName(db: DatabaseSync): Map<string, string> {
  return new Map(laidIn(db).map(({ type, name, sql }) => [`${type} ${name}`, sql]));
}

/** Compares without spaces. The first logs held an id once a stream; `events_once` holds it once in the whole log. */
function plain(sql: string): string {
  return sql.replace(/\s+/g, ' ').replace(', UNIQUE (stream, id)', '');
}

let laidDown: readonly Laid[] | undefined;

/** What the schema makes, as SQLite keeps it. */
function whatIsLaid(): readonly Laid[] {
  if (laidDown !== undefined) return laidDown;
  const db = new DatabaseSync(':memory:');
  db.exec(SCHEMA);
  laidDown = laidIn(db);
  db.close();
  return laidDown;
}

/** Tables, triggers and indexes that are missing, that differ from the schema, or that it does not have. */
export function schemaFaults(db: DatabaseSync): readonly string[] {
  const present = laidByName(db);
  const faults = whatIsLaid().flatMap(({ type, name, sql }) => {
    const found = present.get(`${type} ${name}`);
    present.delete(`${type} ${name}`);
    if (found === undefined) return [`the ${type} ${name} is missing`];
    return found === sql ? [] : [`the ${type} ${name} is not the one that the log lays down: it was changed`];
  });
  return [...faults, ...[...present.keys()].map((name) => `the ${name} does not belong to the log`)];
}

/**
 * Creates what is missing. In a log that existed already it creates again the triggers and indexes that are missing or different,
 * and gives their names. Throws LogUnavailable where a table is different.
 */
export function layDown(db: DatabaseSync): readonly string[] {
  const present = laidByName(db);
  const again: string[] = [];
  if (present.has('table events'))
    for (const { type, name, sql } of whatIsLaid()) {
      const found = present.get(`${type} ${name}`);
      if (found === sql) continue;
      if (type === 'table')
        throw new LogUnavailable(
          `the table ${name} of the event log is ${found === undefined ? 'missing' : 'not the one that the log lays down'}: restore the log from a backup, then run \`verify\``,
        );
      if (found !== undefined) db.exec(`DROP ${type} ${name}`);
      again.push(`${type} ${name}`);
    }
  db.exec(SCHEMA);
  return again;
}
