import { Refusal } from '@carethread/contracts';
import { localDate } from '@carethread/calendar';
import { uuidV5 } from '@carethread/ledger';
import {
  command,
  decodeCursor,
  encodeCursor,
  INSTANT,
  list,
  query,
  read,
  type Ask,
  type QueryAnswer,
  type Route,
} from '@carethread/service-kit';
import { breakGlass } from '../domain/break-glass.js';
import { copies, type CopiesState } from '../domain/copies.js';
import { dailyRecord, type DailyRecordState } from '../domain/daily-record.js';
import { episode, type EpisodeState } from '../domain/episode.js';
import type { CarePlanFacts } from '../domain/facts.js';
import { carePlan } from '../domain/plan/decide.js';
import type { PlanState } from '../domain/plan/events.js';
import { readers, type ReadersState } from '../domain/readers.js';
import { subscription, type SubscriptionState } from '../domain/subscription.js';
import { administrativeFields } from './administrative-fields.js';
import {
  firstPlan,
  laterChanges,
  planAsKnown,
  planCoverage,
  draftSince,
  planDifference,
  planHead,
  personOfPlan,
  planOf,
  shownVersion,
} from './plan-reads.js';
import { disclosedCopy, disclosedCopyOf } from './disclosed-copy.js';
import { narrativesOf } from './narratives.js';
import { lifeOfPlanRoutes } from './life-of-plan-routes.js';
import { verified } from './verified.js';
import { as, PL } from './wishes.js';
import * as requests from './requests.js';

const TEXT = { type: 'string' };
const EP = '/care-plan/episodes';
const SU = '/care-plan/subscriptions';

const shownEpisode = ({ agreement, team, started, ...state }: EpisodeState) => ({
  ...agreement,
  ...state,
  ...(team === undefined ? {} : { keyworkerId: team.keyworkerId, members: team.members }),
  ...(started === undefined ? {} : { started }),
});
const shownSubscription = ({ episodeId, notices, acknowledged, escalated, ...state }: SubscriptionState) => ({
  ...state,
  ...(episodeId === undefined ? {} : { episodeId }),
  lastNoticeNo: notices.length,
  acknowledged,
  escalated,
});

