import type { CommandRoute, Route } from '@carethread/http-api';
import { present } from '@carethread/ledger';
import { relative, sep } from 'node:path';
import ts from 'typescript';
import { FunctionSources } from './function-sources.js';
import { describeMember } from './members.js';
import { operationIds, pascal } from './operation-ids.js';
import { Program } from './program.js';
import { RefusalCodes } from './refusal-codes.js';
import { anyOf, mergedObjects, type Schema } from './schema.js';
import { TypeSchemas } from './type-schemas.js';

/** What the compiler says of an operation, besides what its route says. */
export interface DerivedOperation {
  readonly id: string;
  readonly route: Route;
  /** What its own functions give: members besides those that every answer of its kind has. Absent where it gives bytes. */
  readonly answer?: Schema;
  /** The codes that its rules refuse with. */
  readonly codes: readonly string[];
  /** Where its answer says nothing of members. */
  readonly open: readonly string[];
}

export interface Derived {
  readonly operations: readonly DerivedOperation[];
  readonly schemas: ReadonlyMap<string, Schema>;
}

/** A page of a list over many people. */
const pageOf = (items: Schema = {}): Schema => ({
  type: 'object',
  properties: { items: { type: 'array', items }, next: { type: 'string' } },
  required: ['items'],
});

type Rule = (...args: never[]) => unknown;

/** Reads the answers and the refusals of every route from the functions that make them. */
export function derive(
  root: string,
  routes: readonly Route[],
  knownSchema: (name: string) => Schema | undefined,
): Derived {
  return new Derivation(root, knownSchema).of(routes);
}

class Derivation {
  readonly #sources = new FunctionSources();
  readonly #program: Program;
  readonly #types: TypeSchemas;
  readonly #taken = new Map<string, ts.Symbol>();

