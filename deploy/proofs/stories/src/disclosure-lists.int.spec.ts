import type { Actor } from './actor.js';
import { assessor, person, provider } from './givens.js';
import { agreedCouncilPlan } from './plan-givens.js';
import { StoryPlatform } from './platform.js';

const DISCLOSURES = '/consent/disclosures';
const REQUESTS = '/consent/data-requests';
const purpose = 'synthetic';

/** What the law gives a day for, and what was given to whom, is found without knowing anybody's id. */
describe('disclosures and data requests over many people', () => {
  let platform: StoryPlatform;
  let council: Actor;
  let recipient: Actor;
  let officer: Actor;
  let auditor: Actor;
  let people: { readonly id: string; readonly self: Actor }[];
  const disclosed: string[] = [];
  const asked: string[] = [];

  const ids = async (by: Actor, path: string, query = ''): Promise<readonly string[]> =>
    (await by.lists(path, query, { purpose })).map(({ id }) => String(id));

  beforeAll(async () => {
    platform = await StoryPlatform.start();
    council = await assessor(platform);
    recipient = await platform.actor({ roles: ['DW'] });
    officer = await platform.actor({ roles: ['DP'] });
    auditor = await platform.actor({ roles: ['AU'] });
    people = [];
    for (const day of [2, 3, 4]) {
      await platform.clock(`2026-03-0${day}T09:00:00.000Z`);
      const one = await person(platform, council);
      people.push(one);
      const { id } = await one.self.post(REQUESTS, { personId: one.id, right: day === 4 ? 'access' : 'erasure' });
      asked.push(String(id));
      const body = { personId: one.id, recipientId: recipient.userId, role: 'DW', basis: 'personsPermission' };
      const made = { ...body, planId: await agreedCouncilPlan(platform, council, one), evidence: 'a synthetic letter' };
      disclosed.push(String((await council.post(DISCLOSURES, made)).id));
    }
    await platform.idle();
  });
  afterAll(() => platform.stop());

  it('ENG-140: the data protection officer finds requests by when they are to be answered, each person their own', async () => {
    expect(await ids(officer, REQUESTS)).toEqual(asked);
    expect(await ids(officer, REQUESTS, 'mine=true&limit=2')).toEqual(asked);
    expect(await ids(officer, REQUESTS, 'right=erasure')).toEqual(asked.slice(0, 2));
    expect(await ids(officer, REQUESTS, 'dueFrom=2026-04-03&dueTo=2026-04-03')).toEqual([asked[1]]);
    const [first] = people;
    expect(await ids(first?.self ?? council, REQUESTS)).toEqual([asked[0]]);
    await officer.post(`${REQUESTS}/${String(asked[0])}/refusal`, { reasons: 'synthetic' }, 200);
    expect(await ids(officer, REQUESTS, 'state=received')).toEqual(asked.slice(1));
    expect(await ids(officer, REQUESTS, 'mine=true')).toEqual(asked.slice(1));
  });

  it('CPA-56: a recipient finds what was disclosed to them, and nobody else does but the person and the auditor', async () => {
    expect(await ids(recipient, DISCLOSURES)).toEqual(disclosed);
    expect(await ids(recipient, DISCLOSURES, 'preparedTo=2026-03-03&limit=1')).toEqual(disclosed.slice(0, 2));
    expect(await ids(auditor, DISCLOSURES, 'superseded=false')).toEqual(disclosed);
    expect(await ids(people[1]?.self ?? council, DISCLOSURES)).toEqual([disclosed[1]]);
    expect(await ids(await platform.actor({ roles: ['DW'] }), DISCLOSURES)).toEqual([]);
  });

  it('another role, organisation or tenant finds none', async () => {
    const { manager, keyworker } = await provider(platform);
    for (const by of [council, manager, keyworker]) expect(await ids(by, REQUESTS)).toEqual([]);
    const abroad = { tenantId: council.userId };
    expect(await ids(await platform.actor({ roles: ['DP'], ...abroad }), REQUESTS)).toEqual([]);
    expect(await ids(await platform.actor({ roles: ['AU'], ...abroad }), DISCLOSURES)).toEqual([]);
  });

  it('an item is the one that the single read and the list of one person have', async () => {
    for (const [path, by] of [
      [REQUESTS, officer],
      [DISCLOSURES, recipient],
    ] as const) {
      const [item] = (await by.reads(path, { purpose })).items;
      const { etag, ...single } = await by.reads(`${path}/${String(item.id)}`, { purpose });
      expect(item).toEqual({ ...single, etag });
      const ofOne = await by.reads(`${path}?personId=${String(item.personId)}`, { purpose });
      expect(item).toEqual({ ...ofOne.items[0], personId: item.personId });
    }
  });

  it('whose were shown is in the access log of each', async () => {
    for (const one of people) {
      const { items } = await auditor.reads(`/consent/persons/${one.id}/access-entries`, { purpose });
      for (const path of [REQUESTS, DISCLOSURES])
        expect(items).toContainEqual(expect.objectContaining({ outcome: 'listed', route: `GET ${path}` }));
    }
  });
});
