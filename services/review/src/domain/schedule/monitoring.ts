import { fault, malformed, refuse } from '@carethread/contracts';
import { isThePerson, mustBeNoOther } from '../party.js';
import type { CommandOf } from './commands.js';
import { created, met } from './cycles.js';
import type { Decisions, PlanSchedule } from './plan-schedule.js';
import { obligationFor } from './rules.js';

export function recordMonthlyCheck(command: CommandOf<'RecordMonthlyCheck'>, plan: PlanSchedule): Decisions {
  const { context } = plan;
  const { participants = [], personsView = '', findings = '', raisesReview = false } = command;
  // ENG-108: a check is held with the person of this record, or their view is obtained in another way (R34).
  if (personsView === '' && !participants.some((party) => isThePerson(party, context)))
    refuse('PERSON_NOT_REPRESENTED', ['participants']);
  participants.forEach((party, index) => mustBeNoOther(party, `participants.${index}`, context));
  if (personsView === '' && findings === '')
    malformed(fault('/findings', 'empty', 'say what the check found, or what the person said'));
  const requested = raisesReview ? obligationFor('requestedReview', context.now, plan) : undefined;
  return [
    { type: 'MonthlyCheckRecorded', payload: { participants, personsView, findings, raisesReview } },
    ...met(['monthlyCheck'], context.now, context.newId('check'), plan),
    ...created(requested, plan, context.newId('raised')),
  ];
}

export function noteMonitoring({ type: _, ...noted }: CommandOf<'NoteMonitoring'>): Decisions {
  const { needs = '', wishes = '', preferences = '', ...more } = noted;
  if ([needs, wishes, preferences, ...Object.values(more)].every((text) => text === ''))
    malformed(fault('', 'empty', 'note how the plan works'));
  return [{ type: 'MonitoringNoted', payload: { needs, wishes, preferences, ...more } }];
}
