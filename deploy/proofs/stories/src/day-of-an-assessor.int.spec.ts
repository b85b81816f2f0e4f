import type { Actor, Body } from './actor.js';
import { SET_UP_MS } from './platform.js';
import { workingDay, type WorkingDay } from './working-day.js';

/** A council assessor’s day over HTTP: with an address and a token, and no id of anybody or anything. */
describe('the day of an assessor', () => {
  let day: WorkingDay;
  let assessor: Actor;
  beforeAll(async () => {
    day = await workingDay();
    ({ assessor } = day);
  }, SET_UP_MS);
  afterAll(() => day.platform.stop());

  const found = async (query: object): Promise<Body[]> =>
    (await assessor.post('/assessment/persons/search', query, 200)).items;

  it('ENG-129: finds the person by the name as it is heard, before registering them twice', async () => {
    const [{ id, name }] = await found({ name: 'osynthetic, sile', born: '1938' });
    expect(name).toEqual({ given: 'Síle', family: 'O’Synthetic' });
    const again = {
      name: { given: 'Sile', family: 'O Synthetic' },
      ...{ dateOfBirth: '1938-02-03', firstLanguage: 'en', groups: ['olderPerson'] },
    };
    const { body } = await assessor.refused('POST', '/assessment/persons', again, 409, 'DUPLICATE_LIKELY');
    expect(body.items).toContain(id);
  });

  it('ENG-001: opens the assessment that the person needs, and finds it among those of the day', async () => {
    const [{ id: personId }] = await found({ name: 'O’Synthetic' });
    const opened = { personId, kind: 'councilNeeds', reason: 'referral' };
    const { id } = await assessor.post('/assessment/assessments', opened);
    await assessor.post(`/assessment/assessments/${id}/start`, {}, 200);
    const { items } = await assessor.reads('/assessment/assessments?mine=true&state=inProgress');
    expect(items.map((one: Body) => one.id)).toEqual([id]);
  });

  it('ENG-089: sees which referrals no provider has answered yet, the oldest first', async () => {
    const { items } = await assessor.reads('/assessment/handovers?state=issued');
    expect(items).toHaveLength(2);
    expect(items.map(({ issuedAt }: Body) => issuedAt)).toEqual(items.map(({ issuedAt }: Body) => issuedAt).toSorted());
    for (const { id, state } of items) expect([id, state]).toEqual([id, 'issued']);
  });
});
