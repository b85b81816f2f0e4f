import { Refusal } from '@carethread/contracts';
import { answerOf, type RequestContext } from '@carethread/http-api';
import { asEffectiveAt } from '../../domain/plan/in-force.js';
import { profileHolding } from '../../domain/plan/profile.js';
import { planOf } from './loaded-plan.js';
import { stateAt } from './state-at.js';

/** The administrative fields, without a word of content: as they are, or as known at × as effective at (ENG-004, ENG-139). */
export async function administrativeFields(ask: RequestContext) {
  const plan = await planOf(ask);
  const { knownAt, effectiveAt } = ask.query;
  const timed = knownAt !== undefined || effectiveAt !== undefined;
  const { state, effective, headers } = timed
    ? await stateAt(ask, knownAt, effectiveAt, plan).then(({ final, ...at }) => ({
        ...at,
        headers: { 'X-Known-At-Final': String(final) },
      }))
    : { state: plan.state, effective: ask.now, headers: {} };
  if (state.opened === undefined) throw new Refusal('NOT_FOUND');
  const { planKind, organisationId, rulePacks } = state.opened;
  return {
    body: {
      id: ask.params['id'],
      personId: plan.personId,
      state: state.state,
      planKind,
      organisationId,
      ...profileHolding(state.opened, state, effective),
      rulePacks,
      versions: state.versions.map((version) =>
        answerOf({
          versionNo: version.versionNo,
          issueNo: asEffectiveAt(state, version, effective).issueNo,
          publishedAt: version.publishedAt,
          effectiveFrom: version.effectiveFrom,
          profile: version.profile,
        }),
      ),
    },
    headers,
  };
}
