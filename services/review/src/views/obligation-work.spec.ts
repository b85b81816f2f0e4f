import { obligationWork } from './obligation-work.js';

it('what is owed is work by when it is due, unless a review holds it', () => {
  const dueAt = '2026-04-02T22:59:59.999Z';
  expect(obligationWork.times({ status: 'missed', dueAt })).toEqual({ dueAt });
  expect(obligationWork.times({ status: 'open', dueAt })).toEqual({ dueAt });
  expect(obligationWork.times({ status: 'heldAwaitingClosure', dueAt })).toBeUndefined();
});
