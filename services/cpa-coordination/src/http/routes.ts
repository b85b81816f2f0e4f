import { normalInstant } from '@carethread/contracts';
import {
  codes,
  commandFrom,
  commandOf,
  commandOn,
  INSTANT,
  listOn,
  readOn,
  type RequestContext,
  type CommandAnswer,
  type CommandRoute,
  type Fits,
  type Route,
} from '@carethread/http-api';
import type { JsonObject } from '@carethread/ledger';
import { coordinatedCase } from '../domain/coordinator/coordinated-case.js';
import { coordinator, type CoordinatorCommand } from '../domain/coordinator/decider.js';
import type { CpaCaseCommand, CpaCaseEvent, CpaCaseState } from '../domain/case/events.js';
import { cpaCase, isOpen } from '../domain/case/decider.js';
import { region, regionId } from '../domain/region/decider.js';
import { namedCoordinators, type NamedCoordinator } from '../views/named-coordinators.js';
import * as requests from './requests.js';
import { shownCase, shownProfile } from './case/shown-case.js';

const C = '/cpa/cases';

type Settled = Pick<CommandRoute, 'capability' | 'summary' | 'answers' | 'about' | 'method'> & {
  readonly answer: (result: CommandAnswer<CpaCaseState, CpaCaseEvent>) => JsonObject;
};

/** A request on a case; its instant takes its full form. */
function onCase<Type extends CpaCaseCommand['type'], Body extends object>(
  path: string,
  type: Type,
  body: (new () => Body) & Fits<Body, CpaCaseCommand, Type>,
  { method = 'POST', ...rest }: Omit<Settled, 'method' | 'answer'> & Partial<Settled>,
): Route {
  const route = commandOf(cpaCase, type)({ ...rest, method, path: `${C}/:id/${path}`, body });
  return {
    ...route,
    command: ({ body: sent }: RequestContext<Body & { readonly at?: string }>) =>
      commandFrom(type, { ...sent, ...(sent.at === undefined ? {} : { at: normalInstant(sent.at) }) }),
  };
}

const regionTarget = ({ tenantId, params }: RequestContext): string => regionId(tenantId, params['code'] ?? '');

type Answered = CommandAnswer<CpaCaseState, CpaCaseEvent>;

const profileOf = ({ events }: Answered) => {
  const made = events.findLast(({ type }) => type === 'CpaIndicatorsRecorded');
  return made?.type === 'CpaIndicatorsRecorded' ? shownProfile(made.payload) : {};
};

const levelOf = ({ events, state }: Answered) => {
  const made = events.findLast(({ type }) => type === 'CpaLevelDecided');
  const { from, to, effectiveFrom } = made?.type === 'CpaLevelDecided' ? made.payload : {};
  const decidedAt = state.levels.findLast(({ decision }) => decision !== undefined)?.recordedAt;
  const overtaken = state.levels.filter(({ overtakenAt }) => overtakenAt !== undefined && overtakenAt === decidedAt);
  return {
    from: from ?? null,
    level: to ?? null,
    effectiveFrom: effectiveFrom ?? null,
    ...(overtaken.length === 0
      ? {}
      : { overtaken: overtaken.map((one) => ({ level: one.level, effectiveFrom: one.effectiveFrom })) }),
  };
};

async function deactivation({
  runtime,
  tenantId,
  params,
  pseudonym,
  body,
}: RequestContext<requests.DeactivateCoordinatorRequest>): Promise<CoordinatorCommand> {
  const userId = params['userId'] ?? '';
  const where = { tenantId, coordinator: pseudonym(userId) };
  // A case that was given to them a moment ago counts too.
  await runtime.shown();
  const found = await runtime.views.view<NamedCoordinator>(namedCoordinators.name).find(where);
  const cases = await Promise.all(
    found.map(async ({ doc: { caseId } }) => {
      const { state } = await runtime.commands.load(cpaCase, caseId);
      return coordinatedCase(caseId, userId, state as CpaCaseState) ?? [];
    }),
  );
  return commandFrom('DeactivateCoordinator', { ...body, userId, cases: cases.flat() });
}

