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

/** What guards the events: the triggers and the index that the schema names. */
export const GUARDS: readonly { readonly type: string; readonly name: string }[] = [
  ...SCHEMA.matchAll(/CREATE (?:UNIQUE )?(TRIGGER|INDEX) IF NOT EXISTS (\w+)/g),
].map(([, type = '', name = '']) => ({ type: type.toLowerCase(), name }));
