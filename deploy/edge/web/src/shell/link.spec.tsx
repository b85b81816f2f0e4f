import { link } from './link.js';

describe('a link', () => {
  it('fills the places of a path, each as one segment', () => {
    expect(link('/people/:personId/plan/versions/:versionNo', { personId: 'a/b?c', versionNo: '3' })).toBe(
      '/people/a%2Fb%3Fc/plan/versions/3',
    );
  });

  it.each(['', '.', '..'])('refuses %j as a segment', (personId) => {
    expect(() => link('/people/:personId', { personId })).toThrow(RangeError);
  });

  it('stands escaped in markup, with whatever else a view is given', () => {
    const words = `<script>"'&`;
    const href = link('/people/:personId', { personId: words });
    expect(
      (
        <a href={href} title={words}>
          {words}
        </a>
      ).toString(),
    ).toBe(
      '<a href="/people/%3Cscript%3E%22&#39;%26" title="&lt;script&gt;&quot;&#39;&amp;">&lt;script&gt;&quot;&#39;&amp;</a>',
    );
  });
});
