#!/bin/sh
# Run once by the image when its volume is new, and by hand for a server of your own:
#   SECRETS=deploy/packaging/compose/secrets PGHOST=… PGUSER=… sh deploy/packaging/compose/postgres-roles.sh
# Three roles. The owner makes tables, triggers and rights, and is used by migrations alone. The writer is what services are: it owns
# nothing, so it cannot take a trigger away. Keys are in a database of their own, so that they are backed up apart from what they open.
set -eu
secrets=${SECRETS:-/run/secrets}
psql -v ON_ERROR_STOP=1 --no-psqlrc --quiet --dbname "${ROLES_DATABASE:-postgres}" \
  -v owner="$(cat "$secrets/postgres_owner_password")" \
  -v writer="$(cat "$secrets/postgres_writer_password")" \
  -v keys="$(cat "$secrets/postgres_keys_password")" <<'SQL'
CREATE ROLE carethread_owner LOGIN PASSWORD :'owner';
CREATE ROLE carethread_writer LOGIN PASSWORD :'writer' CONNECTION LIMIT 200;
CREATE ROLE carethread_keys LOGIN PASSWORD :'keys' CONNECTION LIMIT 80;
ALTER ROLE carethread_writer SET statement_timeout = '30s';
ALTER ROLE carethread_writer SET idle_in_transaction_session_timeout = '30s';
CREATE DATABASE carethread OWNER carethread_owner ENCODING 'UTF8' TEMPLATE template0;
CREATE DATABASE carethread_keys OWNER carethread_keys ENCODING 'UTF8' TEMPLATE template0;
REVOKE ALL ON DATABASE carethread, carethread_keys FROM PUBLIC;
GRANT CONNECT ON DATABASE carethread TO carethread_writer;
SQL
