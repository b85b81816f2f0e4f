import { SPEC_NOW, specify, specMeta } from '@carethread/event-sourcing/testing';
import { endpoint } from './decider.js';
import type { EndpointEvent } from './events.js';
import { firstKeyOf } from './register.js';
import { OVERLAP_MS } from './signing-keys.js';
import { inTheClear } from './state.js';

const spec = specify(endpoint);
const HOME = '00000000-0000-4000-8000-0000000000c1';
const URL = 'https://hooks.example/in?token=synthetic';
const by = (role: string, organisationId?: string) => ({
  actor: {
    ...{ userId: 'U', user: 'u', role, roles: [role], serviceIds: [], qualifications: [] },
    ...(organisationId && { organisationId }),
  },
});
const manager = by('SM', HOME);
const platform = by('SY');
const register = { type: 'RegisterEndpoint', kind: 'webhook', url: URL, present: 0, head: 41 } as const;
const registered: EndpointEvent = {
  type: 'EndpointRegistered',
  payload: {
    ...{ providerId: HOME, kind: 'webhook', url: URL, sharesSecret: false, types: [], after: 41 },
    keyId: firstKeyOf(specMeta.tenantId, HOME),
  },
};
const OF_HOME = { providerId: HOME };
const verified: EndpointEvent = { type: 'EndpointVerified', payload: OF_HOME };
const paused: EndpointEvent = { type: 'EndpointPaused', payload: OF_HOME };
const disabled: EndpointEvent = { type: 'EndpointDisabled', payload: { ...OF_HOME, reason: 'gone' } };
const removed: EndpointEvent = { type: 'EndpointRemoved', payload: OF_HOME };

