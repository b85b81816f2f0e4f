import type { IndexValue, ViewDefinition, ViewDocument } from '@carethread/event-sourcing';
import { viewStoreContract } from '@carethread/event-sourcing/testing';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { SqliteViewStore } from './sqlite-views.js';

const plans: ViewDefinition = { name: 'plans', version: 1, indexes: ['team', 'due'] };
const folder = mkdtempSync(join(tmpdir(), 'carethread-views-'));
let files = 0;
const newFile = (): string => join(folder, `views-${(files += 1)}.db`);
const document = (key: string, position: number, index: Readonly<Record<string, IndexValue>> = {}): ViewDocument => ({
  key,
  position,
  index,
  body: `${key}@${position}`,
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

viewStoreContract('SQLite', () => new SqliteViewStore(newFile()));

describe('SQLite view file', () => {
  it('documents and checkpoint outlive the process', async () => {
    const file = newFile();
    const store = new SqliteViewStore(file);
    const first = await store.open(plans);
    await first.commit([document('p1', 4, { team: 'north' })], 9);
    await first.commit([], 6);
    await store.close();

    const reopened = new SqliteViewStore(file);
    const view = await reopened.open(plans);
    expect(await view.checkpoint()).toBe(9);
    expect(await view.find({ where: { team: 'north' } })).toEqual([
      { ...document('p1', 4), index: { team: 'north', due: null } },
    ]);
    await reopened.close();
  });

  it('a commit that fails in its midst stores nothing and moves no checkpoint; the next one stands', async () => {
    const store = new SqliteViewStore(newFile());
    const view = await store.open(plans);
    await view.commit([document('p1', 1)], 1);
    const unstorable = { ...document('p3', 2), index: { team: {} as IndexValue } };
    await expect(view.commit([document('p1', 2), document('p2', 2), unstorable], 2)).rejects.toThrow();
    expect(await view.checkpoint()).toBe(1);
    expect((await view.find({})).map(({ key, position }) => [key, position])).toEqual([['p1', 1]]);
    await view.commit([document('p2', 3)], 3);
    expect(await (await store.open(plans)).checkpoint()).toBe(3);
    await store.close();
  });

  it('the file is written ahead and synced, so a power cut leaves it older but whole', () => {
    const file = newFile();
    const exec = DatabaseSync.prototype.exec;
    const live: DatabaseSync[] = [];
    DatabaseSync.prototype.exec = function (this: DatabaseSync, sql: string) {
      live.push(this);
      exec.call(this, sql);
    };
    const store = new SqliteViewStore(file);
    DatabaseSync.prototype.exec = exec;
    expect(live[0]?.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
    expect(live[0]?.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 1 });
    return store.close();
  });

  it('queries by one index, and pages in its order, read the index and sort nothing', async () => {
    const file = newFile();
    const store = new SqliteViewStore(file);
    const view = await store.open(plans);
    await view.commit([document('p1', 1, { team: 'north', due: 1 })], 1);
    await view.find({ where: { team: 'north' }, orderBy: 'due' });
    await store.close();
    const db = new DatabaseSync(file, { readOnly: true });
    const plan = (sql: string): string =>
      db
        .prepare(`EXPLAIN QUERY PLAN SELECT * FROM v_plans_1 WHERE ${sql}`)
        .all(...Array<number>(sql.split('?').length - 1).fill(1))
        .map(({ detail }) => String(detail))
        .join('; ');
    expect(plan('body IS NOT NULL AND "ix_team" IS ? ORDER BY key LIMIT 5')).toMatch(
      /^SEARCH v_plans_1 USING INDEX v_plans_1_ix_team [^;]*$/,
    );
    expect(plan('body IS NOT NULL AND "ix_due" <= ? ORDER BY "ix_due", key LIMIT 5')).toMatch(
      /^SEARCH v_plans_1 USING INDEX v_plans_1_ix_due [^;]*$/,
    );
    db.close();
  });

  it('an index is created by the first query that needs it, so that folding from the beginning need not keep it', async () => {
    const file = newFile();
    const store = new SqliteViewStore(file);
    const indexes = (): readonly unknown[] => {
      const db = new DatabaseSync(file, { readOnly: true });
      const found = db.prepare("SELECT name FROM sqlite_master WHERE type = 'index' AND name LIKE 'v%'").all();
      db.close();
      return found.map(({ name }) => name);
    };
    const view = await store.open(plans);
    await view.commit([document('p1', 1, { team: 'north', due: 1 })], 1);
    expect(await view.find({})).toHaveLength(1);
    expect(indexes()).toEqual([]);
    expect(await view.find({ where: { team: 'north' } })).toHaveLength(1);
    expect(indexes()).toEqual(['v_plans_1_ix_team']);
    await view.commit([document('p2', 2, { team: 'north', due: 1 })], 2);
    expect(await view.find({ where: { team: 'north' } })).toHaveLength(2);
    await store.dropAll();
    expect(indexes()).toEqual([]);
    const anew = await store.open(plans);
    await anew.commit([document('p3', 1, { team: 'north' })], 1);
    expect(await anew.find({ where: { team: 'north' } })).toHaveLength(1);
    expect(indexes()).toEqual(['v_plans_1_ix_team']);
    await store.close();
  });

  it.each(['x; DROP TABLE view_checkpoints', 'a_b', '', 'é'])('%p cannot name a view', async (name) => {
    const store = new SqliteViewStore(newFile());
    await expect((async () => store.open({ ...plans, name }))()).rejects.toThrow(RangeError);
    await store.close();
  });
});

describe('a damaged file', () => {
  it('is thrown away and begun again, which is reported', async () => {
    const file = newFile();
    writeFileSync(file, 'this was never a database, or is none any more '.repeat(200));
    const told: string[] = [];
    const store = new SqliteViewStore(file, { onBegunAnew: (which, damage) => told.push(which, damage.message) });
    const view = await store.open(plans);
    expect(await view.checkpoint()).toBe(0);
    await view.commit([document('p1', 1)], 1);
    expect(await view.get('p1')).toMatchObject({ position: 1 });
    expect(told).toEqual([file, expect.stringContaining('not a database')]);
    await store.close();
  });

  it('is refused, by name and untouched, where it cannot be folded again', () => {
    const file = newFile();
    writeFileSync(file, 'damaged '.repeat(1_000));
    expect(() => new SqliteViewStore(file, { durable: true })).toThrow(file);
    expect(readFileSync(file, 'utf8')).toBe('damaged '.repeat(1_000));
  });

  it('found damaged later, is begun again by dropAll', async () => {
    const file = newFile();
    const store = new SqliteViewStore(file);
    const view = await store.open(plans);
    await view.commit(
      Array.from({ length: 2_000 }, (_, at) => document(`p${at}`, 1, { team: 'x'.repeat(200) })),
      1,
    );
    await store.close();
    const bytes = readFileSync(file);
    bytes.fill(0xff, 4_096 * 5);
    writeFileSync(file, bytes);

    const told: string[] = [];
    const reopened = new SqliteViewStore(file, { onBegunAnew: (which) => told.push(which) });
    await reopened.dropAll();
    const fresh = await reopened.open(plans);
    expect(await fresh.checkpoint()).toBe(0);
    expect(await fresh.find({})).toEqual([]);
    expect(told).toEqual([file]);
    await reopened.close();
  });
});

/** Commits for ever: commit n writes n into 200 documents and the checkpoint, and every 20th drops everything first. */
const endlessWriter = (file: string): string => `
  import { writeSync } from 'node:fs';
  import { SqliteViewStore } from ${JSON.stringify(pathToFileURL(join(import.meta.dirname, 'sqlite-views.ts')).href)};
  const store = new SqliteViewStore(${JSON.stringify(file)});
  const definition = ${JSON.stringify(plans)};
  let view = await store.open(definition);
  for (let position = (await view.checkpoint()) + 1; ; position += 1) {
    if (position % 20 === 0) {
      await store.dropAll();
      view = await store.open(definition);
    }
    const index = { team: 'team ' + position, due: position };
    await view.commit(Array.from({ length: 200 }, (_, at) => ({ key: 'p' + at, position, index, body: 'x'.repeat(500) })), position);
    writeSync(1, position + '\\n');
  }`;

it('killed at any moment, documents and checkpoint still agree', async () => {
  const file = newFile();
  for (let run = 1; run <= 6; run += 1) {
    const child = spawn(
      process.execPath,
      ['--no-warnings', '--experimental-transform-types', '--input-type=module', '-e', endlessWriter(file)],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
        env: { ...process.env, NODE_OPTIONS: '' },
      },
    );
    let seen = '';
    for await (const chunk of child.stdout) {
      seen += String(chunk);
      if (seen.split('\n').length > 13 * run) child.kill('SIGKILL');
    }
    const acknowledged = Number(seen.trimEnd().split('\n').at(-1));
    const store = new SqliteViewStore(file);
    const view = await store.open(plans);
    const checkpoint = await view.checkpoint();
    const documents = await view.find({});
    if (checkpoint === 0) expect([documents.length, (acknowledged + 1) % 20]).toEqual([0, 0]);
    else {
      expect(checkpoint).toBeGreaterThanOrEqual(acknowledged);
      expect(documents).toHaveLength(200);
      expect(new Set(documents.map(({ position, index }) => `${position} ${String(index['due'])}`))).toEqual(
        new Set([`${checkpoint} ${checkpoint}`]),
      );
      expect(await view.find({ where: { team: `team ${checkpoint}` } })).toHaveLength(200);
    }
    await store.close();
  }
});
