import { specMeta } from '@carethread/event-sourcing/testing';
import { recorded, specifyView } from '@carethread/runtime/testing';
import type { EndpointEvent } from '../domain/endpoint/events.js';
import { firstOfEach, isWanted } from '../delivery/provider-topic-relays.js';
import { providerTopics, wantedBy, type ProviderTopic } from './provider-topics.js';

const { tenantId } = specMeta;
const KEY = `${tenantId}/HOME`;

const event = (id: string, one: EndpointEvent, revision = 1) =>
  recorded<EndpointEvent>(one, { stream: `endpoint-${id}`, revision, personId: null });
const registered = (
  id: string,
  more: Partial<Extract<EndpointEvent, { readonly type: 'EndpointRegistered' }>['payload']> = {},
) =>
  event(id, {
    type: 'EndpointRegistered',
    payload: { providerId: 'HOME', kind: 'kafka', sharesSecret: false, types: [], after: 41, keyId: 'K', ...more },
  });
type Standing = 'EndpointVerified' | 'EndpointPaused' | 'EndpointResumed' | 'EndpointRemoved';
const became = (id: string, type: Standing) => event(id, { type, payload: { providerId: 'HOME' } }, 2);
const topic = (more: Partial<ProviderTopic>): ProviderTopic => ({
  tenantId,
  organisationId: 'HOME',
  since: 1,
  endpoints: [],
  ...more,
});

describe('the topics of providers', () => {
  it('PLAT-13: are those of organisations with an endpoint of that kind, from where it was registered', () => {
    const view = specifyView(providerTopics).given(registered('E'), became('E', 'EndpointVerified'));
    view.shows(KEY, topic({ endpoints: [{ id: 'E', isActive: true, types: [], after: 41 }] }));
  });

  it('PLAT-13: webhooks of the same organisation change nothing', () => {
    const webhook = registered('W', { kind: 'webhook' });
    specifyView(providerTopics).given(webhook, became('W', 'EndpointVerified')).showsNothing(KEY);
    const view = specifyView(providerTopics).given(registered('E'), webhook, became('W', 'EndpointRemoved'));
    view.shows(KEY, topic({ endpoints: [{ id: 'E', isActive: false, types: [], after: 41 }] }));
  });

  it('PLAT-13: nothing is wanted while all are paused, and a topic ends with its last endpoint', () => {
    const paused = [registered('E'), became('E', 'EndpointVerified'), became('E', 'EndpointPaused')];
    const endpoints = [{ id: 'E', isActive: false, types: [], after: 41 }];
    specifyView(providerTopics)
      .given(...paused)
      .shows(KEY, topic({ endpoints }));
    expect(wantedBy(topic({ endpoints }))).toBeUndefined();
    const resumed = [...paused, became('E', 'EndpointResumed')];
    specifyView(providerTopics)
      .given(...resumed)
      .shows(KEY, topic({ endpoints: [{ id: 'E', isActive: true, types: [], after: 41 }] }));
    specifyView(providerTopics)
      .given(...resumed, became('E', 'EndpointRemoved'))
      .showsNothing(KEY);
  });

  it('PLAT-13: what several ask for is sent once, from the first one’s place on', () => {
    const one = { id: 'A', isActive: true, after: 7, types: ['care-plan.plan-changed.v1'] };
    const other = { id: 'B', isActive: true, after: 9, types: ['care-plan.subscription-ended.v1'] };
    expect(wantedBy(topic({ endpoints: [one, other] }))).toEqual({ after: 7, types: [...one.types, ...other.types] });
    expect(wantedBy(topic({ endpoints: [one, { ...other, types: [] }] }))).toEqual({ after: 7, types: [] });
    expect(wantedBy(topic({ endpoints: [{ ...one, isActive: false }, other] }))).toEqual({
      after: 9,
      types: other.types,
    });
    expect([isWanted({ kind: 'changed' }, one.types), isWanted({ kind: 'ended' }, one.types)]).toEqual([true, false]);
    expect(isWanted({ kind: 'started' }, [])).toBe(true);
  });

  it('PLAT-13: a topic that two tenants would fill is the first one’s', () => {
    const [first, second] = [topic({ tenantId: 'T1', since: 3 }), topic({ tenantId: 'T2', since: 2 })];
    const other = topic({ organisationId: 'TRUST', since: 9 });
    expect(firstOfEach([first, second, other])).toEqual([second, other]);
  });
});
