import { topicsOf } from './rules.js';

describe('R34: the topics of a review', () => {
  it.each(['requested', 'significantChange', 'cpa', 'council'])(
    'R34: of type %s, however small its occasion',
    (type) => {
      expect(topicsOf(type)).toEqual(['appropriateness', 'riskOutcomes', 'newInformation', 'changesInNeeds']);
    },
  );

  it('R34: one that goes through the whole plan has all topics of a formal one', () => {
    expect(topicsOf('requested', true)).toEqual(topicsOf('formal'));
  });
});
