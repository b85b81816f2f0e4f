import { specify } from '@carethread/event-sourcing/testing';
import { NO_FACTS, type ConsentFacts } from '../facts.js';
import { involvement } from './decider.js';
import type { Contact, InvolvementEvent } from './events.js';

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
const facts: ConsentFacts = NO_FACTS;
const as = (role: string, more: Partial<ConsentFacts> = {}) => ({
  now: '2026-05-05T09:00:00.000Z',
  facts: { ...facts, ...more },
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
  });

  it('R23: is named by staff only where the person asked for it, on a day, with something that shows it', () => {
    const asked = { requestedOn: '2026-05-04', evidence: 'a note in her hand' };
    const given = spec.given();
    given.when(name(['drawingUp']), as('KW')).refused('PERMISSION_REQUIRED', ['requestedOn', 'evidence']);
    given
      .when(name(['drawingUp'], { byPerson: true, requestedOn: '2026-05-04' }), as('KW'))
      .refused('PERMISSION_REQUIRED', ['evidence']);
    given.when(name(['drawingUp'], asked), as('KW')).then({
      type: 'ContactNamed',
      payload: { byPerson: false, scopes: ['drawingUp'], basis: 'personsWish', recordedBy: 'a-KW', ...asked },
    });
    given
      .when(name(['drawingUp'], { ...asked, requestedOn: '2026-05-06' }), as('KW'))
      .refused('FUTURE_DATE', ['requestedOn']);
    given
      .when(name(['drawingUp'], { ...asked, requestedOn: '2025-05-03' }), as('KW'))
      .refused('TIMESCALE_INVALID', ['requestedOn']);
  });

  it('is neither the recorder nor one of those who serve the person, by their own entry', () => {
    const asked = { requestedOn: '2026-05-04', evidence: 'she said so', contactId: 'a-KW' };
    const team = { organisationId: 'O', keyworkerId: 'K', members: ['S'], open: true };
    const serving = { teams: { E: team }, coordinators: { C: 'CC' } };
    for (const contactId of ['a-KW', 'K', 'S', 'CC'])
      spec
        .given()
        .when(name(['readPlan'], { ...asked, contactId }), as('KW', serving))
        .refused('PERMISSION_REQUIRED', ['contactId']);
    spec
      .given()
      .when(name(['readPlan'], { contactId: 'S' }), as('PE', serving))
      .then({ type: 'ContactNamed', payload: { contactId: 'S', byPerson: true } });
  });

  it('R23: by whatever id they are named, a contact is neither the recorder, nor one of the staff, nor the person', () => {
    const asked = { requestedOn: '2026-05-04', evidence: 'she said so' };
    const team = { organisationId: 'O', keyworkerId: 'K', members: ['S'], open: true };
    const serving = { teams: { E: team }, coordinators: { C: 'CC' } };
    for (const partyId of ['a-KW', 'K', 'S', 'CC'])
      spec
        .given()
        .when(name(['readPlan'], { ...asked, partyId }), as('KW', serving))
        .refused('PERMISSION_REQUIRED', ['party/id']);
    spec
      .given()
      .when(name(['readPlan'], { ...asked, partyId: 'G' }), as('KW'))
      .refused('MALFORMED', ['/party/id: is not the contact that is named']);
    spec
      .given()
      .when(name(['readPlan'], { ...asked, partyId: 'F' }), as('KW'))
      .then({ type: 'ContactNamed', payload: { contactId: 'F' } });
    const person = '00000000-0000-4000-8000-000000000004';
    for (const [role, id, path] of [
      ['KW', { contactId: person }, '/contactId'],
      ['KW', { partyId: person }, '/party/id'],
      ['PE', { contactId: person }, '/contactId'],
      ['PE', { contactId: 'a-PE' }, '/contactId'],
    ] as const)
      spec
        .given()
        .when(name(['readPlan'], { ...asked, ...id }), as(role))
        .refused('MALFORMED', [`${path}: is the person`]);
  });

  it('R23: whom staff entered the person makes their own, in the same words or others; staff do not take it back by them', () => {
    const asked = { requestedOn: '2026-05-04', evidence: 'she said so' };
    const byStaff = (recordedBy: string): InvolvementEvent => ({
      type: 'ContactNamed',
      payload: { ...contact, ...asked, recordedBy },
    });
    const again: InvolvementEvent = { type: 'InvolvementChanged', payload: { ...contact, ...asked } };
    const mine = name(['drawingUp', 'copies'], { ...asked, byPerson: true });
    spec
      .given(byStaff('K'))
      .when(mine, as('PE'))
      .then({ type: 'InvolvementChanged', payload: { contactId: 'F' } });
    for (const role of ['PE', 'KW']) spec.given(byStaff('K'), again).when(mine, as(role)).nothing();
    spec.given(byStaff('K')).when(mine, as('KW')).nothing();
  });

  it('R38: is named by nobody after a death', () => {
    spec
      .given()
      .when(name(['readPlan']), as('PE', { deceased: true }))
      .refused('STATE_CONFLICT', ['deceased']);
  });

  it('another name, kind or role is a change like another scope', () => {
    spec
      .given(named)
      .when(name(['drawingUp', 'copies'], { role: 'half-sister' }), as('PE'))
      .then({ type: 'InvolvementChanged', payload: { role: 'half-sister', scopes: ['drawingUp', 'copies'] } });
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
      .when(withdraw, as('PE', { deceased: true }))
      .refused('STATE_CONFLICT', ['deceased']);
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

  it('R23: what is not said again stays as it was; of somebody new it is family, and no name', () => {
    spec
      .given()
      .when(name(['copies']), as('PE'))
      .then({
        type: 'ContactNamed',
        payload: { name: '', kind: 'family', role: 'contact', basis: 'personsWish', byPerson: true },
      });
    spec
      .given({ ...named, payload: { ...contact, kind: 'friend' } })
      .when(name(['copies']), as('PE'))
      .then({
        type: 'InvolvementChanged',
        payload: { name: 'Synthetic Sister', kind: 'friend', role: 'sister', scopes: ['copies'] },
      });
    spec
      .given(named)
      .when(name(['copies', 'drawingUp']), as('PE'))
      .nothing();
  });

  it('R23: the person names by themselves; a representative says who did', () => {
    spec
      .given()
      .when(name(['copies'], { byPerson: false }), as('PE'))
      .refused('MALFORMED', ['/byPerson: the person names them']);
    spec
      .given()
      .when(name(['copies'], { byPerson: false }), as('LR'))
      .then({ type: 'ContactNamed', payload: { byPerson: false } });
    spec
      .given()
      .when(name(['copies']), as('LR'))
      .then({ type: 'ContactNamed', payload: { byPerson: false } });
  });

  it('R23: staff name nobody who serves the person now; a team that has ended serves no more', () => {
    const asked = name(['copies'], { requestedOn: '2026-05-01', evidence: 'a letter' });
    const team = { organisationId: 'O', keyworkerId: 'K', members: ['F'], open: true };
    const serving = (teams: ConsentFacts['teams'], more: Partial<ConsentFacts> = {}) => as('KW', { teams, ...more });
    spec
      .given()
      .when(asked, serving({ E: team }))
      .refused('PERMISSION_REQUIRED', ['contactId']);
    spec
      .given()
      .when(asked, serving({ E: { ...team, keyworkerId: 'F', members: [] } }))
      .refused('PERMISSION_REQUIRED', ['contactId']);
    spec
      .given()
      .when(asked, serving({}, { coordinators: { case: 'F' } }))
      .refused('PERMISSION_REQUIRED', ['contactId']);
    for (const teams of [{ E: { ...team, open: false } }, { E: { ...team, members: ['G'] } }])
      spec
        .given()
        .when(asked, serving(teams, { coordinators: { case: 'G' } }))
        .then({ type: 'ContactNamed', payload: { recordedBy: 'a-KW', byPerson: false } });
    spec
      .given()
      .when(asked, as('PE', { teams: { E: team } }))
      .then({ type: 'ContactNamed' });
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
