import type { Answered } from '../edge.js';
import { caseloadOverview, peopleOverview, type AskList, type AskOfPeople } from './people.js';

const NOW = '2026-05-11T09:00:00.000Z';
const answer = (items: readonly object[], next?: string): Answered => ({
  status: 200,
  headers: {},
  body: next === undefined ? { items } : { items, next },
});
const nothing: Answered = { status: 404, headers: {}, body: {} };
const PEOPLE = answer(
  [
    { id: 'p1', status: 'registered', name: { given: 'Synthetic' }, etag: '"e"' },
    { id: 'p2', status: 'registered', name: { given: 'Syntheta' } },
  ],
  'sealed',
);
const PARTS: Readonly<Record<string, Answered>> = {
  '/care-plan/persons/plans': answer([{ personId: 'p1', plans: [{ planId: 'a', unread: true }] }]),
  '/consent/persons/consents': answer([{ personId: 'p2', consents: [{ planId: 'b', state: 'withdrawn' }] }]),
  '/review/persons/obligations': answer([{ personId: 'p1', late: 2, open: 3 }]),
};
const list: AskList = () => Promise.resolve(PEOPLE);
const ofPeople: AskOfPeople = (template) => Promise.resolve(PARTS[template] ?? nothing);

describe('the caller’s people, over all services', () => {
  it('are one list, each with what every service has of them, and one call to each', async () => {
    const asked: unknown[] = [];
    const overview = await peopleOverview({ mine: 'true', limit: '2' }, NOW, list, (template, ids) => {
      asked.push([template, ids]);
      return ofPeople(template, ids);
    });
    expect(overview).toEqual({
      items: [
        {
          ...{ personId: 'p1', status: 'registered', name: { given: 'Synthetic' } },
          ...{ plans: [{ planId: 'a', unread: true }], late: 2, open: 3 },
        },
        {
          ...{ personId: 'p2', status: 'registered', name: { given: 'Syntheta' } },
          consents: [{ planId: 'b', state: 'withdrawn' }],
        },
      ],
      next: 'sealed',
      asOf: NOW,
      missing: [],
    });
    expect(asked).toEqual(Object.keys(PARTS).map((template) => [template, ['p1', 'p2']]));
  });

  it('name the service that is away, and not one that has nothing for the caller', async () => {
    const away: AskOfPeople = (template, ids) =>
      template.startsWith('/review/') ? Promise.resolve('away') : ofPeople(template, ids);
    const { items, missing } = await peopleOverview({}, NOW, list, away);
    expect(missing).toEqual(['review']);
    expect(items.map((item) => Object.hasOwn(item, 'late'))).toEqual([false, false]);
    const none = await peopleOverview({}, NOW, list, () => Promise.resolve(nothing));
    expect([none.missing, none.items.length]).toEqual([[], 2]);
  });

  it('are nobody, by name of the service, where the list itself is away; nothing else is asked then', async () => {
    const asked: AskOfPeople = () => Promise.reject(new Error('asked for nobody'));
    expect(await peopleOverview({}, NOW, () => Promise.resolve('away'), asked)).toEqual({
      items: [],
      asOf: NOW,
      missing: ['assessment'],
    });
    expect((await peopleOverview({}, NOW, () => Promise.resolve(answer([])), asked)).items).toEqual([]);
  });
});

describe('a caseload', () => {
  it('CPA-46: says whose each case is, and what it waits for', async () => {
    const cases = answer([
      { id: 'c1', personId: 'p1', level: 'enhanced', nextContactBy: NOW, lapses: 0, review: { dueAt: NOW } },
    ]);
    const named: AskOfPeople = (template, ids) =>
      Promise.resolve(template === '/assessment/persons/names' ? answer(ids.map((id) => ({ id, name: id }))) : nothing);
    expect((await caseloadOverview({}, NOW, () => Promise.resolve(cases), named)).items).toEqual([
      {
        ...{ id: 'c1', personId: 'p1', name: 'p1', level: 'enhanced' },
        ...{ nextContactBy: NOW, lapses: 0, review: { dueAt: NOW } },
      },
    ]);
  });
});
