import { specMeta } from '@carethread/event-sourcing/testing';
import { present } from '@carethread/ledger';
import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import { raiseTask } from '@carethread/service-kit';
import type { PersonEvent } from '../domain/person/events.js';
import { UNKNOWN, type PersonState } from '../domain/person/state.js';
import { tokensOfWholes } from '../domain/search/duplicates.js';
import { duplicateTaskOf } from './duplicate-task.js';
import { raiseTaskWhenTwoPeopleMayBeOne } from './raise-task-when-two-people-may-be-one.js';

const own = specMeta.personId ?? '';
const sheet = (family: string, dateOfBirth = '1941-05-04') => ({
  ...{ name: { given: 'Syn', family }, dateOfBirth, firstLanguage: 'en', groups: [] },
});
const person = (family: string, { dateOfBirth, notSameAs }: Partial<PersonState> & { dateOfBirth?: string } = {}) =>
  present<PersonState>({ ...UNKNOWN, status: 'registered', details: sheet(family, dateOfBirth), notSameAs });
const registered = (notSameAs?: readonly string[]) =>
  recorded<PersonEvent>({ type: 'PersonRegistered', payload: present({ ...sheet('Ashby'), notSameAs }) });
const corrected = recorded<PersonEvent>({
  type: 'BasicInformationCorrected',
  payload: { field: 'name.family', from: 'Ashbee', to: 'Ashby', reason: 'misspelt', effectiveFrom: '2026-03-02' },
});
const received = (fromPersonId: string) =>
  recorded<PersonEvent>({
    type: 'FactsReceived',
    payload: { fromPersonId, facts: [], moveId: 'M', reason: 'typed into the wrong record', effectiveFrom: '' },
  });

/** Those whom the words of the person find, the person among them. */
const knowing = (people: Readonly<Record<string, PersonState>>, self = person('Ashby')) => {
  const words = tokensOfWholes({ id: own, ...sheet('Ashby'), otherNames: [], numbers: [], postcodes: [] });
  const states = Object.entries({ ...people, [own]: self }).map(([id, state]) => [`person-${id}`, state]);
  return specifyPolicy(raiseTaskWhenTwoPeopleMayBeOne, {
    states: Object.fromEntries(states),
    found: Object.fromEntries(words.map((word) => [word, [own, ...Object.keys(people)]])),
  });
};
const task = (otherId: string, by: string) =>
  raiseTask(duplicateTaskOf(own, otherId), {
    kind: 'duplicateLikely',
    forRole: 'AS',
    subject: { kind: 'person', id: otherId },
    ref: { personId: own, otherPersonId: otherId, by },
  });

describe('who has the name and the birth of another', () => {
  it('ENG-129: is for the council to look at, by the ids of both: registered at one moment, or set right since', async () => {
    const people = { other: person('Ashby') };
    await knowing(people).hears(registered()).sends(task('other', 'PersonRegistered'));
    await knowing(people).hears(corrected).sends(task('other', 'BasicInformationCorrected'));
    await knowing(people).hears(received('third')).sends(task('other', 'FactsReceived'));
  });

  it('is one task, whichever of the two it is found by', () => {
    expect(duplicateTaskOf('a', 'b')).toBe(duplicateTaskOf('b', 'a'));
    expect(duplicateTaskOf('a', 'b')).not.toBe(duplicateTaskOf('a', 'c'));
  });

  it('ENG-129: also where whoever registered could not see the other', async () => {
    await knowing({ other: person('Ashby') })
      .hears(registered(['mayAlreadyBeKnown']))
      .sends(task('other', 'PersonRegistered'));
  });

  it('is not where either was said to be somebody else, or what was wrong has moved between them', async () => {
    const apart = person('Ashby', { notSameAs: ['other'] });
    await knowing({ other: person('Ashby') }, apart)
      .hears(registered(['other']))
      .sendsNothing();
    await knowing({ other: person('Ashby', { notSameAs: [own] }) })
      .hears(registered())
      .sendsNothing();
    await knowing({ other: person('Ashby') })
      .hears(received('other'))
      .sendsNothing();
  });

  it('is not where the words agree by chance, and of nobody who cannot be read', async () => {
    await knowing({ other: person('Bexley'), another: person('Ashby', { dateOfBirth: '1941-05-05' }), erased: UNKNOWN })
      .hears(registered())
      .sendsNothing();
    await knowing({ other: person('Ashby') }, UNKNOWN)
      .hears(registered())
      .sendsNothing();
  });
});
