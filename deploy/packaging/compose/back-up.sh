#!/bin/sh
# sh deploy/packaging/compose/back-up.sh FOLDER: the whole PostgreSQL as of one moment, beside running services: logs, keys and attachments
# that fit together, since they are of one server. PGHOST, PGPORT and PGUSER (a role that may replicate) say which. Every file's
# checksum is in the manifest, and is checked here. The moment is the end of the copy: what was acknowledged before it began is in it.
set -eu
target=${1:?the folder to make}
pg_basebackup --pgdata "$target" --format plain --wal-method stream --checkpoint fast --manifest-checksums SHA256 --no-password
pg_verifybackup --quiet "$target"
# The password that opened the server is in there too; and the folder is what a restored server will demand of its own.
chmod 700 "$target"
echo "whole, and as its manifest says: $target"
