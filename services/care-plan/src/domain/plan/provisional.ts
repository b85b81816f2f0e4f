import { refuse } from '@carethread/contracts';
import { toInstant } from '@carethread/calendar';
import type { Context, Decided, Needs } from '@carethread/event-sourcing';
import { contentHash, type Instant, present } from '@carethread/ledger';
import { episode } from '../episode/decider.js';
import { type EpisodeState } from '../episode/state.js';
import type { CarePlanFacts } from '../facts.js';
import { entriesMustSaySomething, mustBeSound } from './completeness.js';
import { items, type PlanContent } from './content.js';
import type { Opened } from './payloads.js';
import type { PlanEvent } from './events.js';
import type { PlanState } from './state.js';

export type PublishProvisional = {
  readonly type: 'PublishProvisional';
  readonly consentBasis?: string;
  readonly content?: PlanContent;
  readonly serviceStartedAt?: string;
};

/** The episode that the plan belongs to: whether it started in an emergency decides. */
export function emergencyOf({ opened }: PlanState): Needs {
  return opened?.episodeId === undefined ? {} : { streams: [{ category: episode.category, id: opened.episodeId }] };
}

/** R14: the plan of an emergency start, until one is developed with the person: it holds at least a need and what is done about it. */
export function publishProvisional(
  command: PublishProvisional,
  state: PlanState,
  opened: Opened,
  context: Context<CarePlanFacts>,
): readonly Decided<PlanEvent>[] {
  if (state.versions.length > 0) refuse('STATE_CONFLICT', [state.state]);
  const startedAt = emergencyStart(opened, context);
  if (command.consentBasis === undefined) return refuse('CONSENT_REQUIRED', ['consentBasis']);
  const said = command.serviceStartedAt === undefined ? undefined : toInstant(command.serviceStartedAt);
  if (said !== undefined && said !== startedAt) refuse('TIMESCALE_INVALID', ['serviceStartedAt']);
  const content = command.content ?? state.draft;
  mustBeSound(content);
  if (items(content, 'needs').length === 0) refuse('NEEDS_EMPTY', ['needs']);
  if (items(content, 'actions').length === 0) refuse('SECTION_MISSING', ['actions']);
  entriesMustSaySomething(content);
  const salts = Object.fromEntries(Object.keys(content).map((name) => [name, context.salt()]));
  return [
    {
      type: 'ProvisionalPlanPublished',
      payload: present({
        planId: context.id,
        planKind: opened.planKind,
        organisationId: opened.organisationId,
        versionNo: 1,
        proposalNo: 0,
        content,
        salts,
        contentHash: contentHash(content, salts),
        effectiveFrom: context.now,
        consentBasis: command.consentBasis,
        consentPending: true,
        changeSummary: 'provisional plan',
        cause: { kind: 'emergency' },
        serviceStartedAt: said,
      }),
    },
  ];
}

/** When the service of this plan started, in an emergency and not over yet. */
function emergencyStart(opened: Opened, context: Context<CarePlanFacts>): Instant {
  const { state, agreement, started }: EpisodeState =
    opened.episodeId === undefined ? episode.initial : context.stream(episode, opened.episodeId);
  const itsOwn = agreement?.personId === context.personId && agreement?.providerId === opened.organisationId;
  return state === 'started' && started?.emergency === true && itsOwn
    ? started.startedAt
    : refuse('STATE_CONFLICT', ['notEmergency']);
}
