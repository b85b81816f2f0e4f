import { specMeta } from '@carethread/event-sourcing/testing';
import { published, recorded, specifyView } from '../testing/index.js';
import { personListOf } from './person-list.js';

const { personId } = specMeta;
const [HOME, EPISODE, SERVICE] = ['HOME', 'E', 'S'];

type Visited = { readonly type: 'Visited'; readonly payload: { readonly on: string } };

/** The last visit to each person, for whoever serves them. */
const lastVisits = personListOf<{ readonly last?: string }, Visited>()({
  name: 'lastVisits',
  version: 1,
  initial: {},
  filters: ['on'],
  on: { Visited: (_, { data }) => ({ last: data.on }) },
  entries: ({ state: { last }, relations }) =>
    last === undefined
      ? []
      : [
          {
            id: 'visit',
            scopes: Object.values(relations.ties).flatMap(({ organisationId, closedAt }) =>
              closedAt === undefined ? [{ of: 'organisation' as const, id: organisationId }] : [],
            ),
            order: last,
            filters: { on: last },
            body: { last },
          },
        ],
});

const visited = (on: string) => recorded<Visited>({ type: 'Visited', payload: { on } });
const served = published('care-plan.service-agreement-made.v1', {
  episodeId: EPISODE,
  providerId: HOME,
  serviceId: SERVICE,
  setting: 'careAtHome',
  serviceType: 'care',
  commissioner: 'council',
  councilOperated: false,
  jurisdiction: 'ENG',
  agreedAt: specMeta.recordedAt,
});
const ended = published('care-plan.service-ended.v1', {
  episodeId: EPISODE,
  providerId: HOME,
  endedAt: specMeta.recordedAt,
  reason: 'moved',
});

describe('a list that is drawn person by person', () => {
  it('stands with whoever serves the person, whichever came first', () => {
    const entry = {
      id: 'visit',
      scopes: [{ of: 'organisation' as const, id: HOME }],
      order: '2026-03-02',
      filters: { on: '2026-03-02' },
      body: { last: '2026-03-02' },
    };
    expect(
      specifyView(lastVisits)
        .given(served, visited('2026-03-02'))
        .entries(personId ?? ''),
    ).toEqual([entry]);
    expect(
      specifyView(lastVisits)
        .given(visited('2026-03-02'), served)
        .entries(personId ?? ''),
    ).toEqual([entry]);
  });

  it('goes from the list of an organisation whose service has ended', () => {
    expect(
      specifyView(lastVisits)
        .given(served, visited('2026-03-02'), ended)
        .entries(personId ?? ''),
    ).toEqual([
      { id: 'visit', scopes: [], order: '2026-03-02', filters: { on: '2026-03-02' }, body: { last: '2026-03-02' } },
    ]);
  });

  it('takes nothing from another tenant, and nothing that is about no person', () => {
    const elsewhere = recorded<Visited>({ type: 'Visited', payload: { on: '2026-03-09' } }, { tenantId: 'OTHER' });
    const nobodys = recorded<Visited>({ type: 'Visited', payload: { on: '2026-03-09' } }, { personId: null });
    expect(
      specifyView(lastVisits)
        .given(served, visited('2026-03-02'), elsewhere, nobodys)
        .entries(personId ?? ''),
    ).toEqual([
      {
        id: 'visit',
        scopes: [{ of: 'organisation', id: HOME }],
        order: '2026-03-02',
        filters: { on: '2026-03-02' },
        body: { last: '2026-03-02' },
      },
    ]);
  });
});
