import {
  BreakGlassOpened,
  CareGivenWithoutConsent,
  CarePlanClosed,
  CarePlanOpened,
  CareTeamAssigned,
  CopyAcknowledged,
  CopyIssued,
  ExceptionRecorded,
  holdingsOf,
  PersonRefusedCare,
  PlanCorrectionRecorded,
  PlanDrafted,
  PlanProfileChanged,
  PlanReplaced,
  PlanResumed,
  PlanSuspended,
  PlanVersionProposed,
  PlanVersionPublished,
  PlanVersionSuperseded,
  ProvisionalPlanPublished,
  PublicationRefused,
  RenditionAdded,
  ServiceAgreementMade,
  ServiceEnded,
  ServiceStarted,
} from '@carethread/contracts';
import { emit, pick, publishes, type Contract } from '@carethread/runtime';
import type { BreakGlassEvent } from '../domain/break-glass/events.js';
import type { CopiesEvent } from '../domain/copies/events.js';
import type { DailyRecordEvent } from '../domain/daily-record/events.js';
import type { EpisodeEvent } from '../domain/episode/events.js';
import { itemId, items, type PlanContent } from '../domain/plan/content.js';
import type { Opened } from '../domain/plan/payloads.js';
import type { PlanEvent } from '../domain/plan/events.js';
import { placesIn } from '../domain/plan/places.js';

type Published = PlanEvent | EpisodeEvent | CopiesEvent | DailyRecordEvent | BreakGlassEvent;

const HELD = ['planId', 'planKind', 'organisationId'] as const;

/** What care-plan publishes. */
export const publish = publishes<Published>()({
  CarePlanOpened: ({ payload, meta }) =>
    emit(CarePlanOpened, {
      ...pick(payload, ...HELD, 'rulePacks', 'derivedFrom', 'episodeId'),
      jurisdiction: stamped(payload).profile?.code ?? meta.jurisdiction,
    }),
  DraftSaved: ({ payload: { content }, meta }) =>
    content['actions'] === undefined
      ? undefined
      : emit(PlanDrafted, { planId: idOf(meta.stream), actionIds: actionIdsOf(content) }),
  PlanVersionProposed: ({ payload }) =>
    emit(PlanVersionProposed, {
      ...pick(payload, ...HELD, 'proposalNo', 'contentHash', 'rulePacks', 'jurisdiction'),
      ...pick(payload, 'riskRefs', 'effectiveFrom', 'cause'),
      actionIds: actionIdsOf(payload.content),
      places: placesIn(payload.content, payload.changes),
    }),
  RenditionAdded: ({ payload: { planId, proposalNo, versionNo, issueNo, format, lang } }) =>
    emit(RenditionAdded, { planId, proposalNo, versionNo, issueNo, format, lang }),
  PublicationRefused: ({ payload: { planId, proposalNo, code } }) =>
    emit(PublicationRefused, { planId, proposalNo, code }),
  ProvisionalPlanPublished: ({ payload }) =>
    emit(ProvisionalPlanPublished, {
      ...pick(payload, ...HELD, 'versionNo', 'contentHash', 'effectiveFrom', 'consentBasis'),
      holdings: holdingsOf(payload.content),
      actionIds: actionIdsOf(payload.content),
    }),
  PlanVersionPublished: ({ payload }) =>
    emit(PlanVersionPublished, {
      ...pick(payload, ...HELD, 'versionNo', 'proposalNo', 'contentHash', 'effectiveFrom', 'supersedesVersionNo'),
      ...pick(payload, 'signOffId', 'cause', 'outcomeIds', 'achievedIds', 'needIds', 'actionIds', 'holdings'),
      provision: payload.provision,
      needs: payload.needIds.length,
    }),
  PlanReplaced: ({ payload }) =>
    emit(PlanReplaced, pick(payload, ...HELD, 'versionNo', 'replacesVersionNo', 'contentHash', 'amendmentsFolded')),
  PlanProfileChanged: ({ payload: { planId, effectiveFrom, organisationId, profile } }) =>
    emit(PlanProfileChanged, { planId, effectiveFrom, organisationId, profile }),
  PlanVersionSuperseded: ({ payload: { planId, versionNo, supersededBy, supersededAt } }) =>
    emit(PlanVersionSuperseded, { planId, versionNo, supersededBy, supersededAt }),
  PlanCorrectionRecorded: ({ payload: { planId, issues, correctionId } }) =>
    emit(PlanCorrectionRecorded, { planId, issues, correctionId }),
  PlanSuspended: ({ payload: { planId, scope, cause } }) => emit(PlanSuspended, { planId, scope, cause }),
  PlanResumed: ({ payload: { planId, scope, causes } }) => emit(PlanResumed, { planId, scope, causes }),
  CarePlanClosed: ({ payload: { planId, closedAt, organisationId, reason } }) =>
    emit(CarePlanClosed, { planId, closedAt, organisationId, reason }),
  ServiceAgreementMade: ({ payload }) =>
    emit(ServiceAgreementMade, {
      ...pick(payload, 'episodeId', 'agreedAt', 'providerId', 'handoverId', 'serviceId', 'serviceType', 'setting'),
      ...pick(payload, 'commissioner', 'councilOperated', 'jurisdiction'),
    }),
  CareTeamAssigned: ({ payload: { episodeId, organisationId, serviceId, keyworkerId, members } }) =>
    emit(CareTeamAssigned, { episodeId, organisationId, serviceId, keyworkerId, members }),
  ServiceStarted: ({ payload: { episodeId, startedAt, providerId, emergency } }) =>
    emit(ServiceStarted, { episodeId, startedAt, providerId, emergency }),
  ServiceEnded: ({ payload: { episodeId, endedAt, providerId, reason } }) =>
    emit(ServiceEnded, { episodeId, endedAt, providerId, reason }),
  CopyIssued: ({ payload: { copyId, versionNo, issueNo }, meta }) =>
    emit(CopyIssued, { planId: idOf(meta.stream), copyId, versionNo, issueNo }),
  CopyAcknowledged: ({ payload: { copyId, at }, meta }) =>
    emit(CopyAcknowledged, { planId: idOf(meta.stream), copyId, at }),
  BreakGlassOpened: ({ payload: { until, userId, reason }, meta: { actor } }) =>
    emit(BreakGlassOpened, { until, userId, reason, organisationId: actor.organisation }),
  DailyEntryAdded: ({ payload, meta: { occurredAt, actor } }) => {
    const { entryId, plannedActionId, reviewOn, reasonCode } = payload;
    const published: Contract[] = [];
    if (payload.kind === 'refusal' || reasonCode === 'declined')
      published.push(
        emit(PersonRefusedCare, {
          entryId,
          occurredAt,
          plannedActionId,
          reviewOn,
          organisationId: actor.organisation,
        }),
      );
    if (payload.kind === 'exception')
      published.push(emit(ExceptionRecorded, { entryId, occurredAt, plannedActionId, reasonCode }));
    if (payload.withoutConsent === true)
      published.push(emit(CareGivenWithoutConsent, { entryId, occurredAt, plannedActionId }));
    return published;
  },
});

/** What was stored before plans were stamped has no profile: the envelope says the jurisdiction. */
const stamped = (payload: Partial<Pick<Opened, 'profile'>>) => payload;

/** What another service may name before there is a version: an assessed risk names the action that it is taken with. */
function actionIdsOf(content: PlanContent): readonly string[] {
  return items(content, 'actions').flatMap((action) => itemId('actions', action) ?? []);
}

function idOf(stream: string): string {
  return stream.slice(stream.indexOf('-') + 1);
}
