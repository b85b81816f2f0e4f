import { addMonths, localDate, toDate } from '@carethread/calendar';
import { fault, malformed, refuse } from '@carethread/contracts';
import { mustBeNoOther } from '../party.js';
import type { CommandOf } from './commands.js';
import { created } from './cycles.js';
import type { Decisions, PlanSchedule } from './plan-schedule.js';
import { obligationFor } from './rules.js';

/** SCOT-071: a request is met by an earlier review; the platform makes one request at a time for one reason. */
export function requestReview(command: CommandOf<'RequestReview'>, plan: PlanSchedule): Decisions {
  const { state, context } = plan;
  const { actor, now } = context;
  const { reason, requestedBy = { id: actor.userId, role: actor.role }, capacityOfRequester = actor.role } = command;
  if (reason === undefined) return refuse('REASON_REQUIRED', ['reason']);
  mustBeNoOther(requestedBy, 'requestedBy', context);
  const pending =
    state.obligations.some(({ kind, status }) => kind === 'requestedReview' && status === 'open') &&
    state.requests.some((one) => one.reason === reason);
  if (actor.role === 'SY' && pending) return [];
  return [
    { type: 'ReviewRequested', payload: { requestedBy, capacityOfRequester, reason } },
    ...created(obligationFor('requestedReview', now, plan), plan, context.newId('request')),
  ];
}

/** SCOT-072: a significant change that somebody noticed is reviewed; one to the person's safety within a day. */
export function reportChange(command: CommandOf<'ReportChange'>, plan: PlanSchedule): Decisions {
  const { context } = plan;
  const today = localDate(context.now);
  const { domain, description } = command;
  if (description === undefined) return malformed(fault('/description', 'required', 'is required'));
  const noticedOn = toDate(command.noticedOn ?? today);
  if (noticedOn > today) refuse('FUTURE_DATE', ['noticedOn']);
  if (noticedOn < addMonths(today, -12)) refuse('TIMESCALE_INVALID', ['noticedOn']);
  const kind = domain === 'safety' ? 'safetyChangeReview' : 'significantChangeReview';
  return [
    { type: 'SignificantChangeReported', payload: { domain, description, noticedOn, by: context.actor.userId } },
    ...created(obligationFor(kind, context.now, plan), plan, context.newId('change')),
  ];
}
