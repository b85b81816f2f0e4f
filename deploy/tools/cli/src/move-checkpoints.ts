import type { ViewStore } from '@carethread/event-sourcing';
import { PostgresViews } from '@carethread/log-postgres';
import { Checkpoints } from '@carethread/runtime';
import { isPostgres } from '@carethread/service-kit';
import { MongoViewStore } from '@carethread/views-mongodb';
import { SqliteViewStore } from '@carethread/views-sqlite';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** How far the policies of services have come, where a platform keeps it. */
export interface CheckpointPlace {
  /** 0 where nothing is kept. */
  read(service: string): Promise<number>;
  write(service: string, position: number): Promise<void>;
}

/**
 * Where checkpoints lie: `sqlite:DIR`, `postgres://…` or `mongodb://…`. Throws for any other. Of all checkpoints only that of the
 * policies is the record's own: policies that saw every fact again would decide old commands by today's state. Relays fill empty
 * topics from the beginning, views fold, and the clock knows by its own facts what it has issued.
 */
export function checkpointPlace(url: string, namespace: string): CheckpointPlace {
  const working = async <Found>(store: ViewStore, work: (checkpoints: Checkpoints) => Promise<Found>) => {
    try {
      return await work(await Checkpoints.open(store));
    } finally {
      await store.close();
    }
  };
  const of = (open: (service: string) => ViewStore, isThere: (service: string) => boolean): CheckpointPlace => ({
    read: async (service) =>
      isThere(service) ? working(open(service), (checkpoints) => checkpoints.read('policies')) : 0,
    write: (service, position) =>
      working(open(service), async (checkpoints) => {
        await checkpoints.write('policies', position);
        await checkpoints.store();
      }),
  });
  if (url.startsWith('sqlite:')) {
    const folder = join(url.slice('sqlite:'.length), 'checkpoints');
    const fileOf = (service: string): string => join(folder, `${service}.db`);
    return of(
      (service) => {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        return new SqliteViewStore(fileOf(service), { durable: true });
      },
      (service) => existsSync(fileOf(service)),
    );
  }
  if (isPostgres(url))
    return of(
      (service) => {
        const { views, kept } = new PostgresViews({ url, namespace, service });
        void views.close();
        return kept;
      },
      () => true,
    );
  if (url.startsWith('mongodb'))
    return of(
      (service) => MongoViewStore.open({ url, namespace, service, durable: true }),
      () => true,
    );
  throw new Error(
    `checkpoints cannot be kept there: name sqlite:DIR, postgres://… or mongodb://…, not ${url.split(':')[0]}:`,
  );
}

export interface MoveCheckpoints {
  readonly from: CheckpointPlace;
  /** Undefined where the target does not say. */
  readonly to: CheckpointPlace | undefined;
}

/** Carries how far the policies of a service have come; gives that. Throws where it has nowhere to go. */
export async function moveCheckpoint(service: string, { from, to }: MoveCheckpoints): Promise<number> {
  const position = await from.read(service);
  if (position === 0) return 0;
  if (to === undefined)
    throw new Error(
      'the policies of this record have come some way: say where that is kept on the other side, with --checkpoints-to sqlite:DIR or mongodb://… (where CARETHREAD_VIEWS are)',
    );
  await to.write(service, position);
  return position;
}
