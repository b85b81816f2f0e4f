import { gradeOf, type Role } from '@carethread/contracts';
import { OPERATIONS } from './generated/operations.js';
import type { operations } from './generated/schema.js';

/** What an operation of the API is called. */
export type Operation = keyof typeof OPERATIONS & keyof operations;

type Member<Holder, Name extends string> = Holder extends { readonly [K in Name]?: infer Value }
  ? Exclude<Value, undefined>
  : never;
type Json<Holder> = Member<Member<Holder, 'content'>, 'application/json'>;
type Parameters<Op extends Operation> = operations[Op]['parameters'];

/** What fills the places of its path. */
export type PathOf<Op extends Operation> = Member<Parameters<Op>, 'path'>;
export type QueryOf<Op extends Operation> = Member<Parameters<Op>, 'query'>;
export type BodyOf<Op extends Operation> = Json<Member<operations[Op], 'requestBody'>>;
type Responses<Op extends Operation> = operations[Op]['responses'];
/** What it answers where it did what it was asked for. */
export type AnswerOf<Op extends Operation> = Json<Responses<Op>[keyof Responses<Op>]>;
/** Codes that it refuses with, but for those that any operation may answer. */
export type CodeOf<Op extends Operation> = (typeof OPERATIONS)[Op]['codes'][number];

/** What a caller gives an operation. */
export type Input<Op extends Operation> = ([PathOf<Op>] extends [never] ? unknown : { readonly path: PathOf<Op> }) &
  ([QueryOf<Op>] extends [never] ? unknown : { readonly query?: QueryOf<Op> }) &
  ([BodyOf<Op>] extends [never] ? unknown : { readonly body: BodyOf<Op> });

export interface OperationRow {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly codes: readonly string[];
}

export function rowOf(operation: Operation): OperationRow {
  return OPERATIONS[operation];
}

/** Whether a role may call an operation at all; whether it may here is for the API to say. */
export function mayCall(operation: Operation, role: Role): boolean {
  return gradeOf(OPERATIONS[operation].capability, role) !== undefined;
}
