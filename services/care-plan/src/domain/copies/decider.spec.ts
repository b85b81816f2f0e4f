import { specify, type Past } from '@carethread/event-sourcing/testing';
import { carePlan } from '../plan/decider.js';
import type { PlanEvent } from '../plan/events.js';
import { copies } from './decider.js';
import { type Copy, type CopiesEvent, type Recipient } from './events.js';

const spec = specify(copies);
const NOW = '2026-01-15T10:00:00.000Z';
const person: Recipient = {
  kind: 'person',
  id: 'P',
  role: 'person',
  format: 'easyRead',
  lang: 'cy',
  permitted: true,
  basis: 'ownPlan',
};
const carer: Recipient = {
  kind: 'carer',
  id: 'F',
  role: 'carer',
  format: 'standard',
  permitted: false,
  basis: 'noPermission',
};
const permitted: Recipient = { ...carer, permitted: true, basis: 'personsPermission' };
const coordinator: Recipient = {
  ...permitted,
  kind: 'staff',
  id: 'CC',
  role: 'careCoordinator',
  basis: 'careCoordinator',
};
const professional: Recipient = {
  kind: 'professional',
  name: 'Synthetic psychiatrist',
  role: 'psychiatrist',
  format: 'standard',
  permitted: true,
  basis: 'namedOnPlan',
};
const issue = (versionNo: number, ...recipients: readonly Recipient[]) =>
  ({ type: 'IssueCopies', versionNo, issueNo: 1, recipients }) as const;
const issued = (recipient: Copy['recipient'], versionNo = 1): CopiesEvent => ({
  type: 'CopyIssued',
  payload: {
    copyId: `copy-${recipient.id}`,
    versionNo,
    issueNo: 1,
    recipient,
    format: 'standard',
    channel: 'platform',
    basis: 'ownPlan',
  },
});
const withheld: CopiesEvent = {
  type: 'CopyWithheld',
  payload: { recipient: { kind: 'carer', id: 'F', role: 'carer' }, versionNo: 1, reason: 'noPermission' },
};

