import { PageUnderTest, PERSON, refused } from '../../../testing/index.js';
import type { Page } from '../../../shell/page.js';
import { ITEM_PAGES } from '../item/pages.js';
import { SECTION_PAGES } from './pages.js';

const PLAN = '5b7ae0f4-3f53-4c8e-9f3e-5b0c1a1d2e01';
const DONE = { id: PLAN, revision: 2, position: 'P', draftRevision: 2 };
const CONTENT = {
  personsView: 'Ask me first',
  preferences: { topics: { meals: { content: 'soup' } }, items: [{ preferenceId: 'p1', text: 'at eight' }] },
  needs: [{ needId: 'n1', text: 'to eat' }],
  actions: [{ actionId: 'a1', what: 'meals', how: 'together', clinical: false }],
};
const DRAFT = { planId: PLAN, draftRevision: 1, since: 0, changes: [], content: CONTENT };

function sectionPage(pages: readonly Page[], end: string): Page {
  const found = pages.find(({ path }) => path.endsWith(end));
  if (found === undefined) throw new Error(`no page ${end}`);
  return found;
}
const open = (page: Page, places: Readonly<Record<string, string>> = {}) =>
  new PageUnderTest(page, {
    etag: '"1"',
    places: { planId: PLAN, ...places },
    answers: { getPlanDraft: DRAFT, saveDraft: DONE },
  });

describe('a section of a draft', () => {
  it('that is one text is saved alone, under the tag that it was shown with', async () => {
    const page = open(sectionPage(SECTION_PAGES, '/draft/personsView'));
    expect((await page.shown()).html).toContain('Ask me first</textarea>');
    const { status, location } = await page.posted({ words: 'Ask me twice' }, { _etag: '"1"' });
    expect({ status, location }).toEqual({ status: 303, location: `/people/${PERSON}/plan/${PLAN}/draft` });
    expect(page.bodiesOf('saveDraft')).toEqual([{ content: { personsView: 'Ask me twice' } }]);
  });

  it('that is emptied is taken out', async () => {
    const page = open(sectionPage(SECTION_PAGES, '/draft/personsView'));
    await page.posted({ words: ' ' });
    expect(page.bodiesOf('saveDraft')).toEqual([{ content: { personsView: null } }]);
  });

  it('that asks several questions keeps what none of them is about', async () => {
    const page = open(sectionPage(SECTION_PAGES, '/draft/preferences'));
    await page.posted({ 'topics-meals-content': 'porridge', 'topics-bedtime-content': '' });
    expect(page.bodiesOf('saveDraft')).toEqual([
      { content: { preferences: { ...CONTENT.preferences, topics: { meals: { content: 'porridge' } } } } },
    ]);
  });

  it('that is a list leads to each of its items', async () => {
    const { html } = await open(sectionPage(SECTION_PAGES, '/draft/actions')).shown();
    expect(html).toContain(`/people/${PERSON}/plan/${PLAN}/draft/actions/a1`);
    expect(html).toContain('How: together');
  });
});

describe('an item of a draft', () => {
  const page = sectionPage(ITEM_PAGES, '/draft/actions/:itemId');

  it('is changed in its place, and keeps what no question is about', async () => {
    const changed = open(page, { itemId: 'a1' });
    await changed.posted({ ownId: 'a1', what: 'meals', how: 'side by side', needIds: 'n1' });
    expect(changed.bodiesOf('saveDraft')).toEqual([
      {
        content: {
          actions: [{ actionId: 'a1', what: 'meals', how: 'side by side', needIds: ['n1'], clinical: false }],
        },
      },
    ]);
  });

  it('has its id from when the form was shown: sent twice, it is the same item', async () => {
    const added = open(page, { itemId: 'new' });
    const { html } = await added.shown();
    const ownId = /name="ownId" value="([^"]+)"/.exec(html)?.[1] ?? '';
    await added.posted({ ownId, what: 'a walk' });
    await added.posted({ ownId, what: 'a walk' });
    const [first, second] = added.bodiesOf('saveDraft');
    expect(first).toEqual({ content: { actions: [...CONTENT.actions, { actionId: ownId, what: 'a walk' }] } });
    expect(second).toEqual(first);
  });

  it('is taken out by a form of its own', async () => {
    const removed = open(page, { itemId: 'a1' });
    await removed.posted({}, { _form: 'remove' });
    expect(removed.bodiesOf('saveDraft')).toEqual([{ content: { actions: [] } }]);
  });

  it('that is not there is not found', async () => {
    expect((await open(page, { itemId: 'a9' }).shown()).status).toBe(404);
  });

  it('is shown again with every word where the draft refuses it', async () => {
    const refusing = new PageUnderTest(page, {
      places: { planId: PLAN, itemId: 'a1' },
      answers: {
        getPlanDraft: DRAFT,
        saveDraft: refused('MALFORMED', [{ pointer: '/content/actions/0/what', rule: 'maxLength', limit: 200 }]),
      },
    });
    const { status, html } = await refusing.posted({ ownId: 'a1', what: 'too long' });
    expect(status).toBe(422);
    expect(html).toContain('Write at most 200 characters');
    expect(html).toContain('href="#what"');
  });
});
