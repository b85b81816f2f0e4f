import { uuidV5 } from '@carethread/ledger';
import { raiseTask } from '@carethread/service-kit';
import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import { day, started, type Life } from '../domain/plan/testing/life.js';
import { versionPublished } from '../domain/plan/testing/sample-events.js';
import { offerReplacementWhenHeavilyAmended } from './offer-replacement-when-heavily-amended.js';

const PLAN = '00000000-0000-4000-8000-00000000000a';
const amended = (times: number): Life => {
  const life = started();
  for (let time = 1; time <= times; time++) life.after(1).amends({ whatMatters: `my garden, ${time}` });
  return life;
};
const hearing = (life: Life) =>
  specifyPolicy(offerReplacementWhenHeavilyAmended, { states: { [`carePlan-${PLAN}`]: life.state } }).hears(
    recorded(versionPublished({ planId: PLAN }), { recordedAt: day(life.now) }),
  );

describe('a plan that is amended again', () => {
  it('ENG-142: is offered to be replaced once it is heavily amended', async () => {
    await hearing(amended(10)).sends(
      raiseTask(uuidV5(PLAN, 'replacePlan', 1), {
        kind: 'replacePlan',
        forRole: 'KW',
        organisationId: 'O',
        subject: { kind: 'plan', id: PLAN },
        ref: { planId: PLAN, amendments: 10 },
      }),
    );
  });

  it('ENG-142: is not while it is amended little', async () => {
    await hearing(amended(9)).sendsNothing();
  });
});
