import { Engine, type Status } from '@carethread/servers';
import { randomBytes } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The real servers of the engine that the faults are done to. */
export interface Servers {
  readonly engine: Engine;
  readonly postgres: Status;
  readonly kafka: Status;
  readonly mongo: Status;
  /** The file with the key-encryption key. */
  readonly kek: string;
}

export async function theServers(): Promise<Servers> {
  const engine = new Engine();
  const kek = join(engine.folder, 'kek');
  const [postgres, kafka, mongo] = [await engine.up('postgres'), await engine.up('kafka'), await engine.up('mongo')];
  if (!existsSync(kek)) writeFileSync(kek, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600 });
  return { engine, postgres, kafka, mongo, kek };
}
