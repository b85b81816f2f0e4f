import { specify } from '@carethread/event-sourcing/testing';
import { episode } from './decider.js';
import { type EpisodeEvent } from './events.js';
import { NO_FACTS } from '../facts.js';

const spec = specify(episode);
const agreed: EpisodeEvent = {
  type: 'ServiceAgreementMade',
  payload: {
    episodeId: 'E',
    personId: 'P',
    providerId: 'O',
    serviceType: 'residential',
    setting: 'careHome',
    commissioner: 'council',
    agreedAt: '2026-03-02T09:00:00.000Z',
    councilOperated: false,
  } as Extract<EpisodeEvent, { type: 'ServiceAgreementMade' }>['payload'],
};
const team = (...members: readonly { userId: string; supervisedBy?: string; newStaff?: boolean }[]) =>
  ({ type: 'AssignTeam', keyworkerId: 'K', members }) as const;
const knowing = (...trained: readonly string[]) => ({
  facts: NO_FACTS,
  subjects: Object.fromEntries(
    ['K', 'S1', 'S2'].map((userId) => [
      `pseudonym-${userId}`,
      { ...NO_FACTS, training: trained.includes(userId) ? [{ course: 'planning' }] : [] },
    ]),
  ),
});

describe('who joins a team', () => {
  it('ENG-150: untrained, where training is recorded here, only under a named supervisor', () => {
    const given = spec.given(agreed);
    given.when(team({ userId: 'S1' }), knowing('K')).refused('TRAINING_REQUIRED', ['S1']);
    given.when(team({ userId: 'S1', supervisedBy: 'K' }), knowing('K')).then({ type: 'CareTeamAssigned' });
    given.when(team({ userId: 'S1' }), knowing('K', 'S1')).then({ type: 'CareTeamAssigned' });
  });

  it('ENG-150: what another organisation recorded of its own staff counts for that organisation alone', () => {
    const recordedBy = (organisationId: string) => ({
      facts: NO_FACTS,
      subjects: {
        ...knowing('K').subjects,
        'pseudonym-S1': { ...NO_FACTS, training: [{ course: 'planning', organisationId }] },
      },
    });
    const given = spec.given(agreed);
    given.when(team({ userId: 'S1' }), recordedBy('PR1')).refused('TRAINING_REQUIRED', ['S1']);
    given.when(team({ userId: 'S1' }), recordedBy('O')).then({ type: 'CareTeamAssigned' });
  });

  it('ENG-150: who is called new is held to it wherever training is recorded', () => {
    spec
      .given(agreed)
      .when(team({ userId: 'S1', newStaff: true }), knowing())
      .refused('TRAINING_REQUIRED', ['S1']);
    spec
      .given(agreed)
      .when(team({ userId: 'S1' }), knowing())
      .then({ type: 'CareTeamAssigned' });
  });

  it('ENG-150: who is called new, or not new, is kept as that', () => {
    const members = [
      { userId: 'S1', newStaff: true, supervisedBy: 'K' },
      { userId: 'S2', newStaff: false },
    ];
    spec
      .given(agreed)
      .when(team(...members), knowing('K'))
      .then({
        type: 'CareTeamAssigned',
        payload: {
          members: [
            { userId: 'S1', purposes: ['carryThrough'], supervisedBy: 'K', newStaff: true },
            { userId: 'S2', purposes: ['carryThrough'], newStaff: false },
          ],
        },
      });
    spec
      .given(agreed)
      .when(team({ userId: 'S1', supervisedBy: 'K' }), knowing('K'))
      .then({
        type: 'CareTeamAssigned',
        payload: { members: [{ userId: 'S1', purposes: ['carryThrough'], supervisedBy: 'K' }] },
      });
  });

  it('ENG-150: nobody supervises themselves, and a member with a supervisor keeps one until they are trained', () => {
    const given = spec.given(agreed);
    given.when(team({ userId: 'S1', supervisedBy: 'S1' }), knowing('K')).refused('TRAINING_REQUIRED', ['S1']);
    const assigned = {
      type: 'CareTeamAssigned',
      payload: {
        episodeId: 'E',
        organisationId: 'O',
        keyworkerId: 'K',
        members: [{ userId: 'S1', purposes: ['carryThrough'], supervisedBy: 'K' }],
      },
    } as const;
    const supervised = spec.given(agreed, assigned);
    supervised.when(team({ userId: 'S1' }), knowing()).refused('TRAINING_REQUIRED', ['S1']);
    supervised.when(team({ userId: 'S1', supervisedBy: 'S2' }), knowing()).then({ type: 'CareTeamAssigned' });
    supervised.when(team({ userId: 'S1' }), knowing('S1')).then({ type: 'CareTeamAssigned' });
  });

  it('ENG-150: training that has run out is none', () => {
    const until = (expiresOn: string) => ({
      now: '2026-03-16T08:00:00.000Z',
      ...knowing('K'),
      subjects: {
        ...knowing('K').subjects,
        'pseudonym-S1': { ...NO_FACTS, training: [{ course: 'planning', expiresOn }] },
      },
    });
    const given = spec.given(agreed);
    given.when(team({ userId: 'S1' }), until('2026-03-15')).refused('TRAINING_REQUIRED', ['S1']);
    given.when(team({ userId: 'S1' }), until('2026-03-16')).then({ type: 'CareTeamAssigned' });
  });

  it('ENG-150: the keyworker is held to it as well', () => {
    const given = spec.given(agreed);
    given.when(team({ userId: 'S1' }), knowing('S1')).refused('TRAINING_REQUIRED', ['K']);
    given
      .when(team({ userId: 'S1' }, { userId: 'K', supervisedBy: 'S1' }), knowing('S1'))
      .then({ type: 'CareTeamAssigned', payload: { keyworkerId: 'K' } });
  });

  it('a member of the team stays in it when others join', () => {
    const assigned: EpisodeEvent = {
      type: 'CareTeamAssigned',
      payload: {
        episodeId: 'E',
        organisationId: 'O',
        keyworkerId: 'K',
        members: [{ userId: 'S1', purposes: ['carryThrough'] }],
      },
    };
    spec
      .given(agreed, assigned)
      .when(team({ userId: 'S1' }, { userId: 'S2' }), knowing('S2'))
      .then({ type: 'CareTeamAssigned' });
  });
});

