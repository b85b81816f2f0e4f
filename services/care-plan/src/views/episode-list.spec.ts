import { specMeta } from '@carethread/event-sourcing/testing';
import { recorded, specifyView } from '@carethread/runtime/testing';
import type { EpisodeEvent } from '../domain/episode/events.js';
import { episodeList } from './episode-list.js';

const { personId, recordedAt } = specMeta;
const event = (one: EpisodeEvent, revision: number) =>
  recorded<EpisodeEvent>(one, { stream: 'serviceEpisode-E', revision });
const agreed = event(
  {
    type: 'ServiceAgreementMade',
    payload: {
      ...{ episodeId: 'E', personId: personId ?? '', providerId: 'HOME', serviceType: 'homeCare', serviceId: 'S' },
      ...{ setting: 'careAtHome', commissioner: 'council', agreedAt: recordedAt, councilOperated: false },
      jurisdiction: 'ENG',
    },
  },
  1,
);
const ended = event(
  {
    type: 'ServiceEnded',
    payload: { episodeId: 'E', providerId: 'HOME', endedAt: recordedAt, reason: 'completed' },
  },
  2,
);

describe('the list of service episodes', () => {
  const list = (...events: readonly (typeof agreed)[]) =>
    specifyView(episodeList)
      .given(...events)
      .entries(personId ?? '');

  it('PLAT-11: stands with the provider, its service and the episode’s team, by when it was agreed', () => {
    const [entry] = list(agreed);
    expect(entry).toMatchObject({ id: 'E', order: recordedAt, filters: { state: 'agreed', providerId: 'HOME' } });
    expect(entry?.scopes).toEqual(
      expect.arrayContaining([
        { of: 'tenant' },
        { of: 'organisation', id: 'HOME' },
        { of: 'service', id: 'S' },
        { of: 'team', id: 'E' },
      ]),
    );
  });

  it('says how far it has come', () => {
    expect(list(agreed, ended)[0]).toMatchObject({ filters: { state: 'ended' }, body: { revision: 2 } });
  });
});
