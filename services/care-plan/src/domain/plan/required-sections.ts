import { fault, malformed, PREFERENCE_TOPICS, refuse as refuseAtOnce } from '@carethread/contracts';
import type { CarePlanFacts } from '../facts.js';
import { type PlanContent, said, section, items } from './content.js';
import { needsTraced } from './needs.js';
import type { Objects } from './objections.js';

/** The sections that a Scottish personal plan must have (SCOT-003, SCOT-017, SCOT-035 and following). */
const SCOTTISH: readonly (readonly [string, (content: PlanContent) => boolean])[] = [
  ['profile', (content) => said(content['profile'])],
  ['identity', (content) => said(content['identity'])],
  ['outcomes', (content) => said(content['outcomes'])],
  ['needs', (content) => said(content['needs'])],
  ['routine and choices', (content) => said(content['routines'])],
  ['contingency', (content) => said(content['contingency'])],
  ['health', (content) => said(content['health']) || said(section(content, 'lifeDomains')['health'])],
  ['welfare', (content) => said(content['welfare'])],
  ['safety', (content) => said(content['safety'])],
];

/** Total = council + person, whole pence (ENG-058). */
export function budgetAddsUp(content: PlanContent): void {
  const budget = section(section(content, 'council'), 'budget');
  if (Object.keys(budget).length === 0) return;
  const { total, council, person } = budget;
  const parts = [total, council, person];
  if (!parts.every((part) => typeof part === 'number' && Number.isSafeInteger(part) && part >= 0))
    malformed(fault('/content/council/budget', 'type', 'whole pence of 0 or more for total, council and person'));
  if (Number(council) + Number(person) !== Number(total)) refuseAtOnce('BUDGET_MISMATCH', ['council.budget']);
}

/** Care Act 2014 s.25(1) (ENG-057). */
export function councilContent(content: PlanContent, { assessments }: CarePlanFacts, refuse: Objects): void {
  if (items(content, 'needs').length === 0) refuse('NEEDS_EMPTY', ['needs']);
  const council = section(content, 'council');
  const has: Readonly<Record<string, boolean>> = {
    eligibility: said(council['eligibility']) || items(content, 'needs').some((need) => said(need['eligible'])),
    provision: said(council['provision']) || said(council['needsMet']) || items(content, 'actions').length > 0,
    outcomes: said(council['outcomes']) || items(content, 'outcomes').length > 0,
    budget: said(council['budget']),
    advice: said(council['advice']),
  };
  const missing = Object.keys(has).filter((name) => has[name] !== true);
  if (missing.length > 0) refuse('S25_CONTENT_MISSING', missing);
  needsTraced(content, assessments, refuse);
}

export function cpaContent(content: PlanContent, refuse: Objects): void {
  const cpa = section(content, 'cpa');
  const professionals = items(cpa, 'professionals');
  if (professionals.length === 0) refuse('PROFESSIONAL_REQUIRED', ['cpa.professionals']);
  const actions = [...items(cpa, 'changeActions'), ...items(section(content, 'contingency'), 'changeActions')];
  if (actions.length === 0) refuse('CONTINGENCY_REQUIRED', ['cpa.changeActions']);
}

export function scottishSections(content: PlanContent, refuse: Objects): void {
  const missing = SCOTTISH.filter(([, present]) => !present(content)).map(([name]) => name);
  if (missing.length > 0) refuse('SECTION_MISSING', missing);
}

export function topicsAnswered(content: PlanContent, refuse: Objects): void {
  const preferences = section(content, 'preferences');
  const topics = { ...preferences, ...section(preferences, 'topics') };
  const blank = PREFERENCE_TOPICS.filter((topic) => !said(topics[topic]));
  if (blank.length > 0) refuse('PREFERENCE_TOPIC_BLANK', blank);
}
