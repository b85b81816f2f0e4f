import type { Answered } from '../api/client.js';
import type { AnswerOf, Input, Operation } from '../api/operation.js';
import type { SignedIn } from '../session/session.js';
import type { Places } from './link.js';

/** What a page may ask for while it gathers its model: the operations of its row, and no others. */
export interface Asked<Read extends Operation = Operation, Path extends string = string> {
  /** What stands at a place of its path. */
  place(name: Places<Path>): string;
  /** What the query says; nothing of it names a person. */
  readonly query: Readonly<Record<string, string>>;
  /** Throws SignedOut where nobody is. */
  readonly user: SignedIn;
  /** Why the user looks, as they said; undefined until they did. */
  readonly purpose: string | undefined;
  /** What time it is on the platform. */
  readonly now: string;
  /** Whether the user's role may call it at all. */
  may(operation: Operation): boolean;
  read<Op extends Read>(operation: Op, input: Input<Op>): Promise<AnswerOf<Op>>;
  /** The same with what stands beside the answer: the tag that a command sends back, whether it is final. */
  tagged<Op extends Read>(operation: Op, input: Input<Op>): Promise<Answered<Op>>;
  /** Undefined where the API has nothing of that kind, or the role may not ask. */
  readIfThere<Op extends Read>(operation: Op, input: Input<Op>): Promise<AnswerOf<Op> | undefined>;
  /** What an earlier step of this session left under a random name. */
  noted(id: string | undefined): Promise<object | undefined>;
  note(value: object): Promise<string>;
}
