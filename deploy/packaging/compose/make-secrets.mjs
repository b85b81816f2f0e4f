// node deploy/packaging/compose/make-secrets.mjs [FOLDER]: passwords, the key-encryption key, and the addresses that hold them, for
// docker-compose.yml. What is there already stays: a key-encryption key that is overwritten closes every person's record for ever.
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = process.argv[2] ?? fileURLToPath(new URL('secrets', import.meta.url));
// Nobody else may enter the folder. The files themselves can be read by all, because a container reads each under a number that
// this machine may not know, through a mount that does not pass the folder.
mkdirSync(folder, { recursive: true });
chmodSync(folder, 0o700);

let made = 0;
function secret(name, content) {
  const path = join(folder, name);
  if (!existsSync(path)) {
    writeFileSync(path, content(), { mode: 0o444, flag: 'wx' });
    made += 1;
  }
  return readFileSync(path, 'utf8');
}
const password = (name) => secret(name, () => randomBytes(24).toString('base64url'));

secret('kek', () => randomBytes(32).toString('hex'));
// 16 bytes; a leading hyphen would be read as an option.
secret('kafka_cluster_id', () => randomBytes(16).toString('base64url').replace(/^-/, 'A'));
password('postgres_password');
const owner = password('postgres_owner_password');
const writer = password('postgres_writer_password');
const keys = password('postgres_keys_password');
password('mongodb_password');
const views = password('mongodb_views_password');

const asOwner = () => `postgres://carethread_owner:${owner}@postgres:5432/carethread`;
const asWriter = () => `postgres://carethread_writer:${writer}@postgres:5432/carethread`;
secret('log_owner_url', asOwner);
secret('log_url', asWriter);
secret('log_kurrentdb_url', () => 'kurrentdb://kurrentdb:2113?tls=false');
secret('attachments_owner_url', asOwner);
secret('attachments_url', asWriter);
secret('keys_url', () => `postgres://carethread_keys:${keys}@postgres:5432/carethread_keys?kek=/run/secrets/kek`);
// Empty: no e-mail is sent. To send some, write smtps://user:password@host:465 into it.
secret('smtp_url', () => '');
secret('views_url', () => `mongodb://carethread_views:${views}@mongodb:27017/carethread`);

process.stdout.write(
  `${made} new in ${folder}\nKeep a copy of ${join(folder, 'kek')} apart from every backup: without it nobody's record opens again.\n`,
);
