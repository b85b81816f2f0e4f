import { MemorySession } from '../session/memory-session.js';
import { PageUnderTest, PERSON, refused, type Given } from '../testing/page-under-test.js';
import { sampleDraft, samplePage } from '../testing/sample-page.js';

const DONE = { id: 'D', revision: 2, position: 'P', draftRevision: 2 };
const BEFORE = sampleDraft({ whatMatters: 'The garden', personsView: 'Ask me' });
const open = (given: Given = {}) =>
  new PageUnderTest(samplePage, { answers: { getPlanDraft: BEFORE, saveDraft: DONE }, ...given });
const fieldOf = (html: string, name: string): string =>
  new RegExp(`name="${name}"[^>]*value="([^"]*)"`).exec(html)?.[1] ?? '';

describe('a form', () => {
  it('is shown with a key, the tag of the record and the token of the session', async () => {
    const { html } = await open({ etag: '"7"' }).shown();
    expect(fieldOf(html, '_key')).toMatch(/^[0-9a-f-]{36}$/);
    expect(fieldOf(html, '_etag')).toBe('&quot;7&quot;');
    expect(fieldOf(html, '_csrf')).toBe('csrf-of-a-spec');
    expect(fieldOf(html, 'whatMatters')).toBe('The garden');
  });

  it('becomes one command with its key and tag, then leads on, and the next reads wait for it', async () => {
    const page = open();
    const answered = await page.posted({ whatMatters: 'The cat' }, { _key: 'first', _etag: '"7"' });
    expect(answered).toMatchObject({ status: 303, location: `/people/${PERSON}` });
    const sent = page.calls.find(({ operation }) => operation === 'saveDraft');
    expect(sent?.headers).toMatchObject({ 'idempotency-key': 'first', 'if-match': '"7"' });
    expect(page.session.positions(PERSON)).toEqual(['P']);
    await page.shown();
    expect(page.calls.at(-1)?.headers['prefer']).toBe('wait-for="P"');
  });

  it('is shown again with every word, the same key, and each refusal at its field', async () => {
    const page = open({
      answers: {
        getPlanDraft: BEFORE,
        saveDraft: refused('MALFORMED', [{ pointer: '/content/nextReviewBy', rule: 'format' }]),
      },
    });
    const { status, html } = await page.posted(
      { whatMatters: 'The cat', 'nextReviewBy-day': '31', 'nextReviewBy-month': '2', 'nextReviewBy-year': '2026' },
      { _key: 'first' },
    );
    expect(status).toBe(422);
    expect(html).toContain('<title>Error: Sample');
    expect(html).toContain('href="#nextReviewBy-day"');
    expect(fieldOf(html, 'whatMatters')).toBe('The cat');
    expect(fieldOf(html, '_key')).toBe('first');
    expect(html).not.toContain('MALFORMED');
  });

  it('offers to save changed words as a further entry, under a new key', async () => {
    const page = open({ answers: { getPlanDraft: BEFORE, saveDraft: refused('IDEMPOTENCY_MISMATCH') } });
    const { status, html } = await page.posted({ whatMatters: 'The cat' }, { _key: 'first' });
    expect(status).toBe(409);
    expect(html).toContain('You have already saved this');
    expect(fieldOf(html, '_key')).not.toBe('first');
    expect(fieldOf(html, 'whatMatters')).toBe('The cat');
  });

  it('keeps the words when a service is away, and names what to tell about it', async () => {
    const page = open({ answers: { getPlanDraft: BEFORE, saveDraft: refused('UNAVAILABLE') } });
    const { status, html } = await page.posted({ whatMatters: 'The cat' }, { _key: 'first' });
    expect(status).toBe(503);
    expect(fieldOf(html, 'whatMatters')).toBe('The cat');
    expect(fieldOf(html, '_key')).toBe('first');
    expect(html).toContain('Reference: C');
  });

  it('keeps the words of a user who has to sign in first', async () => {
    const page = open({ answers: { getPlanDraft: BEFORE, saveDraft: refused('UNAUTHENTICATED') } });
    const path = `/people/${PERSON}/sample`;
    expect(await page.posted({ whatMatters: 'The cat' })).toMatchObject({
      status: 303,
      location: `/sign-in?to=${encodeURIComponent(path)}`,
    });
    expect(await page.session.kept(path)).toMatchObject({ whatMatters: 'The cat' });
  });
});

