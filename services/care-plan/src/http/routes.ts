import { PLAN_KINDS, Refusal } from '@carethread/contracts';
import { localDate } from '@carethread/calendar';
import { heldWithPlan, SAFETY_LIST } from '@carethread/event-sourcing';
import { uuidV5, present } from '@carethread/ledger';
import {
  codes,
  commandFrom,
  commandOf,
  commandOn,
  listOn,
  query,
  readOn,
  TIMES,
  type RequestContext,
  type Route,
} from '@carethread/http-api';
import { oneDay } from '../domain/bounds.js';
import { breakGlass } from '../domain/break-glass/decider.js';
import { copies } from '../domain/copies/decider.js';
import { dailyRecord, type DailyRecordState } from '../domain/daily-record/decider.js';
import { episode, type EpisodeState } from '../domain/episode/decider.js';
import type { CarePlanFacts } from '../domain/facts.js';
import { carePlan } from '../domain/plan/decider.js';
import type { PlanState } from '../domain/plan/events.js';
import { openedByHandover } from '../domain/plan/handed-over.js';
import { isAskedFor, mayBeTakenUp } from '../domain/plan/take-up.js';
import { versionAt } from '../domain/plan/in-force.js';
import { readers, type ReadersState } from '../domain/readers/decider.js';
import { subscription, type SubscriptionState } from '../domain/subscription/decider.js';
import { administrativeFields } from './plan/administrative-fields.js';
import {
  firstPlan,
  planAsKnown,
  planCoverage,
  draftSince,
  planDifference,
  planHead,
  personOfPlan,
  planHeld,
  planOf,
} from './plan/plan-as-known.js';
import { cameWithCase } from './plan/came-with-case.js';
import { copiesSeen } from './copies/copies-seen.js';
import { entriesSeen, sheetSeen } from './daily-record/sheet-seen.js';
import { disclosedCopy, disclosedCopyOf, disclosedTo } from './copies/disclosed-copy.js';
import { headSeen } from './plan/head-seen.js';
import { narrativesOf } from './plan/narratives.js';
import { allVersions, oneIssue, oneVersion } from './plan/versions.js';
import { lifeOfPlanRoutes } from './plan/replacement.js';
import { safetyListOf } from './plan/safety-list.js';
import { suspensionRoutes } from './plan/suspension.js';
import { PL } from './plan/path.js';
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
  commandOn(carePlan)({
    method: 'POST',
    path: PL,
    summary: 'Open a plan',
    capability: 'draftPlan',
    body: requests.OpenPlanRequest,
    stream: 'new',
    unique: {
      key: ({ body, actor }) => [
        body.personId,
        'plan',
        body.planKind,
        body.organisationId ?? actor.organisationId ?? '',
      ],
      isOpen: ({ state }) => state !== 'closed',
      // One that the platform opened is taken up, where the request asks for no more than that one has.
      adopts: (state, { body }) => mayBeTakenUp(state) && isAskedFor(body, state),
      code: 'STATE_CONFLICT',
    },
    // Its needs are taken over from the plan that it is derived from: whoever may not read that one does not learn of it.
    before: async (ask) => {
      const { personId, derivedFrom } = ask.body;
      if (await cameWithCase(ask)) throw new Refusal('STATE_CONFLICT', ['planKind']);
      if (derivedFrom === undefined) return;
      const sight = ask.sight(personId).as('readPlan', 'read');
      if (!(await sight.sees(heldWithPlan(derivedFrom.id)))) throw new Refusal('REFERENCE_NOT_FOUND', ['derivedFrom']);
      const named = await sight.byHandover(derivedFrom.id);
      const { state } = await ask.runtime.commands.load(carePlan, derivedFrom.id);
      if (named !== undefined && !openedByHandover(state as PlanState, named, ask.now).includes(derivedFrom.version))
        throw new Refusal('REFERENCE_NOT_FOUND', ['derivedFrom.version']);
    },
    command: ({ body: { personId: _, ...body } }) => commandFrom('OpenPlan', body),
  }),
  listOn(carePlan)({
    path: PL,
    summary: 'The plans of a person',
    capability: 'readPlan',
    filters: {
      planKind: codes(...PLAN_KINDS),
      state: codes('draft', 'provisional', 'active', 'suspended', 'closed'),
      organisationId: TEXT,
    },
    show: async (_, { id, personId }, ask) => {
      const { state } = await planOf({ ...ask, params: { id } });
      return headSeen(ask, personId, id, planHead(state, ask.now));
    },
  }),
  query({
    path: `${PL}/:id`,
    summary: 'A plan: its head, or its version as known at × as effective at',
    capability: 'readPlan',
    of: { on: carePlan },
    person: personOfPlan,
    queryParameters: TIMES,
    answer: (ask) => planAsKnown(ask),
  }),
  query({
    path: `${PL}/:id/administrative`,
    summary: 'Administrative fields of a plan, no content',
    capability: 'readAdministrative',
    of: { on: carePlan },
    person: personOfPlan,
    queryParameters: TIMES,
    answer: (ask) => administrativeFields(ask),
  }),
  query({
    path: `${PL}/:id/versions`,
    summary: 'Every version of a plan',
    capability: 'readSuperseded',
    of: { on: carePlan },
    person: personOfPlan,
    paged: true,
    answer: (ask) => allVersions(ask),
  }),
  query({
    path: `${PL}/:id/versions/:n`,
    summary: 'One version of a plan, superseded or not',
    capability: 'readSuperseded',
    of: { on: carePlan },
    person: personOfPlan,
    answer: (ask) => oneVersion(ask),
  }),
  query({
    path: `${PL}/:id/versions/:n/issues/:i`,
    summary: 'One issue of a version: what it said from one correction to the next',
    capability: 'readSuperseded',
    of: { on: carePlan },
    person: personOfPlan,
    answer: (ask) => oneIssue(ask),
  }),
  query({
    path: `${PL}/:id/diff`,
    summary: 'What changed between two versions or instants, with author, date, reason and cause',
    capability: 'readSuperseded',
    of: { on: carePlan },
    person: personOfPlan,
    queryParameters: { from: TEXT, to: TEXT },
    answer: (ask) => planDifference(ask),
  }),
  query({
    path: `${PL}/:id/draft`,
    summary: 'The draft, and what was written in it since the revision that a contributor holds, by whom and when',
    capability: 'draftPlan',
    former: 'nothing',
    of: { on: carePlan },
    person: personOfPlan,
    queryParameters: { since: { type: 'integer', minimum: 0, maximum: 999_999_999 } },
    answer: (ask) => draftSince(ask),
  }),
  query({
    path: `${PL}/:id/coverage`,
    summary: 'Which needs, outcomes, preferences and risks have an action, or a reason for none',
    capability: 'readPlan',
    former: 'nothing',
    of: { on: carePlan },
    person: personOfPlan,
    answer: (ask) => planCoverage(ask),
  }),
  query({
    path: `${PL}/:id/readers`,
    summary: 'Who of the team has read the version in force',
    capability: 'readPlan',
    of: { on: carePlan },
    person: personOfPlan,
    paged: true,
    answer: async (ask) => {
      const { state, personId } = await planHeld(ask);
      const { read: seen } = (await ask.runtime.commands.load(readers, ask.params['id'] ?? '')).state as ReadersState;
      const { facts } = await ask.runtime.known<CarePlanFacts>(personId);
      const team = Object.values(facts.teams).filter(
        ({ open, organisationId }) => open && organisationId === state.opened?.organisationId,
      );
      const versionNo = versionAt(state, ask.now)?.versionNo ?? 0;
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
    summary: 'The register of copies; those made out to oneself, for whoever has some',
    capability: 'readPlan',
    of: { on: copies },
    person: personOfPlan,
    paged: true,
    answer: (ask) => copiesSeen(ask),
  }),
  commandOn(carePlan)({
    method: 'PUT',
    path: `${PL}/:id/draft`,
    summary: 'Save the draft of a plan',
    capability: 'draftPlan',
    body: requests.SaveDraftRequest,
    ifMatch: 'required',
    command: async (ask) => ({
      ...commandFrom('SaveDraft', ask.body),
      ...(await narrativesOf(ask)),
    }),
    answer: ({ state, events }) => ({
      draftRevision: state.draftRevision,
      ...(events.some(({ type }) => type === 'NarrativeSimilar') ? { warnings: ['NARRATIVE_SIMILAR'] } : {}),
    }),
  }),
  commandOn(carePlan)({
    method: 'POST',
    path: `${PL}/:id/discussions`,
    summary: 'Record the discussion of the plan with the person',
    capability: 'draftPlan',
    body: requests.RecordDiscussionRequest,
    answers: 201,
    command: ({ body }) => commandFrom('RecordDiscussion', body),
  }),
  commandOn(carePlan)({
    method: 'POST',
    path: `${PL}/:id/involvement`,
    summary: 'Record how the person was involved',
    capability: 'draftPlan',
    body: requests.RecordInvolvementRequest,
    answers: 201,
    command: ({ body }) => commandFrom('RecordInvolvement', body),
  }),
  commandOn(carePlan)({
    method: 'POST',
    path: `${PL}/:id/access-notice`,
    summary: 'Record that the person was told they can always see their plan',
    capability: 'draftPlan',
    body: requests.RecordAccessNoticeRequest,
    answers: 201,
    command: ({ body }) => commandFrom('RecordAccessNotice', body),
  }),
  commandOn(carePlan)({
    method: 'POST',
    path: `${PL}/:id/proposals`,
    summary: 'Propose a version for sign-off',
    capability: 'draftPlan',
    body: requests.ProposeVersionRequest,
    answers: 201,
    command: ({ body }) => commandFrom('ProposeVersion', body),
    answer: ({ state }) => {
      const proposal = state.proposals.at(-1);
      const { proposalNo, contentHash, basedOnVersion, correctionIds, notCarried, overridden } = proposal ?? {};
      return {
        proposalNo: proposalNo ?? 0,
        contentHash: contentHash ?? '',
        ...(basedOnVersion === undefined ? {} : { basedOnVersion }),
        ...(correctionIds === undefined || correctionIds.length === 0 ? {} : { correctionIds }),
        ...(notCarried === undefined ? {} : { notCarried }),
        ...(overridden === undefined ? {} : { overridden }),
      };
    },
  }),
  commandOn(carePlan)({
    method: 'POST',
    path: `${PL}/:id/proposals/:n/renditions`,
    summary: 'Add a rendition that is seen before signing',
    capability: 'draftPlan',
    body: requests.AddRenditionRequest,
    answers: 201,
    command: ({ body, params }) => commandFrom('AddRendition', { ...body, proposalNo: Number(params['n']) }),
  }),
  commandOn(carePlan)({
    method: 'POST',
    path: `${PL}/:id/versions/:n/renditions`,
    summary: 'Add a rendition of a version',
    capability: 'draftPlan',
    body: requests.AddRenditionRequest,
    answers: 201,
    command: ({ body, params }) => commandFrom('AddRendition', { ...body, versionNo: Number(params['n']) }),
  }),
  commandOn(carePlan)({
    method: 'POST',
    path: `${PL}/:id/proposals/:n/copies`,
    summary: 'Always refused: only agreed plans are copied',
    capability: 'manageCopies',
    body: requests.CopyRequest,
    command: () => {
      throw new Refusal('NOT_AGREED');
    },
  }),
  commandOn(carePlan)({
    method: 'POST',
    path: `${PL}/:id/provisional`,
    summary: 'Publish the provisional plan of an emergency start',
    capability: 'publishProvisional',
    body: requests.PublishProvisionalRequest,
    answers: 201,
    command: ({ body }) => commandFrom('PublishProvisional', body),
    answer: () => ({ versionNo: 1, consentPending: true }),
  }),
  commandOn(carePlan)({
    method: 'POST',
    path: `${PL}/:id/corrections`,
    summary: 'Set right a fact, from a date of its own',
    capability: 'correctPlan',
    body: requests.RecordCorrectionRequest,
    answers: 201,
    command: ({ body }) => commandFrom('RecordCorrection', body),
  }),
  ...lifeOfPlanRoutes,
  ...suspensionRoutes,
  commandOn(carePlan)({
    method: 'POST',
    path: `${PL}/:id/closure`,
    summary: 'Close a plan',
    capability: 'closePlan',
    body: requests.ClosePlanRequest,
    command: ({ body }) => commandFrom('ClosePlan', body),
  }),
  commandOn(carePlan)({
    method: 'POST',
    path: `${PL}/:id/statements`,
    summary: 'Attach the person’s own statement about a disputed fact',
    capability: 'attachStatement',
    body: requests.AttachStatementRequest,
    answers: 201,
    command: ({ body }) => commandFrom('AttachStatement', body),
    answer: ({ state }) => ({ replyDueAt: state.statements.at(-1)?.replyDueAt ?? '' }),
  }),
  commandOn(readers)({
    method: 'POST',
    path: `${PL}/:id/versions/:n/read-acknowledgements`,
    summary: 'Say that one has read a version',
    capability: 'acknowledgeReading',
    stream: 'either',
    answers: 201,
    readAt: `${PL}/:id/readers`,
    person: personOfPlan,
    before: async (ask) => {
      const { state } = await planOf(ask);
      if (!state.versions.some(({ versionNo }) => String(versionNo) === ask.params['n']))
        throw new Refusal('NOT_FOUND');
    },
    command: ({ params }) => ({ type: 'AcknowledgeReading', versionNo: Number(params['n']) }),
  }),
  commandOn(copies)({
    method: 'POST',
    path: '/care-plan/copies/:copyId/acknowledgement',
    summary: 'Acknowledge a copy',
    capability: 'manageCopies',
    target: async ({ runtime, params }) => {
      const found = await runtime.views.view<{ planId: string }>('copyIndex').get(params['copyId'] ?? '');
      if (found === undefined) throw new Refusal('NOT_FOUND');
      return found.planId;
    },
    command: ({ params }) => ({ type: 'AcknowledgeCopy', copyId: params['copyId'] ?? '' }),
  }),
  commandOn(episode)({
    method: 'POST',
    path: EP,
    summary: 'Agree a service',
    capability: 'agreeService',
    body: requests.AgreeServiceRequest,
    stream: 'new',
    command: ({ body }) => ({ ...commandFrom('AgreeService', body), personId: body.personId }),
  }),
  listOn(episode)({
    path: EP,
    summary: 'The service episodes of a person',
    capability: 'readPlan',
    show: shownEpisode,
    filters: {
      state: codes('agreed', 'filePreparing', 'ready', 'started', 'ended'),
      providerId: TEXT,
    },
  }),
  readOn(episode)({ path: `${EP}/:id`, summary: 'A service episode', capability: 'readPlan', show: shownEpisode }),
  commandOn(episode)({
    method: 'POST',
    path: `${EP}/:id/team`,
    summary: 'Assign the team',
    capability: 'runService',
    body: requests.AssignTeamRequest,
    command: ({ body }) => commandFrom('AssignTeam', body),
  }),
  commandOn(episode)({
    method: 'POST',
    path: `${EP}/:id/start`,
    summary: 'Start the service',
    capability: 'runService',
    body: requests.StartServiceRequest,
    command: ({ body }) => commandFrom('StartService', body),
  }),
  commandOn(episode)({
    method: 'POST',
    path: `${EP}/:id/end`,
    summary: 'End the service',
    capability: 'planTransfer',
    body: requests.EndServiceRequest,
    command: ({ body }) => commandFrom('EndService', body),
  }),
  commandOn(subscription)({
    method: 'POST',
    path: SU,
    summary: 'Subscribe a provider to the changes of a person’s plan',
    capability: 'runService',
    body: requests.StartSubscriptionRequest,
    stream: 'new',
    unique: {
      key: ({ body, actor }) => [body.personId, 'subscription', body.providerId ?? actor.organisationId ?? ''],
      isOpen: ({ state }) => state !== 'ended',
      code: 'STATE_CONFLICT',
    },
    command: ({ body: { personId: _, ...body } }) => commandFrom('StartSubscription', body),
  }),
  listOn(subscription)({
    path: SU,
    summary: 'The subscriptions to a person’s plan',
    capability: 'readNotices',
    former: 'whole',
    show: shownSubscription,
    filters: { state: codes('active', 'ended'), providerId: TEXT },
  }),
  readOn(subscription)({
    path: `${SU}/:id`,
    summary: 'A subscription',
    capability: 'readNotices',
    former: 'whole',
    show: shownSubscription,
  }),
  query({
    path: `${SU}/:id/notices`,
    summary: 'The notices of a subscription after a cursor, in order',
    capability: 'readNotices',
    of: { on: subscription },
    person: async ({ runtime, params }) =>
      (await runtime.commands.load(subscription, params['id'] ?? '')).personId ?? notFound(),
    queryParameters: { after: TEXT, limit: { type: 'integer', minimum: 1, maximum: 500 } },
    answer: async (ask) => {
      const { runtime, params, tenantId } = ask;
      const { after, limit } = ask.query;
      const id = params['id'] ?? '';
      const { notices, acknowledged } = (await runtime.commands.load(subscription, id)).state as SubscriptionState;
      const cursorOf = (noticeNo: number): Promise<string> => runtime.cursors.seal(tenantId, `${id} ${noticeNo}`);
      const from = after === undefined ? 0 : await noticeCursor(ask, after, notices.length);
      const page = notices.slice(from, from + Number(limit ?? 100));
      const items = await Promise.all(
        page.map(async ({ causeId: _, ...notice }) => ({
          ...notice,
          cursor: await cursorOf(notice.noticeNo),
          acknowledged: acknowledged.includes(notice.noticeNo),
        })),
      );
      const last = page.at(-1);
      return {
        body: {
          items,
          ...(last === undefined || last.noticeNo === notices.length ? {} : { next: await cursorOf(last.noticeNo) }),
        },
      };
    },
  }),
  commandOn(subscription)({
    method: 'POST',
    path: `${SU}/:id/acknowledgements`,
    summary: 'Acknowledge a notice',
    capability: 'readNotices',
    body: requests.AcknowledgeNoticeRequest,
    answers: 201,
    command: ({ body }) => commandFrom('AcknowledgeChange', body),
  }),
  commandOn(dailyRecord)({
    method: 'POST',
    path: '/care-plan/daily-records',
    summary: 'Add an entry to a person’s daily record',
    capability: 'addDailyRecord',
    body: requests.AddEntryRequest,
    stream: 'either',
    answers: 201,
    target: ({ body, now }) => uuidV5(body.personId, dateOfEntry(body, now)),
    command: ({ body: { personId: _, occurredAt, ...body }, now }) => ({
      type: 'AddEntry',
      ...body,
      date: dateOfEntry(
        present({
          date: body.date,
          occurredAt,
        }),
        now,
      ),
      kind: body.kind ?? (body.reasonCode === undefined ? 'note' : 'exception'),
    }),
    ifMatch: 'none',
    answer: async ({ events, state }, ask) => {
      const entry = events[0]?.payload as
        { entryId: string; warnings: readonly string[]; lateEntry: boolean } | undefined;
      const { revision } = await sheetSeen(ask, ask.body.personId, state);
      return entry === undefined
        ? { revision }
        : {
            revision,
            entryId: entry.entryId,
            ...(entry.warnings.length > 0 ? { warnings: entry.warnings } : {}),
            ...(entry.lateEntry ? { lateEntry: true } : {}),
          };
    },
  }),
  commandOf(
    dailyRecord,
    'CorrectEntry',
  )({
    method: 'POST',
    path: '/care-plan/daily-records/:id/corrections',
    summary: 'Set an entry right, with a reason; what stood there is kept beside it',
    capability: 'correctDailyRecord',
    body: requests.CorrectEntryRequest,
    answers: 201,
    ifMatch: 'none',
    answer: async ({ id, state }, ask) => {
      const { personId } = await ask.runtime.commands.load(dailyRecord, id);
      const { revision } = await sheetSeen(ask, personId, state);
      return { revision };
    },
  }),
  listOn(dailyRecord)({
    path: '/care-plan/daily-records',
    summary: 'The daily records of a person',
    capability: 'readPlan',
    show: (state, { personId }, ask) => sheetSeen(ask, personId, state),
  }),
  readOn(dailyRecord)({
    path: '/care-plan/daily-records/:id',
    summary: 'The daily record of one person and date',
    capability: 'readPlan',
    show: (state, { personId }, ask) => sheetSeen(ask, personId, state),
  }),
  query({
    path: '/care-plan/disclosures/:id/copy',
    summary: 'What was disclosed to this recipient, and nothing else',
    capability: 'readDisclosedCopy',
    of: { holder: disclosedTo },
    person: async (ask) => (await disclosedCopyOf(ask)).personId,
    answer: (ask) => disclosedCopy(ask),
  }),
  query({
    path: '/care-plan/persons/:personId/daily-records',
    summary: 'A person’s daily record of a date',
    capability: 'readPlan',
    of: 'each',
    person: ({ params }) => params['personId'] ?? null,
    queryParameters: { date: { type: 'string', format: 'date' } },
    paged: true,
    answer: async (ask) => {
      const { runtime, params, query: asked, now } = ask;
      const { personId = '' } = params;
      const { date = localDate(now) } = asked;
      const { state } = await runtime.commands.load(dailyRecord, uuidV5(personId, date));
      return { body: { personId, date, items: await entriesSeen(ask, personId, state as DailyRecordState) } };
    },
  }),
  query({
    path: '/care-plan/persons/:personId/first-plan',
    summary: 'Part (c) of the file: the first plan, for ever',
    capability: 'readPlan',
    of: 'each',
    person: ({ params }) => params['personId'] ?? null,
    answer: (ask) => firstPlan(ask),
  }),
  query({
    path: '/care-plan/persons/:personId/safety',
    summary: 'What whoever helps the person must know: allergies, risks, restrictions in force, emergency contacts',
    capability: 'readSafety',
    of: { holder: () => SAFETY_LIST },
    person: ({ params }) => params['personId'] ?? null,
    answer: (ask) => safetyListOf(ask),
  }),
  commandOn(breakGlass)({
    method: 'POST',
    path: '/care-plan/persons/:personId/break-glass',
    summary: 'Open 60 minutes of access without the relationship, for a reason; the DPO is told',
    capability: 'breakGlass',
    body: requests.BreakGlassRequest,
    stream: 'either',
    answers: 201,
    readAt: '/care-plan/plans?personId=:personId',
    target: ({ params, actor }) => uuidV5(params['personId'] ?? '', actor.user),
    command: ({ body }) => commandFrom('OpenBreakGlass', body),
    answer: ({ events }) => ({ until: String(events[0]?.payload['until'] ?? '') }),
  }),
];

function dateOfEntry(
  { date, occurredAt }: { readonly date?: string; readonly occurredAt?: string },
  now: string,
): string {
  oneDay(date, occurredAt);
  return date ?? localDate(occurredAt === undefined ? now : new Date(occurredAt).toISOString());
}

/** The number after which a page of this subscription begins. */
async function noticeCursor(
  { runtime, tenantId, params }: RequestContext,
  cursor: string,
  last: number,
): Promise<number> {
  const [id, no] = ((await runtime.cursors.open(tenantId, cursor)) ?? '').trim().split(' ');
  if (id !== params['id'] || no === undefined || Number(no) > last) throw new Refusal('CURSOR_UNKNOWN');
  return Number(no);
}

function notFound(): never {
  throw new Refusal('NOT_FOUND');
}