describe('starting a service', () => {
  const NOW = '2026-03-16T08:00:00.000Z';
  const plan = { planKind: 'provider', organisationId: 'O', versionNo: 1, state: 'active', needs: [], sections: {} };
  const assessments = [{ assessmentId: 'A', needIds: [] }];
  const agreedIn = (jurisdiction: string): EpisodeEvent => ({
    ...agreed,
    payload: { ...agreed.payload, jurisdiction },
  });
  const parts = ['a', 'b', 'c', 'd', 'e'].map((part): EpisodeEvent => ({ type: 'FilePartReady', payload: { part } }));
  const start = { type: 'StartService', startedAt: NOW } as const;
  const knowing = (more: object) => ({ now: NOW, facts: { ...NO_FACTS, ...more } });
  const all = knowing({ assessments, plans: { PL: plan } });
  const ready = spec.given(agreedIn('ENG'), ...parts);

  it('ENG-001: waits for a published plan of this provider’s', () => {
    ready.when(start, knowing({ assessments })).refused('PLAN_REQUIRED');
    for (const other of [
      { planKind: 'localAuthority' },
      { versionNo: 0 },
      { organisationId: 'other' },
      { state: 'closed' },
    ])
      ready.when(start, knowing({ assessments, plans: { PL: { ...plan, ...other } } })).refused('PLAN_REQUIRED');
    ready.when(start, all).then({ type: 'ServiceStarted', payload: { startedAt: NOW, emergency: false } });
  });

  it('ENG-007: waits before that for a completed assessment', () => {
    ready.when(start, knowing({ plans: { PL: plan } })).refused('ASSESSMENT_REQUIRED');
  });

  it('ENG-128: and after it for the file, naming each part that is missing', () => {
    spec
      .given(agreedIn('ENG'), ...parts.slice(0, 3))
      .when(start, all)
      .refused('FILE_NOT_READY', ['d', 'e']);
  });

  it('ENG-001: in Scotland needs an assessment, and neither plan nor file yet', () => {
    const scottish = spec.given(agreedIn('SCO'));
    scottish.when(start, knowing({ assessments })).then({ type: 'ServiceStarted' });
    scottish.when(start, knowing({})).refused('ASSESSMENT_REQUIRED');
  });

  it('ENG-001: in an emergency waits for nothing, but says why', () => {
    const emergency = { ...start, emergency: true, emergencyReason: 'fell', whyNoAssessment: 'at night' } as const;
    spec
      .given(agreedIn('ENG'))
      .when(emergency, knowing({}))
      .then({
        type: 'ServiceStarted',
        payload: { emergency: true, emergencyReason: 'fell', whyNoAssessment: 'at night' },
      });
    spec
      .given(agreedIn('ENG'))
      .when({ ...start, emergency: true }, knowing({}))
      .refused('MALFORMED');
  });

  it('R14: the provisional plan of an emergency opens no gate of an ordinary start', () => {
    ready
      .when(start, knowing({ assessments, plans: { PL: { ...plan, state: 'provisional' } } }))
      .refused('PLAN_REQUIRED');
  });

  it('R15: starts on or after the instant from which it was agreed; only an emergency starts before', () => {
    const at = (startedAt: string, more: object = {}) => ({ type: 'StartService', startedAt, ...more }) as const;
    const why = { emergency: true, emergencyReason: 'fell', whyNoAssessment: 'at night' };
    ready.when(at('2026-03-02T08:59:59.999Z'), all).refused('TIMESCALE_INVALID', ['startedAt']);
    ready.when(at('2026-03-02T09:00:00.000Z'), all).then({ type: 'ServiceStarted' });
    ready.when(at('2026-03-02T08:59:59.999Z', why), all).then({ type: 'ServiceStarted', payload: { emergency: true } });
    ready.when(at('2026-02-02T00:00:00.000Z', why), all).then({ type: 'ServiceStarted' });
    ready.when(at('2026-02-01T23:59:59.999Z', why), all).refused('TIMESCALE_INVALID', ['startedAt']);
  });

  it('R38: starts no more after a death', () => {
    ready
      .when(start, knowing({ assessments, plans: { PL: plan }, deceased: true }))
      .refused('STATE_CONFLICT', ['deceased']);
  });

  it('happens once, and not ahead; of a service that was agreed and has not ended', () => {
    const started: EpisodeEvent = {
      type: 'ServiceStarted',
      payload: { episodeId: 'E', providerId: 'O', startedAt: NOW, emergency: false, decidedBy: 'M' },
    };
    spec
      .given(agreedIn('ENG'), ...parts, started)
      .when(start, all)
      .refused('STATE_CONFLICT', ['started']);
    ready.when({ ...start, startedAt: '2026-03-16T08:00:00.001Z' }, all).refused('FUTURE_DATE', ['startedAt']);
    spec.given().when(start, all).refused('NOT_FOUND');
    const ended: EpisodeEvent = {
      type: 'ServiceEnded',
      payload: { episodeId: 'E', providerId: 'O', endedAt: NOW, reason: 'completed' },
    };
    spec.given(agreedIn('ENG'), ended).when(start, all).refused('STATE_CONFLICT', ['ended']);
  });
});

