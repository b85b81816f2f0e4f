import type { Role } from '@carethread/contracts';
import type { Answered, Client, Writing } from '../api/client.js';
import { rowOf, type CodeOf, type Input, type Operation } from '../api/operation.js';
import type { Refused } from '../api/refused.js';
import type { Fields } from '../session/session.js';
import { valuesIn, type FieldKinds, type ValuesOf } from './field-kinds.js';
import { FormShown, type FormState } from './form-shown.js';
import type { Address } from './link.js';
import { problemsOf, type Elsewhere, type FormProblem } from './problems.js';

/** What a form knows beside its fields. */
export interface Around {
  place(name: string): string;
  /** Keeps what the next page shows under a random name. */
  note(value: object): Promise<string>;
  /** Keeps why the user looks at a person, for the rest of the session. */
  keepPurpose(personId: string, purpose: string): Promise<void>;
}

export interface AroundModel<Model> extends Around {
  readonly model: Model;
}

/** The same with what was sent, by the names of inputs. */
export interface AroundSent<Model> extends AroundModel<Model> {
  readonly fields: Fields;
}

/** A form of a page: how its fields become one command, and where each refusal belongs. */
export interface FormRow<Op extends Operation, Kinds extends FieldKinds, Model> {
  /** Tells the forms of one page apart. */
  readonly name?: string;
  /** Roles that it is for, where these are fewer than the page’s. */
  readonly who?: readonly Role[];
  readonly command: Op;
  readonly fields: Kinds;
  readonly input: (fields: ValuesOf<Kinds>, around: AroundModel<Model>) => Input<Op>;
  /** What the record carried when the form was shown, where the command needs to know. */
  readonly etag?: (model: Model) => string | undefined;
  /** What the inputs say before the user writes; by the names of inputs. */
  readonly initial?: (model: Model) => Fields;
  /** Which field corrects a refusal, or which page. What is not here is said above the form. */
  readonly refusals?: Readonly<Partial<Record<CodeOf<Op>, (keyof Kinds & string) | Elsewhere<Model>>>>;
  /** Fields by the name of a member of the body, where the two differ. */
  readonly members?: Readonly<Record<string, keyof Kinds & string>>;
  /** Whom the command was about, where the path does not say. */
  readonly about?: (done: Answered<Op>) => string;
  /** Where the user goes on. */
  readonly after: (done: Answered<Op>, around: AroundSent<Model>) => Address | Promise<Address>;
}

/** A form in the row of a page. */
export interface Form<Model, Name extends string = string> {
  readonly name: string;
  readonly who?: readonly Role[] | undefined;
  /** Undefined for a form that the session alone keeps. */
  readonly command?: Operation;
  readonly codes: readonly string[];
  readonly open: (model: Model) => OpenForm;
  /** The form as the view lays it out. */
  shown(state: FormState): FormShown<Name>;
}

/** A form of a page whose model is there. */
export interface OpenForm {
  readonly name: string;
  readonly who?: readonly Role[] | undefined;
  readonly kinds: FieldKinds;
  readonly initial: Fields;
  readonly etag: string | undefined;
  /** Sends the command. Throws Refused. */
  send(client: Client, sent: Fields, around: Around, writing: Writing): Promise<Carried>;
  problems(refused: Refused, around: Around): readonly FormProblem[];
}

/** A command that was carried out. */
export interface Carried {
  readonly position: string | undefined;
  readonly about?: string | undefined;
  /** Where the user goes on. */
  next(): Promise<Address>;
}

export function form<const Op extends Operation, Kinds extends FieldKinds, Model>(
  row: FormRow<Op, Kinds, Model>,
): Form<Model, keyof Kinds & string> {
  const { name = 'form', who, command, fields: kinds, after } = row;
  return {
    name,
    who,
    command,
    codes: rowOf(command).codes,
    open: (model) => ({
      name,
      who,
      kinds,
      initial: row.initial?.(model) ?? {},
      etag: row.etag?.(model),
      send: async (client, sent, around, writing) => {
        const withModel = { ...around, model };
        const done = await client.send(command, row.input(valuesIn(kinds, sent), withModel), writing);
        return {
          position: done.position,
          about: row.about?.(done),
          next: async () => after(done, { ...withModel, fields: sent }),
        };
      },
      problems: (refused, around) => problemsOf(refused, row, { ...around, model }),
    }),
    shown: (state) => new FormShown(state),
  };
}
