import { refuse } from '@carethread/contracts';
import { addDays, dueAt, endOfDay, localDate, startOfDay, toDate } from '@carethread/calendar';
import { type Context, type Decider, heldBy, heldByOpener, heldWithPlan } from '@carethread/event-sourcing';
import { present, type Instant } from '@carethread/ledger';
import { mustBeLiving, versionInForce, type ConsentFacts } from '../facts.js';

export type Disclosure = {
  readonly disclosureId: string;
  readonly recipientId: string;
  readonly role: string;
  readonly planId: string;
  readonly versionNo: number;
  readonly fields: readonly string[];
  readonly basis: string;
  readonly permissionId?: string;
  /** What shows the person's permission, and who recorded the disclosure; not on what was stored before they were kept. */
  readonly evidence?: string;
  readonly recordedBy?: string;
  readonly caveatShown: boolean;
  readonly preparedOn: Instant;
};
export type DisclosureEvent =
  | { readonly type: 'DisclosureMade'; readonly payload: Disclosure }
  | {
      readonly type: 'DisclosureSuperseded';
      readonly payload: { readonly supersededOn: Instant; readonly versionNo: number };
    };
export type DisclosureState = { readonly made: Disclosure | undefined; readonly supersededOn: Instant | undefined };
export type DisclosureCommand =
  | {
      readonly type: 'MakeDisclosure';
      readonly recipientId: string;
      readonly role?: string;
      readonly planId?: string;
      readonly fields?: readonly string[];
      readonly basis?: string;
      readonly permissionId?: string;
      readonly evidence?: string;
    }
  | {
      readonly type: 'SupersedeDisclosure';
      readonly planId: string;
      readonly versionNo: number;
      /** When the later version begins; at once where it is not said. */
      readonly effectiveFrom?: Instant;
    };

/** R29: of which kind the plan is that each discloses: their own, and no other. */
const OWN_KIND: Readonly<Record<string, string>> = { CC: 'cpa', TM: 'cpa', AS: 'localAuthority' };

/** The plan that is disclosed, at the version in force: what begins later is disclosed by nobody yet. */
function disclosed(
  asked: string | undefined,
  { actor, facts: { plans }, now }: Context<ConsentFacts>,
): { readonly planId: string; readonly versionNo: number } {
  const kind = OWN_KIND[actor.role] ?? refuse('ROLE_NOT_PERMITTED');
  const own = (id: string): boolean => plans[id]?.planKind === kind && plans[id].versions.length > 0;
  const planId = asked ?? Object.keys(plans).find(own);
  const plan = planId === undefined ? undefined : plans[planId];
  if (plan !== undefined && plan.planKind !== kind) refuse('ROLE_NOT_PERMITTED');
  const version = plan === undefined ? undefined : versionInForce(plan, now);
  return planId === undefined || version === undefined
    ? refuse('NOT_AGREED', ['planId'])
    : { planId, versionNo: version.versionNo };
}

