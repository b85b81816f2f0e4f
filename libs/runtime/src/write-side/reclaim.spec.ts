import type { AnyDecider } from '@carethread/event-sourcing';
import { uuidV5 } from '@carethread/ledger';
import { MemoryKeyStore } from '@carethread/privacy';
import { reclaim, type ClaimSite } from './reclaim.js';
import type { LoadedStream } from './loaded-stream.js';

const TENANT = uuidV5('claims', 'tenant');
const [ONE, OTHER, ERASED] = [uuidV5('claims', 'one'), uuidV5('claims', 'other'), uuidV5('claims', 'erased')];

describe('numbers that streams hold since they were spelt otherwise', () => {
  const held: Readonly<Record<string, string>> = { [ONE]: '1', [OTHER]: '1', [ERASED]: '2' };
  const decider = (spelling?: number): AnyDecider =>
    ({
      category: 'person',
      unique: {
        holds: (value: string) => [{ scheme: 'NHS', value }],
        ...(spelling === undefined ? {} : { spelling }),
      },
    }) as unknown as AnyDecider;
  let keys: MemoryKeyStore;
  let loads: number;
  let noted: object[];
  let site: ClaimSite;
  beforeEach(() => {
    keys = new MemoryKeyStore();
    [loads, noted] = [0, []];
    site = {
      keys,
      idsOf: () => Promise.resolve([ONE, OTHER, ERASED]),
      load: (_, id) => {
        loads += 1;
        return Promise.resolve({ state: held[id], tenantId: TENANT, erased: id === ERASED } as LoadedStream);
      },
      warn: (message, about) => noted.push({ message, ...about }),
    };
  });

  it('are claimed for the stream that was begun first, and the operator is told of the other', async () => {
    await reclaim(decider(2), site);
    expect(await keys.claim(TENANT, 'NHS', '1', OTHER)).toEqual({ claimed: false, owner: ONE });
    expect(await keys.claim(TENANT, 'NHS', '2', OTHER)).toMatchObject({ claimed: true });
    expect(noted).toEqual([{ message: 'two records hold one number', scheme: 'NHS', person: OTHER, holder: ONE }]);
  });

  it('are claimed once for a spelling, and again for the next; a kind without one is never read', async () => {
    await reclaim(decider(2), site);
    await reclaim(decider(2), site);
    expect(loads).toBe(3);
    await reclaim(decider(3), site);
    expect(loads).toBe(6);
    await reclaim(decider(), site);
    expect(loads).toBe(6);
  });

  it('are claimed at the next start where a process ended in between', async () => {
    await expect(reclaim(decider(2), { ...site, idsOf: () => Promise.reject(new Error('ended')) })).rejects.toThrow();
    await reclaim(decider(2), site);
    expect(loads).toBe(3);
  });
});
