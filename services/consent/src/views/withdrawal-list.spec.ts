import { specMeta } from '@carethread/event-sourcing/testing';
import { published, recorded, specifyView } from '@carethread/runtime/testing';
import type { CareConsentEvent, Given } from '../domain/care-consent/events.js';
import { withdrawalList } from './withdrawal-list.js';
import type { Scope } from '@carethread/withholding';

const { personId } = specMeta;
const day = (nth: number): string => `2026-03-0${nth}T09:00:00.000Z`;
let revision = 0;
const event = (one: CareConsentEvent, nth: number) =>
  recorded<CareConsentEvent>(one, { stream: 'careConsent-PL', revision: ++revision, recordedAt: day(nth) });
const given = (nth: number, more: Partial<Given> = {}) =>
  event(
    {
      type: 'CareConsentGiven',
      payload: {
        ...{ planId: 'PL', versionNo: nth, signOffId: 'S', effectiveFrom: day(nth), publishedAt: day(nth) },
        ...{ actionIds: ['a1', 'a2'], ...more },
      },
    },
    nth,
  );
const withdrawn = (nth: number, scope: Scope) =>
  event(
    {
      type: 'CareConsentWithdrawn',
      payload: {
        ...{ planId: 'PL', scope, by: { kind: 'person', id: 'U', name: 'Synthetic Person' }, mode: 'signed' },
        ...{ withdrawnAt: day(nth), reasons: 'in my own words' },
      },
    },
    nth,
  );
const restored = (nth: number, scope: Scope) =>
  event({ type: 'CareConsentRestored', payload: { planId: 'PL', scope, signOffId: 'S2', restoredAt: day(nth) } }, nth);
const plan = published('care-plan.care-plan-opened.v1', {
  ...{ planId: 'PL', planKind: 'provider', organisationId: 'HOME', jurisdiction: 'ENG', rulePacks: [] },
});
const entries = (...acts: readonly (() => ReturnType<typeof event>)[]) => {
  revision = 0;
  return specifyView(withdrawalList)
    .given(plan, ...acts.map((act) => act()))
    .entries(personId ?? '');
};

describe('withdrawals of consent to care', () => {
  it('R6: stand with the holder of the plan since the first that holds, until the person agrees again', () => {
    expect(entries(() => given(1))).toEqual([]);
    const [one] = entries(
      () => given(1),
      () => withdrawn(2, ['a1']),
      () => withdrawn(3, 'whole'),
    );
    expect(one).toMatchObject({
      order: `${day(2)} PL`,
      filters: { state: 'withdrawn' },
      body: { id: 'PL', since: day(2) },
    });
    expect(one?.scopes).toContainEqual({ of: 'organisation', id: 'HOME' });
    expect(JSON.stringify(one)).not.toMatch(/own words|Synthetic/);
    const part = entries(
      () => given(1),
      () => withdrawn(2, ['a1']),
      () => withdrawn(3, 'whole'),
      () => restored(4, ['a1']),
    );
    expect(part).toMatchObject([{ order: `${day(3)} PL`, filters: { state: 'partlyWithdrawn' } }]);
    expect(
      entries(
        () => given(1),
        () => withdrawn(2, ['a1']),
        () => given(3),
      ),
    ).toEqual([]);
  });

  it('R10: are found by how they will stand once a version begins that the person signed', () => {
    const later = entries(
      () => given(1),
      () => withdrawn(2, 'whole'),
      () => given(3, { effectiveFrom: day(9), actionIds: ['a1', 'a2'] }),
    );
    expect(later).toMatchObject([{ filters: { state: 'withdrawn' }, later: { state: ['given'] } }]);
  });
});
