import { holdingsOf } from '@carethread/contracts';
import { emit, pick, publishes, type Contract } from '@carethread/runtime';
import type { BreakGlassEvent } from '../domain/break-glass/events.js';
import type { CopiesEvent } from '../domain/copies/events.js';
import type { DailyRecordEvent } from '../domain/daily-record/events.js';
import type { EpisodeEvent } from '../domain/episode/events.js';
import { itemId, items, type PlanContent } from '../domain/plan/content.js';
import type { Opened, PlanEvent } from '../domain/plan/events.js';
import { placesIn } from '../domain/plan/places.js';

type Told = PlanEvent | EpisodeEvent | CopiesEvent | DailyRecordEvent | BreakGlassEvent;

/** What care-plan tells the others: ids, version and notice numbers, instants and salted hashes in the clear; the rest sealed. */
export const publish = publishes<Told>()({
  CarePlanOpened: ({ payload, meta }) =>
    emit('care-plan.care-plan-opened.v1', pick(payload, 'planId'), {
      ...pick(payload, 'planKind', 'organisationId', 'rulePacks', 'derivedFrom', 'episodeId'),
      jurisdiction: opened(payload).profile?.code ?? meta.jurisdiction,
    }),
  DraftSaved: ({ payload: { content }, meta }) =>
    content['actions'] === undefined
      ? undefined
      : emit('care-plan.plan-drafted.v1', { planId: idOf(meta.stream) }, { actionIds: actionIdsOf(content) }),
  PlanVersionProposed: ({ payload }) =>
    emit('care-plan.plan-version-proposed.v1', pick(payload, 'planId', 'proposalNo', 'contentHash'), {
      ...pick(payload, 'planKind', 'organisationId', 'rulePacks', 'jurisdiction', 'riskRefs', 'effectiveFrom', 'cause'),
      actionIds: actionIdsOf(payload.content),
      places: placesIn(payload.content, payload.changes),
    }),
  RenditionAdded: ({ payload }) =>
    emit(
      'care-plan.rendition-added.v1',
      pick(payload, 'planId', 'proposalNo', 'versionNo', 'issueNo'),
      pick(payload, 'format', 'lang'),
    ),
  PublicationRefused: ({ payload }) =>
    emit('care-plan.publication-refused.v1', pick(payload, 'planId', 'proposalNo'), pick(payload, 'code')),
  ProvisionalPlanPublished: ({ payload }) =>
    emit(
      'care-plan.provisional-plan-published.v1',
      pick(payload, 'planId', 'versionNo', 'contentHash', 'effectiveFrom'),
      {
        ...pick(payload, 'planKind', 'organisationId', 'consentBasis'),
        holdings: holdingsOf(payload.content),
        actionIds: actionIdsOf(payload.content),
      },
    ),
  PlanVersionPublished: ({ payload }) =>
    emit(
      'care-plan.plan-version-published.v1',
      pick(payload, 'planId', 'versionNo', 'proposalNo', 'contentHash', 'effectiveFrom', 'supersedesVersionNo'),
      {
        ...pick(
          payload,
          'planKind',
          'organisationId',
          'signOffId',
          'cause',
          'outcomeIds',
          'achievedIds',
          'needIds',
          'actionIds',
          'holdings',
          'provision',
        ),
        needs: payload.needIds.length,
      },
    ),
  PlanReplaced: ({ payload }) =>
    emit(
      'care-plan.plan-replaced.v1',
      pick(payload, 'planId', 'versionNo', 'replacesVersionNo', 'contentHash'),
      pick(payload, 'planKind', 'organisationId', 'amendmentsFolded'),
    ),
  PlanProfileChanged: ({ payload }) =>
    emit(
      'care-plan.plan-profile-changed.v1',
      pick(payload, 'planId', 'effectiveFrom'),
      pick(payload, 'organisationId', 'profile'),
    ),
  PlanVersionSuperseded: ({ payload }) =>
    emit('care-plan.plan-version-superseded.v1', pick(payload, 'planId', 'versionNo', 'supersededBy', 'supersededAt')),
  PlanCorrectionRecorded: ({ payload }) =>
    emit('care-plan.plan-correction-recorded.v1', pick(payload, 'planId', 'issues', 'correctionId')),
  PlanSuspended: ({ payload }) =>
    emit('care-plan.plan-suspended.v1', pick(payload, 'planId'), pick(payload, 'scope', 'cause')),
  PlanResumed: ({ payload }) =>
    emit('care-plan.plan-resumed.v1', pick(payload, 'planId'), pick(payload, 'scope', 'causes')),
  CarePlanClosed: ({ payload }) =>
    emit(
      'care-plan.care-plan-closed.v1',
      pick(payload, 'planId', 'closedAt'),
      pick(payload, 'organisationId', 'reason'),
    ),
  ServiceAgreementMade: ({ payload }) =>
    emit(
      'care-plan.service-agreement-made.v1',
      pick(payload, 'episodeId', 'agreedAt'),
      pick(
        payload,
        'providerId',
        'handoverId',
        'serviceId',
        'serviceType',
        'setting',
        'commissioner',
        'councilOperated',
        'jurisdiction',
      ),
    ),
  CareTeamAssigned: ({ payload }) =>
    emit(
      'care-plan.care-team-assigned.v1',
      pick(payload, 'episodeId'),
      pick(payload, 'organisationId', 'serviceId', 'keyworkerId', 'members'),
    ),
  ServiceStarted: ({ payload }) =>
    emit(
      'care-plan.service-started.v1',
      pick(payload, 'episodeId', 'startedAt'),
      pick(payload, 'providerId', 'emergency'),
    ),
  ServiceEnded: ({ payload }) =>
    emit('care-plan.service-ended.v1', pick(payload, 'episodeId', 'endedAt'), pick(payload, 'providerId', 'reason')),
  CopyIssued: ({ payload, meta }) =>
    emit('care-plan.copy-issued.v1', { planId: idOf(meta.stream), ...pick(payload, 'copyId', 'versionNo', 'issueNo') }),
  CopyAcknowledged: ({ payload, meta }) =>
    emit('care-plan.copy-acknowledged.v1', { planId: idOf(meta.stream), ...pick(payload, 'copyId', 'at') }),
  BreakGlassOpened: ({ payload, meta }) =>
    emit('care-plan.break-glass-opened.v1', pick(payload, 'until'), {
      ...pick(payload, 'userId', 'reason'),
      ...(meta.actor.organisation === undefined ? {} : { organisationId: meta.actor.organisation }),
    }),
  DailyEntryAdded: ({ payload, meta }) => {
    const made: Contract[] = [];
    const refused = payload.kind === 'refusal' || payload.reasonCode === 'declined';
    if (refused)
      made.push(
        emit(
          'care-plan.person-refused-care.v1',
          { entryId: payload.entryId, occurredAt: meta.occurredAt },
          {
            ...pick(payload, 'plannedActionId', 'reviewOn'),
            ...(meta.actor.organisation === undefined ? {} : { organisationId: meta.actor.organisation }),
          },
        ),
      );
    if (payload.kind === 'exception')
      made.push(
        emit(
          'care-plan.exception-recorded.v1',
          { entryId: payload.entryId, occurredAt: meta.occurredAt },
          pick(payload, 'plannedActionId', 'reasonCode'),
        ),
      );
    if (payload.withoutConsent === true)
      made.push(
        emit(
          'care-plan.care-given-without-consent.v1',
          { entryId: payload.entryId, occurredAt: meta.occurredAt },
          pick(payload, 'plannedActionId'),
        ),
      );
    return made;
  },
});

/** What was stored before plans were stamped has no profile: the envelope says the jurisdiction. */
const opened = (payload: Partial<Pick<Opened, 'profile'>>) => payload;

/** What another service may name before there is a version: an assessed risk names the action that it is taken with. */
function actionIdsOf(content: PlanContent): readonly string[] {
  return items(content, 'actions').flatMap((action) => itemId('actions', action) ?? []);
}

function idOf(stream: string): string {
  return stream.slice(stream.indexOf('-') + 1);
}
