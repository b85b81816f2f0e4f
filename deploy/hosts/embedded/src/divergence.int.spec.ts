import { readSettings, type Platform } from '@carethread/service-kit';
import { systemActor, type ServiceRuntime } from '@carethread/runtime';
import { uuidV5, type JsonObject } from '@carethread/ledger';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { services, startEmbedded } from './embedded.js';
import { callers, type Caller, type Callers } from './testing/callers.js';

const OTHER = 'd'.repeat(64);

describe('a plan whose stored hash is not that of its content', () => {
  let data: string;
  let platform: Platform;
  let url: string;
  let who: Callers;
  let manager: Caller;
  let personId: string;
  let planId: string;

  beforeAll(async () => {
    data = mkdtempSync(join(tmpdir(), 'carethread-divergence-'));
    platform = await startEmbedded(
      readSettings({ CARETHREAD_MODE: 'test', CARETHREAD_PORT: '0', CARETHREAD_DATA: data }),
    );
    url = await platform.listen();
    who = await callers(url);
    await testRoute('PUT', '/test/clock', { now: '2026-03-02T09:00:00.000Z' });
    personId = (await who.person()).id;
    await fetch(`${url}/test/idle?within=20000`);
    manager = who.assessor;
    const organisationId = randomUUID();
    const opened = await manager.json('POST', '/care-plan/plans', {
      personId,
      planKind: 'localAuthority',
      organisationId,
    });
    if (opened.status !== 201) throw new Error(JSON.stringify(opened.body));
    planId = String(opened.body.id);
    await planted('PlanVersionPublished', {
      planId,
      planKind: 'localAuthority',
      organisationId,
      versionNo: 1,
      proposalNo: 1,
      contentHash: OTHER,
      effectiveFrom: '2026-03-02T09:00:00.000Z',
      signOffId: randomUUID(),
      changeSummary: 'first version',
      cause: { kind: 'initial' },
      outcomeIds: [],
      needIds: [],
      provision: 0,
    });
  });
  afterAll(async () => {
    await platform.stop();
    rmSync(data, { recursive: true, force: true });
  });

  async function testRoute(method: string, path: string, body: object): Promise<void> {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(url + path, { method, headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path} was answered ${answer.status}`);
  }

  function runtime(): ServiceRuntime {
    const found = platform.runtimes.find(({ definition }) => definition.name === 'care-plan');
    if (found === undefined) throw new Error('there is no care-plan');
    return found;
  }

  /** What no rule would decide, stored through the same command handler, sealed and chained like any event. */
  async function planted(type: string, payload: JsonObject): Promise<void> {
    const carePlan = services.flatMap(({ deciders }) => deciders).find(({ category }) => category === 'carePlan');
    if (carePlan === undefined) throw new Error('there is no carePlan');
    const commandId = uuidV5(planId, type);
    await runtime().execute({
      decider: { ...carePlan, decide: { Plant: () => [{ type, payload }] } },
      id: planId,
      command: { type: 'Plant' },
      actor: systemActor('planted'),
      tenantId: who.tenantId,
      personId,
      commandId,
      correlationId: commandId,
      causationId: commandId,
    });
  }

  const incidents = async (): Promise<readonly unknown[]> => {
    await fetch(`${url}/test/idle?within=20000`);
    return (await manager.send('GET', `/care-plan/tasks?personId=${personId}&kind=CONTENT_DIVERGED`)).body.items;
  };

  it('PLAT-02: is shown with a warning, and becomes one incident, however often it is read and in whichever way', async () => {
    expect(await incidents()).toEqual([]);
    for (const path of ['', '/versions/1', '/versions/1', '?effectiveAt=2026-03-02T09:00:00.000Z']) {
      const { status, headers } = await manager.send('GET', `/care-plan/plans/${planId}${path}`);
      expect([path, status, headers.get('x-content-verified')]).toEqual([path, 200, 'false']);
    }
    expect(await incidents()).toEqual([
      expect.objectContaining({ forRole: 'AS', ref: { planId, versionNo: 1, issueNo: 1 } }),
    ]);
  });

  it('PLAT-02: stands in the chained record, for the auditor', async () => {
    const auditor = await who.caller({ roles: ['AU'] });
    const { body } = await auditor.send('GET', `/audit/persons/${personId}/timeline`);
    const found = body.items.filter(({ type }: { type: string }) => type === 'PlanContentDiverged');
    expect(found).toHaveLength(1);
    const stream = await auditor.send('GET', `/care-plan/streams/carePlan-${planId}/events`);
    expect(stream.body.items.at(-1)).toMatchObject({ event: { type: 'PlanContentDiverged' } });
    const verified = await auditor.send('GET', `/audit/streams/carePlan-${planId}/verification`);
    expect(verified.body).toMatchObject({ valid: true });
  });
});
