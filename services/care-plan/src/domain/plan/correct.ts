import { checkSection, entrySays, fault, malformed, ownIdOf, refuse } from '@carethread/contracts';
import { toInstant } from '@carethread/calendar';
import type { Context, Decided } from '@carethread/event-sourcing';
import { present, type Instant, type Json } from '@carethread/ledger';
import type { CarePlanFacts } from '../facts.js';
import { isObject, isArray, type PlanContent } from './content.js';
import { isList, placeOf, same, valueAt } from './correction-place.js';
import type { Opened } from './payloads.js';
import type { PlanEvent } from './events.js';
import type { PlanState } from './state.js';
import { incompleteAmendment } from './incomplete.js';
import { asEffectiveAt } from './in-force.js';
import { contentsOf, correctionsOf, hashOf, issuesOf, newContentsOf } from './issues.js';
import type { Change, Correction, RecordedCorrection, Version } from './version.js';

export type RecordCorrection = {
  readonly type: 'RecordCorrection';
  readonly field: string;
  readonly op?: string;
  /** What the one who corrects read there; computed where it is not said. */
  readonly from?: Json;
  readonly to: Json;
  readonly reason?: string;
  readonly effectiveFrom?: string;
  readonly appliesToVersions: readonly number[];
  readonly personToldAt?: string;
};

/** Facts that a correction may set right; anything else changes care (model §3.2 invariant 6). */
export const CORRECTABLE: readonly string[] = [
  'profile',
  'contacts',
  'history',
  'importantPeople',
  'conditions',
  'allergies',
  'identity',
];
/** Facts of the person's own record, which is where they are set right: no section of a plan holds them. */
const OF_THE_PERSON: readonly string[] = ['name', 'identifiers', 'dates'];

/** What of a profile is no fact: how somebody is to be cared for, and what is to matter in that. */
const OF_CARE: readonly string[] = ['whatMatters', 'importantTo', 'importantFor', 'howBestToSupport', 'howToSupport'];

/** ENG-147, C17: facts are set right from a date of their own; each affected version gets a new issue, and care never changes. */
export function correct(
  command: RecordCorrection,
  state: PlanState,
  opened: Opened,
  context: Context<CarePlanFacts>,
): readonly Decided<PlanEvent>[] {
  const { field, to, op, reason, appliesToVersions } = command;
  const head = field.split('.')[0] ?? '';
  if (OF_THE_PERSON.includes(head)) refuse('REFERENCE_NOT_FOUND', ['field']);
  if (!CORRECTABLE.includes(head) || OF_CARE.some((member) => field === `profile.${member}`))
    refuse('CORRECTION_CHANGES_CARE', ['field']);
  if (reason === undefined) return refuse('REASON_REQUIRED', ['reason']);
  const effectiveFrom = past(command.effectiveFrom, 'effectiveFrom', context.now);
  const personToldAt = past(command.personToldAt, 'personToldAt', context.now);
  const named = appliesToVersions.map(
    (no) =>
      state.versions.find(({ versionNo }) => versionNo === no) ?? refuse('REFERENCE_NOT_FOUND', [`version ${no}`]),
  );
  const [first = malformed(fault('/appliesToVersions', 'empty', 'names at least one version'))] = named;
  for (const version of named) mustFit(command, asEffectiveAt(state, version, effectiveFrom).content);
  const from = valueAt(op === 'add' ? head : field, asEffectiveAt(state, first, effectiveFrom).content);
  if (command.from !== undefined && !same(command.from, from)) refuse('STALE_VERSION', [field]);
  const later = descendants(named, state, context.now);
  const inherits = (version: Version): boolean =>
    op === 'add' || saysTheSame(field, version, named, state, context.now);
  const versions = [...named, ...later.filter(inherits)];
  const what: Omit<Correction, 'issues' | 'salts'> = present({
    correctionId: context.newId('correction'),
    field,
    op,
    from,
    to,
    reason,
    effectiveFrom,
    appliesToVersions: versions.map(({ versionNo }) => versionNo),
    personToldAt,
    by: context.actor.userId,
  });
  const changes = versions.some((version) =>
    changesAnything(version, { ...what, issues: [], salts: {} }, state, context.now),
  );
  if (!changes) refuse('STATE_CONFLICT', [field]);
  return [
    recorded(what, versions, state, context),
    ...later
      .filter((version) => !inherits(version) && !same(valueAt(field, asSeen(version, state, context.now)), to))
      .map(() => notCarried(what, opened, context.id)),
  ];
}

/** R1: what a version changed itself keeps what was agreed; that a fact was set right elsewhere becomes a task, never silence. */
export function notCarried(
  { correctionId, field, op, from, to, reason }: Omit<Correction, 'issues' | 'salts'>,
  opened: Opened,
  planId: string,
): Decided<PlanEvent> {
  const cause = { kind: 'correction', id: correctionId };
  const change: Change = present({ changeId: correctionId, op, itemId: field, from, to, reason });
  return incompleteAmendment(cause, 'STALE_VERSION', [field], [change], opened, planId);
}

