import type { ValidateFunction } from 'ajv/dist/2020.js';
import type { ContractJson } from './contract-json.js';
import { sealedMembers, type ContractClass } from './contract.js';
import { CONTRACTS } from './contracts.js';
import { fieldsOf, schemaOf, type SchemaFragment, type Shown } from './fields.js';
import { compileSchema } from './validate.js';

/** Data that is not what its contract's class says: it is not published. Names the member, and quotes nothing of its value. */
export class ContractViolation extends Error {
  override readonly name = 'ContractViolation';
}

export interface ContractParts {
  readonly clear: { readonly [member: string]: ContractJson };
  /** Absent where the contract has no sealed member. */
  readonly sealed?: { readonly [member: string]: ContractJson };
}

interface Compiled {
  readonly holds: ValidateFunction;
  readonly clear: readonly string[];
  readonly sealed: readonly string[];
}

/** The classes of parts in full, and without the `recordedAt` that every request may carry. */
const CLOSED: Shown = { part: (of) => schemaOf(of, CLOSED), closed: true };

/** JSON Schema of a contract's data, all members in one. */
export function dataSchema(type: string): SchemaFragment {
  return schemaOf(classOf(type), CLOSED);
}

/** A contract's data as its clear and its sealed part. Throws ContractViolation where it is not what the class says. */
export function contractParts(type: string, data: object): ContractParts {
  const { holds, clear, sealed } = compiledOf(type);
  if (!holds(data)) throw new ContractViolation(`${type}: ${faultOf(holds)}`);
  const members: Readonly<Record<string, ContractJson>> = Object.fromEntries(Object.entries(data));
  return sealed.length === 0
    ? { clear: chosen(members, clear) }
    : { clear: chosen(members, clear), sealed: chosen(members, sealed) };
}

function chosen(
  members: Readonly<Record<string, ContractJson>>,
  names: readonly string[],
): Readonly<Record<string, ContractJson>> {
  const found: Record<string, ContractJson> = {};
  for (const name of names) {
    const value = members[name];
    if (value !== undefined) found[name] = value;
  }
  return found;
}

const COMPILED = new Map<string, Compiled>();

function compiledOf(type: string): Compiled {
  const known = COMPILED.get(type);
  if (known !== undefined) return known;
  const contract = classOf(type);
  const sealed = sealedMembers(contract);
  const names = [...fieldsOf(contract).keys()];
  const made = {
    holds: compileSchema(dataSchema(type)),
    clear: names.filter((name) => !sealed.has(name)),
    sealed: names.filter((name) => sealed.has(name)),
  };
  COMPILED.set(type, made);
  return made;
}

function classOf(type: string): ContractClass {
  const found = CONTRACTS.get(type);
  if (found === undefined) throw new ContractViolation(`${type} is no published contract`);
  return found;
}

/** The names below the first member may be somebody's words, so only that one is named. */
function faultOf({ errors }: ValidateFunction): string {
  const [error] = errors ?? [];
  const { instancePath = '', keyword = '', params } = error ?? {};
  const member = instancePath.split('/')[1];
  if (member !== undefined) return `${member} is not of the type that the contract has (${keyword})`;
  if (keyword === 'required') return `${String(params?.['missingProperty'])} is missing`;
  if (keyword === 'additionalProperties')
    return `${String(params?.['additionalProperty'])} is no member of the contract`;
  return 'is no object';
}
