import type { PolicyReader, PolicyFact } from '@carethread/runtime';
import { closeTaskWhenCoordinatorIsNamed as policy } from './close-task-when-coordinator-is-named.js';

describe('the task to name a co-ordinator who can act', () => {
  async function sent(deactivatedAt: string | undefined, task: object = {}) {
    const listed = { kind: 'coordinatorRequired', status: 'open', ref: { caseId: 'C' }, ...task };
    const states: Readonly<Record<string, object>> = {
      task: listed,
      coordinator: { deactivatedAt },
      cpaCase: { teams: [] },
    };
    const look = {
      find: () => Promise.resolve([{ taskId: 'T' }]),
      state: ({ category }: { readonly category: string }) => Promise.resolve(states[category]),
    } as unknown as PolicyReader;
    const fact = { type: 'CareCoordinatorReallocated', personId: 'P', data: { caseId: 'C', user: 'U' } };
    return (await policy.then(fact as unknown as PolicyFact, look)).map(({ id, command }) => ({ id, ...command }));
  }

  it('CPA-44: closes once one is named, and not by one whose account has ended', async () => {
    expect(policy.when).toEqual(['CareCoordinatorReallocated']);
    expect(await sent(undefined)).toEqual([{ id: 'T', type: 'CloseTask', outcome: 'reallocated' }]);
    expect(await sent('2026-03-02T09:00:00.000Z')).toEqual([]);
    expect(await sent(undefined, { ref: { caseId: 'another' } })).toEqual([]);
    expect(await sent(undefined, { kind: 'interimCoordinator' })).toEqual([]);
  });
});
