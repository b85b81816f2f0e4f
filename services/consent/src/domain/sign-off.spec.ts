import { justAfter } from '@carethread/calendar';
import { specify } from '@carethread/event-sourcing/testing';
import { NO_FACTS } from './facts.js';
import { outstanding, signOff, type Requested, type SignOffCommand, type SignOffEvent } from './sign-off.js';

const spec = specify(signOff);
const NOW = '2026-06-01T09:00:00.000Z';
const LAPSES = '2026-06-29T22:59:59.999Z';
const P = '00000000-0000-4000-8000-000000000004';
const HASH = 'c'.repeat(64);
const request: Omit<Requested, 'signOffId' | 'lapsesAt' | 'awaitsRisks'> = {
  subject: 'planVersion',
  subjectId: 'PL',
  proposalNo: 2,
  contentHash: HASH,
  requiredSignatories: [
    { role: 'person', reason: 'SCO' },
    { role: 'keyworker', reason: 'SCO' },
    { role: 'manager', reason: 'SCO' },
  ],
};
const requested = (more: Partial<Requested> = {}) =>
  ({
    type: 'SignOffRequested',
    payload: { ...request, signOffId: 'S', awaitsRisks: [], lapsesAt: LAPSES, ...more },
    meta: { recordedAt: NOW },
  }) as const;
const alone = { requiredSignatories: [{ role: 'person', reason: 'ENG' }] };
const signed = (role: string, id: string): SignOffEvent => ({
  type: 'SignatureRecorded',
  payload: {
    role,
    signedBy: { kind: role === 'person' ? 'person' : 'staff', id, role },
    mode: 'signed',
    signedOn: '2026-06-01',
    contentHash: HASH,
    recordedBy: id,
  },
});
const as = (role: string, userId = `a-${role}`, more: object = {}) => ({
  now: NOW,
  facts: NO_FACTS,
  actor: { userId, user: 'u', role, roles: [role], serviceIds: [], qualifications: [], ...more },
});
const self = as('PE', 'U', { personId: P });
const sign = (more: Partial<Extract<SignOffCommand, { type: 'RecordSignature' }>> = {}) =>
  ({ type: 'RecordSignature', ...more }) as const;
const ended = { signOffId: '00000000-0000-4000-8000-000000000002', subjectId: 'PL', proposalNo: 2 };

describe('asking for signatures', () => {
  it('ENG-029: names every place, and each linked risk that the person has not agreed to', () => {
    const facts = { ...NO_FACTS, signedRisks: { R1: 1 } };
    spec
      .given()
      .when({ type: 'RequestSignOff', ...request, risks: ['R1', 'R2'] }, { now: NOW, facts })
      .then({ type: 'SignOffRequested', payload: { ...request, awaitsRisks: ['R2'] } });
    spec
      .given(requested())
      .when({ type: 'RequestSignOff', ...request, risks: [] }, { now: NOW, facts })
      .nothing();
  });

  it('ENG-031: lapses at the end of the 28th day, and never completes by time', () => {
    spec
      .given()
      .when({ type: 'RequestSignOff', ...request, risks: [] }, { now: NOW, facts: NO_FACTS })
      .then({ type: 'SignOffRequested', payload: { lapsesAt: LAPSES } });
    const open = spec.given(requested(), signed('person', P));
    expect(signOff.wakes?.(open.state)).toEqual([
      { at: justAfter(LAPSES), name: 'lapse', command: { type: 'LapseSignOff' } },
    ]);
    open.when({ type: 'LapseSignOff' }, as('SY')).then({ type: 'SignOffLapsed', payload: ended });
    const lapsed = spec.given(requested(alone), {
      type: 'SignOffLapsed',
      payload: { ...ended, subject: 'planVersion' },
    });
    expect(signOff.wakes?.(lapsed.state)).toEqual([]);
    lapsed.when(sign(), self).refused('STATE_CONFLICT', ['lapsed']);
    lapsed.when({ type: 'LapseSignOff' }, as('SY')).nothing();
  });
});

