import { refuse } from '@carethread/contracts';
import type { Context, Decided } from '@carethread/event-sourcing';
import { jurisdictionOf } from '../profile-in-force.js';
import type { ScheduleEvent } from './events.js';
import type { Scheduled } from './rules.js';
import type { ScheduleState } from './state.js';

/** A plan's schedule at the moment of a decision, under the profile that holds then. */
export type PlanSchedule = Scheduled & {
  readonly planId: string;
  readonly organisationId: string;
  readonly state: ScheduleState;
  readonly context: Context;
};
export type Decisions = readonly Decided<ScheduleEvent>[];

/** A rule about a plan whose schedule is open. */
export function onPlan<Command>(rule: (command: Command, plan: PlanSchedule) => Decisions) {
  return (command: Command, state: ScheduleState, context: Context): Decisions => {
    const opened = state.opened ?? refuse('NOT_FOUND');
    const jurisdiction = jurisdictionOf({ ...opened, following: state.following }, context.now);
    return rule(command, { ...opened, jurisdiction, state, context });
  };
}
