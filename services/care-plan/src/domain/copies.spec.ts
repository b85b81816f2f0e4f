import { specify } from '@carethread/event-sourcing/testing';
import { copies, type Copy, type CopiesEvent, type Recipient } from './copies.js';

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

  it('CPA-49: whoever had none has it once it is permitted', () => {
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

  it('each version once to each; the next version and a corrected issue again', () => {
    const had = spec.given(issued({ kind: 'person', id: 'P', role: 'person' }));
    had.when(issue(1, person), { now: NOW }).nothing();
    had.when(issue(2, person), { now: NOW }).then({ type: 'CopyIssued', payload: { versionNo: 2 } });
    had
      .when({ ...issue(1, person), issueNo: 2 }, { now: NOW })
      .then({ type: 'CopyIssued', payload: { versionNo: 1, issueNo: 2 } });
  });

  it('CPA-48: whoever has one says so, once', () => {
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
