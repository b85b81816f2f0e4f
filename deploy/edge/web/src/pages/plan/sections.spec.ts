import { PREFERENCE_TOPICS, SIGNING_MODES } from '@carethread/contracts';
import { TOPICS } from './sections.js';
import { MODES } from './sign/form.js';

describe('what a plan’s pages offer in an order of their own', () => {
  it.each([
    ['topics of preference', TOPICS, PREFERENCE_TOPICS],
    ['ways to sign', MODES, SIGNING_MODES],
  ])('is all that the contracts have: %s', (_, offered, known) => {
    expect([...offered].sort()).toEqual([...known].sort());
  });
});