describe('signing', () => {
  it('ENG-028, CITY-43: the person’s signature is dated and bound to what was shown', () => {
    spec
      .given(requested())
      .when(sign({ contentHash: HASH, lang: 'cy' }), self)
      .then({
        type: 'SignatureRecorded',
        payload: {
          role: 'person',
          signedBy: { kind: 'person', id: P },
          mode: 'signed',
          signedOn: '2026-06-01',
          contentHash: HASH,
          lang: 'cy',
          recordedBy: 'U',
        },
      });
    spec
      .given(requested())
      .when(sign({ contentHash: 'd'.repeat(64) }), self)
      .refused('HASH_MISMATCH');
  });

  it('CITY-45: is complete only when every place has signed, and says under which basis', () => {
    const two = {
      requiredSignatories: [
        { role: 'person', reason: 'ENG' },
        { role: 'serviceManager', reason: 'CITY' },
      ],
    };
    const half = spec.given(requested(two), signed('person', P));
    expect([half.state.state, outstanding(half.state)]).toEqual(['partiallySigned', ['serviceManager']]);
    half
      .when(sign(), as('SM'))
      .then(
        { type: 'SignatureRecorded', payload: { role: 'serviceManager', signedBy: { kind: 'staff', id: 'a-SM' } } },
        { type: 'SignOffCompleted', payload: { contentHash: HASH, completedAt: NOW, legalBasis: 'ownConsent' } },
      );
    spec.given(requested(two)).when(sign(), as('RM')).then({ type: 'SignatureRecorded' });
  });

  it.each(['SM', 'KW', 'CC', 'CA'])('CITY-45: %s does not write the person’s name', (role) => {
    spec
      .given(requested())
      .when(sign({ role: 'person', mode: 'signed' }), as(role))
      .refused('ROLE_NOT_PERMITTED');
  });

  it('nobody fills a place that is another’s, or that was not asked for', () => {
    spec
      .given(requested())
      .when(sign({ role: 'keyworker' }), as('SM'))
      .refused('ROLE_NOT_PERMITTED');
    spec
      .given(requested())
      .when(sign({ role: 'person' }), as('PE', 'X', { personId: 'other' }))
      .refused('ROLE_NOT_PERMITTED');
    spec
      .given(requested(alone))
      .when(sign({ role: 'keyworker' }), as('KW'))
      .refused('ROLE_NOT_PERMITTED');
    spec.given(requested(alone)).when(sign(), as('NC')).refused('ROLE_NOT_PERMITTED');
  });

  it('SCOT-060: keyworker and manager are two people', () => {
    const both = as('SM', 'K', { roles: ['SM', 'KW'] });
    spec
      .given(requested(), signed('keyworker', 'K'))
      .when(sign({ role: 'manager' }), both)
      .refused('SAME_SIGNATORY', ['manager']);
    spec
      .given(requested(), signed('keyworker', 'K'))
      .when(sign({ role: 'manager' }), as('SM', 'M'))
      .then({ type: 'SignatureRecorded' });
  });

  it('is not dated before it was asked for, nor ahead; twice is once', () => {
    for (const signedOn of ['2026-05-31', '2026-06-02'])
      spec.given(requested()).when(sign({ signedOn }), self).refused('SIGNED_DATE_INVALID', ['signedOn']);
    spec.given(requested(), signed('person', P)).when(sign(), self).nothing();
  });

  it('ENG-028: of a content that has changed since is void', () => {
    const voided = spec.given(requested(), {
      type: 'SignOffVoided',
      payload: { ...ended, subject: 'planVersion', reason: 'contentChanged' },
    });
    voided.when(sign({ contentHash: HASH }), self).refused('HASH_MISMATCH');
    spec
      .given(requested())
      .when({ type: 'VoidSignOff', reason: 'contentChanged' }, as('SY'))
      .then({ type: 'SignOffVoided', payload: { ...ended, reason: 'contentChanged' } });
    voided.when({ type: 'VoidSignOff', reason: 'contentChanged' }, as('SY')).nothing();
  });

  it('nothing is signed that was never asked for', () => {
    spec.given().when(sign(), self).refused('NOT_FOUND');
  });
});

describe('agreeing in another way than writing', () => {
  const witness = { kind: 'staff', id: 'W' };

  it.each(['signed', 'eSigned'])('ENG-030: %s needs no witness', (mode) => {
    spec
      .given(requested(alone))
      .when(sign({ mode }), self)
      .then({ type: 'SignatureRecorded', payload: { mode } }, { type: 'SignOffCompleted' });
  });

  it.each(['verbal', 'gesture', 'signLanguage', 'pictorial', 'audio'])(
    'ENG-030: %s is described, or what was shown is',
    (mode) => {
      const given = spec.given(requested(alone));
      const seen = { role: 'person', mode, witness } as const;
      given.when(sign(seen), as('KW', 'K')).refused('WITNESS_REQUIRED', ['description']);
      for (const how of [{ description: 'nods twice' }, { shownInFormat: 'standard' }])
        given
          .when(sign({ ...seen, ...how }), as('KW', 'K'))
          .then({ type: 'SignatureRecorded', payload: how }, { type: 'SignOffCompleted' });
    },
  );

  it.each(['verbal', 'gesture', 'signLanguage', 'pictorial', 'audio'])('ENG-030: %s needs a named witness', (mode) => {
    const given = spec.given(requested(alone));
    given.when(sign({ mode }), self).refused('WITNESS_REQUIRED', ['witness']);
    given.when(sign({ role: 'person', mode }), as('KW', 'K')).refused('WITNESS_REQUIRED', ['witness']);
    for (const nobody of [{ id: 'K' }, { kind: 'staff' }])
      given
        .when(sign({ role: 'person', mode, witness: nobody }), as('KW', 'K'))
        .refused('WITNESS_REQUIRED', ['witness']);
    given
      .when(sign({ role: 'person', mode, witness, description: 'seen' }), as('KW', 'K'))
      .then(
        { type: 'SignatureRecorded', payload: { mode, witness, signedBy: { kind: 'person', id: P }, recordedBy: 'K' } },
        { type: 'SignOffCompleted' },
      );
  });

  it.each(['CS', 'NC', 'CA', 'AS'])('ENG-030: %s does not record it', (role) => {
    spec
      .given(requested(alone))
      .when(sign({ role: 'person', mode: 'verbal', witness }), as(role))
      .refused('ROLE_NOT_PERMITTED');
  });

  it('ENG-030: how it was given is kept beside it', () => {
    spec
      .given(requested(alone))
      .when(sign({ role: 'person', mode: 'gesture', witness, description: 'nods twice' }), as('KW'))
      .then({ type: 'SignatureRecorded', payload: { description: 'nods twice' } }, { type: 'SignOffCompleted' });
  });
});

