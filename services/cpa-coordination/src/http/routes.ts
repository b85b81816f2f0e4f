import { normalInstant } from '@carethread/contracts';
import {
  command,
  INSTANT,
  list,
  read,
  type Ask,
  type CommandAnswer,
  type CommandRoute,
  type Route,
} from '@carethread/service-kit';
import { coordinator } from '../domain/coordinator.js';
import type { CpaCaseState } from '../domain/cpa-case-events.js';
import { cpaCase, isOpen } from '../domain/cpa-case.js';
import type { IndicatorProfile } from '../domain/indicators.js';
import { region, regionId, type RegionState } from '../domain/region.js';
import { openCases, type OpenCase } from '../exchange/open-cases.js';
import * as requests from './requests.js';
import { shownCase, shownProfile } from './shown-case.js';

const C = '/cpa/cases';

/** A request body as a command: what belongs to the envelope stays out, and instants take their full form. */
function as<Type extends string>(type: Type, body: object): { readonly type: Type } {
  const { occurredAt: _, personId: __, at, ...rest } = body as { occurredAt?: string; personId?: string; at?: string };
  return { type, ...rest, ...(at === undefined ? {} : { at: normalInstant(at) }) };
}

type Settled = Pick<CommandRoute, 'as' | 'summary' | 'created' | 'answer' | 'about' | 'method'>;

function onCase(
  path: string,
  type: string,
  body: NonNullable<CommandRoute['body']>,
  { method = 'POST', ...rest }: Omit<Settled, 'method'> & Partial<Settled>,
): Route {
  return command({
    ...rest,
    method,
    path: `${C}/:id/${path}`,
    body,
    on: cpaCase,
    command: (ask) => as(type, ask.body as object),
  });
}

const regionTarget = ({ tenantId, params }: Ask): string => regionId(tenantId, params['code'] ?? '');

const profileOf = ({ events }: CommandAnswer) => {
  const made = events.at(-1)?.payload as IndicatorProfile | undefined;
  return made === undefined ? {} : shownProfile(made);
};

const levelOf = ({ events }: CommandAnswer) => {
  const { from, to, effectiveFrom } = (events.at(-1)?.payload ?? {}) as {
    from?: string;
    to?: string;
    effectiveFrom?: string;
  };
  return { from: from ?? null, level: to ?? null, effectiveFrom: effectiveFrom ?? null };
};

async function deactivation({
  runtime,
  tenantId,
  params,
  pseudonym,
  body,
}: Ask<requests.DeactivateCoordinatorRequest>): Promise<{ readonly type: string }> {
  const where = { tenantId, coordinator: pseudonym(params['userId'] ?? '') };
  const found = await runtime.views.view<OpenCase>(openCases.name).find(where);
  return as('DeactivateCoordinator', { ...body, openCases: found.map(({ doc }) => doc.caseId) });
}

export const routes: readonly Route[] = [
  command({
    method: 'POST',
    path: C,
    summary: 'Open a CPA case with its care co-ordinator',
    as: 'openCpaCase',
    about: 'CPA-43',
    body: requests.OpenCaseRequest,
    on: cpaCase,
    creates: true,
    unique: {
      key: ({ body }: Ask<requests.OpenCaseRequest>) => [body.personId, cpaCase.category],
      isOpen,
      code: 'CASE_EXISTS',
    },
    command: ({ body }) => as('OpenCase', body as object),
  }),
  list({
    path: C,
    summary: 'The CPA cases of a person',
    as: 'readCpaCase',
    on: cpaCase,
    show: shownCase,
    filters: ['state', 'regionCode'],
  }),
  read({
    path: `${C}/:id`,
    summary: 'A CPA case, at an instant',
    as: 'readCpaCase',
    on: cpaCase,
    asks: { at: INSTANT },
    show: shownCase,
  }),
  onCase('coordinator', 'ReallocateCoordinator', requests.ReallocateCoordinatorRequest, {
    summary: 'Hand the case over to another care co-ordinator',
    as: 'reallocateCoordinator',
    about: 'CPA-44',
    answer: ({ state }) => ({ coordinatorId: (state as CpaCaseState).coordinators.at(-1)?.userId ?? null }),
  }),
  onCase('indicators', 'RecordIndicators', requests.RecordIndicatorsRequest, {
    summary: 'Record what was seen of the indicators',
    as: 'manageCpaCase',
    created: true,
    answer: profileOf,
    about: 'CPA-33',
  }),
  onCase('level-decisions', 'DecideLevel', requests.DecideLevelRequest, {
    summary: 'Decide the level, with reasons',
    as: 'decideLevel',
    answer: levelOf,
    about: 'CPA-34',
  }),
  onCase('contacts', 'LogContact', requests.LogContactRequest, {
    summary: 'Log contact with the person, or an attempt',
    as: 'manageCpaCase',
    created: true,
    about: 'CPA-46',
  }),
  onCase('contact-interval', 'SetContactInterval', requests.SetContactIntervalRequest, {
    method: 'PUT',
    summary: 'Set how often contact is expected',
    as: 'manageCpaCase',
  }),
  onCase('region', 'MoveRegion', requests.MoveRegionRequest, {
    summary: 'The person moves to another region',
    as: 'manageCpaTeam',
    about: 'CPA-63',
  }),
  onCase('team', 'MoveTeam', requests.MoveTeamRequest, {
    summary: 'Another team takes the case on',
    as: 'manageCpaTeam',
  }),
  onCase('discharge', 'Discharge', requests.DischargeRequest, {
    summary: 'Decide the discharge and close the case',
    as: 'manageCpaCase',
    about: 'CPA-19',
  }),
  command({
    method: 'PUT',
    path: '/cpa/regions/:code',
    summary: "Set a region's scheme for a time",
    as: 'administer',
    about: 'CPA-59',
    body: requests.SetRegionSchemeRequest,
    on: region,
    exists: false,
    target: regionTarget,
    person: () => null,
    command: ({ params, body: { occurredAt: _, ...period } }: Ask<requests.SetRegionSchemeRequest>) => ({
      type: 'SetRegionScheme',
      code: params['code'],
      period,
    }),
  }),
  read({
    path: '/cpa/regions/:code',
    summary: "A region's schemes",
    as: 'readConfiguration',
    on: region,
    target: regionTarget,
    show: ({ code, periods }: RegionState) => ({ code, periods }),
  }),
  command({
    method: 'POST',
    path: '/cpa/coordinators/:userId/deactivation',
    summary: "End a care co-ordinator's account",
    as: 'deactivateCoordinator',
    about: 'CPA-44',
    body: requests.DeactivateCoordinatorRequest,
    on: coordinator,
    exists: false,
    target: ({ params, pseudonym }) => pseudonym(params['userId'] ?? ''),
    person: () => null,
    command: deactivation,
  }),
];
