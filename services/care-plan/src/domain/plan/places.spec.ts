import { placesIn } from './places.js';

describe('what of a proposal somebody can point at', () => {
  it('ENG-034: its items, its sections, what they hold, and what it takes away', () => {
    const content = {
      whatMatters: 'my garden',
      actions: [{ actionId: 'a1', what: 'wash' }],
      preferences: { topics: { meals: { content: 'at eight' } }, items: [{ preferenceId: 'p1', text: 'tea' }] },
    };
    const changes = [{ op: 'remove', section: 'actions', itemId: 'a2' }];
    expect(placesIn(content, changes)).toEqual([
      'whatMatters',
      'actions',
      'preferences',
      'preferences.topics',
      'preferences.topics.meals',
      'preferences.items',
      'a1',
      'p1',
      'a2',
    ]);
  });
});
