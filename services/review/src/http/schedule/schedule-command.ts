import { commandOf, type CommandRoute, type Fits, type Route } from '@carethread/http-api';
import type { ScheduleCommand } from '../../domain/schedule/commands.js';
import { schedule } from '../../domain/schedule/decider.js';

export const PLAN = '/review/plans/:id';

/** Something that people report of a plan or want for it: `POST /review/plans/:id/<path>`, read among what is due. */
export function scheduleCommand<Type extends ScheduleCommand['type'], Body extends object>(
  type: Type,
  {
    path,
    body,
    ...route
  }: Pick<CommandRoute, 'summary' | 'capability'> & {
    readonly path: string;
    readonly body: (new () => Body) & Fits<Body, ScheduleCommand, Type>;
  },
): Route {
  const where = { method: 'POST', path: `${PLAN}/${path}`, readAt: `${PLAN}/obligations`, answers: 201 } as const;
  return commandOf(schedule, type)({ ...route, ...where, body });
}