describe('copies of an agreed plan', () => {
  it('CPA-49: is the plan’s, and each copy is found by whom it was made out to', () => {
    const issued: CopiesEvent = {
      type: 'CopyIssued',
      payload: {
        copyId: 'C',
        versionNo: 1,
        issueNo: 1,
        recipient: { kind: 'carer', id: 'F' },
        format: 'standard',
        channel: 'platform',
        basis: 'personsPermission',
      },
    };
    const { state } = spec.given(issued);
    const opened = { id: 'PL', role: 'SY' };
    expect(copies.holder(state, opened, 'readPlan')).toEqual([
      { kind: 'plan', planId: 'PL' },
      { kind: 'users', userIds: ['F'] },
    ]);
    expect(copies.holder(state, opened, 'manageCopies')).toEqual({ kind: 'plan', planId: 'PL' });
  });

  it('D30: are given in formats that exist; else it is kept that they could not be, once for each issue', () => {
    const { format: _, lang: __, permitted: ___, basis: ____, ...recipient } = person;
    const failed: CopiesEvent = {
      type: 'CopyDeliveryFailed',
      payload: { copyId: 'C', recipient, versionNo: 1, issueNo: 1, format: 'easyRead', reason: 'formatNotProvided' },
    };
    const missing = { ...person, provided: false };
    const { copyId: _____, ...kept } = failed.payload as { readonly copyId: string };
    spec.given().when(issue(1, missing)).then({ type: 'CopyDeliveryFailed', payload: kept });
    spec.given(failed).when(issue(1, missing)).nothing();
    spec
      .given(failed)
      .when(issue(2, missing))
      .then({ type: 'CopyDeliveryFailed', payload: { versionNo: 2 } });
    spec
      .given(failed)
      .when(issue(1, person))
      .then({ type: 'CopyIssued', payload: { format: 'easyRead', lang: 'cy' } });
  });

  it('CPA-48, CPA-86: the person has one, in their own format and language', () => {
    spec
      .given()
      .when(issue(1, person), { now: NOW })
      .then({
        type: 'CopyIssued',
        payload: {
          versionNo: 1,
          issueNo: 1,
          recipient: { kind: 'person', id: 'P', role: 'person' },
          format: 'easyRead',
          lang: 'cy',
          basis: 'ownPlan',
        },
      });
  });

  it('CPA-49: the carer has one only by permission, and why they have none is on the register', () => {
    spec
      .given()
      .when(issue(1, carer), { now: NOW })
      .then({ type: 'CopyWithheld', payload: { recipient: { id: 'F' }, versionNo: 1, reason: 'noPermission' } });
    spec
      .given()
      .when(issue(1, permitted), { now: NOW })
      .then({ type: 'CopyIssued', payload: { recipient: { id: 'F' }, basis: 'personsPermission' } });
    expect(spec.given(withheld).state).toMatchObject({ issued: [], withheld: [{ reason: 'noPermission' }] });
  });

  it('CPA-49: a contact who had none has it once it is permitted', () => {
    spec.given(withheld).when(issue(1, carer), { now: NOW }).nothing();
    spec
      .given(withheld)
      .when(issue(1, permitted), { now: NOW })
      .then({ type: 'CopyIssued', payload: { recipient: { id: 'F' } } });
  });

  it('CPA-50, CPA-51: co-ordinator and each professional on the plan have theirs', () => {
    spec
      .given()
      .when(issue(1, coordinator, professional), { now: NOW })
      .then(
        { type: 'CopyIssued', payload: { recipient: { id: 'CC' }, basis: 'careCoordinator' } },
        { type: 'CopyIssued', payload: { recipient: { name: 'Synthetic psychiatrist' }, basis: 'namedOnPlan' } },
      );
  });

  it('each version once to each in each format; the next version and a corrected issue again', () => {
    const had = spec.given(issued({ kind: 'person', id: 'P', role: 'person' }));
    had
      .when(issue(1, { ...person, format: 'standard', lang: undefined } as unknown as Recipient), { now: NOW })
      .nothing();
    had.when(issue(1, person), { now: NOW }).then({ type: 'CopyIssued', payload: { format: 'easyRead' } });
    had.when(issue(2, person), { now: NOW }).then({ type: 'CopyIssued', payload: { versionNo: 2 } });
    had
      .when({ ...issue(1, person), issueNo: 2 }, { now: NOW })
      .then({ type: 'CopyIssued', payload: { versionNo: 1, issueNo: 2 } });
  });

  it('CPA-49, CPA-51: of each recipient by themselves: another name, reason, issue or version is another copy', () => {
    const named = (name: string): Recipient => ({ ...professional, name });
    const one = spec.given(issued({ kind: 'professional', name: 'Synthetic psychiatrist', role: 'psychiatrist' }));
    one.when(issue(1, professional), { now: NOW }).nothing();
    one.when(issue(1, named('Synthetic nurse')), { now: NOW }).then({ type: 'CopyIssued' });
    const none = spec.given(withheld);
    none.when(issue(1, { ...carer, basis: 'objection' }), { now: NOW }).then({
      type: 'CopyWithheld',
      payload: { reason: 'objection' },
    });
    none.when(issue(2, carer), { now: NOW }).then({ type: 'CopyWithheld', payload: { versionNo: 2 } });
    none.when(issue(1, { ...carer, id: 'G' }), { now: NOW }).then({ type: 'CopyWithheld' });
    const issues = spec.given(issued({ id: 'F' }), issued({ id: 'G' }));
    issues.when({ ...issue(1, { ...permitted, id: 'F' }), issueNo: 2 }, { now: NOW }).then({
      type: 'CopyIssued',
      payload: { issueNo: 2, format: 'standard', channel: 'platform' },
    });
  });

  it('CPA-48: its holder says so, once', () => {
    const had = spec.given(issued({ id: 'P' }));
    had
      .when({ type: 'AcknowledgeCopy', copyId: 'copy-P' }, { now: NOW })
      .then({ type: 'CopyAcknowledged', payload: { copyId: 'copy-P', at: NOW } });
    had.when({ type: 'AcknowledgeCopy', copyId: 'unknown' }, { now: NOW }).refused('NOT_FOUND');
    const after = spec.given(issued({ id: 'P' }), { type: 'CopyAcknowledged', payload: { copyId: 'copy-P', at: NOW } });
    expect(after.state.issued[0]).toMatchObject({ acknowledgedAt: NOW });
    after.when({ type: 'AcknowledgeCopy', copyId: 'copy-P' }, { now: NOW }).nothing();
  });
});

describe('who says that they have a copy', () => {
  const PERSON = '00000000-0000-4000-8000-000000000004';
  const as = (role: string, more: object = {}) => ({
    now: NOW,
    actor: { userId: 'X', user: 'u', role, roles: [role], serviceIds: [], qualifications: [], ...more },
  });
  const acknowledge = (copyId: string) => ({ type: 'AcknowledgeCopy', copyId }) as const;
  const had = spec.given(issued({ kind: 'person', id: PERSON }), issued({ kind: 'carer', id: 'F' }));

  it('CPA-48: the one it was made out to, and no other recipient', () => {
    had.when(acknowledge(`copy-${PERSON}`), as('PE', { personId: PERSON })).then({ type: 'CopyAcknowledged' });
    had.when(acknowledge('copy-F'), as('PE', { personId: PERSON })).refused('NOT_FOUND');
    had.when(acknowledge('copy-F'), as('CA', { userId: 'F' })).then({ type: 'CopyAcknowledged' });
    had.when(acknowledge('copy-F'), as('CA')).refused('NOT_FOUND');
    had.when(acknowledge(`copy-${PERSON}`), as('CA', { userId: 'F' })).refused('NOT_FOUND');
    for (const role of ['LR', 'AD', 'OP']) had.when(acknowledge('copy-F'), as(role)).refused('NOT_FOUND');
  });

  it('CPA-48: or those who made it', () => {
    had.when(acknowledge('copy-F'), as('KW')).then({ type: 'CopyAcknowledged' });
  });
});