describe('a form that the user leaves for later', () => {
  it('comes back filled in, is never sent by itself, and is forgotten once it is', async () => {
    const page = open();
    await page.posted({ whatMatters: 'The cat' }, { _later: '' });
    expect(page.bodiesOf('saveDraft')).toEqual([]);
    const { html } = await page.shown();
    expect(fieldOf(html, 'whatMatters')).toBe('The cat');
    expect(html).toContain('They have not been sent.');
    await page.posted({ whatMatters: 'The cat' });
    expect(fieldOf((await page.shown()).html, 'whatMatters')).toBe('The garden');
  });
});

describe('a form over which somebody else saved', () => {
  const stale = refused('STALE_VERSION', [], '"8"');

  it('takes what only they changed, and saves what only the user changed, without asking', async () => {
    const theirs = sampleDraft({ whatMatters: 'The garden', personsView: 'Ask me first' });
    const page = open({ answers: { getPlanDraft: theirs, saveDraft: [stale, DONE] } });
    const base = await page.session.note({ whatMatters: 'The garden', personsView: 'Ask me' });
    const { status } = await page.posted(
      { whatMatters: 'The cat', personsView: 'Ask me' },
      { _etag: '"7"', _base: base },
    );
    expect(status).toBe(303);
    expect(page.bodiesOf('saveDraft').at(-1)).toMatchObject({
      content: { whatMatters: 'The cat', personsView: 'Ask me first' },
    });
    expect(page.calls.filter(({ operation }) => operation === 'saveDraft').at(-1)?.headers['if-match']).toBe('"8"');
  });

  it('asks whose words to keep where both changed the same, and loses neither', async () => {
    const theirs = sampleDraft({ whatMatters: 'The garden and the shed', personsView: 'Ask me' });
    const page = open({ answers: { getPlanDraft: theirs, saveDraft: [stale, DONE] } });
    const base = await page.session.note({ whatMatters: 'The garden', personsView: 'Ask me' });
    const { status, html } = await page.posted(
      { whatMatters: 'The cat', personsView: 'Ask me' },
      { _etag: '"7"', _base: base },
    );
    expect(status).toBe(412);
    expect(html).toContain('Somebody else changed this too');
    expect(html).toContain('<del>');
    expect(fieldOf(html, '_etag')).toBe('&quot;8&quot;');
    const choice = { _theirs: 'The garden and the shed', _mine: 'The cat', _both: 'The cat\nThe shed' };
    const answers = Object.fromEntries(Object.entries(choice).map(([name, words]) => [`${name}-whatMatters`, words]));
    await page.posted({ ...answers, '_take-whatMatters': 'both', personsView: 'Ask me' }, { _etag: '"8"' });
    expect(page.bodiesOf('saveDraft').at(-1)).toMatchObject({
      content: { whatMatters: 'The cat\nThe shed', personsView: 'Ask me' },
    });
  });
});

describe('whoever asks for a page', () => {
  it.each([
    ['AU', 403, 'keyworker'],
    ['SM', 200, 'The garden'],
  ] as const)('as %s is answered %d', async (role, status, words) => {
    const answered = await open({ role }).shown();
    expect(answered.status).toBe(status);
    expect(answered.html).toContain(words);
  });

  it('is sent to sign-in first, and comes back to it', async () => {
    const page = open({ session: new MemorySession(undefined), role: '' });
    expect(await page.shown()).toMatchObject({
      status: 303,
      location: `/sign-in?to=${encodeURIComponent(page.path)}`,
    });
  });

  it('is not told whether a record exists', async () => {
    const { status, html } = await open({ answers: {} }).shown();
    expect(status).toBe(404);
    expect(html).toContain('does not exist, or you do not have access to it');
  });

  it('is shown the page as it is where a change is still on its way', async () => {
    const page = open({ answers: { getPlanDraft: [refused('NOT_YET_KNOWN'), BEFORE] } });
    await page.session.keepPosition(PERSON, 'P');
    const { status, html } = await page.shown();
    expect(status).toBe(200);
    expect(html).toContain('It may take a moment to show.');
  });

  it('finds what a record says escaped, whatever it says', async () => {
    const words = `"><script>alert('&')</script><a href="javascript:x">`;
    const page = open({ answers: { getPlanDraft: sampleDraft({ whatMatters: words }) } });
    const { html } = await page.shown();
    expect(html).not.toContain('<script>alert');
    expect(html).not.toContain('<a href="javascript');
    expect(html).toContain('&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;');
  });
});