describe('ending a service', () => {
  const NOW = '2026-03-16T08:00:00.000Z';
  const end = (endedAt: string) => ({ type: 'EndService', endedAt, reason: 'completed' }) as const;
  const started: EpisodeEvent = {
    type: 'ServiceStarted',
    payload: {
      episodeId: 'E',
      providerId: 'O',
      startedAt: '2026-03-10T08:00:00.000Z',
      emergency: false,
      decidedBy: 'M',
    },
  };
  const context = { now: NOW, facts: NO_FACTS };

  it('R15: not before it started, not ahead; one that never started not before it was agreed', () => {
    const running = spec.given(agreed, started);
    running.when(end('2026-03-10T07:59:59.999Z'), context).refused('TIMESCALE_INVALID', ['endedAt']);
    running.when(end('2026-03-16T08:00:00.001Z'), context).refused('FUTURE_DATE', ['endedAt']);
    running.when(end('2026-03-10T08:00:00.000Z'), context).then({ type: 'ServiceEnded' });
    spec.given(agreed).when(end('2026-03-02T08:59:59.999Z'), context).refused('TIMESCALE_INVALID', ['endedAt']);
    spec.given(agreed).when(end('2026-03-02T09:00:00.000Z'), context).then({ type: 'ServiceEnded' });
  });

  it('R38: nobody is put in charge of a service after the death', () => {
    spec
      .given(agreed, started)
      .when({ type: 'AssignTeam', keyworkerId: 'K' }, { now: NOW, facts: { ...NO_FACTS, deceased: true } })
      .refused('STATE_CONFLICT', ['deceased']);
  });

  it('R38: a service that the death ended is still recorded as ended', () => {
    spec
      .given(agreed, started)
      .when({ type: 'EndService', reason: 'deceased' }, { now: NOW, facts: { ...NO_FACTS, deceased: true } })
      .then({ type: 'ServiceEnded', payload: { endedAt: NOW, reason: 'deceased' } });
    spec
      .given(agreed, started)
      .when({ type: 'EndService', reason: 'deceased' }, context)
      .refused('REFERENCE_NOT_FOUND', ['reason']);
  });
});

