import { specMeta } from '@carethread/event-sourcing/testing';
import { published, specifyView } from '@carethread/runtime/testing';
import { careTeams, sharedWith } from './care-teams.js';

const personId = specMeta.personId ?? '';
const agreed = (providerId: string, episodeId: string) =>
  published('care-plan.service-agreement-made.v1', {
    ...{ episodeId, providerId, serviceId: 'S', setting: 'careAtHome', serviceType: 'care' },
    ...{ commissioner: 'council', councilOperated: false, jurisdiction: 'ENG', agreedAt: '2026-03-01T09:00:00.000Z' },
  });
const team = (organisationId: string, episodeId: string) =>
  published('care-plan.care-team-assigned.v1', {
    ...{ episodeId, organisationId, serviceId: 'S', keyworkerId: `K of ${organisationId}` },
    members: [{ userId: `S of ${organisationId}`, purposes: [] }],
  });
const scopes = (...events: readonly ReturnType<typeof agreed>[]): readonly unknown[] =>
  specifyView(careTeams)
    .given(...events)
    .entries(personId)
    .flatMap((entry) => entry.scopes);

describe('who cares for whom', () => {
  it('is found by every organisation that serves the person too, and by no other', () => {
    const found = scopes(agreed('O', 'E'), agreed('P', 'F'), team('O', 'E'));
    const words = (...of: readonly string[]) => of.map((id) => ({ of: 'token', id }));
    expect(found).toEqual(
      words(sharedWith('O', 'K of O'), sharedWith('P', 'K of O'), sharedWith('O', 'S of O'), sharedWith('P', 'S of O')),
    );
  });

  it('is nobody before there is a team, and nobody who cared for them once', () => {
    expect(scopes(agreed('O', 'E'))).toEqual([]);
    const ended = published('care-plan.service-ended.v1', {
      ...{ episodeId: 'E', providerId: 'O', endedAt: '2026-03-01T09:00:00.000Z', reason: 'moved' },
    });
    expect(scopes(agreed('O', 'E'), agreed('P', 'F'), team('O', 'E'), ended)).toEqual([]);
  });
});
