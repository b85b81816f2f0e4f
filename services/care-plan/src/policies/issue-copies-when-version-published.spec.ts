import type { PolicyReader, PolicyFact } from '@carethread/runtime';
import { NO_FACTS, type CarePlanFacts } from '../domain/facts.js';
import { day, started, type Life } from '../domain/plan/testing/life.js';
import { issueCopiesWhenVersionPublished } from './issue-copies-when-version-published.js';

const P = '00000000-0000-4000-8000-000000000004';

/** What is sent once the plan of a life has been published or set right, by what is known of the person. */
async function sent(life: Life, type: string, data: object, facts: Partial<CarePlanFacts> = {}) {
  const fact = { type, personId: P, data: { planId: 'PL', ...data }, recordedAt: day(life.now) } as unknown;
  const look = {
    state: () => Promise.resolve(life.state),
    facts: () => Promise.resolve({ ...NO_FACTS, ...facts }),
  } as unknown as PolicyReader;
  const commands = await issueCopiesWhenVersionPublished.then(fact as PolicyFact, look);
  return commands.map(({ id, command }) => ({ id, ...command }));
}

const person = { kind: 'person', id: P, role: 'person', format: 'standard', permitted: true, basis: 'ownPlan' };
const copies = (versionNo: number, issueNo: number, ...recipients: readonly object[]) => ({
  id: 'PL',
  type: 'IssueCopies',
  versionNo,
  issueNo,
  recipients,
});

describe('an agreed plan', () => {
  it('CPA-48, CPA-86: goes to the person as soon as it is published, in the first format that they asked for', async () => {
    const life = started();
    expect(await sent(life, 'PlanVersionPublished', { versionNo: 1 })).toEqual([copies(1, 1, person)]);
    const wish = { formats: ['easyRead', 'audio'] };
    expect(await sent(life, 'PlanVersionPublished', { versionNo: 1 }, wish)).toEqual([
      copies(1, 1, { ...person, format: 'easyRead', provided: false }),
    ]);
    const rendition = { versionNo: 1, issueNo: 1, format: 'audio', lang: 'en' };
    const prepared = { now: life.now, state: { ...life.state, renditions: [rendition] } } as unknown as Life;
    for (const type of ['PlanVersionPublished', 'RenditionAdded'])
      expect(await sent(prepared, type, { versionNo: 1 }, wish)).toEqual([
        copies(1, 1, { ...person, format: 'audio', lang: 'en' }),
      ]);
    // What was prepared for a proposal goes to nobody before it is published.
    expect(await sent(prepared, 'RenditionAdded', { proposalNo: 2 }, wish)).toEqual([]);
  });

  it('CPA-49: goes to a contact by permission alone; of one without it is said why they have none', async () => {
    const contact = (scopes: readonly string[]) => ({ scopes, name: 'Synthetic sister', kind: 'family' });
    const contacts = { F: contact(['copies']), G: contact(['readPlan']) };
    const facts = { contacts } as unknown as Partial<CarePlanFacts>;
    const shown = { kind: 'family', name: 'Synthetic sister', role: 'family', format: 'standard' };
    expect(await sent(started(), 'PlanVersionPublished', { versionNo: 1 }, facts)).toEqual([
      copies(
        1,
        1,
        person,
        { ...shown, id: 'F', permitted: true, basis: 'personsPermission' },
        { ...shown, id: 'G', permitted: false, basis: 'noPermission' },
      ),
    ]);
  });

  it('CPA-48: goes out again when it is set right, of those versions alone that somebody acts on', async () => {
    const life = started().after(1).amends({ whatMatters: 'my garden' });
    life.after(1).corrects('allergies.l1.name', 'penicillin', life.now, [1, 2]);
    const correction = { appliesToVersions: [1, 2] };
    expect(await sent(life, 'PlanCorrectionRecorded', correction)).toEqual([copies(2, 2, person)]);
  });
});
