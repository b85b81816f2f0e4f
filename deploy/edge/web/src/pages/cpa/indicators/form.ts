import { INDICATOR_ANSWERS, INDICATORS } from '@carethread/contracts';
import { lines, oneOf, text, type FieldKind } from '../../../shell/field-kinds.js';
import { form, type AroundModel } from '../../../shell/form.js';
import { link } from '../../../shell/link.js';
import type { CpaIndicators } from './cpa-indicators.js';

export type Indicator = (typeof INDICATORS)[number];
type Answer = (typeof INDICATOR_ANSWERS)[number];
/** The field with what an answer rests on. */
export type EvidenceField = `evidence-${Indicator}`;

export const evidenceField = (code: Indicator): EvidenceField => `evidence-${code}`;
const answer = oneOf(...INDICATOR_ANSWERS);

const answers: Readonly<Record<Indicator, FieldKind<Answer | undefined>>> = {
  S1: answer,
  S2: answer,
  S3: answer,
  S4: answer,
  S5: answer,
  E1: answer,
  E2: answer,
  E3: answer,
  E4: answer,
  E5: answer,
  E6: answer,
  E7: answer,
};
const evidence: Readonly<Record<EvidenceField, FieldKind<string | undefined>>> = {
  'evidence-S1': text,
  'evidence-S2': text,
  'evidence-S3': text,
  'evidence-S4': text,
  'evidence-S5': text,
  'evidence-E1': text,
  'evidence-E2': text,
  'evidence-E3': text,
  'evidence-E4': text,
  'evidence-E5': text,
  'evidence-E6': text,
  'evidence-E7': text,
};

const given = <Value>(entries: readonly (readonly [string, Value | undefined])[]): Readonly<Record<string, Value>> =>
  Object.fromEntries(entries.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])));

export const indicatorsForm = form({
  command: 'recordIndicators',
  fields: { ...answers, ...evidence, risks: lines },
  input: ({ risks, ...fields }, { model }: AroundModel<CpaIndicators>) => ({
    path: { id: model.found.id },
    body: {
      answers: given(INDICATORS.map((code) => [code, fields[code]])),
      evidence: given(INDICATORS.map((code) => [code, fields[evidenceField(code)]])),
      riskRefs: risks.map((id) => ({ id })),
    },
  }),
  // Nothing is filled in from the last time: the user says what they see today.
  refusals: { RISK_REFERENCE_REQUIRED: 'risks' },
  members: { riskRefs: 'risks' },
  after: (_, { place }) => link('/people/:personId/cpa', { personId: place('personId') }, { saved: '1' }),
});
