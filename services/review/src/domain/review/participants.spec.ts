import type { ReviewEvent } from './events.js';
import { attended, context, facts, NOW, scheduled, spec, started } from './testing/formal-review.js';

describe('who takes part in a review', () => {
  const invite = (role: string) =>
    ({ type: 'InviteParticipant', party: { kind: 'professional', id: 'X', role } }) as const;

  it('ENG-039: another professional only by the person’s permission', () => {
    spec.given(scheduled).when(invite('physiotherapist'), context).refused('PERMISSION_REQUIRED', ['X']);
    const permitted = { ...facts, contacts: { X: { scopes: ['review'], kind: 'professional' } } };
    spec
      .given(scheduled)
      .when(invite('physiotherapist'), { now: NOW, facts: permitted })
      .then({ type: 'ParticipantInvited', payload: { permissionBasis: 'personsPermission' } });
    spec
      .given(scheduled)
      .when(invite('physiotherapist'), {
        now: NOW,
        facts: { ...facts, contacts: { X: { scopes: ['copies'], kind: 'professional' } } },
      })
      .refused('PERMISSION_REQUIRED', ['X']);
  });

  it('the council’s care manager as the worker that they are', () => {
    for (const role of ['careManager', 'care manager', 'Care manager'])
      spec.given(scheduled).when(invite(role), context).then({ type: 'ParticipantInvited' });
  });

  it('ENG-110: a party who was invited stands on the list, with the part expected of them', () => {
    const party = { kind: 'staff', id: 'S' };
    spec
      .given(scheduled)
      .when({ type: 'InviteParticipant', party, expectedRole: 'care staff' }, context)
      .then({ type: 'ParticipantInvited', payload: { party, expectedRole: 'care staff' } });
    const { state } = spec.given(scheduled, {
      type: 'ParticipantInvited',
      payload: { party, expectedRole: 'care staff', permissionBasis: 'personsPermission' },
    });
    expect(state.participants).toMatchObject([{ party, expectedRole: 'care staff' }]);
  });

  it('ENG-110: a party who is invited twice stands on the list once, with the part last expected of them', () => {
    const party = { kind: 'staff', id: 'S' };
    const invited = (expectedRole: string): ReviewEvent => ({
      type: 'ParticipantInvited',
      payload: { party, expectedRole, permissionBasis: 'team' },
    });
    const given = spec.given(scheduled, invited('care staff'));
    given.when({ type: 'InviteParticipant', party }, context).nothing();
    given.when({ type: 'InviteParticipant', party, expectedRole: 'care staff' }, context).nothing();
    given
      .when({ type: 'InviteParticipant', party, expectedRole: 'keyworker' }, context)
      .then({ type: 'ParticipantInvited', payload: { expectedRole: 'keyworker' } });
    expect(spec.given(scheduled, invited('care staff'), invited('keyworker')).state.participants).toMatchObject([
      { party, expectedRole: 'keyworker' },
    ]);
  });

  it('ENG-111: who came is kept beside who was expected; who did not has a reason', () => {
    const party = { kind: 'family', id: 'F' };
    spec
      .given(scheduled, started)
      .when({ type: 'RecordAttendance', party, present: false }, context)
      .refused('REASON_REQUIRED', ['reason']);
    spec
      .given(scheduled, started)
      .when({ type: 'RecordAttendance', party, present: false, reason: 'unwell' }, context)
      .then({ type: 'AttendanceRecorded', payload: { party, present: false, reason: 'unwell' } });
    spec
      .given(scheduled)
      .when({ type: 'RecordAttendance', party, present: true }, context)
      .refused('STATE_CONFLICT', ['scheduled']);
    expect(spec.given(scheduled, started, attended).state.attendance).toMatchObject([{ present: true }]);
  });

  it('R34: another person, or one who is only named, did not come as the person of the record', () => {
    for (const party of [
      { kind: 'person', id: 'somebody else' },
      { kind: 'person', name: 'Synthetic Namesake' },
    ])
      spec
        .given(scheduled, started)
        .when({ type: 'RecordAttendance', party, present: true }, context)
        .refused('REFERENCE_NOT_FOUND', ['party']);
  });
});
