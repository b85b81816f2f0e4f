import { specify } from '@carethread/event-sourcing/testing';
import type { JsonObject } from '@carethread/ledger';
import type { EpisodeState } from '../episode/state.js';
import { NO_FACTS } from '../facts.js';
import { carePlan } from './decider.js';
import type { PlanEvent } from './events.js';
import { opened as openedPlan } from './testing/opened-plan.js';

const PERSON = '00000000-0000-4000-8000-000000000004';
const STARTED = '2026-03-01T20:00:00.000Z';
const opened = (more: object = { episodeId: 'E' }): PlanEvent => ({
  ...openedPlan,
  payload: { ...openedPlan.payload, ...more },
});
const content: JsonObject = {
  needs: [{ needId: 'n1', text: 'help at night' }],
  actions: [{ actionId: 'a1', what: 'a visit at ten' }],
};
const publish = (more: object = {}) =>
  ({ type: 'PublishProvisional', consentBasis: 'verbal', content, ...more }) as const;
const served = (more: object = {}, agreement: object = {}) => ({
  now: '2026-03-02T22:00:00.000Z',
  facts: NO_FACTS,
  streams: {
    'serviceEpisode-E': {
      state: 'started',
      agreement: { personId: PERSON, providerId: 'O', agreedAt: STARTED, ...agreement },
      started: { startedAt: STARTED, emergency: true },
      ...more,
    } as unknown as EpisodeState,
  },
});
const plan = specify(carePlan).given(opened());

describe('R14: the provisional plan of an emergency start', () => {
  it('ENG-007: is published, without an assessment, while the service of its episode runs that started in an emergency', () => {
    expect(served().facts.assessments).toEqual([]);
    plan.when(publish({ serviceStartedAt: '2026-03-01T20:00Z' }), served()).then({
      type: 'ProvisionalPlanPublished',
      payload: { versionNo: 1, consentPending: true, consentBasis: 'verbal', content, serviceStartedAt: STARTED },
    });
  });

  it.each<[string, ReturnType<typeof served>]>([
    ['an agreement and no start', served({ state: 'agreed', started: undefined })],
    ['an ordinary start', served({ started: { startedAt: STARTED, emergency: false } })],
    ['a service that has ended', served({ state: 'ended' })],
    ['the episode of another person', served({}, { personId: 'another' })],
    ['the episode of another provider', served({}, { providerId: 'PR2' })],
  ])('not on %s', (_, context) => {
    plan.when(publish(), context).refused('STATE_CONFLICT', ['notEmergency']);
    plan.when({ type: 'PublishProvisional', content: {} }, context).refused('STATE_CONFLICT', ['notEmergency']);
  });

  it('not without an episode', () => {
    specify(carePlan).given(opened({})).when(publish(), served()).refused('STATE_CONFLICT', ['notEmergency']);
  });

  it('ENG-028: holds a need and an action, and says on which consent it rests', () => {
    plan.when(publish({ content: {} }), served()).refused('NEEDS_EMPTY', ['needs']);
    plan.when(publish({ content: { needs: content['needs'] } }), served()).refused('SECTION_MISSING', ['actions']);
    plan.when({ type: 'PublishProvisional', content }, served()).refused('CONSENT_REQUIRED', ['consentBasis']);
    plan
      .when(publish({ content: { ...content, routines: [{ start: '09:00', end: '08:00' }] } }), served())
      .refused('MALFORMED');
  });

  it('says when the service started as the episode does, or not at all', () => {
    plan
      .when(publish({ serviceStartedAt: '2026-03-01T20:00:00.001Z' }), served())
      .refused('TIMESCALE_INVALID', ['serviceStartedAt']);
  });

  it('is the first version, once', () => {
    const first: PlanEvent = {
      type: 'ProvisionalPlanPublished',
      payload: {
        planId: 'PL',
        planKind: 'provider',
        organisationId: 'O',
        versionNo: 1,
        proposalNo: 0,
        content,
        salts: {},
        contentHash: 'a'.repeat(64),
        effectiveFrom: STARTED,
        consentBasis: 'verbal',
        consentPending: true,
        changeSummary: 'provisional plan',
        cause: { kind: 'emergency' },
      },
    };
    specify(carePlan).given(opened(), first).when(publish(), served()).refused('STATE_CONFLICT', ['provisional']);
  });
});
