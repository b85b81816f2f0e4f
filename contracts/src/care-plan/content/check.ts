import { isPlain, fieldsOf } from '../../fields.js';
import { refuse } from '../../refusals.js';
import { validateRequest, type FieldError } from '../../validate.js';
import { isTimeOfDay } from '../../written-fields.js';
import { PlanContentBody } from './plan-content.js';

/** How many faults are named at once. */
const NAMED = 20;

/**
 * What of a plan's content is of no known shape: a member that no section has, a value of the wrong type, a date that is none, a time
 * that ends before it starts. Empty where all is well. What is missing is not looked at: that is said when the plan is proposed.
 */
export function contentFaults(content: unknown, at = '/content'): readonly FieldError[] {
  const checked = validateRequest(PlanContentBody, content);
  const faults = checked.ok ? endsBeforeItStarts(content, '') : checked.errors;
  return faults.slice(0, NAMED).map(({ path, message }) => ({ path: `${at}${path}`, message }));
}

/** The same of one section of it: the value that a correction or a change puts there. */
export function sectionFaults(section: string, value: unknown, at = `/content/${section}`): readonly FieldError[] {
  if (!fieldsOf(PlanContentBody).has(section)) return [{ path: at, message: 'is no section of a plan' }];
  return contentFaults({ [section]: value }, '').map(({ path, message }) => ({
    path: `${at}${path.slice(section.length + 1)}`,
    message,
  }));
}

/** Refuses content of no known shape, naming each fault by its JSON pointer. */
export function checkContent(content: unknown, at?: string): void {
  refuseFaults(contentFaults(content, at));
}

/** Refuses a value that the section cannot hold, naming each fault by its JSON pointer. */
export function checkSection(section: string, value: unknown, at?: string): void {
  refuseFaults(sectionFaults(section, value, at));
}

function refuseFaults(faults: readonly FieldError[]): void {
  if (faults.length > 0)
    refuse(
      'MALFORMED',
      faults.map(({ path, message }) => `${path}: ${message}`),
    );
}

const PERIODS = [
  ['start', 'end'],
  ['from', 'to'],
  ['startTime', 'endTime'],
] as const;

/** A routine, a preference or an action that ends before it starts, unless it lasts over midnight and says so. */
function endsBeforeItStarts(value: unknown, path: string): readonly FieldError[] {
  if (Array.isArray(value)) return value.flatMap((one: unknown, index) => endsBeforeItStarts(one, `${path}/${index}`));
  if (!isPlain(value)) return [];
  const start = timeOf(value, 0);
  const end = timeOf(value, 1);
  const own =
    start !== undefined && end !== undefined && end.time < start.time && value['overnight'] !== true
      ? [
          {
            path: `${path}/${end.name}`,
            message: `is before ${start.name}; overnight: true says that it is the next day`,
          },
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
