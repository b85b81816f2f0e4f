import { present } from '@carethread/ledger';
import type { Recipient } from './events.js';
import type { PlanState } from '../plan/state.js';

type Renditions = Pick<PlanState, 'renditions' | 'versions' | 'corrections'>;

/**
 * D30: of the formats that the person wants, the first in which this very issue of a version exists. What was prepared for the
 * proposal is of the version as it was published; an issue that was set right since is prepared anew.
 */
export function formatFor(
  wanted: readonly string[],
  { renditions, versions, corrections }: Renditions,
  { versionNo, issueNo }: { readonly versionNo: number; readonly issueNo: number },
): Pick<Recipient, 'format' | 'lang' | 'provided'> {
  const version = versions.find((one) => one.versionNo === versionNo);
  const setRight = corrections.some(
    ({ appliesToVersions, recordedAt }) =>
      appliesToVersions.includes(versionNo) && recordedAt > (version?.publishedAt ?? ''),
  );
  const prepared = renditions.filter((one) =>
    one.versionNo === undefined
      ? one.proposalNo === version?.proposalNo && !setRight
      : one.versionNo === versionNo && one.issueNo === issueNo,
  );
  for (const format of wanted) {
    const found = prepared.find((one) => one.format === format);
    if (format === 'standard' || found !== undefined) return present({ format, lang: found?.lang });
  }
  const [first] = wanted;
  return first === undefined ? { format: 'standard' } : { format: first, provided: false };
}
