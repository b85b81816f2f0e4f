import type { Instant } from '@carethread/ledger';
import type { KnownLevel } from '../facts.js';
import { section, text, type PlanContent } from './content.js';

/**
 * CPA-42: in a disclosed copy the level stands with the day from which it holds and the reasons of those who decided it,
 * or it does not stand there at all: alone it could be taken for an entitlement.
 */
export function withReasonedLevel(
  content: PlanContent,
  publishedAt: Instant,
  decided: readonly KnownLevel[],
): PlanContent {
  const level = text(section(content, 'cpa'), 'level');
  if (level === undefined) return content;
  const { level: _, ...cpa } = section(content, 'cpa');
  const decision = decided.findLast((one) => one.level === level && one.decidedAt <= publishedAt);
  if (decision?.rationale === undefined) return { ...content, cpa };
  const { effectiveFrom, rationale } = decision;
  return { ...content, cpa: { ...cpa, level: { level, effectiveFrom, rationale } } };
}
