import { date, lines, text, type FieldKind, type FieldKinds } from '../../../shell/field-kinds.js';
import type { Fields } from '../../../session/session.js';
import { inputOf, type MemberShape } from '../sections.js';
import { linesIn, valueAt, withValue } from '../values.js';

const KINDS: Readonly<Record<MemberShape['kind'], FieldKind<unknown>>> = {
  words: text,
  line: text,
  time: text,
  need: text,
  needs: lines,
  date,
};

export function fieldKindsOf(members: readonly MemberShape[]): FieldKinds {
  return Object.fromEntries(members.map((shape) => [inputOf(shape), KINDS[shape.kind]]));
}

/** What the inputs say of a section or an item before the user writes. */
export function initialOf(members: readonly MemberShape[], value: unknown): Fields {
  return Object.fromEntries(
    members.flatMap((shape) => {
      const input = inputOf(shape);
      const found = linesIn(valueAt(value, shape.path), (name) => name).join('\n');
      if (shape.kind !== 'date') return [[input, found]];
      const [year = '', month = '', day = ''] = found.split('-');
      return [
        [`${input}-day`, day],
        [`${input}-month`, month],
        [`${input}-year`, year],
      ];
    }),
  );
}

/** The section or the item with what the user wrote; whatever no input shows stays as it was. */
export function writtenTo(
  members: readonly MemberShape[],
  before: unknown,
  values: Readonly<Record<string, unknown>>,
): unknown {
  return members.reduce((whole, shape) => {
    const value = values[inputOf(shape)];
    const said = Array.isArray(value) && value.length === 0 ? undefined : value;
    // Nothing is made where nothing was and nothing is said: an empty step is no step.
    if (said === undefined && valueAt(whole, shape.path) === undefined) return whole;
    return withValue(whole, shape.path, said);
  }, before);
}
