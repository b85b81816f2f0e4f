import { specify } from '@carethread/event-sourcing/testing';
import { episode, type EpisodeEvent } from './episode.js';
import { NO_FACTS } from './facts.js';

const spec = specify(episode);
const agreed: EpisodeEvent = {
  type: 'ServiceAgreementMade',
  payload: {
    episodeId: 'E',
    personId: 'P',
    providerId: 'O',
    serviceType: 'residential',
    setting: 'careHome',
    commissioner: 'council',
    agreedAt: '2026-03-02T09:00:00.000Z',
    councilOperated: false,
  } as Extract<EpisodeEvent, { type: 'ServiceAgreementMade' }>['payload'],
};
const team = (...members: readonly { userId: string; supervisedBy?: string; newStaff?: boolean }[]) =>
  ({ type: 'AssignTeam', keyworkerId: 'K', members }) as const;
const knowing = (...trained: readonly string[]) => ({
  facts: NO_FACTS,
  subjects: Object.fromEntries(
    ['K', 'S1', 'S2'].map((userId) => [
      `pseudonym-${userId}`,
      { ...NO_FACTS, training: trained.includes(userId) ? ['planning'] : [] },
    ]),
  ),
});

describe('who joins a team', () => {
  it('ENG-150: untrained, where training is recorded here, only under a named supervisor', () => {
    const given = spec.given(agreed);
    given.when(team({ userId: 'S1' }), knowing('K')).refused('TRAINING_REQUIRED', ['S1']);
    given.when(team({ userId: 'S1', supervisedBy: 'K' }), knowing('K')).then({ type: 'CareTeamAssigned' });
    given.when(team({ userId: 'S1' }), knowing('K', 'S1')).then({ type: 'CareTeamAssigned' });
  });

  it('ENG-150: who is called new is held to it wherever training is recorded', () => {
    spec
      .given(agreed)
      .when(team({ userId: 'S1', newStaff: true }), knowing())
      .refused('TRAINING_REQUIRED', ['S1']);
    spec
      .given(agreed)
      .when(team({ userId: 'S1' }), knowing())
      .then({ type: 'CareTeamAssigned' });
  });

  it('whoever is in the team already stays in it when others join', () => {
    const assigned: EpisodeEvent = {
      type: 'CareTeamAssigned',
      payload: {
        episodeId: 'E',
        organisationId: 'O',
        keyworkerId: 'K',
        members: [{ userId: 'S1', purposes: ['carryThrough'] }],
      },
    };
    spec
      .given(agreed, assigned)
      .when(team({ userId: 'S1' }, { userId: 'S2' }), knowing('S2'))
      .then({ type: 'CareTeamAssigned' });
  });
});
