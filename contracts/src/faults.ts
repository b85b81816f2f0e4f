/** What can be wrong with a part of a request, in a word that a client can act on: it never changes. Beside it what it means. */
export const FAULT_RULES = {
  required: 'It is missing',
  unknown: 'There is no such member, parameter or key here',
  type: 'It is of another type, or of another shape',
  format: 'It is of the right type, and not in the form that it must have: a date, a UUID, a number of the NHS',
  oneOf: 'It is none of the codes; `limit` lists them',
  minLength: 'It has fewer characters than `limit`',
  maxLength: 'It has more characters than `limit`',
  minItems: 'It has fewer items than `limit`',
  maxItems: 'It has more items than `limit`',
  minimum: 'It is less than `limit`',
  maximum: 'It is more than `limit`, or than what is recorded',
  empty: 'It says nothing',
  unique: 'It is there already, or given twice',
  notAllowed: 'It does not belong here, beside what else is said',
  conflict: 'It contradicts another member, or what is known',
  tooEarly: 'It lies before the earliest instant or day that makes sense',
  tooLate: 'It lies after the last instant or day that makes sense',
} as const;
export type FaultRule = keyof typeof FAULT_RULES;

/** What a rule allows: a number of characters, items or units, or the codes. */
export type FaultLimit = number | readonly string[];

/** A rule that a value breaks, and what it allows. */
export interface BrokenRule {
  readonly rule: FaultRule;
  readonly limit?: FaultLimit;
}

/** A fault as a client sees it: where (a JSON pointer, RFC 6901; `in` where that is not the body), which rule, and what it allows. */
export interface ShownFault extends BrokenRule {
  readonly pointer: string;
  readonly in?: 'query' | 'header';
}

/** One fault of a request. */
export interface Fault extends ShownFault {
  /** What is expected, in words; never what was sent. */
  readonly says: string;
}

/** A fault in the body. */
export function fault(pointer: string, rule: FaultRule, says: string, limit?: FaultLimit): Fault {
  return limit === undefined ? { pointer, rule, says } : { pointer, rule, says, limit };
}

/** A fault in a parameter of the query. */
export function queryFault(name: string, rule: FaultRule, says: string, limit?: FaultLimit): Fault {
  return { ...fault(`/${name}`, rule, says, limit), in: 'query' };
}

/** A header that is missing, or not in its form. */
export function headerFault(name: string, rule: FaultRule, says: string): Fault {
  return { ...fault(`/${name}`, rule, says), in: 'header' };
}

/** A fault in words: where, and what is expected there. */
export function wordsOf({ pointer, says, in: place }: Fault): string {
  if (place !== undefined) return pointer === '' ? says : `${pointer.slice(1)}: ${says}`;
  return `${pointer === '' ? '/' : pointer}: ${says}`;
}

/** What a client acts on; the words stand in the problem's detail. */
export function shownFault({ says: _, ...shown }: Fault): ShownFault {
  return shown;
}

/** A fault as another service answered with it; nothing where it is none. The words are those of that answer's detail. */
export function faultAnswered(item: unknown): readonly Fault[] {
  if (typeof item !== 'object' || item === null || !('pointer' in item) || !('rule' in item)) return [];
  const { pointer, rule } = item;
  if (typeof pointer !== 'string' || !isFaultRule(rule)) return [];
  const place = 'in' in item && (item.in === 'query' || item.in === 'header') ? item.in : undefined;
  const limit = 'limit' in item && isFaultLimit(item.limit) ? item.limit : undefined;
  const made = fault(pointer, rule, 'is not in the form that it must have', limit);
  return [place === undefined ? made : { ...made, in: place }];
}

function isFaultRule(rule: unknown): rule is FaultRule {
  return typeof rule === 'string' && Object.hasOwn(FAULT_RULES, rule);
}

function isFaultLimit(limit: unknown): limit is FaultLimit {
  return typeof limit === 'number' || (Array.isArray(limit) && limit.every((one) => typeof one === 'string'));
}