/** One recorded copy of the version in force for one recipient: no browsing, no new content without a new basis (CPA-57). */
export const disclosure: Decider<DisclosureState, DisclosureCommand, DisclosureEvent> = {
  category: 'disclosure',
  keyClass: 'core',
  // Whoever made it and the plan's holder see all of it; the recipient sees the one made out to them.
  holder: ({ made }, opened) =>
    made === undefined
      ? heldByOpener(opened)
      : [heldByOpener(opened), heldWithPlan(made.planId), { kind: 'users', userIds: [made.recipientId] }],
  initial: { made: undefined, supersededOn: undefined },
  evolve: (state, event) => {
    switch (event.type) {
      case 'DisclosureMade':
        return { ...state, made: event.payload };
      case 'DisclosureSuperseded':
        return { ...state, supersededOn: event.payload.supersededOn };
    }
  },
  decide: (command, state, context: Context<ConsentFacts>) => {
    switch (command.type) {
      case 'MakeDisclosure': {
        if (state.made !== undefined) return [];
        const { recipientId, role = 'DW', fields = ['plan'], basis, permissionId, evidence } = command;
        if (basis === undefined && permissionId === undefined) return refuse('DISCLOSURE_BASIS_REQUIRED', ['basis']);
        // R23: a permission that is named is one of record, and stands.
        const permitted = permissionId === undefined || (context.facts.contacts[permissionId] ?? []).length > 0;
        if (!permitted) refuse('REFERENCE_NOT_FOUND', ['permissionId']);
        const { planId, versionNo } = disclosed(command.planId, context);
        return [
          {
            type: 'DisclosureMade',
            payload: present({
              disclosureId: context.id,
              recipientId,
              role,
              planId,
              versionNo,
              fields,
              basis: basis ?? 'personsPermission',
              caveatShown: true,
              preparedOn: context.now,
              recordedBy: context.actor.userId,
              permissionId,
              evidence,
            }),
          },
        ];
      }
      case 'SupersedeDisclosure':
        return supersede(command, state, context.now);
    }
  },
};

/** CPA-58: by a later version of the same plan, from when that begins; by an earlier one or another plan's not at all. */
function supersede(
  { planId, versionNo, effectiveFrom }: Extract<DisclosureCommand, { type: 'SupersedeDisclosure' }>,
  { made, supersededOn }: DisclosureState,
  now: Instant,
): readonly DisclosureEvent[] {
  if (made === undefined || made.planId !== planId || versionNo <= made.versionNo) return [];
  const from = effectiveFrom === undefined || effectiveFrom < now ? now : effectiveFrom;
  if (supersededOn !== undefined && supersededOn <= from) return [];
  return [{ type: 'DisclosureSuperseded', payload: { supersededOn: from, versionNo } }];
}

export type Grant = {
  readonly inspectionId: string;
  readonly regulator: string;
  readonly inspectorId: string;
  readonly organisationId: string;
  readonly serviceId?: string;
  readonly from: Instant;
  readonly to: Instant;
};
export type InspectionEvent = { readonly type: 'InspectionGranted'; readonly payload: Grant };
export type InspectionCommand = {
  readonly type: 'GrantInspection';
  readonly regulator: string;
  readonly inspectorId: string;
  readonly organisationId?: string;
  readonly serviceId?: string;
  readonly from: string;
  readonly to: string;
};

/** The longest time, in local days, for which one grant opens a record. */
const LONGEST_DAYS = 92;

/** Read-only access for an inspector to one service while the grant lasts; no consent needed, every read logged (ENG-084). */
export const inspection: Decider<{ readonly grant: Grant | undefined }, InspectionCommand, InspectionEvent> = {
  category: 'inspection',
  keyClass: 'core',
  holder: ({ grant }, opened) => [heldByOpener(opened), ...(grant === undefined ? [] : [heldBy(grant.organisationId)])],
  initial: { grant: undefined },
  evolve: (_, { payload }) => ({ grant: payload }),
  needs: ({ organisationId }, _, { actor }) => {
    const named = organisationId ?? actor.organisationId;
    return named === undefined ? {} : { subjects: [named] };
  },
  decide: (command, state, context: Context<ConsentFacts>) => {
    if (state.grant !== undefined) return [];
    const { role, organisationId: own } = context.actor;
    if (role !== 'AS' && command.organisationId !== undefined && command.organisationId !== own) refuse('NOT_FOUND');
    const organisationId =
      command.organisationId ?? context.actor.organisationId ?? refuse('MALFORMED', ['/organisationId: is required']);
    const from = startOfDay(toDate(command.from));
    const to = endOfDay(toDate(command.to));
    if (to < from) refuse('MALFORMED', ['/to: lies before from']);
    // R21: a grant is for an inspection that is on, not for the past, and not for ever.
    const yesterday = addDays(localDate(context.now), -1);
    const latest = addDays(localDate(context.now), LONGEST_DAYS);
    if (toDate(command.from) < yesterday || toDate(command.from) > latest) refuse('TIMESCALE_INVALID', ['from']);
    if (toDate(command.to) > addDays(toDate(command.from), LONGEST_DAYS - 1)) refuse('TIMESCALE_INVALID', ['to']);
    const { regulator, inspectorId, serviceId } = command;
    // R21: one service of that organisation, or all of them; another's is none.
    const { organisation } = context.about(organisationId);
    const known = organisation?.tenantId === context.tenantId ? organisation : undefined;
    if (known === undefined && organisationId !== own) refuse('REFERENCE_NOT_FOUND', ['organisationId']);
    if (serviceId !== undefined && known?.services.includes(serviceId) !== true)
      refuse('REFERENCE_NOT_FOUND', ['serviceId']);
    return [
      {
        type: 'InspectionGranted',
        payload: present({
          inspectionId: context.id,
          regulator,
          inspectorId,
          organisationId,
          from,
          to,
          serviceId,
        }),
      },
    ];
  },
};

