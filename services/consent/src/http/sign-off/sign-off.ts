import { RELATED } from '@carethread/access';
import { malformed, queryFault } from '@carethread/contracts';
import { TENANT } from '@carethread/event-sourcing';
import {
  answerOf,
  codes,
  entriesPage,
  listQueryOf,
  mineOf,
  narrowedBy,
  query,
  readOn,
  type RequestContext,
  type Route,
  headOf,
} from '@carethread/http-api';
import { awaits } from '../../domain/sign-off/awaited.js';
import { signOff } from '../../domain/sign-off/decider.js';
import { outstanding, type SignOffState } from '../../domain/sign-off/state.js';
import { signOffList, type ListedSignOff } from '../../views/sign-off-list.js';
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

const UUID = { type: 'string', format: 'uuid' } as const;
const AWAITING = { ...codes('me'), description: 'What waits for the caller to sign it, or to confirm it as witness' };
const FILTERS = {
  open: codes('true', 'false'),
  state: codes(
    'requested',
    'partiallySigned',
    'awaitsWitness',
    'completed',
    'refused',
    'voided',
    'lapsed',
    'withdrawn',
  ),
  subject: codes('planVersion', 'riskAssessment', 'restriction', 'restoration'),
} as const;

/** Sign-offs over many people, by when they lapse. */
const overMany = {
  view: signOffList,
  filters: FILTERS,
  // What waits for somebody stands once more, with them.
  where: { awaiting: null },
  between: { from: 'dueFrom', to: 'dueTo' },
  holder: ({ state, opened }: ListedSignOff) => signOff.holder(state, opened, 'readConsent'),
  item: (kept: Omit<ListedSignOff, 'opened' | 'openedBy' | 'awaited'>) => ({ ...headOf(kept), ...shown(kept.state) }),
} as const;
const OVER_MANY = { awaiting: AWAITING, ...listQueryOf(overMany) };

/** Those that wait for the caller: for their own signature, for one of their office, or for what they are to confirm. */
function awaitingPage(ask: RequestContext) {
  const { actor, query } = ask;
  const narrowed = narrowedBy(query);
  if (narrowed !== undefined) malformed(queryFault(narrowed, 'conflict', 'the list is narrowed by awaiting already'));
  const themselves = actor.personId === undefined ? [] : [{ of: 'person', id: actor.personId } as const];
  const waiting = {
    ...overMany,
    where: { awaiting: 'me' },
    sees: ({ awaited, personId }: ListedSignOff) => awaits(awaited, actor, personId),
  };
  return entriesPage(ask, { path: PATH }, waiting, [...mineOf(ask), ...themselves]);
}

/** Whether a request is for those of one person or of one thing. Throws MALFORMED where it narrows those as a list over many. */
function isOfOne({ query: { subjectId, personId, ...others } }: RequestContext): boolean {
  if (subjectId === undefined && personId === undefined) return false;
  const narrowed = Object.keys(OVER_MANY).find((name) => others[name] !== undefined);
  if (narrowed !== undefined) malformed(queryFault(narrowed, 'conflict', 'narrows the list over many people'));
  return true;
}

async function signOffsOf({ read }: RequestContext, subjectId: string): Promise<readonly SubjectSignOff[]> {
  return (await read.find(signOffsBySubject, { subjectId }, { orderBy: 'since' })).map(({ doc }) => doc);
}

export const signOffRoutes: readonly Route[] = [
  query({
    path: PATH,
    summary: 'Sign-offs: of a plan, a risk assessment or a person, or over many people by when they lapse',
    capability: 'readConsent',
    of: { holder: (ask) => (isOfOne(ask) ? RELATED : TENANT) },
    queryParameters: { subjectId: UUID, personId: UUID, ...OVER_MANY },
    person: async (ask) => {
      const { subjectId, personId = null } = ask.query;
      if (!isOfOne(ask) || subjectId === undefined) return personId;
      return (await signOffsOf(ask, subjectId))[0]?.personId ?? notFound();
    },
    paged: true,
    entries: overMany,
    answer: async (ask) => {
      if (!isOfOne(ask))
        return ask.query['awaiting'] === undefined ? entriesPage(ask, { path: PATH }, overMany) : awaitingPage(ask);
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
        if (revision > 0 && !stream.erased) items.push(overMany.item({ ...stream, state, revision, etag }));
      }
      if (subjectId !== undefined && items.length === 0) notFound();
      return { body: { items } };
    },
  }),
  readOn(signOff)({ path: `${PATH}/:id`, summary: 'A sign-off', capability: 'readConsent', show: shown }),
];