  constructor(
    readonly root: string,
    knownSchema: (name: string) => Schema | undefined,
  ) {
    this.#program = new Program(root);
    this.#types = new TypeSchemas(this.#program.checker, {
      nameOf: (symbol) => this.#nameOf(symbol),
      knownSchema: ({ name }) => knownSchema(name),
      describe: describeMember,
    });
  }

  of(routes: readonly Route[]): Derived {
    const read = routes.map((route) => {
      const commandTypes = route.kind === 'command' ? this.#commandTypes(route) : [];
      const answer = this.#answerOf(route);
      const open = this.#types.takeOpen();
      return { route, commandTypes, answer, open, codes: this.#codesOf(route, commandTypes) };
    });
    const ids = operationIds(read.map((one) => ({ ...one, isList: isList(one.route, one.answer) })));
    this.#sources.close();
    const operations = read.map(({ commandTypes: _, ...rest }, index) =>
      present<DerivedOperation>({ ...rest, id: ids[index] ?? '' }),
    );
    return { operations, schemas: this.#types.named };
  }

  #functionOf(rule: Rule): ts.SignatureDeclaration {
    const place = this.#sources.placeOf(rule);
    const found = place === undefined ? undefined : this.#program.functionAt(place);
    if (found === undefined) throw new Error(`no source of the function ${rule.name}`);
    return found;
  }

  #commandTypes({ command, commandType }: CommandRoute): readonly string[] {
    if (commandType !== undefined) return [commandType];
    const made = this.#program.resultOf(this.#functionOf(command));
    const type = made === undefined ? undefined : this.#program.memberOf(made, 'type');
    if (type === undefined) return [];
    return (type.isUnion() ? type.types : [type]).flatMap((one) => (one.isStringLiteral() ? [one.value] : []));
  }

  #answerOf(route: Route): Schema | undefined {
    const gives = (rule: Rule | undefined): ts.Type | undefined =>
      rule === undefined ? undefined : this.#program.resultOf(this.#functionOf(rule));
    switch (route.kind) {
      case 'command':
      case 'batch':
        return this.#schemaOf(gives(route.answer));
      case 'read':
        return this.#schemaOf(gives(route.show));
      case 'list': {
        const ofOne = this.#schemaOf(gives(route.show));
        const ofMany = this.#schemaOf(gives(route.entries?.item));
        return ofOne === undefined || ofMany === undefined ? ofOne : anyOf(mergedObjects([ofOne, ofMany]));
      }
      case 'query': {
        if (route.produces !== undefined) return undefined;
        if (route.entries !== undefined) return pageOf(this.#schemaOf(gives(route.entries.item)));
        const answered = gives(route.answer);
        return this.#schemaOf(answered === undefined ? undefined : this.#program.memberOf(answered, 'body'));
      }
      case 'upload':
        return undefined;
    }
  }

  #schemaOf(type: ts.Type | undefined): Schema | undefined {
    return type === undefined ? undefined : this.#types.of(type);
  }

  #codesOf(route: Route, commandTypes: readonly string[]): readonly string[] {
    const found = new Set<string>();
    const types = commandTypes.length > 0 ? commandTypes : [''];
    for (const type of types) {
      const reached = RefusalCodes.of(
        this.#program.checker,
        [...rulesOf(route).map((rule) => this.#functionOf(rule)), ...this.#decisionOf(route, type)],
        type,
        (file) => this.#isFollowed(file),
      );
      for (const code of reached.codes) found.add(code);
      const unique = route.kind === 'command' ? route.on.unique : undefined;
      if (unique !== undefined && this.#takes(unique.taken, reached.types)) found.add(unique.code);
    }
    if (route.kind === 'command' && route.unique !== undefined) found.add(route.unique.code);
    return [...found].sort();
  }

  /** The decider is the object in which its `holder` stands: rules may be wrapped, so that a function at run time says too little. */
  #decisionOf(route: Route, commandType: string): readonly ts.Node[] {
    if (route.kind !== 'command') return [];
    const { parent } = this.#functionOf(route.on.holder);
    const decider = ts.isPropertyAssignment(parent) ? parent.parent : parent;
    if (!ts.isObjectLiteralExpression(decider)) throw new Error(`the decider of ${route.on.category} is no object`);
    return decisionOf(decider, commandType);
  }

  /** Whether one of these events claims a value that only one stream may hold. */
  #takes(taken: Rule, types: ReadonlySet<string>): boolean {
    const text = this.#functionOf(taken).getText();
    return [...types].some((type) => text.includes(`'${type}'`));
  }

  /** The rules: a service's own, and the libraries that they call. What the pipeline refuses with is the same for every route. */
  #isFollowed(file: string): boolean {
    return /^(services|contracts|libs\/(event-sourcing|calendar|approvals|withholding|privacy))\//.test(
      this.#fromRoot(file),
    );
  }

  #fromRoot(file: string): string {
    return relative(this.root, file).split(sep).join('/');
  }

  /** Types of ours, each by its own name; those of a service by its service's as well. */
  #nameOf(symbol: ts.Symbol): string | undefined {
    const declared = symbol.declarations?.[0];
    const file = declared === undefined ? '' : this.#fromRoot(declared.getSourceFile().fileName);
    if (file === '' || file.startsWith('..') || file.includes('node_modules/')) return undefined;
    const service = /^services\/([^/]+)\//.exec(file)?.[1] ?? '';
    const stream = /\/([^/]+)\/[^/]+\.ts$/.exec(file)?.[1] ?? '';
    const base = symbol.name.replace(/^Shown/, '');
    const candidates = [`${pascal(service)}${base}`, `${pascal(service)}${pascal(stream)}${base}`];
    for (const name of [...candidates, ...[2, 3, 4].map((n) => `${candidates[1] ?? ''}${n}`)]) {
      if (this.#taken.has(name) && this.#taken.get(name) !== symbol) continue;
      this.#taken.set(name, symbol);
      return name;
    }
    throw new Error(`${base} of ${file} is not the only one of its name`);
  }
}

/** Everything of a route that may refuse before, in or after its decision. */
function rulesOf(route: Route): readonly Rule[] {
  if (route.kind !== 'command') {
    return readingRules(route).filter((rule) => rule !== undefined);
  }
  const { target, before, command, answer, person } = route;
  return [target, before, command, answer, person].filter((rule) => rule !== undefined);
}

function readingRules(route: Exclude<Route, CommandRoute>): readonly (Rule | undefined)[] {
  switch (route.kind) {
    case 'query':
      return [route.answer, route.person];
    case 'batch':
      return [route.commands, route.answer];
    case 'upload':
      return [route.store];
    case 'read':
    case 'list':
      return [route.show];
  }
}

/** The rules of a decider for one of its commands, as they stand in its table. */
function decisionOf(decider: ts.ObjectLiteralExpression, commandType: string): readonly ts.Node[] {
  const members = (of: ts.ObjectLiteralExpression, name: string): readonly ts.Node[] =>
    of.properties.filter((member) => member.name !== undefined && nameOf(member.name) === name);
  return [...members(decider, 'admits'), ...members(decider, 'decide')].flatMap((member) =>
    ts.isPropertyAssignment(member) && ts.isObjectLiteralExpression(member.initializer)
      ? members(member.initializer, commandType)
      : [member],
  );
}

const nameOf = (name: ts.PropertyName): string =>
  ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : name.getText();

const isList = (route: Route, answer: Schema | undefined): boolean =>
  route.kind === 'list' ||
  (route.kind === 'query' && (route.paged !== undefined || answer?.properties?.['items'] !== undefined));
