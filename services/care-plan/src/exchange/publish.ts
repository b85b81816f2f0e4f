import { holdingsOf } from '@carethread/contracts';
import type { JsonObject } from '@carethread/ledger';
import type { Publisher } from '@carethread/service-kit';

type Payload = Parameters<Publisher>[0]['payload'];

/** What care-plan tells the others: ids, version and notice numbers, instants and salted hashes in the clear; the rest sealed. */
export const publish: Readonly<Record<string, Publisher>> = {
  CarePlanOpened: ({ payload, meta }) =>
    contract('care-plan-opened', pick(payload, 'planId'), {
      ...pick(payload, 'planKind', 'organisationId', 'rulePacks', 'derivedFrom'),
      jurisdiction:
        payload['profile'] === undefined ? meta.jurisdiction : (payload['profile'] as { code: string }).code,
    }),
  PlanVersionProposed: ({ payload }) =>
    contract(
      'plan-version-proposed',
      pick(payload, 'planId', 'proposalNo', 'contentHash'),
      pick(payload, 'planKind', 'organisationId', 'rulePacks', 'jurisdiction', 'riskRefs', 'effectiveFrom', 'cause'),
    ),
  RenditionAdded: ({ payload }) =>
    contract(
      'rendition-added',
      pick(payload, 'planId', 'proposalNo', 'versionNo', 'issueNo'),
      pick(payload, 'format', 'lang'),
    ),
  PublicationRefused: ({ payload }) =>
    contract('publication-refused', pick(payload, 'planId', 'proposalNo'), pick(payload, 'code')),
  ProvisionalPlanPublished: ({ payload }) =>
    contract('provisional-plan-published', pick(payload, 'planId', 'versionNo', 'contentHash', 'effectiveFrom'), {
      ...pick(payload, 'planKind', 'organisationId', 'consentBasis'),
      holdings: holdingsOf(payload['content'] as JsonObject),
    }),
  PlanVersionPublished: ({ payload }) =>
    contract(
      'plan-version-published',
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
        needs: (payload['needIds'] as readonly string[]).length,
      },
    ),
  PlanReplaced: ({ payload }) =>
    contract(
      'plan-replaced',
      pick(payload, 'planId', 'versionNo', 'replacesVersionNo', 'contentHash'),
      pick(payload, 'planKind', 'organisationId', 'amendmentsFolded'),
    ),
  PlanProfileChanged: ({ payload }) =>
    contract(
      'plan-profile-changed',
      pick(payload, 'planId', 'effectiveFrom'),
      pick(payload, 'organisationId', 'profile'),
    ),
  PlanVersionSuperseded: ({ payload }) =>
    contract('plan-version-superseded', pick(payload, 'planId', 'versionNo', 'supersededBy', 'supersededAt')),
  PlanCorrectionRecorded: ({ payload }) =>
    contract('plan-correction-recorded', pick(payload, 'planId', 'issues', 'correctionId')),
  PlanSuspended: ({ payload }) => contract('plan-suspended', pick(payload, 'planId'), pick(payload, 'scope')),
  PlanResumed: ({ payload }) => contract('plan-resumed', pick(payload, 'planId'), pick(payload, 'scope')),
  CarePlanClosed: ({ payload }) =>
    contract('care-plan-closed', pick(payload, 'planId', 'closedAt'), pick(payload, 'organisationId', 'reason')),
  ServiceAgreementMade: ({ payload }) =>
    contract(
      'service-agreement-made',
      pick(payload, 'episodeId', 'agreedAt'),
      pick(
        payload,
        'providerId',
        'serviceId',
        'serviceType',
        'setting',
        'commissioner',
        'councilOperated',
        'jurisdiction',
      ),
    ),
  CareTeamAssigned: ({ payload }) =>
    contract(
      'care-team-assigned',
      pick(payload, 'episodeId'),
      pick(payload, 'organisationId', 'serviceId', 'keyworkerId', 'members'),
    ),
  ServiceStarted: ({ payload }) =>
    contract('service-started', pick(payload, 'episodeId', 'startedAt'), pick(payload, 'providerId', 'emergency')),
  ServiceEnded: ({ payload }) =>
    contract('service-ended', pick(payload, 'episodeId', 'endedAt'), pick(payload, 'providerId', 'reason')),
  CopyIssued: ({ payload, meta }) =>
    contract('copy-issued', { planId: idOf(meta.stream), ...pick(payload, 'copyId', 'versionNo', 'issueNo') }),
  CopyAcknowledged: ({ payload, meta }) =>
    contract('copy-acknowledged', { planId: idOf(meta.stream), ...pick(payload, 'copyId', 'at') }),
  BreakGlassOpened: ({ payload }) =>
    contract('break-glass-opened', pick(payload, 'until'), pick(payload, 'userId', 'reason')),
  DailyEntryAdded: ({ payload, meta }) => {
    const made = [];
    const refused = payload['kind'] === 'refusal' || payload['reasonCode'] === 'declined';
    if (refused)
      made.push(
        contract(
          'person-refused-care',
          { entryId: payload['entryId'] ?? null, occurredAt: meta.occurredAt },
          pick(payload, 'plannedActionId', 'reviewOn'),
        ),
      );
    if (payload['kind'] === 'exception')
      made.push(
        contract(
          'exception-recorded',
          { entryId: payload['entryId'] ?? null, occurredAt: meta.occurredAt },
          pick(payload, 'plannedActionId', 'reasonCode'),
        ),
      );
    if (payload['withoutConsent'] === true)
      made.push(
        contract(
          'care-given-without-consent',
          { entryId: payload['entryId'] ?? null, occurredAt: meta.occurredAt },
          pick(payload, 'plannedActionId'),
        ),
      );
    return made;
  },
};

function contract(name: string, clear: Payload, sealed?: Payload) {
  return { type: `care-plan.${name}.v1`, clear, ...(sealed === undefined ? {} : { sealed }) };
}

function pick(payload: Payload, ...names: readonly string[]): Payload {
  return Object.fromEntries(names.flatMap((name) => (payload[name] === undefined ? [] : [[name, payload[name]]])));
}

function idOf(stream: string): string {
  return stream.slice(stream.indexOf('-') + 1);
}