export type DataRequestEvent =
  | {
      readonly type: 'DataRequestReceived';
      readonly payload: { readonly right: string; readonly about?: string; readonly dueAt: Instant };
    }
  | {
      readonly type: 'DataRequestRefused';
      readonly payload: { readonly article: string; readonly reasons: string; readonly icoRouteGiven: boolean };
    };
export type DataRequestState = {
  readonly state: 'none' | 'received' | 'refused';
  readonly right: string;
  readonly dueAt: Instant;
  readonly article?: string;
  readonly reasons?: string;
};
export type DataRequestCommand =
  | { readonly type: 'ReceiveDataRequest'; readonly right: string; readonly about?: string }
  | { readonly type: 'RefuseDataRequest'; readonly article?: string; readonly reasons?: string };

/** Which article of the UK GDPR each right stands in. */
const ARTICLES: Readonly<Record<string, string>> = {
  access: 'UK GDPR art 15',
  rectification: 'UK GDPR art 16',
  erasure: 'UK GDPR art 17',
  restriction: 'UK GDPR art 18',
  objection: 'UK GDPR art 21',
};

/** A person's request about their data, answered within a month of the day on which it was received (ENG-140, ENG-147). */
export const dataRequest: Decider<DataRequestState, DataRequestCommand, DataRequestEvent> = {
  category: 'dataRequest',
  keyClass: 'core',
  holder: () => ({ kind: 'person' }),
  initial: { state: 'none', right: '', dueAt: '' },
  evolve: (state, event) => {
    switch (event.type) {
      case 'DataRequestReceived':
        return { state: 'received', right: event.payload.right, dueAt: event.payload.dueAt };
      case 'DataRequestRefused':
        return { ...state, state: 'refused', article: event.payload.article, reasons: event.payload.reasons };
    }
  },
  decide: (command, state, context: Context<ConsentFacts>) => {
    switch (command.type) {
      case 'ReceiveDataRequest': {
        const { right, about } = command;
        // R38: what others ask about the record of somebody who died they ask for themselves.
        if (context.actor.role === 'PE') mustBeLiving(context.facts);
        if (localDate(context.occurredAt) < addDays(localDate(context.now), -366))
          refuse('TIMESCALE_INVALID', ['occurredAt']);
        return state.state === 'none'
          ? [
              {
                type: 'DataRequestReceived',
                payload: present({ right, dueAt: dueAt(context.occurredAt, 'P1M'), about }),
              },
            ]
          : [];
      }
      case 'RefuseDataRequest':
        if (command.reasons === undefined) return refuse('REASON_REQUIRED', ['reasons']);
        if (state.state !== 'received') refuse('STATE_CONFLICT', [state.state]);
        return [
          {
            type: 'DataRequestRefused',
            payload: {
              article: command.article ?? ARTICLES[state.right] ?? '',
              reasons: command.reasons,
              icoRouteGiven: true,
            },
          },
        ];
    }
  },
};
