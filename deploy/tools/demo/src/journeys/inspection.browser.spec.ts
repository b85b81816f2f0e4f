import { startWithPages, type PageUser, type PlatformWithPages } from '@carethread/embedded/testing';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { present } from '@carethread/ledger';
import { readCommandFile } from '../command-file.js';
import { Player, type Known } from '../player.js';
import { Population } from '../population.js';
import { BrowserWalk, CHROMIUM, hasChromium, launch } from './browser-walk.js';

const LIFE = readCommandFile(readFileSync('docs/examples/short-life.json', 'utf8'));
const told = hasChromium ? describe : describe.skip;

told(`pages for those who check${hasChromium ? '' : `; skipped: no browser at ${CHROMIUM}`}`, () => {
  let data: string;
  let platform: PlatformWithPages;
  let browser: Browser;
  let known: Known | undefined;

  beforeAll(async () => {
    data = mkdtempSync(join(tmpdir(), 'carethread-journey-'));
    platform = await startWithPages(data);
    const player = new Player(platform.url, LIFE, new Population(1), () => undefined);
    [known] = await player.play(1);
    await player.testRoute('GET', '/test/idle?within=60000');
    browser = await launch();
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await platform.platform.stop();
    rmSync(data, { recursive: true, force: true });
  });

  const textOf = (name: string): string => String(known?.get(name) ?? '');
  const userOf = (name: string, role: string, organisation?: string): PageUser =>
    present<PageUser>({
      userId: textOf(`${name}.userId`),
      tenantId: textOf('tenant'),
      roles: [role],
      organisationId: organisation === undefined ? undefined : textOf(organisation),
    });

  it.each([
    ['with scripts', true],
    ['without scripts', false],
  ])(
    'answer an auditor: what was recorded, known, proved and looked at, %s (PLAT-01, PLAT-03)',
    async (_, scripts) => {
      const auditor = await BrowserWalk.of(browser, platform, userOf('auditor', 'AU'), { scripts });
      const look = (name: string) => auditor.look(`${scripts ? '' : 'plain-'}inspect-${name}`);
      const sayWhy = async () => {
        await auditor.tab.getByLabel('Audit of records and of how they were used').check();
        await auditor.tab.getByLabel('In a sentence, what are you looking into?').fill('Yearly audit of plans');
        await auditor.press('Continue');
      };

      await auditor.open('/inspect');
      expect(auditor.path).toBe('/purpose');
      await auditor.press('Continue');
      expect(await auditor.tab.title()).toMatch(/^Error: /);
      await look('purpose-refused');
      await sayWhy();
      expect(auditor.path).toBe('/inspect');
      await look('people');

      const record = `/inspect/${textOf('person')}`;
      await auditor.open(record);
      expect(auditor.path).toBe(`/purpose/${textOf('person')}`);
      await sayWhy();
      expect(auditor.path).toBe(record);
      expect(await auditor.says()).toContain('Plan version published');
      await look('record');

      await auditor.follow('What was known, and when');
      expect(await auditor.says()).toContain('Version 1');
      await look('known');
      await auditor.tab.getByRole('group', { name: 'As it was known on' }).getByLabel('Year').fill('1999');
      await auditor.press('Show the plan');
      expect(await auditor.says()).toContain('it was not known that any version was in force');
      await look('known-nothing');

      await auditor.follow('Proof');
      expect(await auditor.says()).toContain('Unchanged');
      await look('proof');
      const [file] = await Promise.all([
        auditor.tab.waitForEvent('download'),
        auditor.tab.getByRole('link', { name: 'Download the evidence' }).click(),
      ]);
      expect(file.suggestedFilename()).toBe(`evidence-${textOf('person')}.json`);

      await auditor.follow('Who looked');
      expect(await auditor.says()).toContain('Yearly audit of plans');
      await look('looked');
      await auditor.follow('Outcomes');
      await look('outcomes');
      expect(auditor.faults).toEqual([]);
    },
    120_000,
  );

  it('show a keyworker what is due, and take a reason why something can not be done', async () => {
    const keyworker = await BrowserWalk.of(browser, platform, userOf('keyworker', 'KW', 'provider'));
    await keyworker.open(`/people/${textOf('person')}/due`);
    await keyworker.look('due');
    await keyworker.open(`/people/${textOf('person')}/due/${textOf('plan')}/check`);
    await keyworker.look('monthly-check');
    await keyworker.open(`/people/${textOf('person')}/due/${textOf('plan')}/review`);
    await keyworker.press('Ask for this review');
    expect(await keyworker.tab.title()).toMatch(/^Error: /);
    await keyworker.look('review-refused');
    expect(keyworker.faults).toEqual([]);
  }, 60_000);

  it('show a manager what is late', async () => {
    const manager = await BrowserWalk.of(browser, platform, userOf('manager', 'SM', 'provider'));
    expect(await manager.open('/overdue')).toBe(200);
    await manager.look('overdue');
    expect(manager.faults).toEqual([]);
  }, 60_000);

  it('show a co-ordinator their caseload', async () => {
    const coordinator = await BrowserWalk.of(browser, platform, userOf('coordinator', 'CC', 'trust'));
    expect(await coordinator.open('/caseload')).toBe(200);
    await coordinator.look('caseload');
    expect(coordinator.faults).toEqual([]);
  }, 60_000);
});