describe('the copy in the person’s home', () => {
  const version = (versionNo: number): Past<PlanEvent> => ({
    type: 'PlanVersionPublished',
    meta: { recordedAt: '2026-01-08T10:00:00.000Z' },
    payload: {
      planId: 'PL',
      planKind: 'provider',
      organisationId: 'O',
      versionNo,
      proposalNo: versionNo,
      contentHash: '',
      effectiveFrom: NOW,
      cause: { kind: 'initial' },
      changeSummary: '',
      outcomeIds: [],
      needIds: [],
      provision: 0,
    },
  });
  const plan = specify(carePlan).given(version(1), version(2)).state;
  const context = { now: NOW, streams: { 'carePlan-PL': plan } };
  const place = (versionNo: number, more: object = {}) =>
    ({ type: 'PlaceHomeCopy', planId: 'PL', versionNo, place: 'hall table', ...more }) as const;
  const placed = (versionNo: number, placedOn: string): CopiesEvent => ({
    type: 'HomeCopyPlaced',
    payload: { versionNo, place: 'hall table', locked: false, placedOn },
  });

  it('ENG-137: is of a published version, with its place and the date on which it was put there', () => {
    spec
      .given()
      .when(place(1, { locked: true, placedOn: '2026-01-15' }), context)
      .then({
        type: 'HomeCopyPlaced',
        payload: { versionNo: 1, place: 'hall table', locked: true, placedOn: '2026-01-15' },
      });
    spec.given().when(place(3), context).refused('NOT_AGREED', ['version 3']);
    spec
      .given()
      .when(place(1, { placedOn: '2026-01-07' }), context)
      .refused('TIMESCALE_INVALID', ['placedOn']);
    spec
      .given()
      .when(place(1), { now: NOW, streams: { 'carePlan-PL': { ...plan, state: 'closed' } } })
      .refused('STATE_CONFLICT', ['closed']);
    spec
      .given()
      .when(place(1, { placedOn: '2026-01-16' }), context)
      .refused('FUTURE_DATE', ['placedOn']);
    expect(copies.needs?.(place(1), copies.initial, undefined as never)).toEqual({
      streams: [{ category: 'carePlan', id: 'PL' }],
    });
  });

  it('ENG-137: gives way to the next, and the register keeps both with their dates', () => {
    const first = spec.given(placed(1, '2026-01-10'));
    first.when(place(1), context).nothing();
    first.when(place(1, { placedOn: '2026-01-10' }), context).nothing();
    first
      .when(place(1, { placedOn: '2026-01-12' }), context)
      .then(
        { type: 'HomeCopyReplaced' },
        { type: 'HomeCopyPlaced', payload: { versionNo: 1, placedOn: '2026-01-12' } },
      );
    first.when(place(2, { placedOn: '2026-01-09' }), context).refused('TIMESCALE_INVALID', ['placedOn']);
    first
      .when(place(2), context)
      .then(
        { type: 'HomeCopyReplaced', payload: { fromVersion: 1, toVersion: 2, removedOn: '2026-01-15' } },
        { type: 'HomeCopyPlaced', payload: { versionNo: 2, placedOn: '2026-01-15' } },
      );
    const replaced: CopiesEvent = {
      type: 'HomeCopyReplaced',
      payload: { fromVersion: 1, toVersion: 2, removedOn: '2026-01-15' },
    };
    expect(spec.given(placed(1, '2026-01-10'), replaced, placed(2, '2026-01-15')).state.home).toEqual([
      { versionNo: 1, place: 'hall table', locked: false, placedOn: '2026-01-10', removedOn: '2026-01-15' },
      { versionNo: 2, place: 'hall table', locked: false, placedOn: '2026-01-15' },
    ]);
  });

  it('ENG-137: is taken away on a date, for a reason where one is given', () => {
    const lying = spec.given(placed(1, '2026-01-10'));
    lying
      .when({ type: 'RemoveHomeCopy', removedOn: '2026-01-12', reason: 'moved house' }, context)
      .then({ type: 'HomeCopyRemoved', payload: { versionNo: 1, removedOn: '2026-01-12', reason: 'moved house' } });
    lying
      .when({ type: 'RemoveHomeCopy', removedOn: '2026-01-09' }, context)
      .refused('TIMESCALE_INVALID', ['removedOn']);
    lying.when({ type: 'RemoveHomeCopy', removedOn: '2026-01-16' }, context).refused('FUTURE_DATE', ['removedOn']);
    const removed: CopiesEvent = { type: 'HomeCopyRemoved', payload: { versionNo: 1, removedOn: '2026-01-12' } };
    const gone = spec.given(placed(1, '2026-01-10'), removed);
    expect(gone.state.home).toMatchObject([{ versionNo: 1, removedOn: '2026-01-12' }]);
    gone.when({ type: 'RemoveHomeCopy' }, context).refused('NOT_FOUND');
    gone.when(place(1), context).then({ type: 'HomeCopyPlaced' });
  });
});
