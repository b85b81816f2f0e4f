import { CPA_LEVELS } from '@carethread/contracts';
import { present } from '@carethread/ledger';
import type { BodyOf } from '../../../api/operation.js';
import { chosen } from '../../../shell/chosen.js';
import { date, oneOf, text, ticked } from '../../../shell/field-kinds.js';
import { form, type AroundModel } from '../../../shell/form.js';
import { link } from '../../../shell/link.js';
import type { CpaLevel } from './cpa-level.js';

export const levelForm = form({
  command: 'decideLevel',
  fields: {
    to: oneOf(...CPA_LEVELS),
    rationale: text,
    assessment: text,
    review: text,
    profile: text,
    override: text,
    from: date,
    emergency: ticked,
  },
  input: (
    { to, rationale, assessment, review, profile, override, from, emergency },
    { model }: AroundModel<CpaLevel>,
  ) => ({
    path: { id: model.found.id },
    body: present<BodyOf<'decideLevel'>>({
      to: chosen(to, 'to'),
      rationale,
      assessmentRef: assessment === undefined ? undefined : { id: assessment },
      reviewId: review,
      indicatorProfileId: profile,
      overrideReason: override,
      effectiveFrom: from,
      emergency: emergency ? true : undefined,
    }),
  }),
  initial: ({ found }) => ({ profile: found.indicatorProfiles.at(-1)?.profileId ?? '' }),
  refusals: {
    REASON_REQUIRED: 'rationale',
    OVERRIDE_REASON_REQUIRED: 'override',
    LEVEL_NOT_IN_REGION: 'to',
    ASSESSMENT_AND_REVIEW_REQUIRED: 'assessment',
    REFERENCE_NOT_FOUND: 'assessment',
    REASON_NOT_ALLOWED: 'emergency',
    TIMESCALE_INVALID: 'from',
    FUTURE_DATE: 'from',
    INDICATORS_STALE: ({ place }) => link('/people/:personId/cpa/indicators', { personId: place('personId') }),
  },
  members: { effectiveFrom: 'from', assessmentRef: 'assessment', reviewId: 'review', overrideReason: 'override' },
  after: (_, { place }) => link('/people/:personId/cpa', { personId: place('personId') }, { saved: '1' }),
});
