import type { RefusalCode } from '@carethread/contracts';
import { answerOf, type RequestContext, type Route, query } from '@carethread/http-api';
import { present } from '@carethread/ledger';
import type { CarePlanFacts } from '../../domain/facts.js';
import { carePlan } from '../../domain/plan/decider.js';
import { type Intended, readiness } from '../../domain/plan/readiness.js';
import { placeOf } from './draft-place.js';
import { wordsFor } from './hindrance-words.js';
import { personOfPlan, planHeld } from './loaded-plan.js';
import { PL } from './path.js';

/** ENG-003, ENG-017: everything that proposing the draft would be refused for, and publishing it, each with what to do. */
export async function planReadiness(ask: RequestContext) {
  const { state, personId } = await planHeld(ask);
  const { actor, tenantId, now, params, query: asked, pseudonym } = ask;
  const id = params['id'] ?? '';
  const { opened } = state;
  const { facts } = await ask.read.facts<CarePlanFacts>(personId);
  const organisation = await ask.read.facts<CarePlanFacts>(opened?.organisationId ?? '');
  const found =
    opened === undefined
      ? { content: {}, hindrances: [] }
      : readiness(present<Intended>({ effectiveFrom: asked['effectiveFrom'] }), state, opened, {
          now,
          actor,
          tenantId,
          jurisdiction: opened.profile.code,
          personId,
          id,
          occurredAt: now,
          facts,
          about: () => organisation.facts,
          stream: ({ initial }) => initial,
          // Nothing is stored: ids and salts name nothing.
          newId: (name) => name,
          salt: () => '',
          pseudonym,
        });
  const items = found.hindrances.map(({ step, code, item }) => {
    const refused: { readonly step: string; readonly code: RefusalCode } = { step, code };
    return answerOf({ ...refused, ...placeOf(code, item, state.draft), ...wordsFor(code) });
  });
  return {
    body: {
      planId: id,
      draftRevision: state.draftRevision,
      proposable: found.hindrances.every(({ step }) => step !== 'proposal'),
      publishable: found.hindrances.length === 0,
      items,
    },
  };
}

export const readinessRoutes: readonly Route[] = [
  query({
    path: `${PL}/:id/readiness`,
    summary: 'Everything that proposing the draft of a plan would be refused for, and publishing it, and what to do',
    capability: 'draftPlan',
    former: 'nothing',
    of: { on: carePlan },
    person: personOfPlan,
    queryParameters: {
      effectiveFrom: { type: 'string', format: 'date', description: 'The day from which the version is to hold' },
    },
    answer: (ask) => planReadiness(ask),
  }),
];
