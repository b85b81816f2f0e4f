import { text } from '../../shell/field-kinds.js';
import { afterPurpose } from '../../shell/purpose-step.js';
import { sessionForm } from '../../shell/session-form.js';
import { ANYBODY } from '../../shell/visit.js';
import { purposeOf } from '../../words/purposes.js';

export interface PurposeModel {
  readonly purposes: readonly string[];
  readonly record: string | undefined;
  readonly to: string | undefined;
}

export const purposeForm = sessionForm({
  fields: { purpose: text, sentence: text },
  required: ['purpose', 'sentence'],
  keep: ({ purpose = '', sentence = '' }, { model, keepPurpose }) =>
    keepPurpose(model.record ?? ANYBODY, purposeOf(purpose, sentence)),
  after: ({ model }: { readonly model: PurposeModel }) => afterPurpose(model.to),
});