export const routes: readonly Route[] = [
  command({
    method: 'POST',
    path: PL,
    summary: 'Open a plan',
    as: 'draftPlan',
    body: requests.OpenPlanRequest,
    on: carePlan,
    creates: true,
    unique: {
      key: ({ body, actor }: Ask<requests.OpenPlanRequest>) => [
        body.personId,
        'plan',
        body.planKind,
        body.organisationId ?? actor.organisationId ?? '',
      ],
      isOpen: ({ state }: PlanState) => state !== 'closed',
      code: 'STATE_CONFLICT',
    },
    command: ({ body: { personId: _, ...body } }: Ask<requests.OpenPlanRequest>) => as('OpenPlan', body),
  }),
  list({
    path: PL,
    summary: 'The plans of a person',
    as: 'readPlan',
    on: carePlan,
    filters: ['planKind', 'state', 'organisationId'],
    show: (state: PlanState, _, ask) => planHead(state, ask.now),
  }),
  query({
    path: `${PL}/:id`,
    summary: 'A plan: its head, or its version as known at × as effective at',
    as: 'readPlan',
    person: personOfPlan,
    asks: { knownAt: INSTANT, effectiveAt: INSTANT },
    answer: (ask) => planAsKnown(ask),
  }),
  query({
    path: `${PL}/:id/administrative`,
    summary: 'Administrative fields of a plan, no content',
    as: 'readAdministrative',
    person: personOfPlan,
    asks: { knownAt: INSTANT, effectiveAt: INSTANT },
    answer: (ask) => administrativeFields(ask),
  }),
  query({
    path: `${PL}/:id/versions`,
    summary: 'Every version of a plan',
    as: 'readSuperseded',
    person: personOfPlan,
    answer: async (ask) => ({
      body: { items: (await planOf(ask)).state.versions.map((version) => shownVersion(version, ask.now)) },
    }),
  }),
  query({
    path: `${PL}/:id/versions/:n`,
    summary: 'One version of a plan, superseded or not',
    as: 'readSuperseded',
    person: personOfPlan,
    answer: async (ask): Promise<QueryAnswer> => {
      const plan = await planOf(ask);
      const { state } = plan;
      const version = state.versions.find(({ versionNo }) => String(versionNo) === ask.params['n']);
      if (version === undefined) throw new Refusal('NOT_FOUND');
      const { content, salts: _, ...head } = { ...version, ...shownVersion(version, ask.now) };
      return {
        body: { ...head, content, statements: state.statements },
        headers: {
          ...(await laterChanges(ask, plan, version)),
          ...(await verified(ask, plan.personId, version, state)),
        },
      };
    },
  }),
  query({
    path: `${PL}/:id/diff`,
    summary: 'What changed between two versions or instants, with author, date, reason and cause',
    as: 'readSuperseded',
    person: personOfPlan,
    asks: { from: TEXT, to: TEXT },
    answer: (ask) => planDifference(ask),
  }),
  query({
    path: `${PL}/:id/draft`,
    summary: 'The draft, and what was written in it since the revision that a contributor holds, by whom and when',
    as: 'draftPlan',
    person: personOfPlan,
    asks: { since: { type: 'integer', minimum: 0, maximum: 999_999_999 } },
    answer: (ask) => draftSince(ask),
  }),
  query({
    path: `${PL}/:id/coverage`,
    summary: 'Which needs, outcomes, preferences and risks have an action, or a reason for none',
    as: 'readPlan',
    person: personOfPlan,
    answer: (ask) => planCoverage(ask),
  }),
  query({
    path: `${PL}/:id/readers`,
    summary: 'Who of the team has read the version in force',
    as: 'readPlan',
    person: personOfPlan,
    answer: async (ask) => {
      const { state, personId } = await planOf(ask);
      const { read: seen } = (await ask.runtime.streams.load(readers, ask.params['id'] ?? '')).state as ReadersState;
      const { facts } = await ask.runtime.known<CarePlanFacts>(personId);
      const team = Object.values(facts.teams).filter(
        ({ open, organisationId }) => open && organisationId === state.opened?.organisationId,
      );
      const versionNo = state.versions.filter(({ effectiveFrom }) => effectiveFrom <= ask.now).at(-1)?.versionNo ?? 0;
      const userIds = [
        ...new Set([...team.flatMap(({ members, keyworkerId }) => [keyworkerId, ...members]), ...Object.keys(seen)]),
      ];
      return {
        body: {
          versionNo,
          items: userIds.map((userId) => ({
            userId,
            read: seen[userId]?.includes(versionNo) === true,
            versions: seen[userId] ?? [],
          })),
        },
      };
    },
  }),
  query({
    path: `${PL}/:id/copies`,
    summary: 'The register of copies',
    as: 'readPlan',
    person: personOfPlan,
    answer: async (ask) => {
      await planOf(ask);
      const { issued, withheld, home } = (await ask.runtime.streams.load(copies, ask.params['id'] ?? ''))
        .state as CopiesState;
      const items = [
        ...issued.map((copy) => ({ type: 'CopyIssued', ...copy })),
        ...withheld.map((one) => ({ type: 'CopyWithheld', ...one })),
      ];
      return { body: { items, issued, withheld, home } };
    },
  }),
  command({
    method: 'PUT',
    path: `${PL}/:id/draft`,
    summary: 'Save the draft of a plan',
    as: 'draftPlan',
    body: requests.SaveDraftRequest,
    on: carePlan,
    ifMatch: 'required',
    command: async (ask: Ask<requests.SaveDraftRequest>) => ({
      ...as('SaveDraft', ask.body),
      ...(await narrativesOf(ask)),
    }),
    answer: ({ state, events }) => ({
      draftRevision: (state as PlanState).draftRevision,
      ...(events.some(({ type }) => type === 'NarrativeSimilar') ? { warnings: ['NARRATIVE_SIMILAR'] } : {}),
    }),
  }),
  command({
    method: 'POST',
    path: `${PL}/:id/discussions`,
    summary: 'Record the discussion of the plan with the person',
    as: 'draftPlan',
    body: requests.RecordDiscussionRequest,
    on: carePlan,
    created: true,
    command: ({ body }) => as('RecordDiscussion', body),
  }),
  command({
    method: 'POST',
    path: `${PL}/:id/involvement`,
    summary: 'Record how the person was involved',
    as: 'draftPlan',
    body: requests.RecordInvolvementRequest,
    on: carePlan,
    created: true,
    command: ({ body }) => as('RecordInvolvement', body),
  }),
  command({
    method: 'POST',
    path: `${PL}/:id/access-notice`,
    summary: 'Record that the person was told they can always see their plan',
    as: 'draftPlan',
    body: requests.RecordAccessNoticeRequest,
    on: carePlan,
    created: true,
    command: ({ body }) => as('RecordAccessNotice', body),
  }),
  command({
    method: 'POST',
    path: `${PL}/:id/proposals`,
    summary: 'Propose a version for sign-off',
    as: 'draftPlan',
    body: requests.ProposeVersionRequest,
    on: carePlan,
    created: true,
    command: ({ body }) => as('ProposeVersion', body),
    answer: ({ state }) => {
      const { proposalNo, contentHash } = (state as PlanState).proposals.at(-1) ?? {};
      return { proposalNo: proposalNo ?? 0, contentHash: contentHash ?? '' };
    },
  }),
  command({
    method: 'POST',
    path: `${PL}/:id/proposals/:n/renditions`,
    summary: 'Add a rendition that is seen before signing',
    as: 'draftPlan',
    body: requests.AddRenditionRequest,
    on: carePlan,
    created: true,
    command: ({ body, params }) => as('AddRendition', { ...(body as object), proposalNo: Number(params['n']) }),
  }),
  command({
    method: 'POST',
    path: `${PL}/:id/versions/:n/renditions`,
    summary: 'Add a rendition of a version',
    as: 'draftPlan',
    body: requests.AddRenditionRequest,
    on: carePlan,
    created: true,
    command: ({ body, params }) => as('AddRendition', { ...(body as object), versionNo: Number(params['n']) }),
  }),
  command({
    method: 'POST',
    path: `${PL}/:id/proposals/:n/copies`,
    summary: 'Always refused: only agreed plans are copied',
    as: 'manageCopies',
    body: requests.CopyRequest,
    on: carePlan,
    command: () => {
      throw new Refusal('NOT_AGREED');
    },
  }),
  command({
    method: 'POST',
    path: `${PL}/:id/provisional`,
    summary: 'Publish the provisional plan of an emergency start',
    as: 'publishProvisional',
    body: requests.PublishProvisionalRequest,
    on: carePlan,
    created: true,
    command: ({ body }) => as('PublishProvisional', body),
    answer: () => ({ versionNo: 1, consentPending: true }),
  }),
  command({
    method: 'POST',
    path: `${PL}/:id/corrections`,
    summary: 'Set right a fact, from a date of its own',
    as: 'correctPlan',
    body: requests.RecordCorrectionRequest,
    on: carePlan,
    created: true,
    command: ({ body: { from: _, ...body } }: Ask<requests.RecordCorrectionRequest>) => as('RecordCorrection', body),
  }),
  ...lifeOfPlanRoutes,
  command({
    method: 'POST',
    path: `${PL}/:id/suspension`,
    summary: 'Suspend a plan, or some of its actions',
    as: 'suspendPlan',
    body: requests.SuspendRequest,
    on: carePlan,
    command: ({ body: { actionIds, scope, reason, from } }: Ask<requests.SuspendRequest>) => ({
      type: 'SuspendPlan',
      scope: scopeOf(scope, actionIds),
      reason,
      ...(from === undefined ? {} : { from }),
    }),
  }),
  command({
    method: 'POST',
    path: `${PL}/:id/resumption`,
    summary: 'Resume a plan',
    as: 'suspendPlan',
    body: requests.ResumeRequest,
    on: carePlan,
    command: ({ body: { actionIds, scope } }: Ask<requests.ResumeRequest>) => ({
      type: 'ResumePlan',
      scope: scopeOf(scope, actionIds),
    }),
  }),
  command({
    method: 'POST',
    path: `${PL}/:id/closure`,
    summary: 'Close a plan',
    as: 'closePlan',
    body: requests.ClosePlanRequest,
    on: carePlan,
    command: ({ body }) => as('ClosePlan', body),
  }),
  command({
    method: 'POST',
    path: `${PL}/:id/statements`,
    summary: 'Attach the person’s own statement about a disputed fact',
    as: 'attachStatement',
    body: requests.AttachStatementRequest,
    on: carePlan,
    created: true,
    command: ({ body }) => as('AttachStatement', body),
    answer: ({ state }) => ({ replyDueAt: (state as PlanState).statements.at(-1)?.replyDueAt ?? '' }),
  }),
  command({
    method: 'POST',
    path: `${PL}/:id/versions/:n/read-acknowledgements`,
    summary: 'Say that one has read a version',
    as: 'acknowledgeReading',
    on: readers,
    exists: false,
    created: true,
    readAt: `${PL}/:id/readers`,
    person: personOfPlan,
    before: async (ask) => {
      const { state } = await planOf(ask);
      if (!state.versions.some(({ versionNo }) => String(versionNo) === ask.params['n']))
        throw new Refusal('NOT_FOUND');
    },
    command: ({ params }) => ({ type: 'AcknowledgeReading', versionNo: Number(params['n']) }),
  }),
  command({
    method: 'POST',
    path: '/care-plan/copies/:copyId/acknowledgement',
    summary: 'Acknowledge a copy',
    as: 'manageCopies',
    on: copies,
    target: async ({ runtime, params }) => {
      const found = await runtime.views.view<{ planId: string }>('copyIndex').get(params['copyId'] ?? '');
      if (found === undefined) throw new Refusal('NOT_FOUND');
      return found.planId;
    },
    command: ({ params }) => ({ type: 'AcknowledgeCopy', copyId: params['copyId'] }),
  }),
  command({
    method: 'POST',
    path: EP,
    summary: 'Agree a service',
    as: 'agreeService',
    body: requests.AgreeServiceRequest,
    on: episode,
    creates: true,
    open: true,
    command: ({ body }) => as('AgreeService', body),
  }),
  list({
    path: EP,
    summary: 'The service episodes of a person',
    as: 'readPlan',
    on: episode,
    show: shownEpisode,
    filters: ['state', 'providerId'],
  }),
  read({ path: `${EP}/:id`, summary: 'A service episode', as: 'readPlan', on: episode, show: shownEpisode }),
  command({
    method: 'POST',
    path: `${EP}/:id/team`,
    summary: 'Assign the team',
    as: 'runService',
    body: requests.AssignTeamRequest,
    on: episode,
    command: ({ body }) => as('AssignTeam', body),
  }),
  command({
    method: 'POST',
    path: `${EP}/:id/start`,
    summary: 'Start the service',
    as: 'runService',
    body: requests.StartServiceRequest,
    on: episode,
    command: ({ body }) => as('StartService', body),
  }),
  command({
    method: 'POST',
    path: `${EP}/:id/end`,
    summary: 'End the service',
    as: 'planTransfer',
    body: requests.EndServiceRequest,
    on: episode,
    command: ({ body }) => as('EndService', body),
  }),
  command({
    method: 'POST',
    path: SU,
    summary: 'Subscribe a provider to the changes of a person’s plan',
    as: 'runService',
    body: requests.StartSubscriptionRequest,
    on: subscription,
    creates: true,
    unique: {
      key: ({ body, actor }: Ask<requests.StartSubscriptionRequest>) => [
        body.personId,
        'subscription',
        body.providerId ?? actor.organisationId ?? '',
      ],
      isOpen: ({ state }: SubscriptionState) => state !== 'ended',
      code: 'STATE_CONFLICT',
    },
    command: ({ body: { personId: _, ...body } }: Ask<requests.StartSubscriptionRequest>) =>
      as('StartSubscription', body),
  }),
  list({
    path: SU,
    summary: 'The subscriptions to a person’s plan',
    as: 'readNotices',
    on: subscription,
    show: shownSubscription,
    filters: ['state', 'providerId'],
  }),
  read({ path: `${SU}/:id`, summary: 'A subscription', as: 'readNotices', on: subscription, show: shownSubscription }),
  query({
    path: `${SU}/:id/notices`,
    summary: 'The notices of a subscription after a cursor, in order',
    as: 'readNotices',
    person: async ({ runtime, params }) =>
      (await runtime.streams.load(subscription, params['id'] ?? '')).personId ?? notFound(),
    asks: { after: TEXT, limit: { type: 'integer', minimum: 1, maximum: 500 } },
    answer: async ({ runtime, params, query: { after, limit } }) => {
      const { notices, acknowledged } = (await runtime.streams.load(subscription, params['id'] ?? ''))
        .state as SubscriptionState;
      const from = after === undefined ? 0 : noticeCursor(after, notices.length);
      const page = notices.slice(from, from + Math.min(Math.max(1, Number(limit ?? 100) || 100), 500));
      const items = page.map(({ causeId: _, ...notice }) => ({
        ...notice,
        cursor: encodeCursor(String(notice.noticeNo)),
        acknowledged: acknowledged.includes(notice.noticeNo),
      }));
      const last = page.at(-1);
      return {
        body: {
          items,
          ...(last === undefined || last.noticeNo === notices.length
            ? {}
            : { next: encodeCursor(String(last.noticeNo)) }),
        },
      };
    },
  }),
  command({
    method: 'POST',
    path: `${SU}/:id/acknowledgements`,
    summary: 'Acknowledge a notice',
    as: 'readNotices',
    body: requests.AcknowledgeNoticeRequest,
    on: subscription,
    created: true,
    command: ({ body }) => as('AcknowledgeChange', body),
  }),
  command({
    method: 'POST',
    path: '/care-plan/daily-records',
    summary: 'Add an entry to a person’s daily record',
    as: 'addDailyRecord',
    body: requests.AddEntryRequest,
    on: dailyRecord,
    exists: false,
    created: true,
    target: ({ body, now }: Ask<requests.AddEntryRequest>) => uuidV5(body.personId, dateOfEntry(body, now)),
    command: ({ body: { personId: _, occurredAt, ...body }, now }: Ask<requests.AddEntryRequest>) => ({
      type: 'AddEntry',
      ...body,
      date: dateOfEntry(
        {
          ...(body.date === undefined ? {} : { date: body.date }),
          ...(occurredAt === undefined ? {} : { occurredAt }),
        },
        now,
      ),
      kind: body.kind ?? (body.reasonCode === undefined ? 'note' : 'exception'),
    }),
    answer: ({ events }) => {
      const entry = events[0]?.payload as
        { entryId: string; warnings: readonly string[]; lateEntry: boolean } | undefined;
      return entry === undefined
        ? {}
        : {
            entryId: entry.entryId,
            ...(entry.warnings.length > 0 ? { warnings: entry.warnings } : {}),
            ...(entry.lateEntry ? { lateEntry: true } : {}),
          };
    },
  }),
  list({
    path: '/care-plan/daily-records',
    summary: 'The daily records of a person',
    as: 'readPlan',
    on: dailyRecord,
    show: ({ entries }: DailyRecordState) => ({ entries }),
  }),
  read({
    path: '/care-plan/daily-records/:id',
    summary: 'The daily record of one person and date',
    as: 'readPlan',
    on: dailyRecord,
    show: ({ entries }: DailyRecordState) => ({ entries }),
  }),
  query({
    path: '/care-plan/disclosures/:id/copy',
    summary: 'What was disclosed to this recipient, and nothing else',
    as: 'readDisclosedCopy',
    person: async (ask) => (await disclosedCopyOf(ask)).personId,
    answer: (ask) => disclosedCopy(ask),
  }),
  query({
    path: '/care-plan/persons/:personId/daily-records',
    summary: 'A person’s daily record of a date',
    as: 'readPlan',
    person: ({ params }) => params['personId'] ?? null,
    asks: { date: { type: 'string', format: 'date' } },
    answer: async ({ runtime, params, query: { date }, now }) => {
      const { state } = await runtime.streams.load(
        dailyRecord,
        uuidV5(params['personId'] ?? '', date ?? localDate(now)),
      );
      return {
        body: {
          personId: params['personId'],
          date: date ?? localDate(now),
          items: (state as DailyRecordState).entries,
        },
      };
    },
  }),
  query({
    path: '/care-plan/persons/:personId/first-plan',
    summary: 'Part (c) of the file: the first plan, for ever',
    as: 'readPlan',
    person: ({ params }) => params['personId'] ?? null,
    answer: (ask) => firstPlan(ask),
  }),
  command({
    method: 'POST',
    path: '/care-plan/persons/:personId/break-glass',
    summary: 'Open 60 minutes of access without the relationship, for a reason; the DPO is told',
    as: 'breakGlass',
    body: requests.BreakGlassRequest,
    on: breakGlass,
    exists: false,
    created: true,
    readAt: '/care-plan/plans?personId=:personId',
    open: true,
    target: ({ params, actor }) => uuidV5(params['personId'] ?? '', actor.user),
    before: async ({ runtime, params, actor }) => {
      // The same organisation must serve the person; a stranger to both learns nothing.
      const { organisations, cases } = await runtime.relations(params['personId'] ?? '');
      if (
        organisations[actor.organisationId ?? '']?.ever !== true &&
        !(actor.roles.includes('CC') && Object.keys(cases).length > 0)
      )
        throw new Refusal('NOT_FOUND');
    },
    command: ({ body }) => as('OpenBreakGlass', body),
    answer: ({ events }) => ({ until: String(events[0]?.payload['until'] ?? '') }),
  }),
];

function dateOfEntry(
  { date, occurredAt }: { readonly date?: string; readonly occurredAt?: string },
  now: string,
): string {
  return date ?? localDate(occurredAt === undefined ? now : new Date(occurredAt).toISOString());
}

/** The whole plan, or the actions named in either way. */
function scopeOf(scope: unknown, actionIds: readonly string[] | undefined): 'whole' | readonly string[] {
  if (scope === undefined) return actionIds ?? 'whole';
  if (scope === 'whole') return scope;
  if (Array.isArray(scope) && scope.length > 0 && scope.every((one): one is string => typeof one === 'string'))
    return scope;
  throw new Refusal('MALFORMED', ['/scope: is whole, or names actions']);
}

function noticeCursor(cursor: string, last: number): number {
  const no = /^\d+$/.test(cursor) ? Number(cursor) : Number(decodeCursor(cursor) || 'x');
  if (!Number.isSafeInteger(no) || no < 0 || no > last) throw new Refusal('CURSOR_UNKNOWN');
  return no;
}

function notFound(): never {
  throw new Refusal('NOT_FOUND');
}
