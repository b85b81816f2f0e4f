import { specify } from '@carethread/event-sourcing/testing';
import { NO_FACTS } from '../facts.js';
import { contributions } from './decider.js';
import type { ContributionsEvent } from './events.js';

const spec = specify(contributions);
const suggested: Extract<ContributionsEvent, { type: 'ContributionSuggested' }> = {
  type: 'ContributionSuggested',
  payload: { contributionId: 'c1', planId: 'PL', section: 'preferences', text: 'tea at four', by: 'S', role: 'CS' },
};
const declined: ContributionsEvent = {
  type: 'ContributionAnswered',
  payload: { contributionId: 'c1', outcome: 'declined', reason: 'said at the review', by: 'K' },
};
const context = { facts: NO_FACTS };

describe('what is suggested for a plan', () => {
  it('CITY-27: is attributed to whoever suggests it, with the section and the item that it is about', () => {
    spec
      .given()
      .when({ type: 'SuggestContent', section: 'goals', itemId: 'g1', text: 'walk to the shop' }, context)
      .then({
        type: 'ContributionSuggested',
        payload: {
          section: 'goals',
          itemId: 'g1',
          text: 'walk to the shop',
          role: 'KW',
          contributionId: 'new-contribution',
        },
      });
  });

  it('is about a section that a plan has', () => {
    spec.given().when({ type: 'SuggestContent', section: 'hobbies', text: 'chess' }, context).refused('MALFORMED');
  });

  it('OUT-66: is written down for somebody of the family where the person permits that they take part', () => {
    const by = { kind: 'family', id: 'sister', name: 'Synthetic Sister' };
    const suggest = { type: 'SuggestContent', section: 'history', text: 'a baker', contributor: by } as const;
    spec.given().when(suggest, context).refused('PERMISSION_REQUIRED', ['sister']);
    const contacts = { sister: { scopes: ['drawingUp'], name: 'Synthetic Sister', kind: 'family' } };
    spec
      .given()
      .when(suggest, { facts: { ...NO_FACTS, contacts } })
      .then({ type: 'ContributionSuggested', payload: { contributor: by } });
  });

  it('R38: ends with the person’s death', () => {
    spec
      .given()
      .when({ type: 'SuggestContent', section: 'goals', text: 'rest' }, { facts: { ...NO_FACTS, deceased: true } })
      .refused('STATE_CONFLICT', ['deceased']);
  });

  it('D17: is confirmed, or declined with a reason, once', () => {
    const answer = { type: 'AnswerContribution', contributionId: 'c1' } as const;
    spec
      .given(suggested)
      .when({ ...answer, outcome: 'confirmed' }, context)
      .then({ type: 'ContributionAnswered', payload: { contributionId: 'c1', outcome: 'confirmed' } });
    spec
      .given(suggested)
      .when({ ...answer, outcome: 'declined' }, context)
      .refused('REASON_REQUIRED', ['reason']);
    spec
      .given(suggested)
      .when({ ...answer, outcome: 'declined', reason: 'said at the review' }, context)
      .then({ type: 'ContributionAnswered', payload: { outcome: 'declined', reason: 'said at the review' } });
    spec
      .given(suggested, declined)
      .when({ ...answer, outcome: 'confirmed' }, context)
      .refused('STATE_CONFLICT', ['declined']);
    spec
      .given()
      .when({ ...answer, outcome: 'confirmed' }, context)
      .refused('NOT_FOUND');
  });
});
