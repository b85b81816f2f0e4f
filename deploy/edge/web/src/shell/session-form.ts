import { Refused } from '../api/refused.js';
import type { Fields } from '../session/session.js';
import { valuesIn, type FieldKinds, type ValuesOf } from './field-kinds.js';
import type { AroundModel, Form } from './form.js';
import { FormShown } from './form-shown.js';
import type { Address } from './link.js';
import { problemsOf } from './problems.js';

/** A form that sends no command: what it says is kept in the session. */
export interface SessionFormRow<Kinds extends FieldKinds, Model> {
  readonly name?: string;
  readonly fields: Kinds;
  /** Fields that must say something. */
  readonly required: readonly (keyof Kinds & string)[];
  readonly initial?: (model: Model) => Fields;
  readonly keep: (fields: ValuesOf<Kinds>, around: AroundModel<Model>) => Promise<void>;
  readonly after: (around: AroundModel<Model>) => Address;
}

export function sessionForm<Kinds extends FieldKinds, Model>(
  row: SessionFormRow<Kinds, Model>,
): Form<Model, keyof Kinds & string> {
  const { name = 'form', fields: kinds, required } = row;
  return {
    name,
    codes: [],
    open: (model) => ({
      name,
      kinds,
      initial: row.initial?.(model) ?? {},
      etag: undefined,
      send: async (_, sent, around) => {
        const missing = required.filter((field) => (sent[field] ?? '').trim() === '');
        if (missing.length > 0)
          throw new Refused(
            400,
            'MALFORMED',
            missing.map((field) => ({ pointer: `/${field}`, rule: 'required' })),
            '',
          );
        const withModel = { ...around, model };
        await row.keep(valuesIn(kinds, sent), withModel);
        return { position: undefined, next: () => Promise.resolve(row.after(withModel)) };
      },
      problems: (refused, around) => problemsOf(refused, { fields: kinds }, { ...around, model }),
    }),
    shown: (state) => new FormShown(state),
  };
}
