import { PageUnderTest } from '../../testing/index.js';
import { ABOUT_PAGES } from './about-pages.js';

describe('pages about the website', () => {
  it('are there for anybody, signed in or not', () => {
    expect(ABOUT_PAGES.map(({ path, who }) => [path, who])).toEqual([
      ['/help', 'anybody'],
      ['/accessibility', 'anybody'],
      ['/privacy', 'anybody'],
    ]);
  });

  it.each(ABOUT_PAGES)('say what they are about: $path', async (about) => {
    const { status, html } = await new PageUnderTest(about, { answers: {}, role: 'KW' }).shown();
    expect(status).toBe(200);
    expect(html).toMatch(/<h1 class="govuk-heading-l">(Help|Accessibility statement|Privacy)<\/h1>/);
  });

  it('say in the statement what nobody has tested', async () => {
    const statement = ABOUT_PAGES.find(({ path }) => path === '/accessibility');
    if (statement === undefined) throw new Error('there is no statement');
    const { html } = await new PageUnderTest(statement, { answers: {}, role: 'KW' }).shown();
    expect(html).toContain('No person who uses a screen reader has tested these pages');
  });
});
