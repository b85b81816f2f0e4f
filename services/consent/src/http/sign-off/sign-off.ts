import { malformed, queryFault } from '@carethread/contracts';
import { answerOf, query, readOn, type RequestContext, type Route } from '@carethread/http-api';
import { signOff } from '../../domain/sign-off/decider.js';
import { outstanding, type SignOffState } from '../../domain/sign-off/state.js';
import { signOffsBySubject, type SubjectSignOff } from '../../views/sign-offs-by-subject.js';
import { notFound } from '../refused.js';

export const PATH = '/consent/sign-offs';

const shown = (state: SignOffState) => {
  const { requested, state: progress, signatures, awaitingWitness, objections, completedAt, withdrawn } = state;
  return answerOf({
    ...requested,
    required: requested?.requiredSignatories.map(({ role }) => role) ?? [],
    state: progress,
    signatures,
    awaitingWitness: awaitingWitness.length === 0 ? undefined : awaitingWitness,
    objections: objections.length === 0 ? undefined : objections,
    outstanding: outstanding(state),
    completedAt,
    legalBasis: completedAt === undefined ? undefined : 'ownConsent',
    withdrawn,
  });
};

async function signOffsOf({ read }: RequestContext, subjectId: string): Promise<readonly SubjectSignOff[]> {
  return (await read.find(signOffsBySubject, { subjectId }, { orderBy: 'since' })).map(({ doc }) => doc);
}

export const signOffRoutes: readonly Route[] = [
  query({
    path: PATH,
    summary: 'The sign-offs of a plan, a risk assessment, or a person',
    capability: 'readConsent',
    of: 'each',
    queryParameters: { subjectId: { type: 'string', format: 'uuid' }, personId: { type: 'string', format: 'uuid' } },
    person: async (ask) => {
      const { subjectId, personId } = ask.query;
      if (subjectId === undefined)
        return personId ?? malformed(queryFault('personId', 'required', 'is missing, as is subjectId'));
      return (await signOffsOf(ask, subjectId))[0]?.personId ?? notFound();
    },
    paged: true,
    answer: async (ask) => {
      const { subjectId, personId } = ask.query;
      const streams =
        subjectId === undefined
          ? await ask.read.find(signOff, { personId: personId ?? '' })
          : await Promise.all(
              (await signOffsOf(ask, subjectId)).map(({ signOffId }) => ask.read.state(signOff, signOffId)),
            );
      const items = [];
      for (const stream of streams) {
        const sight = ask.sight(stream.personId);
        if (!(await sight.seesStream(signOff, stream))) continue;
        const { state, etag, revision } = await sight.asLeft(signOff, stream);
        if (revision > 0) items.push({ id: stream.id, revision, etag: `"${etag}"`, ...shown(state) });
      }
      if (subjectId !== undefined && items.length === 0) notFound();
      return { body: { items } };
    },
  }),
  readOn(signOff)({ path: `${PATH}/:id`, summary: 'A sign-off', capability: 'readConsent', show: shown }),
];
