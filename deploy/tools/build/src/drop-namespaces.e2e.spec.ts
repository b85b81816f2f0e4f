import { ensureTopics } from '@carethread/bus-kafka';
import { hasLog, migrateLogs } from '@carethread/log-postgres';
import { MongoViewStore } from '@carethread/views-mongodb';
import { randomUUID } from 'node:crypto';
import { dropNamespaces } from '../drop-namespaces.mjs';

const postgres = process.env['CARETHREAD_TEST_POSTGRES'] ?? '';
const kafka = process.env['CARETHREAD_TEST_KAFKA'] ?? '';
const mongo = process.env['CARETHREAD_TEST_MONGO'] ?? '';

async function leave(namespace: string): Promise<void> {
  await migrateLogs(postgres, namespace, ['risk']);
  await ensureTopics(kafka, namespace, ['risk.events.v1'], {});
  const views = MongoViewStore.open({ url: mongo, namespace, service: 'risk' });
  const view = await views.open({ name: 'sample', version: 1, indexes: [] });
  await view.commit([{ key: 'one', position: 1, index: {}, body: '' }], 1);
  await views.close();
}

describe('what stories leave on the servers', () => {
  it('goes with its prefix, once it is no longer needed; nobody else’s does', async () => {
    const [ours, theirs] = [`t${randomUUID().slice(0, 8)}`, `t${randomUUID().slice(0, 8)}`];
    await leave(`${ours}_1`);
    await leave(`${theirs}_1`);
    const dropped = await dropNamespaces({ postgres, kafka, mongo }, ours);
    expect(dropped).toEqual({ schemas: 2, topics: 1, databases: 1 });
    const there = (namespace: string) => hasLog({ url: postgres, namespace, service: 'risk', access: false });
    expect([await there(`${ours}_1`), await there(`${theirs}_1`)]).toEqual([false, true]);
    await expect(dropNamespaces({ postgres }, 't')).rejects.toThrow('no prefix');
    expect(await dropNamespaces({ postgres, kafka, mongo }, theirs)).toEqual(dropped);
  }, 60_000);
});
