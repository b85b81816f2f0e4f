import { DatabaseSync } from 'node:sqlite';
import { SCHEMA } from './src/schema.ts';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
const N = 100000;
const body = randomBytes(900).toString('base64url');
const ids = Array.from({ length: N }, () => randomBytes(16));
const h = randomBytes(32);
for (const [name, pragma, edit] of [
  ['base', '', (s) => s],
  ['ckpt10000', 'PRAGMA wal_autocheckpoint=10000', (s) => s],
  ['ckpt4000', 'PRAGMA wal_autocheckpoint=4000', (s) => s],
  ['ckpt10000 cache', 'PRAGMA wal_autocheckpoint=10000; PRAGMA cache_size=-32768', (s) => s],
  ['ckpt10000 noidx', 'PRAGMA wal_autocheckpoint=10000', (s) => s.replace(/,\s*UNIQUE \(stream, id\)/, '')],
  [
    'ckpt10000 full-trigger',
    'PRAGMA wal_autocheckpoint=10000',
    (s) =>
      s.replace(
        'revision = NEW.revision)',
        'revision = NEW.revision) OR EXISTS (SELECT 1 FROM events WHERE stream = NEW.stream AND id = NEW.id)',
      ),
  ],
  ['ckpt10000 sync=normal', 'PRAGMA wal_autocheckpoint=10000; PRAGMA synchronous=NORMAL', (s) => s],
  ['ckpt10000 ps8192', 'PRAGMA wal_autocheckpoint=5000', (s) => s, 8192],
]) {
  const dir = mkdtempSync('/tmp/elog/f-');
  const db = new DatabaseSync(dir + '/x.sqlite');
  const ps = name.includes('8192') ? 'PRAGMA page_size=8192;' : '';
  db.exec(ps + 'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; ' + pragma);
  db.exec(edit(SCHEMA));
  const add = db.prepare(
    'INSERT INTO events (position, stream, revision, id, log_hash, body) VALUES (?, ?, ?, ?, ?, ?)',
  );
  for (let i = 0; i < 64; i++) db.exec(`INSERT INTO streams (name) VALUES ('s${i}')`);
  let commit = 0;
  const c0 = process.cpuUsage();
  const t0 = performance.now();
  for (let i = 0; i < N; i++) {
    if (i % 64 === 0) db.exec('BEGIN IMMEDIATE');
    add.run(i + 1, (i % 64) + 1, (i >> 6) + 1, ids[i], h, body);
    if (i % 64 === 63) {
      const a = performance.now();
      db.exec('COMMIT');
      commit += performance.now() - a;
    }
  }
  db.exec('COMMIT');
  const s = (performance.now() - t0) / 1000;
  const c = process.cpuUsage(c0);
  console.log(
    name,
    Math.round(N / s),
    '/s',
    ((c.user + c.system) / N).toFixed(1),
    'us cpu; commit ms/commit',
    (commit / (N / 64)).toFixed(2),
    'rest us/row',
    (((s * 1000 - commit) * 1000) / N).toFixed(1),
  );
  db.close();
  rmSync(dir, { recursive: true });
}
