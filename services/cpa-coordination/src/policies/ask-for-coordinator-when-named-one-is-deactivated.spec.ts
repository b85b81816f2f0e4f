import { uuidV5 } from '@carethread/ledger';
import type { PolicyReader } from '@carethread/runtime';
import { coordinator } from '../domain/coordinator/decider.js';
import { cpaCase } from '../domain/case/decider.js';
import { askForCoordinatorWhenNamedOneIsDeactivated as ask } from './ask-for-coordinator-when-named-one-is-deactivated.js';

const ID = '00000000-0000-4000-8000-000000000001';
const NOW = '2026-07-01T09:00:00.000Z';
const team = { organisationId: 'N', teamId: 'W', from: '2026-01-05T00:00:00.000Z' };

/** What follows where the account of this pseudonym has ended, or not. */
async function sent(type: string, deactivated: readonly string[]): Promise<readonly object[]> {
  const look = {
    now: NOW,
    state: ({ category }: { category: string }, id: string) =>
      Promise.resolve(
        category === coordinator.category
          ? { deactivatedAt: deactivated.includes(id) ? NOW : undefined }
          : { ...cpaCase.initial, teams: [team] },
      ),
  } as unknown as PolicyReader;
  const fact = { id: ID, type, data: { caseId: 'C', user: 'pseudonym-1' } } as never;
  return (await ask.then(fact, look)).map(({ id, command }) => ({ id, ...command }));
}

describe('CPA-44: a case that names a co-ordinator', () => {
  it.each(['CpaCaseOpened', 'CareCoordinatorReallocated'])(
    'CPA-44: on %s, of an account that has ended, asks the manager of the team for another',
    async (type) => {
      expect(await sent(type, ['pseudonym-1'])).toEqual([
        {
          id: uuidV5(ID, 'coordinatorRequired'),
          type: 'RaiseTask',
          kind: 'coordinatorRequired',
          forRole: 'TM',
          organisationId: 'N',
          teamId: 'W',
          subject: { kind: 'case', id: 'C' },
          ref: { caseId: 'C' },
        },
      ]);
    },
  );

  it('CPA-44: of an account that is in use asks nobody, whoever else’s has ended', async () => {
    expect(await sent('CpaCaseOpened', ['pseudonym-2'])).toEqual([]);
  });
});
