import {
  CAPABILITIES,
  fieldsOf,
  PlanContentBody,
  ROLES,
  schemaOf,
  type RefusalCode,
  type Shown,
} from '@carethread/contracts';
import { COMPOSED_ROUTES, type ComposedRoute } from '@carethread/gateway';
import {
  BareRequest,
  exampleOf,
  isOpen,
  isWrite,
  parametersOf,
  PURPOSE,
  type BodyForm,
  type QueryRoute,
  type Route,
} from '@carethread/http-api';
import {
  answerSchemas,
  codesOf,
  HEADERS,
  JSON_TYPE,
  mediaOf,
  PROBLEMS,
  refusalResponses,
  responsesOf,
  SHARED_ANSWERS,
} from './answers.js';
import type { Derived, DerivedOperation } from './derived.js';
import { withWords } from './members.js';
import { pascal, serviceOf } from './operation-ids.js';
import { nameIn, reference, type Properties, type Schema } from './schema.js';
import { plainSchemas } from './plain-schemas.js';
import { pathParameters, withDescription, type Parameter } from './parameters.js';
import { AUDIT, OVERVIEW, type Tag } from './words.js';

/** A real request of an operation and what it was answered. */
export interface Example {
  readonly request?: unknown;
  readonly answer?: unknown;
}

export type Examples = Readonly<Record<string, Example>>;

const LICENCE = { name: 'EUPL-1.2', identifier: 'EUPL-1.2' };
const CONTACT = { name: 'Carethread', url: 'https://carethread.invalid/support' };

/**
 * OpenAPI 3.1 of the table of routes that guards and validates, and of what the compiler says of their answers.
 * @param parts what each service is about, by the first segment of its paths
 */
export function openApi(derived: Derived, parts: readonly Tag[], version: string, examples: Examples): object {
  return new Drawing(derived, parts, examples).document(version);
}

/** A list of codes longer than this is no name for what several operations share. */
const LONGEST_NAME = 90;

class Drawing {
  readonly #schemas: Record<string, Schema> = { ...PROBLEMS, ...SHARED_ANSWERS };
  readonly #classes = new Map<new () => object, string>();
  readonly #responses: Record<string, object> = {};
  readonly #paths: Record<string, Record<string, object>> = {};

  constructor(
    readonly derived: Derived,
    readonly parts: readonly Tag[],
    readonly examples: Examples,
  ) {
    for (const [name, schema] of derived.schemas) this.#schemas[name] = schema;
    this.#classSchema(PlanContentBody, 'PlanContent');
  }

