import { specify } from '@carethread/event-sourcing/testing';
import { consentNotice, type ConsentNoticeCommand } from './decider.js';

const spec = specify(consentNotice);
const give: ConsentNoticeCommand = {
  type: 'GiveNotice',
  kind: 'namedAsWitness',
  to: { kind: 'family', id: 'F' },
  about: { kind: 'plan', id: 'PL', signOffId: 'S' },
  mode: 'verbal',
  recordedBy: 'K',
  objectUntil: '2026-06-08T22:59:59.999Z',
};
const { type: _, ...notice } = give;

describe('a notice of consent that staff recorded', () => {
  it('ENG-030: is given once', () => {
    spec.given().when(give).then({ type: 'ConsentNoticeGiven', payload: notice });
    spec.given({ type: 'ConsentNoticeGiven', payload: notice }).when(give).nothing();
  });

  it('is the plan’s, and theirs to whom it is made out', () => {
    const { state } = spec.given({ type: 'ConsentNoticeGiven', payload: notice });
    const opened = { id: 'N', role: 'SY' };
    expect(consentNotice.holder(state, opened, 'readConsent')).toEqual([
      { kind: 'plan', planId: 'PL' },
      { kind: 'users', userIds: ['F'] },
    ]);
    const person = { told: { ...notice, to: { kind: 'person', id: 'P' }, about: { kind: 'risk', id: 'R' } } } as const;
    expect(consentNotice.holder(person, opened, 'readConsent')).toEqual([
      { kind: 'risk', riskId: 'R' },
      { kind: 'person' },
    ]);
  });
});
