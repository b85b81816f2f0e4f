import type { Route } from '@carethread/http-api';

/** What an operation is before it has a name. */
export interface Unnamed {
  readonly route: Pick<Route, 'method' | 'path' | 'kind' | 'form'>;
  /** Of the command that it sends; several where the body decides. */
  readonly commandTypes: readonly string[];
  /** Whether it answers with a list. */
  readonly isList: boolean;
}

/**
 * A name for each operation, in the order given: a command's own (`attachStatement`), a read's from its path (`getPlan`,
 * `listPlanVersions`). Where two would be called alike, those of different services take their service's name as well
 * (`completeRiskTask`), and those of one service the words of their paths.
 */
export function operationIds(operations: readonly Unnamed[]): readonly string[] {
  const usual = operations.map(nameOf);
  return operations.map((operation, index) => {
    const name = usual[index] ?? '';
    const alike = operations.filter((_, other) => usual[other] === name);
    if (alike.length === 1) return name;
    const service = serviceOf(operation.route.path);
    const isOneEach = new Set(alike.map(({ route }) => serviceOf(route.path))).size === alike.length;
    const named = isOneEach ? name : `${verbOf(operation)}${wordsOf(operation.route.path)}`;
    return named.replace(/^([a-z]+)(.*)$/, (_, verb: string, words: string) =>
      words.startsWith(pascal(service)) || !isOneEach ? `${verb}${words}` : `${verb}${pascal(service)}${words}`,
    );
  });
}

function nameOf(operation: Unnamed): string {
  const { path, method, form } = operation.route;
  // A standard's own interactions, which several operations of the API's own may do as well.
  if (form !== undefined) return `${operation.isList ? 'search' : INTERACTIONS[method]}${wordsOf(path)}`;
  if (path.endsWith(SEARCH)) return `search${wordsOf(path.slice(0, -SEARCH.length))}`;
  const [type, ...others] = operation.commandTypes;
  if (type !== undefined && others.length === 0) return type.charAt(0).toLowerCase() + type.slice(1);
  return `${verbOf(operation)}${wordsOf(operation.route.path)}`;
}

function verbOf({ route, isList, commandTypes: [type] }: Unnamed): string {
  if (type !== undefined) return /^[A-Z][a-z]+/.exec(type)?.[0].toLowerCase() ?? 'do';
  if (route.kind === 'upload') return 'upload';
  if (route.kind === 'batch') return 'add';
  if (route.kind === 'command') return route.method === 'POST' ? 'add' : 'set';
  return isList ? 'list' : 'get';
}

const SEARCH = '/search';
const INTERACTIONS = { GET: 'read', POST: 'create', PUT: 'update', PATCH: 'patch', DELETE: 'delete' } as const;

export const serviceOf = (path: string): string => path.split('/')[1] ?? '';

/** `/care-plan/plans/:id/versions/:n` says `PlanVersion`. */
function wordsOf(path: string): string {
  const parts = path.split('/').slice(2);
  return parts
    .map((part, index) => {
      if (part.startsWith(':')) return '';
      const isOne = parts[index + 1]?.startsWith(':') === true || part === 'attachments';
      return pascal((isOne ? singular(part) : part).replace('$', ''));
    })
    .join('');
}

const singular = (word: string): string =>
  word.endsWith('ies') ? `${word.slice(0, -3)}y` : word.endsWith('ss') ? word : word.replace(/s$/, '');

export const pascal = (words: string): string =>
  words.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
