import { answerRefusal } from '@carethread/http-api';
import { uuidV5 } from '@carethread/ledger';
import { ServiceRuntime, WorkUnavailable, type WorkOfUsers } from '@carethread/runtime';
import { memoryPorts } from '@carethread/runtime/testing';
import { fastify, type FastifyInstance } from 'fastify';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { task } from '../domain/tasks.js';
import { MemoryWork } from '../testing/memory-work.js';
import { workOfUsersContract, type OwedThing } from '../testing/work-of-users.contract.js';
import { openTasks } from '../views/open-tasks.js';
import { taskList } from '../views/task-list.js';
import { AllWork } from './all-work.js';
import { OwnWork } from './own-work.js';
import { platformWork } from './platform-work.js';
import { RemoteWork } from './remote-work.js';
import { taskWork } from './task-work.js';
import { workRoutes } from './work-routes.js';

const clock = { now: () => Date.parse('2026-06-01T09:00:00.000Z') };
const closing: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const close of closing.toReversed()) await close();
});

/** A service with nothing but tasks, in memory: of users by their pseudonyms, and one of an office. */
async function service(tenantId: string, things: readonly OwedThing[]): Promise<ServiceRuntime> {
  const runtime = new ServiceRuntime(
    {
      name: 'synthetic',
      path: 'synthetic',
      deciders: [task],
      facts: { version: 1, initial: {}, on: {} },
      publish: {},
      views: [openTasks, taskList],
      policies: [],
    },
    memoryPorts('synthetic', clock, { jurisdiction: 'ENG' }),
  );
  await runtime.start();
  closing.push(() => runtime.stop());
  // The pseudonym is the user's here, so that a test can name one.
  runtime.pseudonymOf = (_, userId) => userId;
  for (const [nth, { user, dueAt, urgent }] of things.entries()) {
    const commandId = uuidV5('synthetic', nth);
    const kind = urgent ? 'handoverReturned' : 'replaceHomeCopy';
    const command = { type: 'RaiseTask', kind, forRole: 'KW', forUserId: user, organisationId: 'PR1', dueAt, ref: {} };
    await runtime.issue(
      'test',
      { on: task, id: commandId, command },
      { tenantId, commandId, correlationId: commandId },
    );
  }
  return runtime;
}

async function listening(work: WorkOfUsers): Promise<{ readonly url: string; readonly server: FastifyInstance }> {
  const server = fastify();
  server.setErrorHandler((error, request, reply) => answerRefusal(request, reply, error));
  workRoutes(server, work);
  closing.push(() => server.close());
  return { url: await server.listen({ port: 0, host: '127.0.0.1' }), server };
}

const own = async (tenantId: string, things: readonly OwedThing[]): Promise<OwnWork> =>
  new OwnWork(await service(tenantId, things), [taskWork]);

workOfUsersContract('in memory', ({ things }) => {
  const work = new MemoryWork();
  for (const { user, dueAt, urgent } of things) work.owes(user, dueAt, urgent);
  return Promise.resolve(work);
});
workOfUsersContract('by the lists of a service', ({ tenantId, things }) => own(tenantId, things));
workOfUsersContract('by the operator’s port of a service', async ({ tenantId, things }) => {
  const { url } = await listening(await own(tenantId, things));
  return new RemoteWork('synthetic', ['http://127.0.0.1:9', url]);
});
workOfUsersContract('by several services together', async ({ tenantId, things }) => {
  const [first, ...others] = things;
  const one = await own(tenantId, first === undefined ? [] : [first]);
  const { url } = await listening(await own(tenantId, others));
  return new AllWork(() => Promise.resolve([one, new RemoteWork('synthetic', [url])]));
});

describe('the services of a platform', () => {
  const data = mkdtempSync(join(tmpdir(), 'carethread-work-'));
  afterAll(() => rmSync(data, { recursive: true, force: true }));
  const worker = { user: '00000000-0000-4000-8000-0000000001a1', role: 'KW' };
  const address = (services: readonly string[], url: string, pid: number) => {
    mkdirSync(join(data, 'operator'), { recursive: true });
    writeFileSync(
      join(data, 'operator', `${services.join('-')}-${pid}.json`),
      JSON.stringify({ url, key: '', pid, services }),
    );
  };

  it('are found by what they left in the data folder, without one that has ended; each once', async () => {
    const here = new MemoryWork().owes(worker.user, '2026-06-01T09:00:00.000Z');
    const there = new MemoryWork().owes(worker.user, '2026-06-02T09:00:00.000Z');
    const { url } = await listening(there);
    address(['risk'], url, process.pid);
    address(['review'], 'http://127.0.0.1:9', 2 ** 22 + 1);
    const work = platformWork({ own: [{ name: 'assessment', work: here }], operators: {}, data });
    expect(await work.dueDatesOf('T', worker)).toEqual(['2026-06-01T09:00:00.000Z', '2026-06-02T09:00:00.000Z']);
    const named = { risk: [url], assessment: ['http://127.0.0.1:9'] };
    const byName = platformWork({ own: [{ name: 'assessment', work: here }], operators: named, data });
    expect(await byName.dueDatesOf('T', worker)).toHaveLength(2);
  });

  it('all answer, or none counts', async () => {
    const here = new MemoryWork().owes(worker.user, '2026-06-01T09:00:00.000Z');
    const operators = { risk: ['http://127.0.0.1:9'] };
    const work = platformWork({ own: [{ name: 'assessment', work: here }], operators, data });
    await expect(work.dueDatesOf('T', worker)).rejects.toThrow(WorkUnavailable);
  });

  it('say nothing to a question that is none, and learn of no user but those who are named', async () => {
    const { server } = await listening(new MemoryWork().owes(worker.user, '2026-06-01T09:00:00.000Z'));
    for (const payload of [{}, { tenantId: 'T', workers: [{ user: '*', role: 'KW' }], now: '', dueBy: '' }])
      expect((await server.inject({ method: 'POST', url: '/work/counts', payload })).statusCode).toBe(400);
    expect((await server.inject({ method: 'GET', url: '/work/counts' })).statusCode).toBe(404);
  });
});