/** The event of a correction, with the new issues that it brings each of these versions. */
export function recorded(
  what: Omit<Correction, 'issues' | 'salts'>,
  versions: readonly Version[],
  state: PlanState,
  context: Context<CarePlanFacts>,
): Extract<Decided<PlanEvent>, { type: 'PlanCorrectionRecorded' }> {
  const salts: Record<string, string> = {};
  const issues = versions.flatMap((version) => {
    const further = { ...what, issues: [], salts: {}, recordedAt: context.now };
    const last = issuesOf(state, version).at(-1)?.issueNo ?? 1;
    return newContentsOf(state, version, further).map((content, index) => {
      for (const name of Object.keys(content)) salts[name] ??= version.salts[name] ?? context.salt();
      return {
        versionNo: version.versionNo,
        issueNo: last + 1 + index,
        contentHash: hashOf(content, { ...salts, ...version.salts }),
      };
    });
  });
  return {
    type: 'PlanCorrectionRecorded',
    effectiveFrom: what.effectiveFrom,
    payload: { planId: context.id, ...what, issues, salts },
  };
}

function past(at: string | undefined, name: string, now: Instant): Instant {
  const instant = at === undefined ? now : toInstant(at);
  return instant > now ? refuse('FUTURE_DATE', [name]) : instant;
}

/** Versions that are upcoming and were laid over one that is set right, or over one that was. */
function descendants(named: readonly Version[], state: PlanState, now: Instant): readonly Version[] {
  return state.versions.filter(
    (version) =>
      version.effectiveFrom > now &&
      version.overtaken === undefined &&
      !named.includes(version) &&
      stemsFrom(named, version, state),
  );
}

function stemsFrom(named: readonly Version[], { basedOnVersion }: Version, state: PlanState): boolean {
  const base = state.versions.find(({ versionNo }) => versionNo === basedOnVersion);
  return base !== undefined && (named.includes(base) || stemsFrom(named, base, state));
}

/** R1: it says the same there as one that is set right, and is set right with it. */
function saysTheSame(
  field: string,
  version: Version,
  named: readonly Version[],
  state: PlanState,
  now: Instant,
): boolean {
  const own = valueAt(field, asSeen(version, state, now));
  return named.some((one) => same(valueAt(field, asSeen(one, state, now)), own));
}

function asSeen(version: Version, state: PlanState, now: Instant): PlanContent {
  return asEffectiveAt(state, version, now).content;
}

/** Whether the version would read otherwise at any instant. */
function changesAnything(version: Version, what: Correction, state: PlanState, now: Instant): boolean {
  const before = correctionsOf(version, state.corrections);
  const after: readonly RecordedCorrection[] = [...before, { ...what, recordedAt: now }];
  const instants = [version.effectiveFrom, what.effectiveFrom, ...before.map(({ effectiveFrom }) => effectiveFrom)];
  return (
    instants.some((at) => {
      const read = (corrections: readonly RecordedCorrection[]): PlanContent =>
        asEffectiveAt({ ...state, corrections }, version, at).content;
      return !same(read(before), read(after));
    }) || contentsOf(version, before).length !== contentsOf(version, after).length
  );
}

/** R12: facts have shapes, and a correction names something that is there. */
function mustFit({ field, to, op }: RecordCorrection, content: PlanContent): void {
  const place = placeOf(field, content);
  if (place === undefined) return refuse('REFERENCE_NOT_FOUND', ['field']);
  const { section, itemId, member } = place;
  const listed = itemId === undefined && member === undefined && isList(section, content);
  const misshapen = (says: string): never => malformed(fault('/to', 'type', says));
  if (op !== undefined && (op !== 'add' || !listed))
    malformed(fault('/op', 'notAllowed', 'add, to the list that field names'));
  if (op === 'add') {
    if (!speaks(section, to)) misshapen('is the one item to be added, and says something');
    const id = isObject(to) ? ownIdOf(section, to) : undefined;
    if (id !== undefined && placeOf(`${section}.${id}`, content)?.itemId === id) refuse('STATE_CONFLICT', [id]);
    return checkSection(section, [to], '/to');
  }
  if (listed) return mustBeList(section, to);
  if (itemId !== undefined && member === undefined) {
    if (!speaks(section, to)) misshapen('is the whole item');
    const id = isObject(to) ? ownIdOf(section, to) : undefined;
    if (id !== undefined && id !== itemId) misshapen('keeps the id of the item');
    return checkSection(section, [to], '/to');
  }
  if (member === undefined) {
    if (!speaks(section, to)) misshapen('is an object that says something');
    const moved = OF_CARE.some(
      (one) => !same(valueAt(`profile.${one}`, content), isObject(to) ? valueAt(one, to) : null),
    );
    if (section === 'profile' && moved) refuse('CORRECTION_CHANGES_CARE', ['field']);
    return checkSection(section, to, '/to');
  }
  if (itemId !== undefined && valueAt(field, content) === itemId) misshapen('the id of an item stays');
  const present = valueAt(field, content);
  if (present !== null && to !== null && kindOf(present) !== kindOf(to))
    misshapen(`is ${kindOf(present)}, as what stands there`);
  const item = itemId === undefined ? undefined : valueAt(`${section}.${itemId}`, content);
  if (isObject(item) && !entrySays(section, { ...item, [member]: to })) misshapen('leaves an item that says something');
  checkSection(section, itemId === undefined ? { [member]: to } : [{ [member]: to }], '/to');
}

function mustBeList(section: string, to: Json): void {
  if (!isArray(to) || !to.every((one) => speaks(section, one)))
    malformed(fault('/to', 'type', `${section} is a list of items that say something`));
  checkSection(section, to, '/to');
}

/** R39: an object that says something; an entry of a list says something besides its id. */
function speaks(section: string, value: Json): boolean {
  return isObject(value) && entrySays(section, value);
}

function kindOf(value: Json): string {
  return isArray(value) ? 'a list' : isObject(value) ? 'an object' : `a ${typeof value}`;
}
