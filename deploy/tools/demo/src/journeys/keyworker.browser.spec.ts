import { startWithPages, type PageUser, type PlatformWithPages } from '@carethread/embedded/testing';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { readCommandFile } from '../command-file.js';
import { Player, type Known } from '../player.js';
import { Population } from '../population.js';
import { BrowserWalk, CHROMIUM, hasChromium, launch } from './browser-walk.js';

const LIFE = readCommandFile(readFileSync('docs/examples/short-life.json', 'utf8'));
const told = hasChromium ? describe : describe.skip;

told(`the keyworker’s pages${hasChromium ? '' : `; skipped: no browser at ${CHROMIUM}`}`, () => {
  let data: string;
  let platform: PlatformWithPages;
  let browser: Browser;
  let people: readonly Known[];
  let player: Player;

  beforeAll(async () => {
    data = mkdtempSync(join(tmpdir(), 'carethread-journey-'));
    platform = await startWithPages(data);
    player = new Player(platform.url, LIFE, new Population(1), () => undefined);
    people = await player.play(2);
    await player.testRoute('GET', '/test/idle?within=60000');
    browser = await launch();
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await platform.platform.stop();
    rmSync(data, { recursive: true, force: true });
  });

  const textOf = (known: Known | undefined, name: string): string => String(known?.get(name) ?? '');
  const userOf = (known: Known | undefined, name: string, role: string): PageUser => ({
    userId: textOf(known, `${name}.userId`),
    tenantId: textOf(known, 'tenant'),
    roles: [role],
    ...(role === 'PE' ? { personId: textOf(known, 'person') } : { organisationId: textOf(known, 'provider') }),
  });

  it.each([
    ['with scripts', 0, true],
    ['without scripts', 1, false],
  ])(
    'lead from Today to a change that the team reads, %s (CITY-46)',
    async (_, index, scripts) => {
      const known = people[index];
      const personId = textOf(known, 'person');
      const planId = textOf(known, 'plan');
      const draft = `/people/${personId}/plan/${planId}/draft`;
      const keyworker = await BrowserWalk.of(browser, platform, userOf(known, 'keyworker', 'KW'), { scripts });
      const named = (name: string): string => `${scripts ? '' : 'plain-'}${name}`;

      expect(await keyworker.open('/today')).toBe(200);
      await keyworker.look(named('today'));
      await keyworker.follow(textOf(known, 'family'));
      expect(keyworker.path).toBe(`/people/${personId}`);
      await keyworker.look(named('person'));

      await keyworker.open(`/people/${personId}/plan`);
      expect(await keyworker.says()).toContain('You have not said that you have read this version.');
      await keyworker.look(named('plan'));
      await keyworker.press('I have read this version');
      expect(await keyworker.says()).toContain('You have read this version.');

      await keyworker.open(draft);
      await keyworker.look(named('draft'));
      await keyworker.follow('What matters to them');
      await keyworker.tab.getByLabel('What matters to them').fill('My garden, and my sister on Sundays');
      await keyworker.look(named('section'));
      await keyworker.press('Save and go on');
      expect(keyworker.path).toBe(draft);

      await keyworker.follow('What we do');
      await keyworker.look(named('items'));
      await keyworker.press('Add something we do');
      await keyworker.tab.getByLabel('What', { exact: true }).fill('A walk in the evening');
      await keyworker.look(named('item'));
      await keyworker.press('Save');
      expect(await keyworker.says()).toContain('A walk in the evening');

      await keyworker.open(`/people/${personId}/plan/${planId}/check`);
      await keyworker.press('Send for signature');
      expect(await keyworker.tab.title()).toMatch(/^Error: /);
      await keyworker.look(named('check-refused'));
      await keyworker.open(`${draft}/actions`);
      await keyworker.tab.getByRole('link', { name: /A walk in the evening/ }).click();
      await keyworker.press('Remove this');
      expect(await keyworker.says()).not.toContain('A walk in the evening');

      await keyworker.open(`/people/${personId}/plan/${planId}/check`);
      await keyworker.look(named('check'));
      await keyworker.tab.getByLabel('Why does the plan change?').fill('What matters has changed');
      await keyworker.press('Send for signature');
      expect(await keyworker.says()).toContain('Sent for signature');
      await keyworker.follow('Go to the signatures');
      await keyworker.look(named('signatures'));

      const person = await BrowserWalk.of(browser, platform, userOf(known, 'person', 'PE'), { scripts });
      await person.open(`/people/${personId}/sign`);
      await person.tab.getByRole('listitem').filter({ hasText: 'Still to sign' }).getByRole('link').click();
      expect(await person.says()).toContain('My garden, and my sister on Sundays');
      await person.look(named('sign'));
      await person.press('Sign');
      expect(await person.says()).toContain('Signed by everybody');
      await player.testRoute('GET', '/test/idle?within=60000');

      const staff = await BrowserWalk.of(browser, platform, userOf(known, 'staff', 'CS'), { scripts });
      await staff.open(`/people/${personId}/plan`);
      expect(await staff.says()).toContain('Version 2');
      expect(await staff.says()).toContain('My garden, and my sister on Sundays');
      await staff.press('I have read this version');
      expect(await staff.says()).toContain('You have read this version.');
      expect([...keyworker.faults, ...person.faults, ...staff.faults]).toEqual([]);
    },
    180_000,
  );

  it('find and register people, and compare versions, without a fault', async () => {
    const known = people[0];
    const walk = await BrowserWalk.of(browser, platform, userOf(known, 'keyworker', 'KW'));
    await walk.open('/find');
    await walk.look('find');
    await walk.tab.getByLabel('Name').fill(textOf(known, 'family'));
    await walk.press('Search');
    expect(await walk.says()).toContain(textOf(known, 'family'));
    await walk.look('found');
    await walk.open('/people/new');
    await walk.press('Register');
    expect(await walk.tab.title()).toMatch(/^Error: /);
    await walk.look('register-refused');
    await walk.open(`/people/${textOf(known, 'person')}/plan/${textOf(known, 'plan')}/compare`);
    await walk.look('compare');
    expect(await walk.open(`/people/${textOf(known, 'plan')}`)).toBe(404);
    await walk.look('not-found');
    const welsh = await BrowserWalk.of(browser, platform, userOf(known, 'keyworker', 'KW'), { language: 'cy' });
    await welsh.open('/today');
    expect(await welsh.says()).toContain('Heddiw');
    await welsh.look('today-cy');
    expect([...walk.faults, ...welsh.faults]).toEqual([]);
  }, 120_000);
});
