import { readSettings } from '@carethread/service-kit';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from './embedded.js';
import { callers } from './testing/index.js';

describe('a platform whose views stand still', () => {
  const folder = mkdtempSync(join(tmpdir(), 'carethread-stopping-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('stops in order all the same, and goes on at the next start with what it had stored', async () => {
    const settings = readSettings({ CARETHREAD_MODE: 'test', CARETHREAD_PORT: '0', CARETHREAD_DATA: folder });
    const platform = await startEmbedded(settings);
    const first = await callers(await platform.listen());
    const { id } = await first.person();
    const held = readdirSync(join(folder, 'views'))
      .filter((name) => name.endsWith('.db'))
      .map((name) => new DatabaseSync(join(folder, 'views', name)));
    for (const db of held) db.exec('BEGIN IMMEDIATE');
    // Stored, or refused because the views are away: either way everything behind it waits now.
    await first.assessor.json('POST', '/assessment/assessments', {
      personId: id,
      kind: 'councilNeeds',
      reason: 'referral',
    });
    await platform.stop();
    for (const db of held) db.close();

    const again = await startEmbedded(settings);
    const { caller } = await callers(await again.listen());
    const assessor = await caller({ roles: ['AS'], tenantId: first.tenantId });
    expect((await assessor.send('GET', `/assessment/persons/${id}`)).status).toBe(200);
    await again.stop();
  });
});
