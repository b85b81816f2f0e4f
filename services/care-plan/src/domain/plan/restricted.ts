import { isRecord, presentItems, type Json } from '@carethread/ledger';
import { isPlanSection, ownIdMembers, refuse } from '@carethread/contracts';
import type { CarePlanFacts } from '../facts.js';
import type { PlanContent } from './content.js';
import type { PlanCommand } from './commands.js';
import { issuesOf } from './issues.js';
import type { PlanState } from './state.js';

/** A SHA-256 in hex: what is attached is cited by it. */
const HASH = /^[0-9a-f]{64}$/;

/** The sections whose processing is restricted, for whatever request. */
export const sectionsRestricted = ({ restricted = {} }: Pick<CarePlanFacts, 'restricted'>): readonly string[] =>
  Object.values(restricted).flat();

/** UK GDPR art 18: what is restricted is stored and used for nothing else, so that nobody writes it anew. */
export function mustNotWriteRestricted(command: PlanCommand, facts: Pick<CarePlanFacts, 'restricted'>): void {
  const restricted = sectionsRestricted(facts);
  if (restricted.length === 0) return;
  const written = sectionsWritten(command).filter((section) => restricted.includes(section));
  if (written.length > 0) refuse('PROCESSING_RESTRICTED', [...new Set(written)]);
}

function sectionsWritten(command: PlanCommand): readonly string[] {
  if (command.type === 'SaveDraft') return Object.keys(command.content);
  if (command.type === 'RecordCorrection') return presentItems(command.field.split('.')[0]);
  if (command.type !== 'ProposeVersion') return [];
  const { content = {}, changes = [] } = command;
  return [...Object.keys(content), ...changes.map(({ section, itemId }) => section?.split('.')[0] ?? itemId)];
}

/** The ids of the items of these sections in whatever a plan says or said, what they cite, and every rendition, which nobody can cut. */
export function namesIn(plan: PlanState, sections: readonly string[]): readonly string[] {
  const contents: readonly PlanContent[] = [
    plan.draft,
    ...plan.proposals.map(({ content }) => content),
    ...plan.versions.flatMap((version) => issuesOf(plan, version).map(({ content }) => content)),
  ];
  const found = contents.flatMap((content) =>
    sections.flatMap((section) => (isPlanSection(section) ? namesOf(content[section], ownIdMembers(section)) : [])),
  );
  return [...new Set([...found, ...plan.renditions.flatMap(({ attachmentHash }) => attachmentHash ?? [])])];
}

function namesOf(value: Json | undefined, ids: readonly string[]): readonly string[] {
  if (typeof value === 'string') return HASH.test(value) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((one: Json) => namesOf(one, ids));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([name, inside]) =>
    ids.includes(name) && typeof inside === 'string' ? [inside] : namesOf(inside, ids),
  );
}