  document(version: string): object {
    for (const operation of this.derived.operations) this.#add(operation.route, this.#operation(operation));
    for (const route of COMPOSED_ROUTES) this.#add(route, this.#composed(route));
    const used = new Set(Object.keys(this.#paths).map(serviceOf));
    return {
      openapi: '3.1.0',
      info: {
        title: 'Carethread',
        version,
        description: 'Care and support planning on a record that is never destroyed.',
        contact: CONTACT,
        license: LICENCE,
      },
      servers: [{ url: '/', description: 'The platform that serves this document' }],
      tags: [...this.parts, AUDIT, OVERVIEW].filter(({ name }) => used.has(name)),
      security: [{ bearer: [] }],
      paths: this.#paths,
      components: {
        schemas: referenced([this.#paths, this.#responses], plainSchemas(this.#schemas)),
        responses: sorted(this.#responses),
        headers: HEADERS,
        securitySchemes: {
          bearer: {
            type: 'http',
            scheme: 'bearer',
            bearerFormat: 'JWT',
            description: 'A token of the platform’s issuer',
          },
        },
      },
    };
  }

  #add({ method, path }: Pick<Route, 'method' | 'path'>, operation: object): void {
    (this.#paths[path.replace(/:([A-Za-z]+)/g, '{$1}')] ??= {})[method.toLowerCase()] = operation;
  }

  #operation(operation: DerivedOperation): object {
    const { id, route } = operation;
    const example = this.examples[id];
    const schemas = this.#answerSchemas(operation);
    return {
      operationId: id,
      tags: [serviceOf(route.path)],
      security: isOpen(route) ? [] : undefined,
      summary: route.summary,
      description: descriptionOf(route),
      parameters: this.#parameters(route, parametersOf(route)),
      ...this.#requestBody(route, example),
      responses: {
        ...responsesOf(operation, schemas, example?.answer),
        ...this.#refusals(codesOf(operation), route.form),
      },
    };
  }

  /** An answer that is a named type is shown by its operation's name as every other. */
  #inFull(operation: DerivedOperation): DerivedOperation {
    const { title: _, ...schema } = this.#schemas[nameIn(operation.answer ?? {}) ?? ''] ?? {};
    return nameIn(operation.answer ?? {}) === undefined ? operation : { ...operation, answer: schema };
  }

  /** Services that answer alike share a schema, called by nobody's name. */
  #answerSchemas(given: DerivedOperation): Properties | undefined {
    const operation = this.#inFull(given);
    const own = capital(operation.id);
    const short = this.#isStandard(operation.route) ? own.replace(pascal(serviceOf(operation.route.path)), '') : own;
    const shared = answerSchemas(operation, short) ?? {};
    const isFree = Object.entries(shared).every(
      ([name, schema]) =>
        this.#schemas[name] === undefined || JSON.stringify(this.#schemas[name]) === JSON.stringify(schema),
    );
    const schemas = isFree ? shared : answerSchemas(operation, own);
    Object.assign(this.#schemas, schemas);
    return Object.keys(schemas ?? {}).length === 0 ? undefined : schemas;
  }

  /** Whether every service offers the same. */
  #isStandard({ method, path }: Route): boolean {
    const tail = (of: string): string => of.split('/').slice(2).join('/');
    const alike = this.derived.operations.filter(
      ({ route }) => route.method === method && tail(route.path) === tail(path),
    );
    return alike.length > 2;
  }

  #refusals(codes: readonly RefusalCode[], form?: BodyForm): Readonly<Record<string, object>> {
    if (form !== undefined) this.#schemas[form.refusalSchema.name] = { ...form.refusalSchema.schema };
    return Object.fromEntries(
      refusalResponses(codes, form).map(({ status, name, response }) => {
        if (name.length > LONGEST_NAME) return [status, response];
        this.#responses[name] = response;
        return [status, { $ref: `#/components/responses/${name}` }];
      }),
    );
  }

  /** In full at each operation: a client reads what it may send there and nowhere else. */
  #parameters({ path }: Pick<Route, 'path'>, others: readonly Parameter[]): readonly object[] {
    return [...pathParameters(path), ...others].map(withDescription);
  }

