import type { PolicyReader, PolicyFact } from '@carethread/runtime';
import { askForRenewalWhenRestrictionAuthorised } from './ask-for-renewal-when-restriction-authorised.js';

async function dueFor(to: string, recordedAt: string): Promise<unknown> {
  const meta = { stream: 'restriction-RE', recordedAt };
  const fact = { id: '00000000-0000-4000-8000-000000000001', personId: 'P', data: { to }, meta };
  const look = {
    state: () => Promise.resolve({ proposed: { organisationId: 'O' } }),
    office: () => Promise.resolve({ forRole: 'RM', organisationId: 'O' }),
  };
  const [sent] = await askForRenewalWhenRestrictionAuthorised.then(
    fact as unknown as PolicyFact,
    look as unknown as PolicyReader,
  );
  return (sent?.command as { readonly dueAt?: string } | undefined)?.dueAt;
}

describe('the renewal of an authorisation', () => {
  it.each([
    ['28 days before its end, local time', '2027-05-10', '2027-04-12T22:59:59.999Z'],
    ['the day of recording, where that is 28 days before', '2026-06-08', '2026-05-11T22:59:59.999Z'],
    ['the day of recording, where it ends sooner', '2026-05-17', '2026-05-11T22:59:59.999Z'],
    ['the day of recording, where it ends then', '2026-05-11', '2026-05-11T22:59:59.999Z'],
  ])('ENG-081: is due %s', async (_, to, dueAt) => {
    expect(await dueFor(to, '2026-05-11T09:00:00.000Z')).toBe(dueAt);
  });
});