describe('the file', () => {
  it('ENG-128: is prepared when its five parts are there, each once', () => {
    const part = (name: string): EpisodeEvent => ({ type: 'FilePartReady', payload: { part: name } });
    spec
      .given(agreed, part('a'), part('b'), part('c'))
      .when({ type: 'MarkFilePart', part: 'd' })
      .then({ type: 'FilePartReady', payload: { part: 'd' } });
    spec
      .given(agreed, part('a'), part('b'), part('c'), part('d'))
      .when({ type: 'MarkFilePart', part: 'e' })
      .then({ type: 'FilePartReady', payload: { part: 'e' } }, { type: 'ServiceUserFilePrepared' });
    spec.given(agreed, part('a')).when({ type: 'MarkFilePart', part: 'a' }).nothing();
  });
});

describe('agreeing a service', () => {
  it('CPA-85: says who provides it, on whose behalf, and of which kind', () => {
    const command = {
      type: 'AgreeService',
      personId: 'P',
      providerId: 'O',
      serviceType: 'homeCare',
      commissioner: 'private',
      setting: 'careAtHome',
      keyworkerId: 'K',
    } as const;
    const manager = {
      userId: 'M',
      user: 'u',
      role: 'SM',
      roles: ['SM'],
      serviceIds: [],
      qualifications: [],
      organisationId: 'O',
    };
    const organisation = { kind: 'provider', name: 'n', jurisdiction: 'SCO', councilOperated: true };
    const context = {
      facts: NO_FACTS,
      actor: manager,
      subjects: { O: { ...NO_FACTS, organisation }, 'pseudonym-K': NO_FACTS },
    };
    spec
      .given()
      .when(command, context)
      .then(
        {
          type: 'ServiceAgreementMade',
          payload: {
            providerId: 'O',
            serviceType: 'homeCare',
            commissioner: 'private',
            setting: 'careAtHome',
            councilOperated: true,
            jurisdiction: 'SCO',
          },
        },
        { type: 'CareTeamAssigned', payload: { keyworkerId: 'K' } },
      );
    const { commissioner: _, ...unsaid } = command;
    spec
      .given()
      .when(unsaid, context)
      .then(
        { type: 'ServiceAgreementMade', payload: { commissioner: 'council' } },
        { type: 'CareTeamAssigned', payload: { keyworkerId: 'K' } },
      );
    spec
      .given()
      .when(command, { ...context, actor: { ...manager, organisationId: 'other' } })
      .refused('NOT_FOUND');
    spec.given(agreed).when(command, context).nothing();
  });

  it('R15: not ahead, and not before the person was born', () => {
    const at = (agreedAt: string) => ({ type: 'AgreeService', personId: 'P', agreedAt }) as const;
    const actor = {
      userId: 'M',
      user: 'u',
      role: 'SM',
      roles: ['SM'],
      serviceIds: [],
      qualifications: [],
      organisationId: 'O',
    };
    const context = {
      now: '2026-03-29T12:00:00.000Z',
      facts: { ...NO_FACTS, bornOn: '1941-05-04' },
      actor,
      subjects: { O: NO_FACTS },
    };
    spec.given().when(at('1941-05-03'), context).refused('TIMESCALE_INVALID', ['agreedAt']);
    spec.given().when(at('1941-05-04'), context).then({ type: 'ServiceAgreementMade' });
    spec.given().when(at('2026-03-30'), context).refused('FUTURE_DATE', ['agreedAt']);
    spec
      .given()
      .when(at('2026-03-29'), context)
      .then({ type: 'ServiceAgreementMade', payload: { agreedAt: '2026-03-29T00:00:00.000Z' } });
    spec
      .given()
      .when(at('1850-01-01'), { ...context, facts: NO_FACTS })
      .refused('TIMESCALE_INVALID', ['agreedAt']);
  });

  it('ENG-150: a keyworker who is named is held to it in the agreement too; a handover waits for another', () => {
    const lapsed = { ...NO_FACTS, training: [{ course: 'planning', expiresOn: '2026-03-01' }] };
    const as = (role: string) => ({
      facts: NO_FACTS,
      actor: { userId: 'M', user: 'u', role, roles: [role], serviceIds: [], qualifications: [], organisationId: 'O' },
      subjects: { O: NO_FACTS, 'pseudonym-K': lapsed, 'pseudonym-K2': NO_FACTS },
    });
    const command = { type: 'AgreeService', personId: 'P', providerId: 'O' } as const;
    spec
      .given()
      .when({ ...command, keyworkerId: 'K' }, as('SM'))
      .refused('TRAINING_REQUIRED', ['K']);
    spec
      .given()
      .when({ ...command, keyworkerId: 'K' }, as('SY'))
      .then({ type: 'ServiceAgreementMade' });
    spec
      .given()
      .when({ ...command, keyworkerId: 'K2' }, as('SM'))
      .then({ type: 'ServiceAgreementMade' }, { type: 'CareTeamAssigned' });
  });

  it('R38: nothing is agreed after a death', () => {
    spec
      .given()
      .when({ type: 'AgreeService', personId: 'P', providerId: 'O' }, { facts: { ...NO_FACTS, deceased: true } })
      .refused('STATE_CONFLICT', ['deceased']);
  });

  it('names an organisation that is known, and a service that it has', () => {
    const services = [{ serviceId: 'S1', setting: 'careAtHome' }];
    const organisation = { kind: 'provider', name: 'n', jurisdiction: 'ENG', councilOperated: false, services };
    const context = {
      facts: NO_FACTS,
      actor: {
        userId: 'A',
        user: 'u',
        role: 'AS',
        roles: ['AS'],
        serviceIds: [],
        qualifications: [],
        organisationId: 'C',
      },
      subjects: { O: { ...NO_FACTS, organisation }, PR9: NO_FACTS },
    };
    const command = { type: 'AgreeService', personId: 'P', providerId: 'O' } as const;
    spec
      .given()
      .when({ ...command, providerId: 'PR9' }, context)
      .refused('REFERENCE_NOT_FOUND', ['providerId']);
    spec
      .given()
      .when({ ...command, serviceId: 'S9' }, context)
      .refused('REFERENCE_NOT_FOUND', ['serviceId']);
    for (const none of [
      { ...organisation, services: [] },
      { kind: 'provider', name: 'n', jurisdiction: 'ENG', councilOperated: false },
    ])
      spec
        .given()
        .when({ ...command, serviceId: 'S1' }, { ...context, subjects: { O: { ...NO_FACTS, organisation: none } } })
        .refused('REFERENCE_NOT_FOUND', ['serviceId']);
    spec
      .given()
      .when({ ...command, serviceId: 'S1' }, context)
      .then({ type: 'ServiceAgreementMade' });
  });

  it('ENG-038: a team has a keyworker, and what each member is there for', () => {
    const members = [{ userId: 'S1', purposes: ['produce', 'carryThrough'] }];
    spec.given(agreed).when({ type: 'AssignTeam', members }, knowing()).refused('KEYWORKER_REQUIRED', ['keyworkerId']);
    spec
      .given(agreed)
      .when({ type: 'AssignTeam', keyworkerId: 'K', members }, knowing())
      .then({ type: 'CareTeamAssigned', payload: { keyworkerId: 'K', members } });
  });
});

