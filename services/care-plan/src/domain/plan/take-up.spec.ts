import { specify, type Past } from '@carethread/event-sourcing/testing';
import type { EventMeta } from '@carethread/event-sourcing';
import { carePlan } from './decider.js';
import type { Opened } from './payloads.js';
import type { PlanEvent } from './events.js';
import { isRequested, mayBeTakenUp } from './take-up.js';

const spec = specify(carePlan);
const payload: Opened = {
  planId: 'PL',
  planKind: 'provider',
  organisationId: 'O',
  profile: { code: 'SCO', version: 1 },
  laws: [],
  rulePacks: [],
  councilNeeds: [],
  episodeId: 'E',
};
const opened = (actor: EventMeta['actor'], more: Partial<Opened> = {}) =>
  ({ type: 'CarePlanOpened', payload: { ...payload, ...more }, meta: { actor } }) as const;
const byPlatform = opened({ user: 'u', role: 'SY' });
const by = (role: string, organisationId = 'O') => ({
  id: 'PL',
  actor: { userId: 'K', user: 'u', role, roles: [role], organisationId, serviceIds: [], qualifications: [] },
});
const open = { type: 'OpenPlan', planKind: 'provider' } as const;
const drafted: PlanEvent = { type: 'DraftSaved', payload: { draftRevision: 1, sections: [], content: {} } };

describe('a plan that the platform opened, because its service started without one', () => {
  it('D2: is taken up by the first who opens a plan', () => {
    spec
      .given(byPlatform)
      .when(open, by('KW'))
      .then({ type: 'PlanTakenUp', payload: { planId: 'PL' } });
    const taken: PlanEvent = { type: 'PlanTakenUp', payload: { planId: 'PL' } };
    const after = spec.given(byPlatform, taken);
    after.when(open, by('KW')).nothing();
    expect(mayBeTakenUp(after.state)).toBe(false);
  });

  it('D2: is no stranger’s, and nobody’s who may not open one', () => {
    spec.given(byPlatform).when(open, by('KW', 'X')).refused('NOT_FOUND');
    spec.given(byPlatform).when(open, by('CS')).refused('ROLE_NOT_PERMITTED');
    spec
      .given(byPlatform)
      .when({ ...open, organisationId: 'O' }, by('SY'))
      .nothing();
  });

  it.each<[string, readonly Past<PlanEvent>[]]>([
    ['that somebody has begun to write', [byPlatform, drafted]],
    ['that a person opened', [opened({ user: 'u', role: 'KW', organisation: 'O' })]],
    ['that a provider’s machine opened', [opened({ user: 'u', role: 'SY', organisation: 'O' })]],
    [
      'that was derived from the council’s',
      [opened({ user: 'u', role: 'SY' }, { derivedFrom: { id: 'C', version: 1 } })],
    ],
  ])('D2: a plan %s waits for nobody', (_, events) => {
    const given = spec.given(...events);
    expect(mayBeTakenUp(given.state)).toBe(false);
    given.when(open, by('KW')).nothing();
  });

  it('D2: is what is asked for only where it has all that is asked', () => {
    const { state } = spec.given(byPlatform);
    expect(isRequested({}, state)).toBe(true);
    expect(isRequested({ episodeId: 'E' }, state)).toBe(true);
    expect(isRequested({ episodeId: 'F' }, state)).toBe(false);
    expect(isRequested({ profile: 'ENG' }, state)).toBe(false);
    expect(isRequested({ derivedFrom: { id: 'C', version: 1 } }, state)).toBe(false);
  });
});
