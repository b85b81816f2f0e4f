import { Code, CPA_LEVELS, Flag, Id, InstantField, Label, LocalDate } from '@carethread/contracts';
import { codes, commandOf, INSTANT, listOn, readOn, type Route } from '@carethread/http-api';
import { cpaCase } from '../../domain/case/decider.js';
import { isOpen } from '../../domain/case/state.js';
import { CASES } from './case-command.js';
import { caseload } from '../../views/caseload.js';
import { shownCase } from './shown-case.js';
import { isAsAsked, shownInCaseload } from './shown-in-caseload.js';
import { transferRoute } from './transfers.js';

class OpenCaseRequest {
  @Id() personId!: string;
  @LocalDate({ optional: true }) acceptedOn?: string;
  @Id({ optional: true }) teamId?: string;
  @Code(['community', 'inpatient'], { optional: true }) teamSetting?: string;
  @Label() regionCode!: string;
  @Id({ optional: true }) coordinatorId?: string;
  @Flag({ optional: true }) interim?: boolean;
  @InstantField({ optional: true }) occurredAt?: string;
}

const OPEN = ['open', 'active', 'dischargePlanned'] as const;
const CODE = { type: 'string' } as const;
const LEVEL = codes(...CPA_LEVELS);

export const caseRoutes: readonly Route[] = [
  commandOf(
    cpaCase,
    'OpenCase',
  )({
    method: 'POST',
    path: CASES,
    summary: 'Open a CPA case with its care co-ordinator',
    capability: 'openCpaCase',
    about: 'CPA-43',
    body: OpenCaseRequest,
    stream: 'new',
    unique: {
      key: ({ body }) => [body.personId, cpaCase.category],
      isOpen,
      code: 'CASE_EXISTS',
    },
  }),
  listOn(cpaCase)({
    path: CASES,
    summary:
      'The CPA cases of a person, or the open ones of the caller’s people: whom contact is due with first comes first',
    capability: 'readCpaCase',
    show: shownCase,
    filters: { state: codes(...OPEN, 'closed'), regionCode: CODE, level: LEVEL },
    inBrief: {
      view: caseload,
      filters: { state: codes(...OPEN), regionCode: CODE, lapsed: codes('true', 'false'), level: LEVEL },
      where: { by: null },
      between: { from: 'contactFrom', to: 'contactTo' },
      sorts: {
        review: { where: { by: 'review' }, between: { from: 'reviewFrom', to: 'reviewTo' } },
        lastContact: { where: { by: 'lastContact' }, between: { from: 'lastContactFrom', to: 'lastContactTo' } },
      },
      further: { coordinatorId: { type: 'string', format: 'uuid', description: 'Who co-ordinates it' } },
      ofUser: 'coordinatorId',
      holder: ({ state, opened }) => cpaCase.holder(state, opened, 'readCpaCase'),
      sees: isAsAsked,
      item: shownInCaseload,
    },
  }),
  transferRoute,
  readOn(cpaCase)({
    path: `${CASES}/:id`,
    summary: 'A CPA case, at an instant',
    capability: 'readCpaCase',
    queryParameters: { at: INSTANT },
    show: shownCase,
  }),
];
