import { InstantField, Label, LocalDate } from '@carethread/contracts';
import { heldBy, type Holder } from '@carethread/event-sourcing';
import { commandFrom, commandOn, query, type RequestContext, type Route } from '@carethread/http-api';
import { competence, competenceId } from '../../domain/competence/decider.js';
import type { CompetenceState } from '../../domain/competence/state.js';
import { trainingByStaff } from '../../views/training-by-staff.js';

const STAFF = '/review/competence/:staffId';

class TrainingRequest {
  @Label() course!: string;
  @LocalDate() completedOn!: string;
  @LocalDate({ optional: true }) expiresOn?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

const staffOf = ({ pseudonym, params }: RequestContext): string => pseudonym(params['staffId'] ?? '');

export const trainingRoutes: readonly Route[] = [
  commandOn(competence)({
    method: 'POST',
    path: STAFF,
    summary: 'Record training',
    capability: 'train',
    body: TrainingRequest,
    stream: 'either',
    answers: 201,
    readAt: STAFF,
    // Each organisation records its own; nobody without one records any.
    target: (ask) => competenceId(staffOf(ask), ask.actor.organisationId ?? ''),
    person: () => null,
    command: (ask) => commandFrom('RecordTraining', { ...ask.body, staff: staffOf(ask) }),
  }),
  query({
    path: STAFF,
    summary: 'The training of a member of staff',
    capability: 'readTraining',
    of: { holder: (ask) => trainingHolders(ask) },
    person: () => null,
    paged: true,
    answer: (ask) => trainingSeen(ask),
  }),
];

/** Every organisation that recorded something of a member of staff, and the member of staff. */
async function trainingHolders(ask: RequestContext): Promise<readonly Holder[]> {
  const training = await trainingOf(ask);
  const organisations = new Set(training.flatMap(({ heldBy: organisationId }) => organisationId ?? []));
  return [{ kind: 'staff', user: staffOf(ask) }, ...[...organisations].map(heldBy)];
}

/** What the caller's own organisation recorded; all of it for the member of staff and the auditor. */
async function trainingSeen(ask: RequestContext) {
  const staff = staffOf(ask);
  const training = await trainingOf(ask);
  const sight = ask.sight(null);
  const all = await sight.sees({ kind: 'staff', user: staff });
  const items = [];
  for (const { staff: _, heldBy: by, ...one } of training)
    if (all || (by !== undefined && (await sight.sees(heldBy(by))))) items.push(one);
  return { body: { items } };
}

async function trainingOf(ask: RequestContext): Promise<CompetenceState['training']> {
  const { ids = [] } = (await ask.read.find(trainingByStaff, staffOf(ask))) ?? {};
  const streams = await Promise.all(ids.map((id) => ask.read.state(competence, id)));
  return streams.flatMap(({ state }) => state.training);
}
