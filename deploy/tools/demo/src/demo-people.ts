import type { Account } from '@carethread/identity';
import { parsed } from '@carethread/ledger';
import type { Settings } from '@carethread/service-kit';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { accountsOf, accountsOfNobody, areAccounts } from './demo-accounts.js';
import { populate } from './populate.js';

/** What a platform keeps in its data folder; the logs come last, since where they are there is a record. */
const ofRecord = (names: readonly string[]): readonly string[] =>
  names.toSorted((a, b) => Number(a === 'logs') - Number(b === 'logs'));

/** Who may sign in to the demo. At its first start their lives are played first, unless the settings leave that out. */
export async function demoPeople(settings: Settings, progress: (done: number) => void): Promise<readonly Account[]> {
  const data = resolve(settings.data);
  const file = join(data, 'demo', 'people.json');
  if (existsSync(file)) return parsed(readFileSync(file, 'utf8'), areAccounts, 'the people of the demo');
  if (!settings.demoPeople || !isEmbedded(settings) || existsSync(join(data, 'logs'))) return accountsOfNobody();
  // Played beside the folder and moved there whole: a start that is broken off leaves nothing half done.
  const playing = join(data, 'playing');
  rmSync(playing, { recursive: true, force: true });
  mkdirSync(playing, { recursive: true, mode: 0o700 });
  const accounts = accountsOf(await populate(playing, progress));
  mkdirSync(join(playing, 'demo'), { mode: 0o700 });
  writeFileSync(join(playing, 'demo', 'people.json'), `${JSON.stringify(accounts, null, 2)}\n`, { mode: 0o600 });
  for (const name of ofRecord(readdirSync(playing))) renameSync(join(playing, name), join(data, name));
  rmSync(playing, { recursive: true });
  return accounts;
}

/** Whether the record lies in the data folder and nowhere else. */
function isEmbedded({ log, views, keys, bus }: Settings): boolean {
  return [log, views, keys ?? 'sqlite:'].every((store) => store.startsWith('sqlite:')) && !bus.startsWith('kafka');
}
