import { signOffWork } from './sign-off-work.js';

it('a sign-off is work of those whom it waits for, until it lapses', () => {
  expect(signOffWork.where).toEqual({ awaiting: 'me' });
  const worker = { user: 'pseudonym', role: 'KW' };
  const lapsesAt = '2026-04-02T22:59:59.999Z';
  expect(signOffWork.times({ state: { requested: { lapsesAt } } }, worker)).toEqual({ dueAt: lapsesAt });
});