  #composed({ operationId, path, summary, capability, query, body, answer }: ComposedRoute): object {
    const alike = nameIn(answer);
    const name = alike ?? `${capital(operationId)}Answer`;
    if (alike === undefined) this.#schemas[name] = { title: name, ...answer };
    const example = this.examples[operationId]?.answer;
    return {
      operationId,
      tags: [serviceOf(path)],
      summary,
      description: descriptionOf({ capability }),
      parameters: this.#parameters({ path }, [PURPOSE, ...query]),
      ...this.#composedBody(path, body),
      responses: {
        '200': {
          description: 'What was asked for',
          content: {
            'application/json': mediaOf(name, example),
          },
        },
        ...this.#refusals(composedCodes(query)),
      },
    };
  }

  #composedBody(path: string, body: ComposedRoute['body']): object {
    if (body === undefined) return {};
    const schema = this.#classSchema(body, requestName({ path }, body));
    return {
      requestBody: { required: true, content: { 'application/json': { schema, example: exampleOf(schemaOf(body)) } } },
    };
  }

  #requestBody(route: Route, example: Example | undefined): object {
    if (!takesBody(route)) return {};
    if (route.kind === 'upload') {
      // One type for generators, which know no list of them; any of the others is taken as well.
      const schema = { type: 'string', format: 'binary', description: `Bytes of one of: ${route.types.join(', ')}` };
      return {
        requestBody: {
          required: true,
          content: { 'application/octet-stream': { schema } },
          'x-carethread-media-types': route.types,
        },
      };
    }
    const body = route.body ?? BareRequest;
    const shown = example?.request ?? route.example ?? exampleOf(schemaOf(body));
    return {
      requestBody: {
        required: [...fieldsOf(body).values()].some(({ optional }) => !optional),
        content: {
          [route.form?.mediaType ?? JSON_TYPE]: {
            schema: this.#classSchema(body, requestName(route, body)),
            example: shown,
          },
        },
      },
    };
  }

  /** Classes that many fields share are shown once each, and named wherever they stand. */
  #classSchema(of: new () => object, name: string): Schema {
    const known = this.#classes.get(of);
    if (known !== undefined) return reference(known);
    this.#classes.set(of, name);
    const shown: Shown = { part: (part) => ({ ...this.#classSchema(part, this.#partName(part, name)) }) };
    this.#schemas[name] = { ...withWords(schemaOf(of, shown)), title: name };
    return reference(name);
  }

  /** A part is called by its own name where no other thing is. */
  #partName(part: { readonly name: string }, whole: string): string {
    const isTaken = this.#schemas[part.name] !== undefined || [...this.#classes.values()].includes(part.name);
    return isTaken ? `${whole}${part.name}` : part.name;
  }
}

/** Whether a request says what it wants in its body: what changes something, and a POST that only reads. */
function takesBody(route: Route): route is Extract<Route, { kind: 'command' | 'batch' | 'upload' }> | QueryRoute {
  return isWrite(route) || (route.kind === 'query' && route.body !== undefined);
}

/** Two services may call a request alike, and mean two things. */
function requestName({ path }: Pick<Route, 'path'>, of: { readonly name: string }): string {
  return of === BareRequest ? 'BareRequest' : `${pascal(serviceOf(path))}${of.name}`;
}

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

const sorted = (found: Readonly<Record<string, object>>): Readonly<Record<string, object>> =>
  Object.fromEntries(Object.entries(found).sort(([one], [other]) => (one < other ? -1 : 1)));

const NAMES: Readonly<Record<string, string>> = ROLES;

function descriptionOf({ capability }: Pick<Route, 'capability'>): string {
  const roles = Object.entries(CAPABILITIES[capability]).map(
    ([role, grade]) => `${NAMES[role] ?? role} (${String(grade)})`,
  );
  return `Roles: ${roles.join(', ')}. Y own tenant, R own relationship, P with permission.`;
}

const composedCodes = (query: ComposedRoute['query']): readonly RefusalCode[] =>
  query.some(({ name }) => name === 'after') ? [...COMPOSED_CODES, 'CURSOR_UNKNOWN', 'NOT_YET_KNOWN'] : COMPOSED_CODES;
const COMPOSED_CODES: readonly RefusalCode[] = [
  'MALFORMED',
  'KNOWN_AT_FUTURE',
  'UNAUTHENTICATED',
  'NOT_FOUND',
  'TOO_MANY_REQUESTS',
  'INTERNAL',
  'TIMED_OUT',
  'UNAVAILABLE',
];

/** Only those that something refers to, in the order of their names. */
function referenced(paths: object, schemas: Properties): Properties {
  const found = new Set<string>();
  const follow = (value: unknown): void => {
    for (const [, name = ''] of JSON.stringify(value).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      if (found.has(name)) continue;
      found.add(name);
      follow(schemas[name] ?? {});
    }
  };
  follow(paths);
  return Object.fromEntries([...found].sort().map((name) => [name, schemas[name] ?? {}]));
}
