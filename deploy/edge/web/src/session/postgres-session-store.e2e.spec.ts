import pg from 'pg';
import { sessionStoreContract } from '../testing/session-store.contract.js';
import { PostgresSessionStore } from './postgres-session-store.js';

const url = process.env['CARETHREAD_TEST_POSTGRES'] ?? '';

describe('sessions of several processes', () => {
  beforeAll(async () => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query('DROP TABLE IF EXISTS web_items');
    await client.end();
  });

  it('find the table there, whichever of several processes that start at once lays it down', async () => {
    const stores = await Promise.all([1, 2, 3].map(() => PostgresSessionStore.open(url)));
    expect(stores).toHaveLength(3);
    for (const store of stores) await store.close();
  });

  sessionStoreContract('PostgreSQL', () => PostgresSessionStore.open(url));
});
