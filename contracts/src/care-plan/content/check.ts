import { fault, type Fault } from '../../faults.js';
import { isPlain, fieldsOf } from '../../fields.js';
import { isPlanSection, listsOf, ownIdMember, PLAN_SECTIONS } from '../../plan-sections.js';
import { malformed } from '../../refusals.js';
import { validateRequest } from '../../validate.js';
import { isTimeOfDay } from '../../written-fields.js';
import { PlanContentBody } from './plan-content.js';

/** How many faults are named at once. */
const NAMED = 20;

/**
 * What of a plan's content is of no known shape: a member that no section has, a value of the wrong type, a date that is none, a time
 * that ends before it starts, two items of one list with one id. Empty where all is well. What is missing is not looked at: that is said when the plan is proposed.
 */
export function contentFaults(content: unknown, at = '/content'): readonly Fault[] {
  const checked = validateRequest(PlanContentBody, content);
  const faults = checked.ok ? [...endsBeforeItStarts(content, ''), ...sharedIds(content)] : checked.errors;
  return faults.slice(0, NAMED).map((one) => ({ ...one, pointer: `${at}${one.pointer}` }));
}

/** The same of one section of it: the value that a correction or a change puts there. */
export function sectionFaults(section: string, value: unknown, at = `/content/${section}`): readonly Fault[] {
  if (!fieldsOf(PlanContentBody).has(section)) return [fault(at, 'unknown', 'is no section of a plan')];
  return contentFaults({ [section]: value }, '').map((one) => ({
    ...one,
    pointer: `${at}${one.pointer.slice(section.length + 1)}`,
  }));
}

/**
 * The same of one member of an object, or of an item of a list (`preferences.items`), which a change sets: `to` null takes the member
 * away, where there is such a member.
 */
export function memberFaults(place: string, field: string, to: unknown): readonly Fault[] {
  const part = partOf(place);
  const known = part !== undefined && fieldsOf(part).has(field);
  if (known && to === null) return [];
  const checked = part === undefined ? undefined : validateRequest(part, { [field]: to });
  if (known && checked?.ok === true) {
    const late = endsBeforeItStarts({ [field]: to }, '').map(under('', field));
    return isPlanSection(place) && PLAN_SECTIONS[place] === 'object'
      ? [...late, ...sharedIds({ [place]: { [field]: to } }).map(under(place, field))]
      : late;
  }
  if (known && checked?.ok === false) return checked.errors.map(under('', field));
  const slip = checked?.ok === false ? checked.errors.find(({ pointer }) => pointer === `/${field}`) : undefined;
  return [fault('/field', slip?.rule ?? 'unknown', slip?.says ?? 'is not known here', slip?.limit)];
}

/** Where the value of the change stands, in place of the member that it sets. */
const under =
  (place: string, field: string) =>
  (one: Fault): Fault => ({
    ...one,
    pointer: `/to${one.pointer.slice(`${place === '' ? '' : `/${place}`}/${field}`.length)}`,
  });

/** The class of a section that is an object, or of the items of a list. */
function partOf(place: string): (new () => object) | undefined {
  const [section = '', member] = place.split('.');
  const outer = shapeIn(PlanContentBody, section);
  return member === undefined || outer === undefined ? outer : shapeIn(outer, member);
}

function shapeIn(of: new () => object, name: string): (new () => object) | undefined {
  const parts = fieldsOf(of).get(name)?.parts;
  return (parts?.([{}])[0] ?? parts?.({})[0])?.of;
}

/** Refuses content of no known shape, naming each fault by its JSON pointer. */
export function checkContent(content: unknown, at?: string): void {
  refuseFaults(contentFaults(content, at));
}

/** Refuses a value that the section cannot hold, naming each fault by its JSON pointer. */
export function checkSection(section: string, value: unknown, at?: string): void {
  refuseFaults(sectionFaults(section, value, at));
}

function refuseFaults(faults: readonly Fault[]): void {
  if (faults.length > 0) malformed(...faults);
}

/** R5: an id names one item of its list: what is changed, withdrawn or withheld by it is that item and no other. */
function sharedIds(content: unknown): readonly Fault[] {
  if (!isPlain(content)) return [];
  return listsOf(content).flatMap(([name, list]) => {
    const seen = new Set<unknown>();
    return list.flatMap((item, index): readonly Fault[] => {
      const member = isPlain(item) ? ownIdMember(name, item) : undefined;
      if (!isPlain(item) || member === undefined) return [];
      const id = item[member];
      if (!seen.has(id)) {
        seen.add(id);
        return [];
      }
      return [fault(`/${name.replace('.', '/')}/${index}/${member}`, 'unique', 'is the id of another item here')];
    });
  });
}

const PERIODS = [
  ['start', 'end'],
  ['from', 'to'],
  ['startTime', 'endTime'],
] as const;

/** A routine, a preference or an action that ends before it starts, unless it lasts over midnight and says so. */
function endsBeforeItStarts(value: unknown, path: string): readonly Fault[] {
  if (Array.isArray(value)) return value.flatMap((one: unknown, index) => endsBeforeItStarts(one, `${path}/${index}`));
  if (!isPlain(value)) return [];
  const start = timeOf(value, 0);
  const end = timeOf(value, 1);
  const own =
    start !== undefined && end !== undefined && end.time < start.time && value['overnight'] !== true
      ? [
          fault(
            `${path}/${end.name}`,
            'tooEarly',
            `is before ${start.name}; overnight: true says that it is the next day`,
          ),
        ]
      : [];
  return [...own, ...Object.entries(value).flatMap(([name, one]) => endsBeforeItStarts(one, `${path}/${name}`))];
}

function timeOf(
  value: Readonly<Record<string, unknown>>,
  side: 0 | 1,
): { readonly name: string; readonly time: string } | undefined {
  for (const names of PERIODS) {
    const name = names[side];
    const time = value[name];
    if (isTimeOfDay(time)) return { name, time };
  }
  return undefined;
}
