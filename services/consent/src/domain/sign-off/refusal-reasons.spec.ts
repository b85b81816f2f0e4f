import { Refusal } from '@carethread/contracts';
import { NO_FACTS } from '../facts.js';
import { witnessOf } from '../witness.js';

const K = '00000000-0000-4000-8000-000000000001';
const P = '00000000-0000-4000-8000-000000000004';
const SISTER = '00000000-0000-4000-8000-000000000005';
const recorder = { userId: K, user: 'u', role: 'KW', roles: ['KW'], serviceIds: [], qualifications: [] };

function said(witness: object | undefined, contacts: Parameters<typeof witnessOf>[5] = [], facts = NO_FACTS): unknown {
  try {
    return witnessOf('gesture', witness, recorder, P, facts, contacts);
  } catch (error) {
    return error instanceof Refusal ? [error.code, error.items, error.detail] : error;
  }
}

describe('a witness who is none', () => {
  it.each([
    ['nobody', undefined, /^Name as witness/],
    ['a name alone', { name: 'Synthetic Sister' }, /^Name as witness/],
    ['the recorder', { kind: 'staff', id: K }, /^Neither the person nor the one who records/],
    ['the person', { id: P }, /^Neither the person nor the one who records/],
    ['a stranger', { kind: 'family', id: SISTER }, /^Nobody known here/],
  ])('ENG-030: %s is refused, with the reason', (_, witness, why) => {
    expect(said(witness)).toEqual(['WITNESS_REQUIRED', ['witness'], expect.stringMatching(why)]);
  });
});
