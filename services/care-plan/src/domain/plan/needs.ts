import { present } from '@carethread/ledger';
import type { CarePlanFacts } from '../facts.js';
import { itemId, items, text, type Item, type PlanContent } from './content.js';
import type { Objects } from './objections.js';

/** Where a need comes from and what it is about: said in the plan itself, or by the assessment that found it. */
export type NeedOrigin = { readonly assessmentId?: string; readonly domain?: string };

type Assessments = CarePlanFacts['assessments'];

export function originOf(need: Item, assessments: Assessments): NeedOrigin {
  const found = assessmentOf(need, assessments);
  const id = itemId('needs', need);
  const domain = text(need, 'domain') ?? found?.needs?.find(({ needId }) => needId === id)?.domain;
  return present({ assessmentId: found?.assessmentId, domain });
}

/**
 * ENG-002: each need has its words and the assessment it came from. A need that is named by the id it has in a completed assessment
 * has the words and the domain that stand there, and need not say them again. A domain that nobody said is not demanded: coverage
 * shows that there is none.
 */
export function needsTraced(content: PlanContent, assessments: Assessments, refuse: Objects): void {
  // That there is no assessment is said once, of the plan.
  if (assessments.length === 0) return;
  for (const need of items(content, 'needs')) {
    const found = assessmentOf(need, assessments);
    const id = itemId('needs', need);
    if (found === undefined) refuse('REFERENCE_NOT_FOUND', [id ?? 'need']);
    const assessed = id !== undefined && found?.needIds.includes(id) === true;
    if (!assessed && text(need, ...WORDS) === undefined) refuse('NEEDS_EMPTY', [id ?? 'need']);
  }
}

const WORDS = ['text', 'statement', 'what', 'description', 'title', 'need'] as const;

/** The assessment that the need names, else the latest that found it, else the latest of all: the plan rests on it. */
function assessmentOf(need: Item, assessments: Assessments): Assessments[number] | undefined {
  const named = text(need, 'assessmentId');
  if (named !== undefined) return assessments.find(({ assessmentId }) => assessmentId === named);
  const id = itemId('needs', need);
  return assessments.findLast(({ needIds }) => id !== undefined && needIds.includes(id)) ?? assessments.at(-1);
}