export const routes: readonly Route[] = [
  commandOf(
    cpaCase,
    'OpenCase',
  )({
    method: 'POST',
    path: C,
    summary: 'Open a CPA case with its care co-ordinator',
    capability: 'openCpaCase',
    about: 'CPA-43',
    body: requests.OpenCaseRequest,
    stream: 'new',
    unique: {
      key: ({ body }) => [body.personId, cpaCase.category],
      isOpen,
      code: 'CASE_EXISTS',
    },
  }),
  listOn(cpaCase)({
    path: C,
    summary: 'The CPA cases of a person',
    capability: 'readCpaCase',
    show: shownCase,
    filters: { state: codes('open', 'active', 'dischargePlanned', 'closed'), regionCode: { type: 'string' } },
  }),
  readOn(cpaCase)({
    path: `${C}/:id`,
    summary: 'A CPA case, at an instant',
    capability: 'readCpaCase',
    queryParameters: { at: INSTANT },
    show: shownCase,
  }),
  onCase('coordinator', 'ReallocateCoordinator', requests.ReallocateCoordinatorRequest, {
    summary: 'Hand the case over to another care co-ordinator',
    capability: 'reallocateCoordinator',
    about: 'CPA-44',
    answer: ({ state }) => ({ coordinatorId: state.coordinators.at(-1)?.userId ?? null }),
  }),
  onCase('indicators', 'RecordIndicators', requests.RecordIndicatorsRequest, {
    summary: 'Record what was seen of the indicators',
    capability: 'manageCpaCase',
    answers: 201,
    answer: profileOf,
    about: 'CPA-33',
  }),
  onCase('level-decisions', 'DecideLevel', requests.DecideLevelRequest, {
    summary: 'Decide the level, with reasons',
    capability: 'decideLevel',
    answer: levelOf,
    about: 'CPA-34',
  }),
  onCase('contacts', 'LogContact', requests.LogContactRequest, {
    summary: 'Log contact with the person, or an attempt',
    capability: 'manageCpaCase',
    answers: 201,
    about: 'CPA-46',
  }),
  onCase('contact-interval', 'SetContactInterval', requests.SetContactIntervalRequest, {
    method: 'PUT',
    summary: 'Set how often contact is expected',
    capability: 'manageCpaCase',
  }),
  onCase('region', 'MoveRegion', requests.MoveRegionRequest, {
    summary: 'The person moves to another region',
    capability: 'manageCpaTeam',
    about: 'CPA-63',
  }),
  onCase('team', 'MoveTeam', requests.MoveTeamRequest, {
    summary: 'Another team takes the case on',
    capability: 'manageCpaTeam',
  }),
  onCase('discharge', 'Discharge', requests.DischargeRequest, {
    summary: 'Decide the discharge and close the case',
    capability: 'manageCpaCase',
    about: 'CPA-19',
  }),
  commandOn(region)({
    method: 'PUT',
    path: '/cpa/regions/:code',
    summary: "Set a region's scheme for a time",
    capability: 'administer',
    about: 'CPA-59',
    body: requests.SetRegionSchemeRequest,
    stream: 'either',
    target: regionTarget,
    person: () => null,
    command: ({ params, body: { occurredAt: _, ...period } }) => ({
      type: 'SetRegionScheme',
      code: params['code'] ?? '',
      period,
    }),
  }),
  readOn(region)({
    path: '/cpa/regions/:code',
    summary: "A region's schemes",
    capability: 'readConfiguration',
    target: regionTarget,
    show: ({ code, periods }) => ({ code, periods }),
  }),
  commandOn(coordinator)({
    method: 'POST',
    path: '/cpa/coordinators/:userId/deactivation',
    summary: "End a care co-ordinator's account",
    capability: 'deactivateCoordinator',
    about: 'CPA-44',
    body: requests.DeactivateCoordinatorRequest,
    stream: 'either',
    target: ({ params, pseudonym }) => pseudonym(params['userId'] ?? ''),
    person: () => null,
    command: deactivation,
  }),
];
