import { readSettings } from '@carethread/service-kit';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accountsOfNobody } from './demo-accounts.js';
import { demoPeople } from './demo-people.js';

describe('a start of the demo', () => {
  let data: string;
  beforeEach(() => {
    data = mkdtempSync(join(tmpdir(), 'carethread-start-'));
  });
  afterEach(() => rmSync(data, { recursive: true, force: true }));
  const people = (more: Readonly<Record<string, string>> = {}) =>
    demoPeople(readSettings({ CARETHREAD_DATA: data, ...more }), () => {
      throw new Error('nobody was to be played');
    });

  it('plays nobody where the settings leave that out, or the record lies elsewhere', async () => {
    expect(await people({ CARETHREAD_DEMO: 'empty' })).toEqual(accountsOfNobody());
    expect(await people({ CARETHREAD_LOG: 'postgres://127.0.0.1:1/none', CARETHREAD_VIEWS: 'sqlite:' })).toEqual(
      accountsOfNobody(),
    );
    expect(readdirSync(data)).toEqual([]);
  });

  it('plays nobody into a record that is there', async () => {
    mkdirSync(join(data, 'logs'));
    expect(await people()).toEqual(accountsOfNobody());
  });

  it('knows at later starts who may sign in', async () => {
    const [one] = accountsOfNobody();
    mkdirSync(join(data, 'demo'));
    writeFileSync(join(data, 'demo', 'people.json'), JSON.stringify([one]));
    expect(await people()).toEqual([one]);
  });
});
