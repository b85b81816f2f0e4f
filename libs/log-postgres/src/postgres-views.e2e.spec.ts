import type { ViewStore } from '@carethread/event-sourcing';
import { viewStoreContract } from '@carethread/event-sourcing/testing';
import { randomUUID } from 'node:crypto';
import { migrateLogs, PostgresViews } from './index.js';

const url = process.env['CARETHREAD_TEST_POSTGRES'] ?? '';
const SERVICE = 'care-plan';

async function begin(): Promise<PostgresViews> {
  const namespace = `t${randomUUID().slice(0, 8)}`;
  await migrateLogs(url, namespace, [SERVICE]);
  return new PostgresViews({ url, namespace, service: SERVICE });
}

/** Both stores share their connections. */
function alone({ views, kept }: PostgresViews): ViewStore {
  return {
    open: (definition) => views.open(definition),
    retire: (name, version) => views.retire(name, version),
    dropAll: () => views.dropAll(),
    close: async () => {
      await views.close();
      await kept.close();
    },
  };
}

viewStoreContract('PostgreSQL, beside the log', async () => alone(await begin()));

describe('views beside the log', () => {
  it('what is kept survives the dropping of the views', async () => {
    const { views, kept } = await begin();
    const definition = { name: 'checkpoints', version: 1, indexes: [] };
    await (await kept.open(definition)).commit([{ key: 'relay', position: 7, index: {}, body: 'mark' }], 0);
    await (await views.open(definition)).commit([{ key: 'relay', position: 3, index: {}, body: '' }], 3);
    await views.dropAll();
    expect(await (await views.open(definition)).checkpoint()).toBe(0);
    expect(await (await kept.open(definition)).get('relay')).toMatchObject({ position: 7, body: 'mark' });
    await views.close();
    await kept.close();
  });
});
