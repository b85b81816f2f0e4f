import type { RequestContext } from '@carethread/http-api';
import { present, type Instant } from '@carethread/ledger';
import { coordinatorAt, levelAt, regionAt, teamAt } from '../../domain/case/in-force.js';
import type { CarriedCase, ReviewWindow } from '../../views/caseload.js';

type WhenThere = {
  readonly levelSince?: Instant;
  readonly teamId?: string;
  readonly organisationId?: string;
  readonly lastContact?: { readonly at: Instant; readonly outcome: string };
  readonly nextContactBy?: Instant;
  readonly review?: ReviewWindow;
};

/** A case as a caseload shows it, as things stand now. */
export function shownInCaseload({ id, personId, state, review }: CarriedCase, { now }: Pick<RequestContext, 'now'>) {
  const coordinator = coordinatorAt(state, now);
  const level = levelAt(state, now);
  const team = teamAt(state, now);
  const last = state.contacts.at(-1);
  return {
    id,
    personId,
    state: state.state,
    acceptedOn: state.acceptedOn,
    coordinatorId: coordinator?.userId ?? null,
    interim: coordinator?.interim ?? false,
    level: level?.level ?? null,
    regionCode: regionAt(state, now) ?? null,
    /** How often in a row contact that was due was not made. */
    lapses: state.expectation?.failures ?? 0,
    ...present<WhenThere>({
      levelSince: level?.effectiveFrom,
      teamId: team?.teamId,
      organisationId: team?.organisationId,
      lastContact: last && { at: last.at, outcome: last.outcome },
      nextContactBy: state.expectation?.expectedBy,
      review,
    }),
  };
}

/** Whether it is at the level, and with the co-ordinator, whom the request names, now: a decision for a later day holds from then. */
export function isAsAsked({ state }: CarriedCase, { query, now }: Pick<RequestContext, 'query' | 'now'>): boolean {
  const { level = levelAt(state, now)?.level, coordinatorId = coordinatorAt(state, now)?.userId } = query;
  return levelAt(state, now)?.level === level && coordinatorAt(state, now)?.userId === coordinatorId;
}
