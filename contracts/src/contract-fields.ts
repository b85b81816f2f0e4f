import { check, field, isPlain, type FieldOptions, type SchemaFragment } from './fields.js';

/**
 * Fields that only contracts have. They set no upper bounds: what a service has stored it must be able to publish, and the bounds
 * were checked when somebody sent it.
 */
const UUID_FORM = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const NAME: SchemaFragment = { type: 'string', minLength: 1 };
const NAMES: SchemaFragment = { type: 'array', items: NAME };
const isName = (value: unknown): boolean => typeof value === 'string' && value !== '';
const isNames = (value: unknown): boolean => Array.isArray(value) && value.every(isName);

/**
 * A code of a list that grows: a consumer ignores one that it does not know. Of no form of its own, since a service may take any name
 * for one (a course), and must be able to publish whatever it took.
 */
export function OpenCode(options: FieldOptions = {}): PropertyDecorator {
  return field(NAME, [check('openCode', 'must be a code', isName)], options);
}

/** Text of a form that every value has, or nothing where there was nothing yet to name. */
function orNothing(name: string, form: string, says: string): (options?: FieldOptions) => PropertyDecorator {
  const pattern = `^(${form})?$`;
  const holds = (value: unknown): boolean => typeof value === 'string' && new RegExp(pattern).test(value);
  return (options = {}) => field({ type: 'string', pattern }, [check(name, says, holds)], options);
}
export const HashOrNothing = orNothing('hashOrNothing', '[0-9a-f]{64}', 'must be a hash or empty');
export const IdOrNothing = orNothing('idOrNothing', UUID_FORM, 'must be a UUID or empty');

/** Ids, names or codes, each not empty: the items of a plan have ids that people may have chosen. */
export function Names(options: FieldOptions = {}): PropertyDecorator {
  return field(NAMES, [check('names', 'must hold names', isNames)], options);
}

/** What of a plan is meant: `whole`, or the ids of actions. */
export function Scope(options: FieldOptions = {}): PropertyDecorator {
  return field(
    { anyOf: [{ const: 'whole' }, NAMES] },
    [check('scope', 'must be "whole" or the ids of actions', (value) => value === 'whole' || isNames(value))],
    options,
  );
}

/** Names by name: the ids of the items of each list of a plan. */
export function NamesByName(options: FieldOptions = {}): PropertyDecorator {
  return field(
    { type: 'object', additionalProperties: NAMES },
    [
      check(
        'namesByName',
        'must hold names by name',
        (value) => isPlain(value) && Object.values(value).every((one) => isNames(one)),
      ),
    ],
    options,
  );
}
