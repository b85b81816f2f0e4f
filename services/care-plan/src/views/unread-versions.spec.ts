import { specMeta } from '@carethread/event-sourcing/testing';
import { published, recorded, specifyView } from '@carethread/runtime/testing';
import type { PlanEvent } from '../domain/plan/events.js';
import type { ReadersEvent } from '../domain/readers/events.js';
import { unreadVersions } from './unread-versions.js';

const { personId, recordedAt } = specMeta;
const LATER = '2027-01-01T00:00:00.000Z';
const plan = { planId: 'PL', planKind: 'provider', organisationId: 'HOME' };
let revision = 1;
const event = (one: PlanEvent, at = ++revision) =>
  recorded<PlanEvent>(one, { stream: 'carePlan-PL', revision: at, id: `event ${at}` });
const opened = [
  event(
    {
      type: 'CarePlanOpened',
      payload: { ...plan, profile: { code: 'ENG', version: 1 }, laws: [], rulePacks: [], councilNeeds: [] },
    },
    1,
  ),
  published('care-plan.care-plan-opened.v1', { ...plan, jurisdiction: 'ENG', rulePacks: [] }),
];
const inForce = (versionNo: number, effectiveFrom = recordedAt) =>
  event({
    type: 'PlanVersionPublished',
    payload: {
      ...{ ...plan, versionNo, proposalNo: versionNo, contentHash: 'a'.repeat(64), effectiveFrom },
      ...{ changeSummary: '', cause: { kind: 'edit' }, outcomeIds: [], needIds: [], provision: 1 },
    },
  });
const read = (userId: string, versionNo: number) =>
  recorded<ReadersEvent>({ type: 'ReadingAcknowledged', payload: { versionNo, userId } }, { stream: 'readers-PL' });
const team = (...members: readonly string[]) =>
  published('care-plan.care-team-assigned.v1', {
    ...{ episodeId: 'E', organisationId: 'HOME', serviceId: 'S', keyworkerId: 'K' },
    members: members.map((userId) => ({ userId, purposes: [] })),
  });
const closed = event({
  type: 'CarePlanClosed',
  payload: { planId: 'PL', organisationId: 'HOME', reason: 'completed', closedAt: recordedAt },
});
const entries = (...events: readonly ReturnType<typeof event>[]) =>
  specifyView(unreadVersions)
    .given(...opened, ...events)
    .entries(personId ?? '');

describe('versions that were not read', () => {
  it('CITY-46: stand with each of the team who has not read the version, and with its service', () => {
    expect(entries(team('N'))).toEqual([]);
    const [one] = entries(team('N'), inForce(1), read('K', 1));
    expect(one).toMatchObject({
      order: `${recordedAt} PL`,
      filters: { planKind: 'provider' },
      body: { planId: 'PL', personId, versionNo: 1, userIds: ['N'] },
    });
    expect(one?.scopes).toEqual(
      expect.arrayContaining([
        { of: 'organisation', id: 'HOME' },
        { of: 'team', id: 'E' },
        { of: 'user', id: 'N' },
      ]),
    );
    expect(one?.scopes).not.toContainEqual({ of: 'user', id: 'K' });
  });

  it('CITY-46: go when the last has read them, and come with a new version or a new member of the team', () => {
    const all = [team('N'), inForce(1), read('K', 1), read('N', 1)];
    expect(entries(...all)).toEqual([]);
    expect(entries(...all, inForce(2))).toMatchObject([{ body: { versionNo: 2, userIds: ['K', 'N'] } }]);
    expect(entries(...all, team('N', 'M'))).toMatchObject([{ body: { versionNo: 1, userIds: ['M'] } }]);
    expect(entries(...all, inForce(2), closed)).toEqual([]);
  });

  it('R10: a version that has not begun waits beside the one that it will replace', () => {
    expect(entries(team(), inForce(1), inForce(2, LATER))).toMatchObject([
      { body: { versionNo: 1, until: LATER } },
      { body: { versionNo: 2, effectiveFrom: LATER } },
    ]);
  });
});
