import { specify } from '@carethread/event-sourcing/testing';
import { involvement, type Contact, type InvolvementEvent } from './involvement.js';

const spec = specify(involvement);
const contact: Contact = {
  contactId: 'F',
  name: 'Synthetic Sister',
  kind: 'family',
  role: 'sister',
  scopes: ['drawingUp', 'copies'],
  byPerson: true,
  basis: 'personsWish',
};
const named = { type: 'ContactNamed', payload: contact, meta: { recordedAt: '2026-05-01T09:00:00.000Z' } } as const;
const changed = {
  type: 'InvolvementChanged',
  payload: { ...contact, scopes: ['readPlan'] },
  meta: { recordedAt: '2026-05-02T09:00:00.000Z' },
} as const;
const withdrawn = {
  type: 'InvolvementWithdrawn',
  payload: { contactId: 'F', scopes: ['readPlan'], by: 'U' },
  meta: { recordedAt: '2026-05-03T09:00:00.000Z' },
} as const;
const as = (role: string) => ({
  actor: { userId: `a-${role}`, user: 'u', role, roles: [role], serviceIds: [], qualifications: [] },
});
const name = (scopes: readonly string[], more: object = {}) =>
  ({ type: 'NameContact', contactId: 'F', scopes, ...more }) as const;

describe('whom the person involves', () => {
  it('ENG-041: is named by the person, with what they take part in', () => {
    spec
      .given()
      .when(name(['drawingUp', 'copies'], { name: 'Synthetic Sister', kind: 'family', role: 'sister' }), as('PE'))
      .then({ type: 'ContactNamed', payload: contact });
    spec
      .given()
      .when(name(['drawingUp']), as('KW'))
      .then({ type: 'ContactNamed', payload: { byPerson: false, scopes: ['drawingUp'] } });
  });

  it('ENG-043: is changed at any time, and the same again changes nothing', () => {
    spec
      .given(named)
      .when(name(['readPlan']), as('PE'))
      .then({
        type: 'InvolvementChanged',
        payload: { contactId: 'F', scopes: ['readPlan'], name: 'Synthetic Sister', role: 'sister' },
      });
    spec
      .given(named)
      .when(name(['copies', 'drawingUp']), as('PE'))
      .nothing();
    expect(spec.given(named, changed).state.contacts).toMatchObject([{ contactId: 'F', scopes: ['readPlan'] }]);
  });

  it('ENG-043: is withdrawn at any time, whole, once, and may be named again', () => {
    const withdraw = { type: 'WithdrawInvolvement', contactId: 'F' } as const;
    spec
      .given(named)
      .when(withdraw, as('PE'))
      .then({
        type: 'InvolvementWithdrawn',
        payload: { contactId: 'F', scopes: ['drawingUp', 'copies'], by: 'a-PE' },
      });
    const gone = spec.given(named, changed, withdrawn);
    expect(gone.state.contacts).toMatchObject([{ contactId: 'F', scopes: [] }]);
    gone.when(withdraw, as('PE')).nothing();
    gone.when(name(['readPlan']), as('PE')).then({ type: 'InvolvementChanged', payload: { scopes: ['readPlan'] } });
    spec.given().when(withdraw, as('PE')).refused('NOT_FOUND');
  });

  it('ENG-043: the register keeps what each took part in, from when and until when', () => {
    const again: InvolvementEvent & { meta: object } = {
      ...changed,
      meta: { recordedAt: '2026-05-04T09:00:00.000Z' },
    };
    expect(spec.given(named, changed, withdrawn).state.contacts).toEqual([
      expect.objectContaining({
        scopes: [],
        namedAt: '2026-05-02T09:00:00.000Z',
        withdrawnAt: '2026-05-03T09:00:00.000Z',
        history: [
          { scopes: ['drawingUp', 'copies'], from: '2026-05-01T09:00:00.000Z', to: '2026-05-02T09:00:00.000Z' },
          { scopes: ['readPlan'], from: '2026-05-02T09:00:00.000Z', to: '2026-05-03T09:00:00.000Z' },
        ],
      }),
    ]);
    const [back] = spec.given(named, changed, withdrawn, again).state.contacts;
    expect(back).toMatchObject({ scopes: ['readPlan'], namedAt: '2026-05-04T09:00:00.000Z' });
    expect(back?.withdrawnAt).toBeUndefined();
    expect(back?.history).toHaveLength(2);
  });
});
