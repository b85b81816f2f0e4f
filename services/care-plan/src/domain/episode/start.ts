import { startOfDay, addDays, localDate } from '@carethread/calendar';
import { fault, malformed, profileAt, refuse } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import { type Instant, present } from '@carethread/ledger';
import { happenedAt } from '../bounds.js';
import { notAfterDeath } from '../death.js';
import type { CarePlanFacts } from '../facts.js';
import { type StartService } from './commands.js';
import { openAgreement, type EpisodeState } from './state.js';
import type { Agreement, EpisodeEvent } from './events.js';
import { FILE_PARTS } from './file-parts.js';

/** R15: only an emergency starts before it was agreed, and then it is agreed within four weeks. */
function earliestStart({ agreedAt }: Agreement, emergency: boolean): Instant {
  return emergency ? startOfDay(addDays(localDate(agreedAt), -28)) : agreedAt;
}

/** The profile's gates in their order: assessment, plan, file; an emergency passes them with its reasons (ENG-001, ENG-096, ENG-128). */
export function start(
  command: StartService,
  state: EpisodeState,
  context: Context<CarePlanFacts>,
): readonly EpisodeEvent[] {
  const agreement = openAgreement(state);
  notAfterDeath(context.facts);
  const { emergency = false, emergencyReason, whyNoAssessment } = command;
  const startedAt = happenedAt(command.startedAt ?? context.now, 'startedAt', context);
  if (startedAt < earliestStart(agreement, emergency)) refuse('TIMESCALE_INVALID', ['startedAt']);
  if (state.state === 'started') refuse('STATE_CONFLICT', ['started']);
  if (emergency) {
    const missing = Object.entries({ emergencyReason, whyNoAssessment })
      .filter(([, value]) => value === undefined)
      .map(([name]) => fault(`/${name}`, 'required', 'is required in an emergency'));
    if (missing.length > 0) malformed(...missing);
  } else {
    const gates = profileAt(agreement.jurisdiction, localDate(context.now))?.gates;
    if (gates?.assessmentBeforeStart === true && context.facts.assessments.length === 0) refuse('ASSESSMENT_REQUIRED');
    // R14: the provisional plan of an emergency opens no gate of an ordinary start.
    const published = Object.values(context.facts.plans).some(
      (plan) =>
        plan.organisationId === agreement.providerId &&
        plan.planKind !== 'localAuthority' &&
        plan.versionNo > 0 &&
        plan.state !== 'provisional' &&
        plan.state !== 'closed',
    );
    if (gates?.planBeforeStart === true && !published) refuse('PLAN_REQUIRED');
    const parts = FILE_PARTS.filter((part) => !state.parts.includes(part));
    if (gates?.fileBeforeStart === true && parts.length > 0) refuse('FILE_NOT_READY', parts);
  }
  return [
    {
      type: 'ServiceStarted',
      payload: present({
        episodeId: context.id,
        providerId: agreement.providerId,
        startedAt,
        emergency,
        decidedBy: command.decidedBy ?? context.actor.userId,
        emergencyReason,
        whyNoAssessment,
      }),
    },
  ];
}
