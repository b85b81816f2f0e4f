import { withWithheld } from './withheld.js';

const content = {
  personsView: 'at home',
  actions: [{ actionId: 'a1', what: 'wash' }, { actionId: 'a2' }, { what: 'walk' }],
};
const marked = (...which: readonly number[]) => ({
  ...content,
  actions: content.actions.map((one, index) => (which.includes(index) ? { ...one, doNotProvide: true } : one)),
});

describe('what nobody is to provide', () => {
  it('C9: is marked, action by action or all of it; everything else stays as it is', () => {
    expect(withWithheld(content, ['a2'])).toEqual(marked(1));
    expect(withWithheld(content, ['a1', 'a2'])).toEqual(marked(0, 1));
    expect(withWithheld(content, 'whole')).toEqual(marked(0, 1, 2));
    expect(withWithheld(content, [])).toEqual(content);
    expect(withWithheld({ personsView: 'at home' }, [])).toEqual({ personsView: 'at home' });
  });
});
