// The built scripts in a real browser, under the headers of our pages.
import { fastify } from 'fastify';
import { chromium, type Browser, type Page } from 'playwright-core';
import formbody from '@fastify/formbody';
import { Button, CharacterCount, Template } from '@carethread/govuk';
import { loadAssets, serveAssets } from '../assets/assets.js';
import { protectPages } from '../session/web-headers.js';
import { IdleDialog } from './idle-dialog.js';
import { KeepNote } from './keep-note.js';

const executablePath = process.env['CARETHREAD_CHROMIUM'] ?? '/usr/bin/chromium';
const assets = loadAssets();

const page = () => (
  <Template
    title="Daily entry"
    lang="en"
    skipTo="Skip to main content"
    styles={[assets.path('app.css')]}
    classScript={assets.path('class.js')}
    scripts={[assets.path('app.js')]}
    icon={assets.path('icon.svg')}
    bodyEnd={
      <IdleDialog
        endsAfter={1800}
        warnsBefore={300}
        stayAt="/stay"
        outAt="/out"
        words={{
          title: 'Are you still there?',
          left: { one: 'Signed out in %{count} minute', other: 'Signed out in %{count} minutes' },
          kept: 'We keep what you have typed.',
          stay: 'Stay signed in',
        }}
      >
        <input type="hidden" name="_csrf" value="token" />
      </IdleDialog>
    }
  >
    <h1 class="govuk-heading-l">Daily entry</h1>
    <form method="post" action="/entry" data-keep="/keep">
      <input type="hidden" name="_csrf" value="token" />
      <CharacterCount id="words" name="words" label={{ text: 'What happened' }} maxlength={10000} threshold={90} />
      <KeepNote saved="Saved %{time}" failed="Not saved yet" />
      <Button>Save the entry</Button>
    </form>
  </Template>
);

describe('the scripts of a page', () => {
  const app = fastify();
  const posted: { readonly url: string; readonly body: unknown }[] = [];
  let browser: Browser;
  let tab: Page;
  let origin = '';
  const problems: string[] = [];

  beforeAll(async () => {
    await protectPages(app, { issuer: 'http://127.0.0.1', production: false });
    await app.register(formbody);
    await serveAssets(app, assets);
    app.get('/', (_, reply) => reply.type('text/html').send(page().toString()));
    app.get('/out', (_, reply) => reply.type('text/html').send(page().toString()));
    app.post('/keep', ({ url, body }, reply) => {
      posted.push({ url, body });
      return reply.status(204).send();
    });
    app.post('/stay', ({ url, body }, reply) => {
      posted.push({ url, body });
      return reply.redirect('/', 303);
    });
    origin = await app.listen({ host: '127.0.0.1', port: 0 });
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  });
  afterAll(async () => {
    await browser?.close();
    await app.close();
  });
  beforeEach(async () => {
    posted.length = 0;
    problems.length = 0;
    tab = await browser.newPage();
    tab.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    tab.on('pageerror', (error) => problems.push(error.message));
    await tab.clock.install({ time: new Date('2026-03-21T12:41:00Z') });
    await tab.goto(origin);
  });
  afterEach(async () => {
    await tab.close();
    // Among others: what the content security policy refused.
    expect(problems).toEqual([]);
  });

  it('start the components of GOV.UK', async () => {
    await tab.locator('#words').fill('a'.repeat(9001));
    await tab.clock.runFor(1100);
    expect(await tab.locator('.govuk-character-count__status').innerText()).toBe('You have 999 characters remaining');
  });

  it('keep what was typed every ten seconds, once for each change', async () => {
    await tab.clock.runFor(10_100);
    expect(posted).toEqual([]);
    await tab.locator('#words').fill('Alder walked to the shop');
    const kept = tab.waitForResponse(`${origin}/keep`);
    await tab.clock.runFor(10_100);
    await kept;
    await tab.locator('[data-keep-note]', { hasText: /^Saved \d+:\d\d/ }).waitFor();
    expect(posted).toEqual([{ url: '/keep', body: { _csrf: 'token', words: 'Alder walked to the shop' } }]);
    await tab.clock.runFor(30_000);
    expect(posted).toHaveLength(1);
  });

  it('warn five minutes before the end, and let the user stay', async () => {
    const dialog = tab.locator('dialog');
    await tab.clock.runFor(24 * 60_000);
    expect(await dialog.isVisible()).toBe(false);
    await tab.clock.runFor(70_000);
    expect(await dialog.isVisible()).toBe(true);
    expect(await tab.locator('[data-idle-left]').innerText()).toBe('Signed out in 5 minutes');
    await tab.getByRole('button', { name: 'Stay signed in' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(posted).toEqual([{ url: '/stay', body: { _csrf: 'token' } }]);
    await tab.clock.runFor(24 * 60_000);
    expect(await dialog.isVisible()).toBe(false);
  });

  it('leave the page when the session is over', async () => {
    await tab.clock.runFor(25.5 * 60_000);
    await tab.clock.runFor(5 * 60_000);
    await tab.waitForURL(`${origin}/out`);
  });
});
