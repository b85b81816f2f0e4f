import type { JsonObject } from '@carethread/ledger';
import { commandFrom, commandOn, query, readOn, type RequestContext, type Route } from '@carethread/http-api';
import { outstanding, signOff, type SignOffState } from '../../domain/sign-off/decider.js';
import type { SubjectSignOff } from '../../views/sign-offs-by-subject.js';
import * as requests from '../requests.js';
import { malformed, mustBeSaidBy, notFound } from '../statement.js';

const SO = '/consent/sign-offs';

const shown = (state: SignOffState): JsonObject => ({
  ...(state.requested ?? {}),
  required: state.requested?.requiredSignatories.map(({ role }) => role) ?? [],
  state: state.state,
  signatures: state.signatures,
  ...(state.awaitingWitness.length === 0 ? {} : { awaitingWitness: state.awaitingWitness }),
  ...(state.objections.length === 0 ? {} : { objections: state.objections }),
  outstanding: outstanding(state),
  ...(state.completedAt === undefined ? {} : { completedAt: state.completedAt, legalBasis: 'ownConsent' }),
  ...(state.withdrawn === undefined ? {} : { withdrawn: state.withdrawn }),
});

const progress = ({ state }: { readonly state: SignOffState }): JsonObject => ({
  state: state.state,
  outstanding: outstanding(state),
});

async function signOffsOf(ask: RequestContext, subjectId: string): Promise<readonly SubjectSignOff[]> {
  return (
    await ask.runtime.views.view<SubjectSignOff>('signOffsBySubject').find({ subjectId }, { orderBy: 'since' })
  ).map(({ doc }) => doc);
}

async function personOf({ runtime, params }: RequestContext<unknown>): Promise<string | null> {
  return (await runtime.commands.load(signOff, params['id'] ?? '')).personId;
}

export const signOffRoutes: readonly Route[] = [
  query({
    path: SO,
    summary: 'The sign-offs of a plan, a risk assessment, or a person',
    capability: 'readConsent',
    of: 'each',
    queryParameters: { subjectId: { type: 'string', format: 'uuid' }, personId: { type: 'string', format: 'uuid' } },
    person: async (ask) => {
      const { subjectId, personId } = ask.query;
      if (subjectId === undefined) return personId ?? malformed('subjectId or personId');
      return (await signOffsOf(ask, subjectId))[0]?.personId ?? notFound();
    },
    paged: true,
    answer: async (ask) => {
      const { subjectId, personId } = ask.query;
      const ids =
        subjectId === undefined
          ? await ask.runtime.ids(signOff.category, personId ?? '')
          : (await signOffsOf(ask, subjectId)).map(({ signOffId }) => signOffId);
      const items = [];
      for (const id of ids) {
        const stream = await ask.runtime.commands.load(signOff, id);
        const sight = ask.sight(stream.personId);
        if (!(await sight.seesStream(signOff, stream))) continue;
        const { state, etag, revision } = await sight.asLeft(signOff, stream);
        if (revision > 0) items.push({ id, revision, etag: `"${etag}"`, ...shown(state as SignOffState) });
      }
      if (subjectId !== undefined && items.length === 0) notFound();
      return { body: { items } };
    },
  }),
  readOn(signOff)({ path: `${SO}/:id`, summary: 'A sign-off', capability: 'readConsent', show: shown }),
  commandOn(signOff)({
    method: 'POST',
    path: `${SO}/:id/signatures`,
    summary: 'Sign, or record a signature given before a witness: 201 where the witness is still to confirm it',
    capability: 'sign',
    body: requests.RecordSignatureRequest,
    readAt: `${SO}/:id`,
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
    path: `${SO}/:id/witness`,
    summary: 'Confirm, as the member of staff who was named as witness, what one saw or heard',
    capability: 'witness',
    command: () => ({ type: 'ConfirmSignature' }),
    answer: progress,
  }),
  commandOn(signOff)({
    method: 'POST',
    path: `${SO}/:id/witness/objection`,
    summary: 'Object, as a contact who was named as witness, within seven days',
    capability: 'witness',
    body: requests.ObjectAsWitnessRequest,
    command: ({ body }) => commandFrom('ObjectAsWitness', body),
    answer: progress,
  }),
  commandOn(signOff)({
    method: 'POST',
    path: `${SO}/:id/refusals`,
    summary: 'Refuse to sign, with reasons',
    capability: 'sign',
    body: requests.RefuseSignatureRequest,
    command: async (ask) => {
      const { by, ...body } = ask.body;
      mustBeSaidBy('/by', by, ask.actor, await personOf(ask));
      return commandFrom('RefuseSignature', body);
    },
  }),
  commandOn(signOff)({
    method: 'POST',
    path: `${SO}/:id/withdrawal`,
    summary: 'Withdraw consent to a restriction that was signed: it is withheld at once',
    capability: 'refuseOrWithdraw',
    body: requests.WithdrawSignedConsentRequest,
    readAt: `${SO}/:id`,
    answers: 201,
    command: async (ask) => {
      const { by, ...body } = ask.body;
      mustBeSaidBy('/by', by, ask.actor, await personOf(ask));
      return commandFrom('WithdrawSignedConsent', body);
    },
    answer: progress,
  }),
];
