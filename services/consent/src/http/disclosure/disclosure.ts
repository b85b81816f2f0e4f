import { textMember, present } from '@carethread/ledger';
import {
  Code,
  Codes,
  DISCLOSURE_BASES,
  fault,
  fieldsOf,
  Flag,
  Id,
  InstantField,
  JsonAny,
  Label,
  malformed,
  Nested,
  PlanContentBody,
  Text,
} from '@carethread/contracts';
import { answerOf, codes, commandFrom, commandOn, listOn, readOn, type Route, headOf } from '@carethread/http-api';
import { disclosure } from '../../domain/disclosure/decider.js';
import type { DisclosureState } from '../../domain/disclosure/state.js';
import { disclosureList } from '../../views/disclosure-list.js';
import { PartyBody } from '../party-body.js';

/** What can be disclosed: the plan, or sections of it. */
const DISCLOSED_FIELDS = ['plan', ...fieldsOf(PlanContentBody).keys()];

class MakeDisclosureRequest {
  @Id() personId!: string;
  @Id({ optional: true }) recipientId?: string;
  @Nested(() => PartyBody, { optional: true }) recipient?: PartyBody;
  @Label({ optional: true }) role?: string;
  @Id({ optional: true }) planId?: string;
  @JsonAny({ optional: true }) planRef?: unknown;
  /** `plan`, or sections of it by name. */
  @Codes(DISCLOSED_FIELDS, { optional: true, min: 1 }) fields?: string[];
  @Code(DISCLOSURE_BASES, { optional: true }) basis?: string;
  /** Of whom the person permits it to: an entry of their involvement register, in force. */
  @Id({ optional: true }) permissionId?: string;
  /** What shows that the person permits it, where no entry of the register does. */
  @Text({ optional: true }) evidence?: string;
  /** The caveat is always shown; nobody can leave it out. */
  @Flag({ optional: true }) caveatShown?: boolean;
  @InstantField({ optional: true }) occurredAt?: string;
}

const PATH = '/consent/disclosures';

export const disclosureRoutes: readonly Route[] = [
  commandOn(disclosure)({
    method: 'POST',
    path: PATH,
    summary: 'Disclose the latest published version to one recipient',
    capability: 'disclose',
    body: MakeDisclosureRequest,
    stream: 'new',
    command: ({ body: asked }) => {
      const { recipient, recipientId, planRef, planId, caveatShown = true, ...body } = asked;
      if (!caveatShown) malformed(fault('/caveatShown', 'notAllowed', 'is never false'));
      const plan = planId ?? textMember(planRef, 'id');
      return commandFrom('MakeDisclosure', {
        ...body,
        recipientId: recipientId ?? recipient?.id ?? malformed(fault('/recipientId', 'required', 'is missing')),
        ...present<{ planId?: string }>({ planId: plan }),
      });
    },
  }),
  listOn(disclosure)({
    path: PATH,
    summary: 'What was disclosed to whom: of one person, or over many people by when it was prepared',
    capability: 'readDisclosedCopy',
    addressed: true,
    show: shown,
    entries: {
      view: disclosureList,
      filters: {
        basis: codes(...DISCLOSURE_BASES),
        planId: { type: 'string', format: 'uuid' },
        superseded: codes('true', 'false'),
      },
      between: { from: 'preparedFrom', to: 'preparedTo' },
      holder: ({ state, opened }) => disclosure.holder(state, opened, 'readDisclosedCopy'),
      item: (kept) => ({ ...headOf(kept), ...shown(kept.state) }),
    },
  }),
  readOn(disclosure)({
    path: `${PATH}/:id`,
    summary: 'A disclosure',
    capability: 'readDisclosedCopy',
    show: shown,
  }),
];

// CPA-41: the plan may not show true severity on the day it is read.
const CAVEAT = 'This plan shows the position on its preparation date only; it is no measure of severity.';

function shown({ made, supersededOn }: DisclosureState) {
  return made === undefined ? {} : answerOf({ ...made, caveat: CAVEAT, supersededOn });
}