describe('whose an agreement is', () => {
  const by = (role: string, more: object = {}) => ({
    facts: NO_FACTS,
    actor: { userId: 'M', user: 'u', role, roles: [role], serviceIds: [], qualifications: [], ...more },
  });
  const command = { type: 'AgreeService', personId: 'P' } as const;
  const held = (services?: readonly { serviceId: string }[]) => ({
    subjects: {
      O: {
        ...NO_FACTS,
        organisation: {
          kind: 'provider',
          name: 'n',
          jurisdiction: 'SCO',
          councilOperated: false,
          services: services ?? [],
        },
      },
    },
  });
  const agree = (more: object, context: object) => spec.given().when({ ...command, ...more }, context);

  it('names its provider, or is that of the one who makes it', () => {
    agree({}, by('AS')).refused('MALFORMED', ['/providerId: is required']);
    agree({}, { ...by('SM', { organisationId: 'O' }), ...held() }).then({
      type: 'ServiceAgreementMade',
      payload: { providerId: 'O', serviceType: 'care', setting: 'careAtHome', jurisdiction: 'SCO' },
    });
    agree({ providerId: 'O', handoverId: 'H' }, { ...by('AS'), ...held() }).then({
      type: 'ServiceAgreementMade',
      payload: { providerId: 'O', handoverId: 'H' },
    });
    agree({ providerId: 'O' }, { ...by('SM', { organisationId: 'X' }), ...held() }).refused('NOT_FOUND');
  });

  it('names an organisation and a service that are known here', () => {
    const nobody = { subjects: { X: NO_FACTS } };
    agree({ providerId: 'X' }, { ...by('AS'), ...nobody }).refused('REFERENCE_NOT_FOUND', ['providerId']);
    agree({ providerId: 'X' }, { ...by('SY'), ...nobody }).then({ type: 'ServiceAgreementMade' });
    const two = held([{ serviceId: 'V1' }, { serviceId: 'V2' }]);
    const own = by('SM', { organisationId: 'O' });
    agree({ serviceId: 'V3' }, { ...own, ...two }).refused('REFERENCE_NOT_FOUND', ['serviceId']);
    agree({ serviceId: 'V2' }, { ...own, ...two }).then({ type: 'ServiceAgreementMade', payload: { serviceId: 'V2' } });
    agree({}, { ...own, ...two }).then({ type: 'ServiceAgreementMade' });
    agree({ serviceId: 'V3' }, { ...own, ...held() }).refused('REFERENCE_NOT_FOUND', ['serviceId']);
    agree({ serviceId: 'V3' }, { ...own, subjects: { O: NO_FACTS } }).then({ type: 'ServiceAgreementMade' });
  });

  it('R18: is held by the provider; what the council commissions it may move as well', () => {
    const opener = { id: 'E', role: 'SM', organisation: 'O' };
    const holder = (commissioner: string, capability: string) =>
      episode.holder(
        { ...spec.given(agreed).state, agreement: { ...agreed.payload, commissioner } },
        opener,
        capability,
      );
    const provider = { kind: 'organisation', organisationId: 'O' };
    expect(holder('council', 'planTransfer')).toEqual([provider, { kind: 'council' }]);
    expect(holder('private', 'planTransfer')).toEqual(provider);
    expect(holder('council', 'readEpisode')).toEqual(provider);
    expect(episode.holder(episode.initial, opener, 'planTransfer')).toEqual(provider);
  });
});

