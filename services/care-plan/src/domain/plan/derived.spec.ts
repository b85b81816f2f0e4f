import { specify } from '@carethread/event-sourcing/testing';
import { NO_FACTS, type CarePlanFacts } from '../facts.js';
import { carePlan } from './decider.js';
import type { PlanEvent } from './events.js';
import { opened as openedPlan } from './testing/opened-plan.js';

const spec = specify(carePlan);
const SOURCE = 'C';
const open = (version: number) =>
  ({
    type: 'OpenPlan',
    planKind: 'provider',
    organisationId: 'O',
    derivedFrom: { id: SOURCE, version },
  }) as const;
/** The council's plan had three needs in its first version and has one in its second. */
const facts: CarePlanFacts = {
  ...NO_FACTS,
  plans: {
    [SOURCE]: {
      planKind: 'localAuthority',
      organisationId: 'CO',
      versionNo: 2,
      state: 'active',
      needs: [{ needId: 'n1' }],
      needsByVersion: { 1: ['n1', 'n2', 'n3'], 2: ['n1'] },
      sections: {},
    },
  },
};
const handedOver = {
  facts,
  subjects: { O: NO_FACTS },
  actor: { userId: 'M', user: 'u', role: 'SM', roles: ['SM'], serviceIds: [], qualifications: [], organisationId: 'O' },
};

describe('a plan that is derived from a council plan', () => {
  it('R16: answers the needs of the version that was handed over, and learns at once of a newer one', () => {
    spec
      .given()
      .when(open(1), handedOver)
      .then(
        { type: 'CarePlanOpened', payload: { councilNeeds: ['n1', 'n2', 'n3'] } },
        { type: 'SourcePlanSuperseded', payload: { source: { id: SOURCE, version: 1 }, supersededBy: 2 } },
      );
  });

  it('R16: of the newest version has no later one to learn of', () => {
    spec
      .given()
      .when(open(2), handedOver)
      .then({ type: 'CarePlanOpened', payload: { councilNeeds: ['n1'] } });
  });

  it('R16: comes from a plan that is known', () => {
    spec
      .given()
      .when(open(1), { ...handedOver, facts: NO_FACTS })
      .refused('REFERENCE_NOT_FOUND', ['derivedFrom']);
  });

  it('R16: learns of a version that is published afterwards; of its own, an earlier one or another plan’s it does not', () => {
    const opened: PlanEvent = {
      ...openedPlan,
      payload: { ...openedPlan.payload, councilNeeds: ['n1'], derivedFrom: { id: SOURCE, version: 2 } },
    };
    const note = { type: 'NoteSourceSuperseded', source: SOURCE, version: 3 } as const;
    const plan = spec.given(opened);
    plan.when(note, handedOver).then({
      type: 'SourcePlanSuperseded',
      payload: { source: { id: SOURCE, version: 2 }, supersededBy: 3 },
    });
    for (const other of [{ version: 2 }, { version: 1 }, { source: 'another' }])
      plan.when({ ...note, ...other }, handedOver).nothing();
    const closed: PlanEvent = {
      type: 'CarePlanClosed',
      payload: { planId: 'PL', organisationId: 'O', reason: 'serviceEnded', closedAt: '2026-03-01T09:00:00.000Z' },
    };
    spec.given(opened, closed).when(note, handedOver).nothing();
  });
});
