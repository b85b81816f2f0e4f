import { Refusal } from '@carethread/contracts';
import type { RequestContext } from '@carethread/http-api';
import type { Version } from '../../domain/plan/events.js';
import { versionAt, asEffectiveAt } from '../../domain/plan/in-force.js';
import { withheldFrom, suspensionsAt } from '../../domain/plan/provided.js';
import { withWithheld } from '../../domain/plan/withheld.js';
import { headSeen } from './head-seen.js';
import { laterChanges } from './later-changes.js';
import { planOf } from './loaded-plan.js';
import { planHead } from './plan-head.js';
import { stateAt } from './state-at.js';
import { verified } from './verified.js';

/** Without knownAt and effectiveAt the head; with either, exactly the answer of model §8.5, the same for ever once K is past. */
export async function planAsKnown(ask: RequestContext) {
  const plan = await planOf(ask);
  const { knownAt, effectiveAt } = ask.query;
  if (knownAt === undefined && effectiveAt === undefined) {
    const body = {
      id: ask.params['id'] ?? '',
      personId: plan.personId,
      revision: plan.revision,
      ...(await headSeen(ask, plan.personId, ask.params['id'] ?? '', planHead(plan.state, ask.now))),
    };
    const current = versionAt(plan.state, ask.now);
    const warned = current === undefined ? {} : await verified(ask, plan.personId, current, plan.state);
    return { body, headers: { ETag: `"${plan.etag}"`, ...warned } };
  }
  const { state, known, effective, final } = await stateAt(ask, knownAt, effectiveAt, plan);
  const version = versionAt(state, effective);
  if (version === undefined) throw new Refusal('NO_VERSION_IN_FORCE');
  const { versionNo, issueNo, content } = asEffectiveAt(state, version, effective);
  return {
    body: {
      versionNo,
      issueNo,
      content: withWithheld(content, withheldFrom(state, effective)),
      withheld: withheldFrom(state, effective),
      suspensions: suspensionsAt(state, effective),
      knownAt: known,
      effectiveAt: effective,
    },
    headers: {
      'X-Known-At-Final': String(final),
      ...stampOf(version),
      ...(await laterChanges(ask, plan, version, known)),
      ...(await verified(ask, plan.personId, version, state)),
    },
  };
}

/** ENG-004: the profile that the version is under stands in a header, since its body is fixed for ever (model §8.5). */
function stampOf({ profile }: Version): Readonly<Record<string, string>> {
  return profile === undefined ? {} : { 'X-Profile': `${profile.code}; version=${profile.version}` };
}
