import { send } from '@carethread/runtime';
import { published, specifyPolicy } from '@carethread/runtime/testing';
import { schedule } from '../domain/schedule/decider.js';
import { noteRiskOnScheduleWhenAssessed } from './note-risk-on-schedule-when-assessed.js';
import { councilPlan, knowing, MESSAGE, NOW, plan } from './testing/knowing.js';

const assessed = (conclusion: string, reviewOn?: string) =>
  published('risk.risk-assessed.v1', {
    ...{ riskId: 'K', version: 1, contentHash: 'a'.repeat(64), actionIds: [], conclusion },
    ...(reviewOn === undefined ? {} : { reviewOn }),
  });
const noted = { type: 'NoteRiskAssessed', riskId: 'K', at: NOW, name: MESSAGE } as const;
const risk = { planId: 'PL', taken: true, takenAt: NOW, open: true };

it('SCOT-094: a risk is noted under its plan, with its review date and whether the person takes it', async () => {
  await specifyPolicy(noteRiskOnScheduleWhenAssessed, knowing({ risks: { K: risk } }))
    .hears(assessed('acceptWithControls', '2026-05-01'))
    .sends(send(schedule, 'PL', { ...noted, taken: true, reviewOn: '2026-05-01' }));
  await specifyPolicy(noteRiskOnScheduleWhenAssessed, knowing({ risks: { K: risk } }))
    .hears(assessed('avoid'))
    .sends(send(schedule, 'PL', { ...noted, taken: false }));
});

it('SCOT-094: one of no plan is noted under each open plan of care, and under no council’s', async () => {
  const plans = { A: plan, B: plan, closed: { ...plan, closed: true }, council: councilPlan };
  await specifyPolicy(noteRiskOnScheduleWhenAssessed, knowing({ plans }))
    .hears(assessed('accept'))
    .sends(...['A', 'B'].map((id) => send(schedule, id, { ...noted, taken: true })));
  await specifyPolicy(noteRiskOnScheduleWhenAssessed, knowing({ plans: {} }))
    .hears(assessed('accept'))
    .sendsNothing();
});
