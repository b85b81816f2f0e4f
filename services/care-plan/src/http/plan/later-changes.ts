import { present } from '@carethread/ledger';
import type { RequestContext } from '@carethread/http-api';
import type { CarePlanFacts } from '../../domain/facts.js';
import type { Version } from '../../domain/plan/events.js';
import type { LoadedPlan } from './loaded-plan.js';

/**
 * CPA-40: how many versions and level decisions came after an older version, and corrections of it after what was known, with
 * links to the next version and the latest; in headers, so that no answer's body ever changes.
 */
export async function laterChanges(
  { read, params }: RequestContext,
  { state, personId }: LoadedPlan,
  shown: Version,
  knownAt?: string,
): Promise<Readonly<Record<string, string>>> {
  const later = state.versions.filter(({ versionNo }) => versionNo > shown.versionNo);
  const decided =
    state.opened?.planKind === 'cpa' ? (await read.facts<CarePlanFacts>(personId)).facts.levelsDecided : [];
  const levels = decided.filter(({ decidedAt }) => decidedAt > shown.publishedAt).length;
  const corrections = state.corrections.filter(
    ({ appliesToVersions, recordedAt }) =>
      knownAt !== undefined && recordedAt > knownAt && appliesToVersions.includes(shown.versionNo),
  ).length;
  const counts = Object.entries({ versions: later.length, levels, corrections })
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${name}=${count}`);
  const link = (rel: string, version: Version | undefined): readonly string[] =>
    version === undefined ? [] : [`</care-plan/plans/${params['id']}/versions/${version.versionNo}>; rel="${rel}"`];
  const links = [...link('successor-version', later[0]), ...link('latest-version', later.at(-1))];
  return present<Readonly<Record<string, string>>>({
    'X-Later-Changes': counts.length === 0 ? undefined : counts.join(', '),
    Link: links.length === 0 ? undefined : links.join(', '),
  });
}
