import { isVisible } from './characters.js';
import { isPlain } from './fields.js';
import { ownIdMembers } from './plan-sections.js';

/** Whether a value says anything: words that are seen, a number, a flag, or something inside that does. */
export function saysSomething(value: unknown): boolean {
  if (typeof value === 'string') return isVisible(value);
  if (Array.isArray(value)) return value.some((one) => saysSomething(one));
  if (isPlain(value)) return Object.values(value).some((one) => saysSomething(one));
  return typeof value === 'number' || typeof value === 'boolean';
}

/** Names of an entry, under which others find it: they say nothing of what it is. */
const NAMES = [
  'conditionId',
  'allergyId',
  'strengthId',
  'abilityId',
  'effortId',
  'stepId',
  'changeActionId',
  'dischargeId',
  'noticeId',
];
/** Lists whose entries point at a record of their own, and need say no more: a need at the one that an assessment found. */
const POINTING = ['needs', 'riskLinks', 'restrictionLinks'];

/** R39: whether an entry of a list says anything besides its own id. `list` is its name: `goals`, `preferences.items`. */
export function entrySays(list: string, entry: unknown): boolean {
  if (!isPlain(entry)) return saysSomething(entry);
  if (POINTING.includes(list)) return saysSomething(entry);
  const own = [...ownIdMembers(list), ...NAMES];
  return Object.entries(entry).some(([name, value]) => !own.includes(name) && saysSomething(value));
}

/** R39: the entries of a plan's lists that say nothing, wherever they stand, each by its place: `contacts[0]`. */
export function blankEntries(content: unknown, at = ''): readonly string[] {
  if (Array.isArray(content))
    return content.flatMap((entry: unknown, index) =>
      entrySays(at.replace(/\[\d+\]/g, ''), entry) ? blankEntries(entry, `${at}[${index}]`) : [`${at}[${index}]`],
    );
  if (!isPlain(content)) return [];
  return Object.entries(content).flatMap(([name, value]) => blankEntries(value, at === '' ? name : `${at}.${name}`));
}