describe('an emergency', () => {
  it('ENG-096: says why, and why nobody assessed before', () => {
    const start = (more: object) =>
      spec
        .given(agreed)
        .when(
          { type: 'StartService', emergency: true, startedAt: '2026-03-02T09:00:00.000Z', ...more },
          { now: '2026-03-02T10:00:00.000Z', facts: NO_FACTS, subjects: { O: NO_FACTS } },
        );
    const required = (...names: readonly string[]) => names.map((name) => `/${name}: is required in an emergency`);
    start({}).refused('MALFORMED', required('emergencyReason', 'whyNoAssessment'));
    start({ emergencyReason: 'found on the floor' }).refused('MALFORMED', required('whyNoAssessment'));
    start({ whyNoAssessment: 'at night' }).refused('MALFORMED', required('emergencyReason'));
    start({ emergencyReason: 'found on the floor', whyNoAssessment: 'at night' }).then({ type: 'ServiceStarted' });
  });

  it('ENG-128: what arrives after the start changes nothing of it', () => {
    const started: EpisodeEvent = {
      type: 'ServiceStarted',
      payload: { episodeId: 'E', providerId: 'O', startedAt: '2026-03-02T09:00:00.000Z', emergency: true } as never,
    };
    const prepared: EpisodeEvent = { type: 'ServiceUserFilePrepared', payload: {} };
    const part: EpisodeEvent = { type: 'FilePartReady', payload: { part: 'a' } };
    const ended: EpisodeEvent = { type: 'ServiceEnded', payload: {} as never };
    expect(spec.given(agreed, part).state.state).toBe('filePreparing');
    expect(spec.given(agreed, prepared).state.state).toBe('ready');
    expect(spec.given(agreed, started, part, prepared).state.state).toBe('started');
    expect(spec.given(agreed, started, ended, prepared).state.state).toBe('ended');
  });
});