describe('the format that the person was shown', () => {
  const facts = {
    ...NO_FACTS,
    formats: ['easyRead', 'audio'],
    renditions: { 'PL/1': ['audio'], 'PL/2': ['easyRead'] },
  };
  const shown = (shownInFormat?: string) => sign(shownInFormat === undefined ? {} : { shownInFormat });

  it('ENG-044: is one that they asked for, and that exists for this very proposal', () => {
    const given = spec.given(requested(alone));
    for (const format of [undefined, 'standard', 'braille', 'audio'])
      given.when(shown(format), { ...self, facts }).refused('FORMAT_NOT_PROVIDED', ['easyRead', 'audio']);
    given
      .when(shown('easyRead'), { ...self, facts })
      .then({ type: 'SignatureRecorded', payload: { shownInFormat: 'easyRead' } }, { type: 'SignOffCompleted' });
  });

  it('ENG-044: without a recorded wish the standard one does, and no other that was never prepared', () => {
    spec.given(requested(alone)).when(shown(), self).then({ type: 'SignatureRecorded' }, { type: 'SignOffCompleted' });
    spec.given(requested(alone)).when(shown('braille'), self).refused('FORMAT_NOT_PROVIDED', ['braille']);
  });

  it('concerns plans only', () => {
    spec
      .given(requested({ ...alone, subject: 'riskAssessment' }))
      .when(shown(), { ...self, facts })
      .then({ type: 'SignatureRecorded' }, { type: 'SignOffCompleted' });
  });
});

describe('risks that the person has not agreed to yet', () => {
  it('ENG-029: hold the sign-off open until each is signed', () => {
    const waiting = requested({ ...alone, awaitsRisks: ['R1', 'R2'] });
    spec.given(waiting).when(sign(), self).then({ type: 'SignatureRecorded' });
    const one: SignOffEvent = { type: 'RiskSigned', payload: { riskId: 'R1' } };
    const half = spec.given(waiting, signed('person', P), one);
    expect(outstanding(half.state)).toEqual(['risk:R2']);
    half.when({ type: 'NoteRiskSigned', riskId: 'R1' }, as('SY')).nothing();
    half.when({ type: 'NoteRiskSigned', riskId: 'R9' }, as('SY')).nothing();
    half
      .when({ type: 'NoteRiskSigned', riskId: 'R2' }, as('SY'))
      .then({ type: 'RiskSigned', payload: { riskId: 'R2' } }, { type: 'SignOffCompleted' });
  });
});

describe('refusing to sign', () => {
  it('gives reasons and ends the sign-off', () => {
    const refuse = { type: 'RefuseSignature', reasons: 'not the bedroom', itemsObjectedTo: ['a3'] } as const;
    spec
      .given(requested())
      .when(refuse, self)
      .then(
        {
          type: 'SignatureRefused',
          payload: { role: 'person', by: { id: 'U' }, reasons: 'not the bedroom', itemsObjectedTo: ['a3'] },
        },
        { type: 'SignOffRefused', payload: ended },
      );
    spec.given(requested()).when({ type: 'RefuseSignature' }, self).refused('REASON_REQUIRED', ['reasons']);
    const over: SignOffEvent = { type: 'SignOffRefused', payload: { ...ended, subject: 'planVersion' } };
    spec.given(requested(), over).when(refuse, self).refused('STATE_CONFLICT', ['refused']);
    spec.given(requested(), over).when(sign(), self).refused('STATE_CONFLICT', ['refused']);
  });
});
