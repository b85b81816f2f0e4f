import { send } from '@carethread/runtime';
import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import { copies } from '../domain/copies/decider.js';
import type { Recipient } from '../domain/copies/events.js';
import { NO_FACTS, type CarePlanFacts } from '../domain/facts.js';
import type { PlanEvent } from '../domain/plan/events.js';
import type { PlanState } from '../domain/plan/state.js';
import { day, started, type Life } from '../domain/plan/testing/life.js';
import { correctionRecorded, versionPublished } from '../domain/plan/testing/sample-events.js';
import { issueCopiesWhenVersionPublished } from './issue-copies-when-version-published.js';

const P = '00000000-0000-4000-8000-000000000004';

/** Once the plan of a life has been published or set right, by what is known of the person. */
const hearing = (
  { state, now }: { readonly state: PlanState; readonly now: number },
  event: PlanEvent,
  facts: Partial<CarePlanFacts> = {},
) =>
  specifyPolicy(issueCopiesWhenVersionPublished, {
    states: { 'carePlan-PL': state },
    facts: { [P]: { ...NO_FACTS, ...facts } },
  }).hears(recorded(event, { recordedAt: day(now) }));

const person: Recipient = {
  kind: 'person',
  id: P,
  role: 'person',
  format: 'standard',
  permitted: true,
  basis: 'ownPlan',
};
const issued = (versionNo: number, issueNo: number, ...recipients: readonly Recipient[]) =>
  send(copies, 'PL', { type: 'IssueCopies', versionNo, issueNo, recipients }, { name: `${versionNo}` });
const first = versionPublished({ versionNo: 1 });
const rendition = (of: { readonly versionNo: number } | { readonly proposalNo: number }): PlanEvent => ({
  type: 'RenditionAdded',
  payload: { planId: 'PL', issueNo: 1, format: 'audio', lang: 'en', ...of },
});

describe('an agreed plan', () => {
  it('CPA-48, CPA-86: goes to the person as soon as it is published, in the first format that they asked for', async () => {
    const life = started();
    await hearing(life, first).sends(issued(1, 1, person));
    const formats = { formats: ['easyRead', 'audio'] };
    await hearing(life, first, formats).sends(issued(1, 1, { ...person, format: 'easyRead', provided: false }));
    const audio = { versionNo: 1, issueNo: 1, format: 'audio', lang: 'en' };
    const prepared = { now: life.now, state: { ...life.state, renditions: [audio] } };
    for (const event of [first, rendition({ versionNo: 1 })])
      await hearing(prepared, event, formats).sends(issued(1, 1, { ...person, format: 'audio', lang: 'en' }));
    // What was prepared for a proposal goes to nobody before it is published.
    await hearing(prepared, rendition({ proposalNo: 2 }), formats).sendsNothing();
  });

  it('CPA-49: goes to a contact by permission alone; of one without it is said why they have none', async () => {
    const contact = (scopes: readonly string[]) => ({ scopes, name: 'Synthetic sister', kind: 'family' });
    const contacts = { F: contact(['copies']), G: contact(['readPlan']) };
    const shown = { kind: 'family', name: 'Synthetic sister', role: 'family', format: 'standard' };
    await hearing(started(), first, { contacts }).sends(
      issued(
        1,
        1,
        person,
        { ...shown, id: 'F', permitted: true, basis: 'personsPermission' },
        { ...shown, id: 'G', permitted: false, basis: 'noPermission' },
      ),
    );
  });

  it('CPA-48: goes out again when it is set right, of those versions alone that somebody acts on', async () => {
    const life: Life = started().after(1).amends({ whatMatters: 'my garden' });
    life.after(1).corrects('allergies.l1.name', 'penicillin', life.now, [1, 2]);
    await hearing(life, correctionRecorded([1, 2])).sends(issued(2, 2, person));
  });
});
