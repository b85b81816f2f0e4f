/** `carethread_keys`: the wrapped keys; backed up apart from the logs. */
export function keysSchema(namespace: string): string {
  return checked(`${namespace}_keys`);
}

/** `carethread_destroyed`: the list of what was destroyed; never restored from a backup, so it is a schema of its own. */
export function destroyedSchema(namespace: string): string {
  return checked(`${namespace}_destroyed`);
}

export function attachmentsSchema(namespace: string): string {
  return checked(`${namespace}_attachments`);
}

function checked(name: string): string {
  if (!/^[a-z][a-z0-9_]{0,62}$/.test(name)) throw new RangeError(`${name} is no name of a schema`);
  return name;
}

/** Safe to run again. The trigger keeps a restored backup from bringing back a key that was destroyed since. */
export function keyTables(namespace: string): string {
  const [keys, gone] = [keysSchema(namespace), destroyedSchema(namespace)];
  return `
CREATE SCHEMA IF NOT EXISTS ${keys};
CREATE SCHEMA IF NOT EXISTS ${gone};
CREATE TABLE IF NOT EXISTS ${gone}.list (number bigint GENERATED ALWAYS AS IDENTITY, line text PRIMARY KEY);
CREATE TABLE IF NOT EXISTS ${keys}.data_keys (
  subject text NOT NULL, class text NOT NULL, key_id text NOT NULL UNIQUE, kek text NOT NULL, wrapped bytea NOT NULL,
  PRIMARY KEY (subject, class));
CREATE TABLE IF NOT EXISTS ${keys}.claims (name text PRIMARY KEY, owner text NOT NULL);
CREATE TABLE IF NOT EXISTS ${keys}.tenant_secrets (tenant text PRIMARY KEY, kek text NOT NULL, wrapped bytea NOT NULL);
CREATE OR REPLACE FUNCTION ${keys}.stay_destroyed() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN IF EXISTS (SELECT 1 FROM ${gone}.list WHERE line = NEW.key_id) THEN RETURN NULL; END IF; RETURN NEW; END $$;
DROP TRIGGER IF EXISTS stay_destroyed ON ${keys}.data_keys;
CREATE TRIGGER stay_destroyed BEFORE INSERT ON ${keys}.data_keys FOR EACH ROW EXECUTE FUNCTION ${keys}.stay_destroyed();
CREATE OR REPLACE FUNCTION ${gone}.refuse() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION 'what was destroyed stays on the list'; END $$;
DROP TRIGGER IF EXISTS never_shortened ON ${gone}.list;
CREATE TRIGGER never_shortened BEFORE UPDATE OR DELETE ON ${gone}.list FOR EACH ROW EXECUTE FUNCTION ${gone}.refuse();`;
}

/** Attachments belong to the record: never changed, never removed; what is in them goes with its key. */
export function attachmentTables(namespace: string): string {
  const schema = attachmentsSchema(namespace);
  return `
DO $$ BEGIN CREATE ROLE carethread_writer NOLOGIN; EXCEPTION WHEN duplicate_object OR insufficient_privilege OR unique_violation THEN NULL; END $$;
CREATE SCHEMA IF NOT EXISTS ${schema};
CREATE TABLE IF NOT EXISTS ${schema}.attachments (hash text PRIMARY KEY, sealed bytea NOT NULL);
ALTER TABLE ${schema}.attachments ALTER COLUMN sealed SET STORAGE EXTERNAL;
CREATE OR REPLACE FUNCTION ${schema}.refuse() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION 'an attachment is never changed and never removed'; END $$;
DROP TRIGGER IF EXISTS never_changed ON ${schema}.attachments;
CREATE TRIGGER never_changed BEFORE UPDATE OR DELETE ON ${schema}.attachments FOR EACH ROW EXECUTE FUNCTION ${schema}.refuse();
DROP TRIGGER IF EXISTS never_emptied ON ${schema}.attachments;
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON ${schema}.attachments FOR EACH STATEMENT EXECUTE FUNCTION ${schema}.refuse();
GRANT USAGE ON SCHEMA ${schema} TO carethread_writer;
GRANT SELECT, INSERT ON ${schema}.attachments TO carethread_writer;`;
}
