import { createHash } from 'node:crypto';

/** The role that services are: it owns nothing, reads and adds. */
export const WRITER = 'carethread_writer';

/** The schema of one log: `carethread_care_plan`, and `carethread_care_plan_access` for who looked. */
export function schemaOf(namespace: string, service: string, access = false): string {
  const name = `${namespace}_${service.replaceAll('-', '_')}${access ? '_access' : ''}`;
  if (!/^[a-z][a-z0-9_]{0,62}$/.test(name)) throw new RangeError(`${name} is no name of a schema`);
  return name;
}

/** The advisory lock of a log: 63 bits of the name's digest. */
export function lockOf(schema: string): string {
  return String(createHash('sha256').update(`carethread-log ${schema}`).digest().readBigUInt64BE() >> 1n);
}

/**
 * Migrations of one log, in order; they only add, and one that has run never changes. An id stands once in the
 * whole log. UPDATE, DELETE and TRUNCATE are refused by
 * triggers, whoever asks, and by the rights of the writer, who owns nothing and so cannot take the triggers away.
 */
export const MIGRATIONS: readonly ((schema: string) => string)[] = [
  (schema) => `
CREATE TABLE ${schema}.events (
  position bigint PRIMARY KEY,
  stream text COLLATE "C" NOT NULL,
  revision integer NOT NULL,
  id uuid NOT NULL,
  log_hash bytea NOT NULL,
  body text NOT NULL,
  UNIQUE (stream, revision),
  UNIQUE (stream, id)
);
-- Instants up to which an answer was promised to be final: nothing may be stamped at or before the latest.
CREATE TABLE ${schema}.promised (at text COLLATE "C" PRIMARY KEY);
CREATE FUNCTION ${schema}.refuse() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION 'an event is never changed and never removed' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE TRIGGER never_changed BEFORE UPDATE OR DELETE ON ${schema}.events FOR EACH ROW EXECUTE FUNCTION ${schema}.refuse();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON ${schema}.events FOR EACH STATEMENT EXECUTE FUNCTION ${schema}.refuse();
CREATE TRIGGER never_changed BEFORE UPDATE OR DELETE ON ${schema}.promised FOR EACH ROW EXECUTE FUNCTION ${schema}.refuse();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON ${schema}.promised FOR EACH STATEMENT EXECUTE FUNCTION ${schema}.refuse();
-- A row of text is compressed by whoever has time for it; ciphertext does not compress.
ALTER TABLE ${schema}.events ALTER COLUMN body SET STORAGE EXTERNAL;
GRANT USAGE ON SCHEMA ${schema} TO ${WRITER};
GRANT SELECT, INSERT ON ${schema}.events, ${schema}.promised TO ${WRITER};`,
  (schema) => `
CREATE TABLE ${schema}.terms (duty text PRIMARY KEY, term bigint NOT NULL);
GRANT SELECT, INSERT, UPDATE ON ${schema}.terms TO ${WRITER};`,
  // One round trip for a whole group commit: stores the events if the log still ends where their writer believes, and if nothing
  // was promised to be final at or after the first one's instant. Each statement of a function sees what was committed before it
  // began, so what is read under the lock is the truth.
  (schema) => `
CREATE FUNCTION ${schema}.append(
  lock bigint, head bigint, first_at text, writer text,
  positions bigint[], streams text[], revisions integer[], ids uuid[], log_hashes text[], bodies text[]
) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(lock);
  IF head <> (SELECT coalesce(max(position), 0) FROM ${schema}.events) THEN RETURN false; END IF;
  IF EXISTS (SELECT 1 FROM ${schema}.promised WHERE at >= first_at) THEN RETURN false; END IF;
  INSERT INTO ${schema}.events (position, stream, revision, id, log_hash, body)
    SELECT t.position, t.stream, t.revision, t.id, decode(t.log_hash, 'hex'), t.body
    FROM unnest(positions, streams, revisions, ids, log_hashes, bodies) AS t(position, stream, revision, id, log_hash, body);
  PERFORM pg_notify('${schema}', writer);
  RETURN true;
END $$;
REVOKE EXECUTE ON FUNCTION ${schema}.append FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ${schema}.append TO ${WRITER};`,
  // Views that lie beside the log: they may be changed and dropped, for they can be folded again.
  (schema) => `
CREATE TABLE ${schema}.view_checkpoints (view text COLLATE "C", version integer, position bigint NOT NULL, PRIMARY KEY (view, version));
CREATE TABLE ${schema}.view_documents (
  view text COLLATE "C",
  version integer,
  key text COLLATE "C",
  position bigint NOT NULL,
  index jsonb NOT NULL,
  body bytea,
  PRIMARY KEY (view, version, key)
);
CREATE INDEX view_documents_index ON ${schema}.view_documents USING gin (index jsonb_path_ops);
CREATE INDEX view_documents_at ON ${schema}.view_documents (((index ->> 'at') COLLATE "C")) WHERE index ? 'at';
ALTER TABLE ${schema}.view_documents ALTER COLUMN body SET STORAGE EXTERNAL;
GRANT SELECT, INSERT, UPDATE, DELETE ON ${schema}.view_checkpoints, ${schema}.view_documents TO ${WRITER};`,
  (schema) => `CREATE UNIQUE INDEX events_once ON ${schema}.events (id);`,
];
