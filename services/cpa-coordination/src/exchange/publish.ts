import type { Publisher } from '@carethread/service-kit';

type Payload = Parameters<Publisher>[0]['payload'];

/** What CPA co-ordination tells the others: that there is a case, in the clear; who, where and at which level, sealed. */
export const publish: Readonly<Record<string, Publisher>> = {
  CpaCaseOpened: ({ payload, meta }) =>
    contract(
      'cpa-case-opened',
      { ...(meta.actor.organisation === undefined ? {} : { organisationId: meta.actor.organisation }), ...payload },
      ...['coordinatorId', 'teamId', 'teamSetting', 'organisationId', 'regionCode', 'acceptedOn'],
    ),
  CpaTeamChanged: ({ payload }) =>
    contract(
      'cpa-team-changed',
      { ...payload, teamId: payload['toTeamId'] ?? '' },
      ...['teamId', 'teamSetting', 'organisationId', 'at'],
    ),
  CareCoordinatorReallocated: ({ payload }) =>
    contract('care-coordinator-reallocated', payload, 'fromUserId', 'toUserId', 'at', 'interim'),
  CpaLevelDecided: ({ payload }) =>
    contract('cpa-level-decided', payload, 'from', 'to', 'effectiveFrom', 'reviewId', 'emergency', 'rationale'),
  ContactLapsed: ({ payload }) => contract('contact-lapsed', payload, 'failures'),
  CpaCaseClosed: ({ payload }) => ({ type: 'cpa-coordination.cpa-case-closed.v1', clear: pick(payload, 'caseId') }),
};

function contract(name: string, payload: Payload, ...sealed: readonly string[]) {
  return { type: `cpa-coordination.${name}.v1`, clear: pick(payload, 'caseId'), sealed: pick(payload, ...sealed) };
}

function pick(payload: Payload, ...names: readonly string[]): Payload {
  return Object.fromEntries(names.flatMap((name) => (payload[name] === undefined ? [] : [[name, payload[name]]])));
}
