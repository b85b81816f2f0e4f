import type { Instant } from '@carethread/ledger';
import type { Worker, WorkOfUsers } from '@carethread/runtime';

/** Something that a user has to do, as the suite has it. */
export interface OwedThing {
  readonly user: string;
  readonly dueAt: Instant;
  /** Whether it is urgent once it is late. */
  readonly urgent: boolean;
}

/** What whatever says how much users have to do must hold to. `owes` gives it the things of a tenant. */
export function workOfUsersContract(
  name: string,
  open: (owed: { readonly tenantId: string; readonly things: readonly OwedThing[] }) => Promise<WorkOfUsers>,
): void {
  describe(`what users have to do, ${name}`, () => {
    const tenantId = '00000000-0000-4000-8000-0000000000a1';
    const ann = '00000000-0000-4000-8000-0000000001a1';
    const ben = '00000000-0000-4000-8000-0000000001b1';
    const cal = '00000000-0000-4000-8000-0000000001c1';
    const worker = (user: string): Worker => ({ user, role: 'KW', organisationId: 'PR1' });
    const owed = (user: string, dueAt: Instant, urgent = false): OwedThing => ({ user, dueAt, urgent });
    let work: WorkOfUsers;
    beforeAll(async () => {
      work = await open({
        tenantId,
        things: [
          owed(ann, '2026-06-03T22:59:59.999Z'),
          owed(ann, '2026-06-02T12:00:00.000Z', true),
          owed(ann, '2026-06-01T12:00:00.000Z', true),
          owed(ann, '2026-06-04T12:00:00.000Z', true),
          owed(ben, '2026-06-03T23:00:00.000Z'),
        ],
      });
    });

    it('counts what is due by then, each user’s own, and says when the newest urgent thing became so', async () => {
      const at = { now: '2026-06-02T12:00:00.000Z', dueBy: '2026-06-03T22:59:59.999Z' };
      const found = await work.countedFor(tenantId, [ann, ben, cal].map(worker), at);
      expect(found.toSorted((one, other) => (one.user < other.user ? -1 : 1))).toEqual([
        { user: ann, due: 3, urgentAt: '2026-06-02T12:00:00.000Z' },
        { user: ben, due: 0 },
        { user: cal, due: 0 },
      ]);
      const sooner = { ...at, now: '2026-06-02T11:59:59.999Z' };
      expect(await work.countedFor(tenantId, [worker(ann)], sooner)).toEqual([
        { user: ann, due: 3, urgentAt: '2026-06-01T12:00:00.000Z' },
      ]);
    });

    it('gives the dates, the earliest first', async () => {
      expect(await work.dueDatesOf(tenantId, worker(ann))).toEqual([
        '2026-06-01T12:00:00.000Z',
        '2026-06-02T12:00:00.000Z',
        '2026-06-03T22:59:59.999Z',
        '2026-06-04T12:00:00.000Z',
      ]);
      expect(await work.dueDatesOf(tenantId, worker(cal))).toEqual([]);
    });
  });
}
