import { ViewLost, type ViewDefinition, type ViewDocument } from '@carethread/event-sourcing';
import { MongoViewStore } from '@carethread/views-mongodb';
import { randomUUID } from 'node:crypto';
import { Engine } from '../engine.js';
import { until } from '../processes.js';

const plans: ViewDefinition = { name: 'plans', version: 1, indexes: ['team'] };
const document = (key: string, position: number): ViewDocument => ({
  key,
  position,
  index: { team: 'north' },
  body: `${key}@${position}`,
});
const DATA = ['data'];

describe.each(['mongo', 'ferretdb'])('views while %s fails', (server) => {
  const engine = new Engine();
  let store: MongoViewStore;

  beforeEach(async () => {
    const { url } = await engine.up(server);
    const namespace = `t${randomUUID().slice(0, 8)}`;
    store = MongoViewStore.open({ url, namespace, service: 'care-plan', serverSelectionTimeout: 500 });
  });

  afterEach(async () => {
    await engine.up(server);
    await store.dropAll();
    await store.close();
  });

  it('killed: reads and commits are refused while it is away; after its return the view goes on', async () => {
    let view = await store.open(plans);
    await view.commit([document('p1', 1)], 1);
    await engine.kill(server);
    await expect(view.get('p1')).rejects.toThrow(/cannot be reached/);
    await expect(view.find({})).rejects.toThrow(/cannot be reached/);
    await expect(view.commit([document('p2', 2)], 2)).rejects.toThrow(/cannot be reached/);
    await engine.up(server);
    // What the server lost of its last second is told as such; the same store heals, without being made anew.
    const healed = await until(async () => {
      await view.commit([document('p1', 1), document('p2', 2)], 2).catch(async (error: unknown) => {
        if (error instanceof ViewLost) view = await store.open(plans);
        throw error;
      });
      return true;
    }, 20_000);
    expect(healed).toBe(true);
    expect((await view.find({})).map(({ key, position }) => [key, position])).toEqual([
      ['p1', 1],
      ['p2', 2],
    ]);
    expect(await (await store.open(plans)).checkpoint()).toBe(2);
  });

  it('stopped in order and begun again: nothing is lost, and nobody need do anything', async () => {
    const view = await store.open(plans);
    await view.commit([document('p1', 1)], 1);
    await engine.down(server);
    await engine.up(server);
    expect(await until(async () => (await view.get('p1'))?.position === 1, 20_000)).toBe(true);
    await view.commit([document('p2', 2)], 2);
    expect(await view.find({ where: { team: 'north' } })).toHaveLength(2);
  });

  it('wiped: nothing is answered from an empty server; opened anew the view stands at nought', async () => {
    const view = await store.open(plans);
    await view.commit([document('p1', 7)], 7);
    await engine.kill(server);
    engine.wipe(server, DATA);
    await engine.up(server);
    await expect(firstAnswer(() => view.get('p1'))).rejects.toThrow(ViewLost);
    await expect(view.find({})).rejects.toThrow(ViewLost);
    await expect(view.commit([document('p2', 8)], 8)).rejects.toThrow(ViewLost);
    const fresh = await store.open(plans);
    expect(await fresh.checkpoint()).toBe(0);
    await fresh.commit([document('p1', 7)], 7);
    expect(await fresh.get('p1')).toMatchObject({ position: 7 });
  });
});

/** What is said once the server is found again. */
async function firstAnswer<T>(ask: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1)
    try {
      return await ask();
    } catch (error) {
      if (attempt === 20 || !/cannot be reached/.test(String(error))) throw error;
    }
}
