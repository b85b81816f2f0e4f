import {
  Code,
  FORMATS,
  Hash,
  InstantField,
  Label,
  Lang,
  LocalDate,
  Nested,
  SIGNING_MODES,
  Text,
  Texts,
} from '@carethread/contracts';
import { commandFrom, commandOn, type RequestContext, type Route } from '@carethread/http-api';
import { signOff } from '../../domain/sign-off/decider.js';
import { outstanding, type SignOffState } from '../../domain/sign-off/state.js';
import { PartyBody } from '../party-body.js';
import { mustBeSaidBy } from '../statement.js';
import { PATH } from './sign-off.js';

class RecordSignatureRequest {
  /** Whose place is signed, and how: what states that this is a signature. */
  @Code([
    'person',
    'personOrLawfulRepresentative',
    'personOrRepresentative',
    'keyworker',
    'manager',
    'serviceManager',
    'cpaCareCoordinator',
  ])
  role!: string;
  @Code(SIGNING_MODES) mode!: string;
  @LocalDate({ optional: true }) signedOn?: string;
  @Hash({ optional: true }) contentHash?: string;
  @Code(FORMATS, { optional: true }) shownInFormat?: string;
  @Lang({ optional: true }) lang?: string;
  @Nested(() => PartyBody, { optional: true }) signedBy?: PartyBody;
  @Nested(() => PartyBody, { optional: true }) witness?: PartyBody;
  @Text({ optional: true }) description?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

class ObjectAsWitnessRequest {
  @Text() reasons!: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

class RefuseSignatureRequest {
  @Nested(() => PartyBody, { optional: true }) by?: PartyBody;
  @Label() role!: string;
  @Text({ optional: true }) reasons?: string;
  @Texts({ optional: true }) itemsObjectedTo?: string[];
  @InstantField({ optional: true }) occurredAt?: string;
}

class WithdrawSignedConsentRequest {
  @Nested(() => PartyBody, { optional: true }) by?: PartyBody;
  @Code(SIGNING_MODES, { optional: true }) mode?: string;
  @Text({ optional: true }) reasons?: string;
  @Nested(() => PartyBody, { optional: true }) witness?: PartyBody;
  /** How the person showed it, where they did not write it. */
  @Text({ optional: true }) description?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

const progress = ({ state }: { readonly state: SignOffState }) => ({
  state: state.state,
  outstanding: outstanding(state),
});

async function personOf({ read, params }: RequestContext<unknown>): Promise<string | null> {
  return (await read.state(signOff, params['id'] ?? '')).personId;
}

export const signatureRoutes: readonly Route[] = [
  commandOn(signOff)({
    method: 'POST',
    path: `${PATH}/:id/signatures`,
    summary: 'Sign, or record a signature given before a witness: 201 where the witness is still to confirm it',
    capability: 'sign',
    body: RecordSignatureRequest,
    readAt: `${PATH}/:id`,
    answers: ({ events }) => (events.some(({ type }) => type === 'SignatureAwaitsWitness') ? 201 : 200),
    command: async (ask) => {
      const { signedBy, ...body } = ask.body;
      mustBeSaidBy('/signedBy', signedBy, ask.actor, await personOf(ask));
      return commandFrom('RecordSignature', body);
    },
    answer: progress,
  }),
  commandOn(signOff)({
    method: 'POST',
    path: `${PATH}/:id/witness`,
    summary: 'Confirm, as the member of staff who was named as witness, what one saw or heard',
    capability: 'witness',
    command: () => ({ type: 'ConfirmSignature' }),
    answer: progress,
  }),
  commandOn(signOff)({
    method: 'POST',
    path: `${PATH}/:id/witness/objection`,
    summary: 'Object, as a contact who was named as witness, within seven days',
    capability: 'witness',
    body: ObjectAsWitnessRequest,
    command: ({ body }) => commandFrom('ObjectAsWitness', body),
    answer: progress,
  }),
  commandOn(signOff)({
    method: 'POST',
    path: `${PATH}/:id/refusals`,
    summary: 'Refuse to sign, with reasons',
    capability: 'sign',
    body: RefuseSignatureRequest,
    command: async (ask) => {
      const { by, ...body } = ask.body;
      mustBeSaidBy('/by', by, ask.actor, await personOf(ask));
      return commandFrom('RefuseSignature', body);
    },
  }),
  commandOn(signOff)({
    method: 'POST',
    path: `${PATH}/:id/withdrawal`,
    summary: 'Withdraw consent to a restriction that was signed: it is withheld at once',
    capability: 'refuseOrWithdraw',
    body: WithdrawSignedConsentRequest,
    readAt: `${PATH}/:id`,
    answers: 201,
    command: async (ask) => {
      const { by, ...body } = ask.body;
      mustBeSaidBy('/by', by, ask.actor, await personOf(ask));
      return commandFrom('WithdrawSignedConsent', body);
    },
    answer: progress,
  }),
];