describe('a provider’s endpoint (PLAT-13)', () => {
  it('is the caller’s own, waits for its verification, and is sent what comes after', () => {
    spec.given().when(register, manager).then(registered);
    spec.given().when(register, by('SM')).refused('NOT_FOUND');
    expect(spec.given(registered).state).toMatchObject({ state: 'unverified', after: 41, url: URL });
    spec.given(registered).when(register, manager).nothing();
  });

  it('a webhook needs a URL, a topic takes neither URL nor secret and is active at once', () => {
    const { url: _, ...topic } = { ...register, kind: 'kafka' } as const;
    spec
      .given()
      .when({ ...topic, kind: 'webhook' }, manager)
      .refused('MALFORMED');
    spec
      .given()
      .when({ ...topic, url: URL }, manager)
      .refused('MALFORMED');
    spec
      .given()
      .when({ ...topic, secret: true }, manager)
      .refused('MALFORMED');
    spec.given().when(topic, manager).then({ type: 'EndpointRegistered' }, { type: 'EndpointVerified' });
  });

  it('keeps in which form it is sent notices, why, and how often it is sent a sign of life', () => {
    const asked = { format: 'fhir', reason: 'synthetic', heartbeatSeconds: 120 } as const;
    const event: EndpointEvent = { type: 'EndpointRegistered', payload: { ...registered.payload, ...asked } };
    spec
      .given()
      .when({ ...register, ...asked }, manager)
      .then(event);
    const { state } = spec.given(event);
    expect(state).toMatchObject(asked);
    expect(inTheClear(state)).toMatchObject({ format: 'fhir', heartbeatSeconds: 120 });
    for (const member of ['url', 'reason']) expect(inTheClear(state)).not.toHaveProperty(member);
  });

  it('is sent nothing outside its verification before it is verified', () => {
    spec.given(registered).when({ type: 'PingEndpoint' }, manager).refused('STATE_CONFLICT', ['unverified']);
    spec.given(registered, verified).when({ type: 'PingEndpoint' }, manager).nothing();
    const topic: EndpointEvent = { type: 'EndpointRegistered', payload: { ...registered.payload, kind: 'kafka' } };
    spec.given(topic, verified).when({ type: 'PingEndpoint' }, manager).refused('STATE_CONFLICT', ['kafka']);
  });

  it('is one of five at most', () => {
    spec
      .given()
      .when({ ...register, present: 4 }, manager)
      .then(registered);
    spec
      .given()
      .when({ ...register, present: 5 }, manager)
      .refused('ENDPOINT_LIMIT');
  });

  it('is verified once, paused and resumed, and nothing of that before it is verified', () => {
    spec.given(registered).when({ type: 'VerifyEndpoint' }, manager).then(verified);
    spec.given(registered, verified).when({ type: 'VerifyEndpoint' }, manager).nothing();
    spec.given(registered).when({ type: 'PauseEndpoint' }, manager).refused('STATE_CONFLICT', ['unverified']);
    spec.given(registered).when({ type: 'ResumeEndpoint' }, manager).refused('STATE_CONFLICT', ['unverified']);
    spec.given(registered, verified).when({ type: 'PauseEndpoint' }, manager).then(paused);
    spec.given(registered, verified, paused).when({ type: 'PauseEndpoint' }, manager).nothing();
    spec
      .given(registered, verified, paused)
      .when({ type: 'ResumeEndpoint' }, manager)
      .then({ type: 'EndpointResumed' });
    spec.given(registered, verified).when({ type: 'ResumeEndpoint' }, manager).nothing();
  });

  it('is switched off by the platform alone and only while it is active; its provider resumes it', () => {
    const disable = { type: 'DisableEndpoint', reason: 'gone' } as const;
    spec.given(registered, verified).when(disable, platform).then(disabled);
    spec.given(registered, verified).when(disable, manager).refused('ROLE_NOT_PERMITTED');
    spec.given(registered, verified).when(disable, by('SY', HOME)).refused('ROLE_NOT_PERMITTED');
    spec.given(registered, verified, paused).when(disable, platform).nothing();
    const off = spec.given(registered, verified, disabled);
    expect(off.state).toMatchObject({ state: 'disabled', disabledBy: 'gone' });
    off.when({ type: 'PauseEndpoint' }, manager).refused('STATE_CONFLICT', ['disabled']);
    off.when({ type: 'ResumeEndpoint' }, manager).then({ type: 'EndpointResumed' });
    const back = spec.given(registered, verified, disabled, { type: 'EndpointResumed', payload: OF_HOME });
    expect(back.state).not.toHaveProperty('disabledBy');
  });

  it('its key is rotated when its provider likes', () => {
    spec
      .given(registered)
      .when({ type: 'RotateEndpointKey' }, manager)
      .then({ type: 'EndpointKeyRotated', payload: { keyId: 'new-key' } });
    const topic: EndpointEvent = { type: 'EndpointRegistered', payload: { ...registered.payload, kind: 'kafka' } };
    spec.given(topic, verified).when({ type: 'RotateEndpointKey' }, manager).refused('STATE_CONFLICT', ['kafka']);
  });

  it('its key is not rotated while ten keys sign: a receiver would refuse so long a header', () => {
    const rotated: EndpointEvent = { type: 'EndpointKeyRotated', payload: { ...OF_HOME, keyId: 'k' } };
    const often = Array.from({ length: 9 }, () => rotated);
    const rotate = { type: 'RotateEndpointKey' } as const;
    spec
      .given(registered, ...often)
      .when(rotate, manager)
      .refused('STATE_CONFLICT', ['keys']);
    spec
      .given(registered, ...often.slice(1))
      .when(rotate, manager)
      .then({ type: 'EndpointKeyRotated' });
    const later = new Date(Date.parse(SPEC_NOW) + OVERLAP_MS).toISOString();
    spec
      .given(registered, ...often)
      .when(rotate, { ...manager, now: later })
      .then({ type: 'EndpointKeyRotated' });
  });

  it('sends again what it names, while it is active', () => {
    const replay = { type: 'ReplayEndpoint', places: [{ from: 3, to: 9 }] } as const;
    spec
      .given(registered, verified)
      .when(replay, manager)
      .then({
        type: 'EndpointReplayed',
        payload: { replayId: 'new-replay', places: [{ from: 3, to: 9 }] },
      });
    spec.given(registered, verified, paused).when(replay, manager).refused('STATE_CONFLICT', ['paused']);
    for (const places of [[], [{ from: 9, to: 3 }], [{ from: 0, to: 3 }]])
      spec
        .given(registered, verified)
        .when({ ...replay, places }, manager)
        .refused('MALFORMED');
  });

  it('sends again ten times within an hour and no more', () => {
    const command = { type: 'ReplayEndpoint', places: [{ from: 3, to: 9 }] } as const;
    const replayed: EndpointEvent = {
      type: 'EndpointReplayed',
      payload: { ...OF_HOME, replayId: 'R', places: command.places },
    };
    const often = Array.from({ length: 10 }, () => replayed);
    spec
      .given(registered, verified, ...often.slice(1))
      .when(command, manager)
      .then({ type: 'EndpointReplayed' });
    const given = spec.given(registered, verified, ...often);
    given.when(command, manager).refused('TOO_MANY_REQUESTS');
    const later = new Date(Date.parse(specMeta.recordedAt) + 3_600_000).toISOString();
    given.when(command, { ...manager, now: later }).then({ type: 'EndpointReplayed' });
  });

  it('is gone once it is removed, and its URL with it', () => {
    spec.given(registered, verified).when({ type: 'RemoveEndpoint' }, manager).then(removed);
    const gone = spec.given(registered, verified, removed);
    expect(gone.state).not.toHaveProperty('url');
    for (const type of ['RemoveEndpoint', 'ResumeEndpoint', 'VerifyEndpoint'] as const)
      gone.when({ type }, manager).refused('NOT_FOUND');
    spec.given().when({ type: 'ResumeEndpoint' }, manager).refused('NOT_FOUND');
  });
});
