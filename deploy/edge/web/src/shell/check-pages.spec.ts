import { page } from './page.js';
import { faultsOf } from './check-pages.js';
import { languages } from '../words/languages.js';

const row = {
  words: languages({}, {}),
  load: () => Promise.resolve({}),
  title: () => '',
  view: () => {
    throw new Error('not shown');
  },
} as const;

describe('rows of pages', () => {
  it('are refused where the API would refuse one of their roles what the page reads', () => {
    const drafts = page({ ...row, path: '/drafts', who: ['KW', 'CS'], reads: ['getPlanDraft'] });
    expect(faultsOf([drafts], [])).toEqual(['/drafts is for CS, who may not call getPlanDraft']);
  });

  it('are let through where some role only may not what the page also reads', () => {
    const drafts = page({ ...row, path: '/drafts', who: ['KW', 'CS'], alsoReads: ['getPlanDraft'] });
    expect(faultsOf([drafts], [])).toEqual([]);
  });

  it('are refused where they take a path of the API, a path twice, or ask for somebody who is not signed in', () => {
    const plans = page({ ...row, path: '/care-plan', who: 'anybody', reads: ['listPeople'] });
    expect(faultsOf([plans, plans], ['care-plan'])).toEqual([
      '/care-plan has two rows',
      '/care-plan is for anybody, and calls listPeople',
      '/care-plan is for anybody, and calls listPeople',
      '/care-plan is the API’s',
    ]);
  });
});
