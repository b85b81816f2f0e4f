import { present } from '@carethread/ledger';
import ts from 'typescript';
import { anyOf, mergedObjects, objectOf, reference, type Schema } from './schema.js';

/** A member as the document shows it: its form, and what it means. */
export type DescribeMember = (name: string, schema: Schema, comment: string) => Schema;

export interface NamedTypes {
  /** What a named type is called in the document; undefined where it is shown in place. */
  nameOf(symbol: ts.Symbol): string | undefined;
  /** The schema of a type that a class with field decorators describes. */
  knownSchema(symbol: ts.Symbol): Schema | undefined;
  describe: DescribeMember;
}

/** What says nothing of its members. */
const OPEN_NAMES: ReadonlySet<string> = new Set(['JsonObject', 'Json']);

/** JSON Schemas of TypeScript types, as `JSON.stringify` writes their values. Named types are kept once each, and referenced. */
export class TypeSchemas {
  readonly named = new Map<string, Schema>();
  readonly #names = new Map<ts.Symbol, string>();
  readonly #open = new Set<string>();
  readonly #path: string[] = [];

  constructor(
    readonly checker: ts.TypeChecker,
    readonly types: NamedTypes,
  ) {}

  /** Where the types met since last asked say nothing: paths of members. */
  takeOpen(): readonly string[] {
    const found = [...this.#open];
    this.#open.clear();
    return found;
  }

  of(type: ts.Type): Schema {
    const symbol = type.aliasSymbol ?? type.getSymbol();
    if (symbol !== undefined) {
      const known = this.types.knownSchema(symbol);
      if (known !== undefined) return known;
      if (OPEN_NAMES.has(symbol.name)) return this.#openSchema(symbol.name === 'JsonObject' ? { type: 'object' } : {});
    }
    if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return this.#openSchema({});
    if (type.isUnion()) return this.#union(type);
    if (type.isStringLiteral()) return { type: 'string', enum: [type.value] };
    if (type.isNumberLiteral()) return { type: 'integer', enum: [type.value] };
    if (type.flags & ts.TypeFlags.StringLike || isBranded(type)) return { type: 'string' };
    if (type.flags & ts.TypeFlags.NumberLike) return { type: 'integer' };
    if (type.flags & ts.TypeFlags.BooleanLike) return { type: 'boolean' };
    if (type.flags & ts.TypeFlags.Null) return { type: 'null' };
    if (type.flags & ts.TypeFlags.Instantiable)
      return this.of(this.checker.getBaseConstraintOfType(type) ?? this.checker.getUnknownType());
    return this.#object(type);
  }

  #openSchema(schema: Schema): Schema {
    this.#open.add(this.#path.join('.'));
    return schema;
  }

  #union(type: ts.UnionType): Schema {
    const members = type.types.filter(({ flags }) => !(flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Void)));
    const texts = members.flatMap((one) => (one.isStringLiteral() ? [one.value] : []));
    const numbers = members.flatMap((one) => (one.isNumberLiteral() ? [one.value] : []));
    const others = members.filter(
      (one) =>
        !one.isStringLiteral() &&
        !one.isNumberLiteral() &&
        !(one.flags & (ts.TypeFlags.BooleanLike | ts.TypeFlags.Null)),
    );
    const some = (flag: ts.TypeFlags): boolean => members.some(({ flags }) => (flags & flag) !== 0);
    const schemas: Schema[] = [...mergedObjects(others.map((one) => this.of(one)))];
    // The compiler's own order follows whatever it met first.
    if (texts.length > 0) schemas.unshift({ type: 'string', enum: texts.toSorted() });
    if (numbers.length > 0) schemas.push({ type: 'integer', enum: numbers.toSorted((one, other) => one - other) });
    if (some(ts.TypeFlags.BooleanLike)) schemas.push({ type: 'boolean' });
    if (some(ts.TypeFlags.Null)) schemas.push({ type: 'null' });
    return anyOf(schemas);
  }

  #object(type: ts.Type): Schema {
    if (this.checker.isArrayType(type)) {
      const [item] = argumentsOf(type, this.checker);
      return { type: 'array', items: item === undefined ? {} : this.#inside('[]', () => this.of(item)) };
    }
    if (this.checker.isTupleType(type))
      return {
        type: 'array',
        items: anyOf(argumentsOf(type, this.checker).map((one) => this.of(one))),
      };
    const name = this.#nameOf(type);
    return name === undefined ? this.#members(type) : reference(name);
  }

  /** A type with arguments of its own is another thing each time, and shown in place. */
  #nameOf(type: ts.Type): string | undefined {
    const symbol = type.aliasSymbol ?? type.getSymbol();
    const given = type.aliasSymbol === undefined ? argumentsOf(type, this.checker) : type.aliasTypeArguments;
    if (symbol === undefined || symbol.name.startsWith('__') || (given?.length ?? 0) > 0) return undefined;
    const known = this.#names.get(symbol);
    if (known !== undefined) return known;
    const name = this.types.nameOf(symbol);
    if (name === undefined) return undefined;
    this.#names.set(symbol, name);
    this.named.set(name, {});
    const comment = commentOf(symbol, this.checker);
    const description = comment === '' ? undefined : comment;
    this.named.set(name, present<Schema>({ title: name, description, ...this.#members(type) }));
    return name;
  }

  #members(type: ts.Type): Schema {
    const properties: Record<string, Schema> = {};
    const required: string[] = [];
    for (const member of this.checker.getPropertiesOfType(type)) {
      const of = this.checker.getTypeOfSymbol(member);
      if (of.getCallSignatures().length > 0 || of.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Never)) continue;
      const mayLack =
        (member.flags & ts.SymbolFlags.Optional) !== 0 ||
        (of.isUnion() && of.types.some(({ flags }) => flags & ts.TypeFlags.Undefined));
      properties[member.name] = this.#inside(member.name, () =>
        this.types.describe(member.name, this.of(of), commentOf(member, this.checker)),
      );
      if (!mayLack) required.push(member.name);
    }
    const index = this.checker.getIndexInfoOfType(type, ts.IndexKind.String)?.type;
    return objectOf(properties, required, index === undefined ? undefined : this.#inside('*', () => this.of(index)));
  }

  #inside<T>(name: string, work: () => T): T {
    this.#path.push(name);
    try {
      return work();
    } finally {
      this.#path.pop();
    }
  }
}

const isBranded = (type: ts.Type): boolean =>
  type.isIntersection() && type.types.some(({ flags }) => flags & ts.TypeFlags.StringLike);

const commentOf = (symbol: ts.Symbol, checker: ts.TypeChecker): string =>
  ts.displayPartsToString(symbol.getDocumentationComment(checker)).replaceAll('\n', ' ').trim();

function argumentsOf(type: ts.Type, checker: ts.TypeChecker): readonly ts.Type[] {
  return isReference(type) ? checker.getTypeArguments(type) : [];
}

const isReference = (type: ts.Type): type is ts.TypeReference => 'target' in type;
