import { justAfter } from '@carethread/calendar';
import { specify } from '@carethread/event-sourcing/testing';
import { NO_FACTS, NO_PLAN, type ConsentFacts } from '../facts.js';
import { NO_CONSENT } from '../care-consent/state.js';
import { outstanding } from './state.js';
import { signOff, type SignOffCommand } from './decider.js';
import type { Requested, SignOffEvent, Signature } from './events.js';

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
    expect(signOff.deadlines?.(open.state)).toEqual([
      { at: justAfter(LAPSES), name: 'lapse', command: { type: 'LapseSignOff' } },
    ]);
    open.when({ type: 'LapseSignOff' }, as('SY')).then({ type: 'SignOffLapsed', payload: ended });
    const lapsed = spec.given(requested(alone), {
      type: 'SignOffLapsed',
      payload: { ...ended, subject: 'planVersion' },
    });
    expect(signOff.deadlines?.(lapsed.state)).toEqual([]);
    lapsed.when(sign(), self).refused('STATE_CONFLICT', ['lapsed']);
    lapsed.when({ type: 'LapseSignOff' }, as('SY')).nothing();
  });
});

describe('signing', () => {
  it('ENG-028, CITY-43: the person’s signature is dated and bound to what was shown', () => {
    spec
      .given(requested())
      .when(sign({ contentHash: HASH, lang: 'cy' }), {
        ...self,
        facts: { ...NO_FACTS, renditions: { 'PL/2': [{ format: 'translated', lang: 'cy' }] } },
      })
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

  it('R7: is void after all have signed where the version was not published, and only then', () => {
    const payload = { ...ended, subject: 'planVersion' };
    const completed = { ...payload, contentHash: HASH, completedAt: NOW, legalBasis: 'ownConsent' };
    const voiding = { type: 'VoidCompletedSignOff', reason: 'notPublished' } as const;
    spec.given(requested()).when(voiding, as('SY')).nothing();
    const all = spec.given(requested(alone), signed('person', P), { type: 'SignOffCompleted', payload: completed });
    all.when(voiding, as('SY')).then({ type: 'SignOffVoided', payload: { ...payload, reason: 'notPublished' } });
    all.when({ type: 'VoidSignOff', reason: 'contentChanged' }, as('SY')).nothing();
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
        given.when(sign({ ...seen, ...how }), as('KW', 'K')).then({ type: 'SignatureAwaitsWitness', payload: how });
    },
  );

  it.each(['verbal', 'gesture', 'signLanguage', 'pictorial', 'audio'])(
    'ENG-030: %s needs a witness who can act, who is neither the recorder nor the person',
    (mode) => {
      const given = spec.given(requested(alone));
      given.when(sign({ mode }), self).refused('WITNESS_REQUIRED', ['witness']);
      given.when(sign({ role: 'person', mode }), as('KW', 'K')).refused('WITNESS_REQUIRED', ['witness']);
      for (const nobody of [
        { id: 'K' },
        { kind: 'staff' },
        { name: 'neighbour' },
        { kind: 'family', id: 'stranger' },
        { kind: 'person', id: 'W' },
        { id: P },
      ])
        given
          .when(sign({ role: 'person', mode, witness: nobody, description: 'seen' }), as('KW', 'K'))
          .refused('WITNESS_REQUIRED', ['witness']);
      given.when(sign({ role: 'person', mode, witness, description: 'seen' }), as('KW', 'K')).then({
        type: 'SignatureAwaitsWitness',
        payload: { mode, witness, signedBy: { kind: 'person', id: P }, recordedBy: 'K' },
      });
    },
  );

  const pending: Signature = {
    role: 'person',
    mode: 'gesture',
    signedOn: '2026-06-01',
    contentHash: HASH,
    signedBy: { kind: 'person', id: P, role: 'person' },
    recordedBy: 'K',
    witness,
    description: 'nods twice',
  };
  const awaits: SignOffEvent = { type: 'SignatureAwaitsWitness', payload: pending };

  it('ENG-030: a member of staff who was named confirms what they saw, and only then it counts', () => {
    const waiting = spec.given(requested(alone), awaits);
    expect([waiting.state.state, outstanding(waiting.state)]).toEqual(['awaitsWitness', ['person']]);
    const own = { organisationId: 'O' };
    waiting.when({ type: 'ConfirmSignature' }, as('CS', 'X', own)).refused('ROLE_NOT_PERMITTED');
    waiting
      .when({ type: 'ConfirmSignature' }, as('CS', 'W', own))
      .then(
        { type: 'SignatureRecorded', payload: { ...pending, witnessedAt: NOW } },
        { type: 'SignOffCompleted', payload: { contentHash: HASH } },
      );
    const done = spec.given(requested(alone), awaits, {
      type: 'SignatureRecorded',
      payload: { ...pending, witnessedAt: NOW },
    });
    done.when({ type: 'ConfirmSignature' }, as('CS', 'W', own)).nothing();
    done.when({ type: 'ConfirmSignature' }, as('CS', 'W')).refused('NOT_FOUND');
  });

  it('ENG-030: the witness acts for the organisation that recorded it, else for the one that holds the plan', () => {
    const by = (organisationId?: string, facts = NO_FACTS) => ({
      ...as('CS', 'W', organisationId === undefined ? {} : { organisationId }),
      facts,
    });
    const confirm = { type: 'ConfirmSignature' } as const;
    const object = { type: 'ObjectAsWitness', reasons: 'she said no' } as const;
    const kept = { actor: { user: 'u', role: 'KW', organisation: 'O' } };
    const waiting = spec.given(requested(alone), { ...awaits, meta: kept });
    for (const command of [confirm, object]) {
      waiting.when(command, by('PR3')).refused('NOT_FOUND');
      waiting.when(command, by()).refused('NOT_FOUND');
    }
    waiting.when(confirm, by('O')).then({ type: 'SignatureRecorded' }, { type: 'SignOffCompleted' });
    waiting.when(object, by('O')).then({ type: 'WitnessObjected' }, { type: 'SignOffVoided' });
    const nobodys = spec.given(requested(alone), { ...awaits, meta: { actor: { user: 'u', role: 'PE' } } });
    const held = { ...NO_FACTS, plans: { PL: { ...NO_PLAN, organisationId: 'O' } } };
    nobodys.when(confirm, by('PR3', held)).refused('NOT_FOUND');
    nobodys.when(confirm, by('O', held)).then({ type: 'SignatureRecorded' }, { type: 'SignOffCompleted' });
  });

  it('ENG-030: until then the recorder may name another witness, and the person may sign for themselves', () => {
    const waiting = spec.given(requested(alone), awaits);
    const again = { role: 'person', mode: 'gesture', description: 'nods twice' } as const;
    waiting.when(sign({ ...again, witness }), as('KW', 'K')).nothing();
    waiting
      .when(sign({ ...again, witness: { kind: 'staff', id: 'W2' } }), as('KW', 'K'))
      .then({ type: 'SignatureAwaitsWitness', payload: { witness: { id: 'W2' } } });
    waiting.when(sign(), self).then({ type: 'SignatureRecorded' }, { type: 'SignOffCompleted' });
  });

  describe('before a contact of the person', () => {
    const known: ConsentFacts = { ...NO_FACTS, contacts: { F: ['readPlan'], gone: [] } };
    const seen = { role: 'person', mode: 'verbal', description: 'said yes' } as const;
    const before = (id: string) => sign({ ...seen, witness: { kind: 'family', id } });
    const recorded: SignOffEvent = {
      type: 'SignatureRecorded',
      payload: { ...pending, witness: { kind: 'family', id: 'F' } },
    };
    const both = { requiredSignatories: [...alone.requiredSignatories, { role: 'manager', reason: 'SCO' }] };

    it('ENG-030: counts at once; somebody who is a contact no longer is no witness', () => {
      const given = spec.given(requested(alone));
      const by = { ...as('KW', 'K'), facts: known };
      given.when(before('F'), by).then({ type: 'SignatureRecorded' }, { type: 'SignOffCompleted' });
      given.when(before('gone'), by).refused('WITNESS_REQUIRED', ['witness']);
    });

    it('R23: whom the recorder entered alone is no witness of what they record', () => {
      const given = spec.given(requested(alone));
      const enteredBy = (userId: string) => ({
        [`involvement-${P}`]: { contacts: [{ contactId: 'F', recordedBy: userId }] },
      });
      const by = { ...as('KW', 'K'), facts: known };
      given.when(before('F'), { ...by, streams: enteredBy('K') }).refused('WITNESS_REQUIRED', ['witness']);
      given
        .when(before('F'), { ...by, streams: enteredBy('M') })
        .then({ type: 'SignatureRecorded' }, { type: 'SignOffCompleted' });
    });

    it('ENG-030: who serves the person confirms it like any member of staff; for another provider they cannot', () => {
      const team = { organisationId: 'O', keyworkerId: 'K1', members: ['F'], open: true };
      const serving = { ...known, teams: { E: team } };
      const given = spec.given(requested(alone));
      const at = (organisationId: string, facts: ConsentFacts) => ({ ...as('KW', 'K', { organisationId }), facts });
      for (const kind of ['family', 'staff'])
        given
          .when(sign({ ...seen, witness: { kind, id: 'F' } }), at('O', serving))
          .then({ type: 'SignatureAwaitsWitness', payload: { witness: { id: 'F' } } });
      for (const kind of ['family', 'staff'])
        given
          .when(sign({ ...seen, witness: { kind, id: 'F' } }), at('PR3', serving))
          .refused('WITNESS_REQUIRED', ['witness']);
      const coordinated = { ...known, coordinators: { C: 'F' }, caseHolders: { C: 'O' } };
      given.when(before('F'), at('PR3', coordinated)).refused('WITNESS_REQUIRED', ['witness']);
      given.when(before('F'), at('O', coordinated)).then({ type: 'SignatureAwaitsWitness' });
      const ended = { ...known, teams: { E: { ...team, open: false } } };
      given.when(before('F'), at('PR3', ended)).then({ type: 'SignatureRecorded' }, { type: 'SignOffCompleted' });
    });

    it('ENG-030: the contact may object within seven days, and what is not complete yet is void', () => {
      const object = { type: 'ObjectAsWitness', reasons: 'she said no' } as const;
      const open = spec.given(requested(both), { ...recorded, meta: { recordedAt: NOW } });
      open.when(object, as('CA', 'X')).refused('ROLE_NOT_PERMITTED');
      open
        .when(object, as('CA', 'F'))
        .then(
          { type: 'WitnessObjected', payload: { role: 'person', by: { id: 'F' }, reasons: 'she said no' } },
          { type: 'SignOffVoided', payload: { reason: 'witnessObjected' } },
        );
      const complete: SignOffEvent = {
        type: 'SignOffCompleted',
        payload: {
          ...ended,
          subject: 'planVersion',
          contentHash: HASH,
          completedAt: NOW,
          legalBasis: 'ownConsent',
        },
      };
      const over = spec.given(requested(alone), { ...recorded, meta: { recordedAt: NOW } }, complete);
      over.when(object, as('CA', 'F')).then({ type: 'WitnessObjected' });
      over
        .when(object, { ...as('CA', 'F'), now: '2026-06-08T23:00:00.000Z' })
        .refused('TIMESCALE_INVALID', ['witness']);
      over.when(object, { ...as('CA', 'F'), now: '2026-06-08T22:59:59.999Z' }).then({ type: 'WitnessObjected' });
    });
  });

  it.each(['CS', 'NC', 'CA', 'AS'])('ENG-030: %s does not record it', (role) => {
    spec
      .given(requested(alone))
      .when(sign({ role: 'person', mode: 'verbal', witness }), as(role))
      .refused('ROLE_NOT_PERMITTED');
  });
});

describe('the format that the person was shown', () => {
  const facts = {
    ...NO_FACTS,
    formats: ['easyRead', 'audio'],
    renditions: { 'PL/1': [{ format: 'audio' }], 'PL/2': [{ format: 'easyRead' }] },
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

  it('ENG-044: where no format is recorded the standard one does, and no other that was never prepared', () => {
    spec.given(requested(alone)).when(shown(), self).then({ type: 'SignatureRecorded' }, { type: 'SignOffCompleted' });
    spec.given(requested(alone)).when(shown('braille'), self).refused('FORMAT_NOT_PROVIDED', ['braille']);
  });

  it('D30: is in the language in which they were shown it', () => {
    const prepared = (...renditions: readonly { format: string; lang?: string }[]) => ({
      ...self,
      facts: { ...NO_FACTS, renditions: { 'PL/2': renditions } },
    });
    const given = spec.given(requested(alone));
    const inLang = (format: string, lang: string) => sign({ shownInFormat: format, lang });
    const refused = (context: object, format: string, lang: string) =>
      given.when(inLang(format, lang), { ...self, ...context }).refused('FORMAT_NOT_PROVIDED', [format, lang]);
    const taken = (context: object, format: string, lang: string) =>
      given
        .when(inLang(format, lang), { ...self, ...context })
        .then({ type: 'SignatureRecorded', payload: { shownInFormat: format, lang } }, { type: 'SignOffCompleted' });
    refused(prepared(), 'standard', 'ur');
    refused(prepared({ format: 'easyRead' }), 'standard', 'ur');
    refused(prepared({ format: 'easyRead', lang: 'en' }), 'easyRead', 'ur');
    refused(prepared({ format: 'easyRead' }), 'easyRead', 'ur');
    refused(prepared({ format: 'translated', lang: 'pl' }), 'translated', 'ur');
    refused(prepared({ format: 'easyRead', lang: 'ur' }), 'standard', 'ur');
    taken(prepared({ format: 'easyRead', lang: 'ur' }), 'easyRead', 'ur');
    taken(prepared({ format: 'translated', lang: 'ur' }), 'translated', 'ur');
    taken(prepared({ format: 'translated', lang: 'ur' }), 'standard', 'ur');
    taken(prepared({ format: 'easyRead' }, { format: 'translated', lang: 'ur' }), 'easyRead', 'ur');
    taken(prepared(), 'standard', 'en-GB');
    taken(prepared({ format: 'easyRead' }), 'easyRead', 'en');
    // A tag says the same however it is written, and a region of English is English.
    taken(prepared({ format: 'translated', lang: 'zh-Hant' }), 'translated', 'ZH-hant');
    taken(prepared({ format: 'easyRead' }, { format: 'translated', lang: 'UR' }), 'easyRead', 'ur');
    taken(prepared({ format: 'easyRead' }), 'easyRead', 'EN-gb');
  });

  it('D30: of another place exists as well, whatever the person asked for', () => {
    const given = spec.given(requested());
    const by = { ...as('KW', 'K'), facts };
    given.when(sign({ shownInFormat: 'braille' }), by).refused('FORMAT_NOT_PROVIDED', ['braille']);
    given.when(sign({ lang: 'ur' }), by).refused('FORMAT_NOT_PROVIDED', ['standard', 'ur']);
    given.when(sign({ shownInFormat: 'easyRead' }), by).then({ type: 'SignatureRecorded' });
    given.when(sign(), by).then({ type: 'SignatureRecorded' });
  });

  it('concerns plans only', () => {
    spec
      .given(requested({ ...alone, subject: 'riskAssessment' }))
      .when(shown(), { ...self, facts })
      .then({ type: 'SignatureRecorded' }, { type: 'SignOffCompleted' });
  });
});

describe('risks that the person has not agreed to yet', () => {
  const plans = { PL: { ...NO_PLAN, planKind: 'provider' }, L: { ...NO_PLAN, planKind: 'localAuthority' } };
  const asking = (facts: Partial<ConsentFacts>) => ({ now: NOW, facts: { ...NO_FACTS, plans, ...facts } });
  const ask = { type: 'RequestSignOff', ...request, risks: [] } as const;

  it('R25: every open risk of the plan is awaited at the version that stands, whatever the caller names', () => {
    const risks = {
      R1: { version: 2, planId: 'PL', open: true },
      R2: { version: 1, planId: 'PL', open: false },
      R3: { version: 1, open: true },
      R4: { version: 1, planId: 'other', open: true },
      R5: { version: 1, planId: 'PL', open: true },
    };
    const facts = { risks, signedRisks: { R1: 1, R5: 1 } };
    spec
      .given()
      .when(ask, asking(facts))
      .then({ type: 'SignOffRequested', payload: { awaitsRisks: ['R1', 'R3'], riskVersions: { R1: 2, R3: 1 } } });
    spec
      .given()
      .when({ ...ask, risks: ['R9', 'R5'] }, asking(facts))
      .then({ type: 'SignOffRequested', payload: { awaitsRisks: ['R9', 'R1', 'R3'] } });
    spec
      .given()
      .when({ ...ask, subjectId: 'L' }, asking(facts))
      .then({ type: 'SignOffRequested', payload: { awaitsRisks: [] } });
  });

  it('R25: one that is concluded meanwhile is awaited too, and again at each later version', () => {
    const open = spec.given(requested(alone));
    const concluded = { type: 'AwaitRisk', riskId: 'R1', version: 1 } as const;
    open.when(concluded, asking({})).then({ type: 'RiskAwaited', payload: { riskId: 'R1', version: 1 } });
    open.when(concluded, asking({ signedRisks: { R1: 1 } })).nothing();
    const anew = spec.given(
      requested({ ...alone, awaitsRisks: ['R1'], riskVersions: { R1: 1 } }),
      { type: 'RiskSigned', payload: { riskId: 'R1', version: 1 } },
      { type: 'RiskAwaited', payload: { riskId: 'R1', version: 2 } },
    );
    expect(outstanding(anew.state)).toEqual(['person', 'risk:R1']);
  });

  it('one that is closed is awaited no longer', () => {
    spec
      .given(requested({ ...alone, awaitsRisks: ['R1'] }), signed('person', P))
      .when({ type: 'ReleaseRisk', riskId: 'R1' }, asking({}))
      .then({ type: 'RiskReleased', payload: { riskId: 'R1' } }, { type: 'SignOffCompleted' });
  });

  it('ENG-029: hold the sign-off open until each is signed', () => {
    const waiting = requested({ ...alone, awaitsRisks: ['R1', 'R2'] });
    spec.given(waiting).when(sign(), self).then({ type: 'SignatureRecorded' });
    const one: SignOffEvent = { type: 'RiskSigned', payload: { riskId: 'R1' } };
    const half = spec.given(waiting, signed('person', P), one);
    expect(outstanding(half.state)).toEqual(['risk:R2']);
    half.when({ type: 'NoteRiskSigned', riskId: 'R1', version: 1 }, as('SY')).nothing();
    half.when({ type: 'NoteRiskSigned', riskId: 'R9', version: 1 }, as('SY')).nothing();
    half
      .when({ type: 'NoteRiskSigned', riskId: 'R2', version: 1 }, as('SY'))
      .then({ type: 'RiskSigned', payload: { riskId: 'R2', version: 1 } }, { type: 'SignOffCompleted' });
  });
});

describe('whose place it is', () => {
  const places = {
    requiredSignatories: [
      { role: 'person', reason: 'SCO' },
      { role: 'keyworker', reason: 'SCO', userId: 'K', organisationId: 'O' },
      { role: 'manager', reason: 'SCO', organisationId: 'O' },
    ],
  };
  const at = (role: string, userId: string, organisationId = 'O') => as(role, userId, { organisationId });

  it('R22: the keyworker’s is that of the assigned keyworker, the manager’s a manager’s of the plan’s organisation', () => {
    const given = spec.given(requested(places));
    given.when(sign({ role: 'keyworker' }), at('KW', 'K2')).refused('ROLE_NOT_PERMITTED');
    given.when(sign({ role: 'keyworker' }), at('KW', 'K')).then({ type: 'SignatureRecorded' });
    given.when(sign({ role: 'manager' }), at('SM', 'M', 'other')).refused('ROLE_NOT_PERMITTED');
    given.when(sign({ role: 'manager' }), at('RM', 'M')).then({ type: 'SignatureRecorded' });
    given.when(sign({ role: 'serviceManager' }), at('RM', 'M')).then({ type: 'SignatureRecorded' });
  });

  it('R22: it follows the assignment, unless it is signed', () => {
    const change = { type: 'ChangeSignatory', role: 'keyworker', userId: 'K2' } as const;
    const given = spec.given(requested(places));
    given.when(change, as('SY')).then({ type: 'SignatoryChanged', payload: { role: 'keyworker', userId: 'K2' } });
    given.when({ ...change, userId: 'K' }, as('SY')).nothing();
    spec.given(requested(places), signed('keyworker', 'K')).when(change, as('SY')).nothing();
    const changed = spec.given(requested(places), {
      type: 'SignatoryChanged',
      payload: { role: 'keyworker', userId: 'K2' },
    });
    changed.when(sign({ role: 'keyworker' }), at('KW', 'K')).refused('ROLE_NOT_PERMITTED');
    changed.when(sign({ role: 'keyworker' }), at('KW', 'K2')).then({ type: 'SignatureRecorded' });
  });

  it.each(['SM', 'KW', 'CC', 'LR'])('R22: %s does not refuse in the person’s place', (role) => {
    spec
      .given(requested(places))
      .when({ type: 'RefuseSignature', role: 'person', reasons: 'not for her' }, at(role, 'X'))
      .refused('ROLE_NOT_PERMITTED');
  });

  it('a place that is signed is not signed by somebody else, or in another way', () => {
    const given = spec.given(requested(places), signed('manager', 'M'));
    given.when(sign({ role: 'manager' }), at('SM', 'M')).nothing();
    given.when(sign({ role: 'manager' }), at('SM', 'M2')).refused('STATE_CONFLICT', ['signed']);
    given.when(sign({ role: 'manager', mode: 'eSigned' }), at('SM', 'M')).refused('STATE_CONFLICT', ['signed']);
  });
});

describe('what was withdrawn, closed or ended meanwhile', () => {
  const withdrawal = {
    no: 1,
    scope: ['a3'],
    from: NOW,
    lifts: [],
    said: { by: { kind: 'person' }, mode: 'signed' },
  };
  const streams = { 'careConsent-PL': { ...NO_CONSENT, withdrawals: [withdrawal] } };

  it('R7: a sign-off that was asked for before a withdrawal is signed by nobody any more', () => {
    const before = spec.given(requested({ withdrawalsKnown: 0 }), signed('person', P));
    before.when(sign({ role: 'keyworker' }), { ...as('KW'), streams }).refused('STATE_CONFLICT', ['consentWithdrawn']);
    const after = spec.given(requested({ withdrawalsKnown: 1 }), signed('person', P));
    after.when(sign({ role: 'keyworker' }), { ...as('KW'), streams }).then({ type: 'SignatureRecorded' });
  });

  it('R7: it says how many withdrawals it knows of, and so does its completion', () => {
    spec
      .given()
      .when({ type: 'RequestSignOff', ...request, risks: [] }, { now: NOW, facts: NO_FACTS, streams })
      .then({ type: 'SignOffRequested', payload: { withdrawalsKnown: 1 } });
    spec
      .given(requested({ ...alone, withdrawalsKnown: 1 }))
      .when(sign(), { ...self, streams })
      .then({ type: 'SignatureRecorded' }, { type: 'SignOffCompleted', payload: { withdrawalsKnown: 1 } });
  });

  it('R38: after a death nothing is signed, refused or asked for', () => {
    const facts = { ...NO_FACTS, deceased: true };
    const given = spec.given(requested(alone));
    given.when(sign(), { ...self, facts }).refused('STATE_CONFLICT', ['deceased']);
    given.when({ type: 'RefuseSignature', reasons: 'no' }, { ...self, facts }).refused('STATE_CONFLICT', ['deceased']);
    // What the death, or the end of the plan, made void says so, whatever content is sent with it.
    const voided = spec.given(requested(alone), {
      type: 'SignOffVoided',
      payload: { ...ended, subject: 'planVersion', reason: 'deceased' },
    });
    const closed = { ...NO_FACTS, plans: { PL: { ...NO_PLAN, closed: true } } };
    for (const contentHash of [HASH, 'another']) {
      voided.when(sign({ contentHash }), { ...self, facts }).refused('STATE_CONFLICT', ['deceased']);
      voided.when(sign({ contentHash }), { ...self, facts: closed }).refused('STATE_CONFLICT', ['closed']);
    }
    spec
      .given()
      .when({ type: 'RequestSignOff', ...request, risks: [] }, { now: NOW, facts })
      .nothing();
  });

  it('R17: nothing is signed of a plan that is closed', () => {
    const facts = { ...NO_FACTS, plans: { PL: { ...NO_PLAN, closed: true } } };
    spec
      .given(requested(alone))
      .when(sign(), { ...self, facts })
      .refused('STATE_CONFLICT', ['closed']);
  });
});

describe('asking for consent to come back', () => {
  const whole = {
    no: 1,
    scope: 'whole',
    from: NOW,
    lifts: [],
    said: { by: { kind: 'person' }, mode: 'signed' },
  } as const;
  const versions = [{ versionNo: 1, effectiveFrom: '2026-05-04T09:00:00.000Z', actionIds: ['a1', 'a2'] }];
  const facts: ConsentFacts = {
    ...NO_FACTS,
    plans: {
      PL: {
        ...NO_PLAN,
        versions: [{ versionNo: 1, contentHash: HASH, effectiveFrom: '2026-05-04T09:00:00.000Z' }],
      },
    },
  };
  const about = (...withdrawals: readonly object[]) => ({
    ...self,
    facts,
    streams: { 'careConsent-PL': { ...NO_CONSENT, versions, withdrawals } },
  });
  const ask = (scope: 'whole' | readonly string[]) => ({ type: 'RequestRestoration', planId: 'PL', scope }) as const;

  it('SCOT-092: is the person’s to sign, in part or whole', () => {
    spec
      .given()
      .when(ask(['a2']), about(whole))
      .then({
        type: 'SignOffRequested',
        payload: {
          subject: 'restoration',
          subjectId: 'PL',
          scope: ['a2'],
          contentHash: HASH,
          requiredSignatories: [{ role: 'person', reason: 'ownConsent' }],
          withdrawalsKnown: 1,
        },
      });
  });

  it('R9: is for what is withdrawn, and for nothing else', () => {
    const part = { ...whole, scope: ['a1'] };
    spec.given().when(ask('whole'), about()).refused('STATE_CONFLICT', ['given']);
    spec
      .given()
      .when(ask(['a2']), about(part))
      .refused('STATE_CONFLICT', ['a2']);
    spec
      .given()
      .when(ask(['nope']), about(part))
      .refused('REFERENCE_NOT_FOUND', ['scope.0']);
    const closed = { ...facts, plans: { PL: { ...NO_PLAN, closed: true } } };
    spec
      .given()
      .when(ask('whole'), { ...about(part), facts: closed })
      .refused('STATE_CONFLICT', ['closed']);
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

  it('R5: what is objected to stands in the version that was to be signed', () => {
    const refuse = (...itemsObjectedTo: string[]) =>
      ({ type: 'RefuseSignature', reasons: 'not the bedroom', itemsObjectedTo }) as const;
    const known = (proposalNo: number) => ({
      ...self,
      facts: { ...NO_FACTS, proposed: { PL: { proposalNo, places: ['actions', 'a3'] } } },
    });
    const { proposalNo } = ended;
    spec
      .given(requested())
      .when(refuse('a3', 'zz', 'actions', 'yy'), known(proposalNo))
      .refused('REFERENCE_NOT_FOUND', ['itemsObjectedTo.1', 'itemsObjectedTo.3']);
    const said = (itemsObjectedTo: readonly string[]): SignOffEvent => ({
      type: 'SignatureRefused',
      payload: { role: 'person', by: { id: 'U', role: 'person' }, reasons: 'not the bedroom', itemsObjectedTo },
    });
    for (const items of [['a3', 'actions'], []])
      spec
        .given(requested())
        .when(refuse(...items), known(proposalNo))
        .then(said(items), { type: 'SignOffRefused', payload: ended });
    // What was proposed before its places were published cannot be checked.
    spec
      .given(requested())
      .when(refuse('zz'), known(proposalNo - 1))
      .then(said(['zz']), { type: 'SignOffRefused', payload: ended });
  });
});
