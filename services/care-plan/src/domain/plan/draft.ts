import { withoutNothing, type PlanContent } from './content.js';
import type { PlanState } from './state.js';
import { asEffectiveAt, keepingCorrections } from './in-force.js';
import { layOver, type Conflict } from './lay-over.js';
import type { Version } from './version.js';

/** A draft as a whole, the version that it was written over, and where both were written in the meantime. */
export type Draft = Pick<PlanState, 'draft' | 'draftBase' | 'draftProposed' | 'draftConflicts'>;

/** After every correction: none is dated ahead. */
export const FAR = '9999-12-31T23:59:59.999Z';

/**
 * What somebody saves takes the place of what the draft said there, and null takes it out; either settles what was open in those
 * sections.
 */
export function saved(state: PlanState, written: PlanContent): Draft {
  const draft = withoutNothing({ ...state.draft, ...written });
  const version = state.versions.find(({ versionNo }) => versionNo === state.draftBase.versionNo);
  return {
    draft: version === undefined ? draft : keepingCorrections(state, version, draft),
    draftBase: state.draftBase,
    draftProposed: state.draftProposed,
    draftConflicts: state.draftConflicts.filter(({ section }) => !Object.hasOwn(written, section)),
  };
}

/**
 * R2: publication rebases the draft. What it said when the version was proposed is laid over that version, then what was written
 * since the proposal; a first version takes the place of the draft that it was made of.
 */
export function rebasedOn(version: Version, state: PlanState): Draft {
  const { content } = asEffectiveAt(state, version, FAR);
  const { draft, draftBase, draftProposed = draft } = state;
  const before =
    draftBase.versionNo === undefined ? { content, conflicts: [] } : layOver(draftBase.content, draftProposed, content);
  const after = layOver(draftProposed, draft, before.content);
  return {
    draft: after.content,
    draftBase: { versionNo: version.versionNo, content },
    draftProposed: undefined,
    draftConflicts: distinct([...state.draftConflicts, ...before.conflicts, ...after.conflicts]),
  };
}

/** A correction of the version that the draft was written over is in the draft too, whatever else was written there. */
export function correctedWith(state: PlanState): Draft {
  const version = state.versions.find(({ versionNo }) => versionNo === state.draftBase.versionNo);
  if (version === undefined) return state;
  const { content } = asEffectiveAt(state, version, FAR);
  const over = (written: PlanContent): ReturnType<typeof layOver> => layOver(state.draftBase.content, written, content);
  const { content: draft, conflicts } = over(state.draft);
  return {
    draft,
    draftBase: { versionNo: version.versionNo, content },
    draftProposed: state.draftProposed === undefined ? undefined : over(state.draftProposed).content,
    draftConflicts: distinct([...state.draftConflicts, ...conflicts]),
  };
}

function distinct(conflicts: readonly Conflict[]): readonly Conflict[] {
  return conflicts.filter(
    (one, index) => conflicts.findIndex(({ section, at }) => section === one.section && at === one.at) === index,
  );
}
