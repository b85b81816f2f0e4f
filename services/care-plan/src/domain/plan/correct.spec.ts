import { specify } from '@carethread/event-sourcing/testing';
import type { JsonObject } from '@carethread/ledger';
import { carePlan } from './decider.js';
import { context, opened, published } from './testing/opened-plan.js';

const spec = specify(carePlan);

describe('what a correction says', () => {
  const held: JsonObject = {
    allergies: [{ id: 'l1', name: 'latex' }],
    profile: { penPicture: 'a baker', occupation: 'Dr A', whatMatters: 'my garden' },
    contacts: [{ id: 'c1', name: 'sister', phone: '1' }],
  };
  const given = spec.given(opened, {
    ...published,
    payload: { ...published.payload, content: held, salts: {} },
  });
  const correct = (field: string, to: unknown, more: object = {}) =>
    ({ type: 'RecordCorrection', field, to, reason: 'letter', appliesToVersions: [1], ...more }) as never;
  const refused = (field: string, to: unknown, code: string, items: readonly string[], more: object = {}) =>
    given.when(correct(field, to, more), context).refused(code, items);

  it('R12: names a place that is there', () => {
    for (const field of ['contacts.c9', 'contacts.c9.phone', 'profile.a.b', 'profile.'])
      refused(field, 'x', 'REFERENCE_NOT_FOUND', ['field']);
    for (const field of ['name', 'identifiers.nhs', 'dates']) refused(field, 'x', 'REFERENCE_NOT_FOUND', ['field']);
  });

  it('R12: care is no fact, alone or within the whole profile', () => {
    for (const member of ['whatMatters', 'importantTo', 'importantFor', 'howBestToSupport', 'howToSupport']) {
      refused(`profile.${member}`, 'x', 'CORRECTION_CHANGES_CARE', ['field']);
      refused('profile', { ...(held['profile'] as JsonObject), [member]: 'x' }, 'CORRECTION_CHANGES_CARE', ['field']);
    }
    given
      .when(correct('profile', { penPicture: 'a cook', occupation: 'Dr A', whatMatters: 'my garden' }), context)
      .then({ type: 'PlanCorrectionRecorded', payload: { field: 'profile' } }, { type: 'DraftRebased' });
  });

  it('R12: facts have shapes', () => {
    refused('allergies', 'none', 'MALFORMED', ['/to: allergies is a list of items that say something']);
    refused('allergies', [{}], 'MALFORMED', ['/to: allergies is a list of items that say something']);
    refused('contacts.c1', {}, 'MALFORMED', ['/to: is the whole item']);
    refused('contacts.c1', { id: 'c2', name: 'niece' }, 'MALFORMED', ['/to: keeps the id of the item']);
    refused('contacts.c1.id', 'c2', 'MALFORMED', ['/to: the id of an item stays']);
    refused('profile', {}, 'MALFORMED', ['/to: is an object that says something']);
    refused('contacts.c1.phone', ['2'], 'MALFORMED', ['/to: is a string, as what stands there']);
    refused('profile.occupation', { a: 1 }, 'MALFORMED', ['/to: is a string, as what stands there']);
  });

  it('R11: adds to a list, one item that says something and is not there', () => {
    const add = { op: 'add' };
    const place = ['/op: add, to the list that field names'];
    refused('profile', { penPicture: 'x' }, 'MALFORMED', place, add);
    refused('allergies.l1', { name: 'x' }, 'MALFORMED', place, add);
    refused('allergies', [{ name: 'x' }], 'MALFORMED', place, { op: 'remove' });
    refused('allergies', {}, 'MALFORMED', ['/to: is the one item to be added, and says something'], add);
    refused('allergies', { id: 'l1', name: 'wool' }, 'STATE_CONFLICT', ['l1'], add);
    given
      .when(correct('allergies', { id: 'l2', name: 'wool' }, add), context)
      .then(
        { type: 'PlanCorrectionRecorded', payload: { op: 'add', from: held['allergies'] ?? null } },
        { type: 'DraftRebased' },
      );
  });

  it('R11: says what it corrects where that is said, and changes something', () => {
    refused('allergies.l1.name', 'wool', 'STALE_VERSION', ['allergies.l1.name'], { from: 'pollen' });
    refused('allergies.l1.name', 'latex', 'STATE_CONFLICT', ['allergies.l1.name']);
    given
      .when(correct('allergies.l1.name', 'wool', { from: 'latex' }), context)
      .then({ type: 'PlanCorrectionRecorded', payload: { from: 'latex', to: 'wool' } }, { type: 'DraftRebased' });
    given
      .when(correct('contacts.c1', { name: 'niece' }), context)
      .then({ type: 'PlanCorrectionRecorded', payload: { to: { name: 'niece' } } }, { type: 'DraftRebased' });
  });
});
