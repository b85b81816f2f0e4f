import { startEmbedded } from '@carethread/embedded';
import { callers, type Caller, type Callers } from '@carethread/embedded/testing';
import { readSettings, type Platform } from '@carethread/service-kit';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyEvidenceFile } from './verify-evidence.js';

describe('evidence about one person, as the auditor takes it away', () => {
  const data = mkdtempSync(join(tmpdir(), 'carethread-evidence-'));
  let platform: Platform;
  let url: string;
  let who: Callers;
  let auditor: Caller;
  let path: string;
  let personId: string;

  const clock = (now: string): Promise<Response> =>
    fetch(`${url}/test/clock`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ now }),
    });
  const verified = (body: object): ReturnType<typeof verifyEvidenceFile> => {
    const file = join(data, `${randomUUID()}.json`);
    writeFileSync(file, JSON.stringify(body));
    return verifyEvidenceFile(file);
  };

  beforeAll(async () => {
    platform = await startEmbedded(
      readSettings({ CARETHREAD_PORT: '0', CARETHREAD_DATA: join(data, 'platform'), CARETHREAD_MODE: 'test' }),
    );
    url = await platform.listen();
    await clock('2026-03-02T09:00:00.000Z');
    who = await callers(url);
    auditor = await who.caller({ roles: ['AU'] });
    const council = await who.caller({ roles: ['AS'], organisationId: randomUUID(), qualifications: ['assessor'] });
    // Somebody else's events stand in the logs before and between.
    await who.person();
    personId = (await who.person()).id;
    path = `/audit/persons/${personId}/evidence`;
    await who.person();
    await fetch(`${url}/test/idle?within=20000`);
    const plan = await council.json('POST', '/care-plan/plans', { personId, planKind: 'localAuthority' });
    await clock('2026-03-09T09:00:00.000Z');
    await council.json('POST', `/care-plan/plans/${plan.body.id}/involvement`, { how: 'in person' });
    await fetch(`${url}/test/idle?within=20000`);
  }, 120_000);
  afterAll(async () => {
    await platform.stop();
    rmSync(data, { recursive: true, force: true });
  });

  it('PLAT-05: is what verify finds whole, and what it finds wrong once a byte was changed', async () => {
    const { status, body } = await auditor.send('GET', path);
    expect(status).toBe(200);
    expect(verified(body)).toMatchObject({ code: 0, result: { valid: true } });
    expect(verified(body).lines.join()).not.toContain('whole and unchanged');
    const plan = body.services['care-plan'];
    const lines = plan.lines.map((line: string) => line.replace('"role":"AS"', '"role":"KW"'));
    const changed = { ...body, services: { ...body.services, 'care-plan': { ...plan, lines } } };
    expect(verified(changed)).toMatchObject({ code: 1, result: { valid: false, service: 'care-plan', line: 1 } });
  });

  it('PLAT-10: holds this person’s events and no other’s, sealed as they are stored', async () => {
    const { body } = await auditor.send('GET', path);
    const events = Object.values<{ lines: string[] }>(body.services).flatMap(({ lines }) =>
      lines.map((line) => JSON.parse(line).event),
    );
    expect(new Set(events.map((event) => event.personId))).toEqual(new Set([personId]));
    expect(events.every(({ payload }) => payload === undefined)).toBe(true);
    const timeline = (await auditor.send('GET', `/audit/persons/${personId}/timeline`)).body.items;
    expect(events).toHaveLength(timeline.length);
  });

  it('PLAT-03: is as known at an instant, whole streams, with what takes effect later named', async () => {
    const known = await auditor.send('GET', `${path}?knownAt=2026-03-05&effectiveAt=2026-03-01`);
    expect(known.headers.get('x-known-at-final')).toBe('true');
    expect(verified(known.body)).toMatchObject({ code: 0 });
    const [then, now] = [known.body, (await auditor.send('GET', path)).body].map(
      ({ services }) => services['care-plan'],
    );
    expect(now.lines.slice(0, then.lines.length)).toEqual(then.lines);
    expect(now.lines.length).toBeGreaterThan(then.lines.length);
    expect(then.notYetEffective).toHaveLength(then.lines.length);
    expect(now.notYetEffective).toEqual([]);
    expect((await auditor.send('GET', `${path}?knownAt=2027-01-01`)).body.code).toBe('KNOWN_AT_FUTURE');
  });

  it('PLAT-18: is for the auditor of the tenant alone, and in the person’s access log', async () => {
    const elsewhere = await who.caller({ roles: ['AU'], tenantId: randomUUID() });
    for (const by of [who.assessor, who.stranger, elsewhere, await who.caller({ roles: ['PE'], personId })])
      expect((await by.send('GET', path)).status).toBe(404);
    const unsaid = await auditor.send('GET', path, undefined, { 'x-purpose': '' });
    expect(unsaid.status).toBe(400);
    const { body } = await auditor.send('GET', `/consent/persons/${personId}/access-log`);
    const routes = body.items.map(({ route, outcome }: { route: string; outcome: string }) => `${outcome} ${route}`);
    expect(routes).toContain('read GET /care-plan/persons/:personId/evidence');
  });
});
