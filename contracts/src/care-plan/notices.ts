/** What a notice to a provider may be of; the last two stand outside its sequence. */
export const NOTICE_TYPES = {
  started: 'care-plan.subscription-started.v1',
  changed: 'care-plan.plan-changed.v1',
  ended: 'care-plan.subscription-ended.v1',
  withheld: 'care-plan.notice-withheld.v1',
  verification: 'care-plan.endpoint-verification.v1',
  ping: 'care-plan.ping.v1',
} as const;
export type NoticeType = (typeof NOTICE_TYPES)[keyof typeof NOTICE_TYPES];

const { started, changed, ended, withheld } = NOTICE_TYPES;

const ID = { type: 'string', format: 'uuid' } as const;
const NUMBER = { type: 'integer', minimum: 0, maximum: 9_007_199_254_740_991 } as const;

/** What every notice of a sequence has; `data` and `subject` are as its type says. */
const HEAD = {
  specversion: { const: '1.0' },
  id: { ...ID, description: 'The same however often, and by whichever way, the notice is sent' },
  source: { type: 'string', format: 'uri-reference', description: 'Which Carethread it comes from' },
  time: { type: 'string', format: 'date-time', description: 'When it was recorded' },
  sequence: {
    type: 'string',
    pattern: '^[0-9]{16}$',
    description: 'Its place among the provider’s notices: 1, 2, 3 … without a gap, in the order of the record',
  },
  datacontenttype: { const: 'application/json' },
} as const;

const SUBJECT = {
  type: 'string',
  pattern: '^subscriptions/[0-9a-f-]{36}$',
  description: 'The subscription: one person, as far as a provider serves them',
} as const;

function schemaOf(types: readonly string[], data: object, subject: Readonly<Record<string, object>>): object {
  const properties = { ...HEAD, type: { enum: types }, ...subject, data };
  return { type: 'object', properties, required: Object.keys(properties).sort(), additionalProperties: false };
}

const objectOf = (properties: Readonly<Record<string, object>>): object => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});

/** The schema of a notice by its type, as JSON Schema. */
export const NOTICE_SCHEMAS: Readonly<Record<string, object>> = {
  [started]: schemaOf([started], objectOf({}), { subject: SUBJECT }),
  [changed]: schemaOf(
    [changed],
    objectOf({
      noticeNo: { ...NUMBER, minimum: 1, description: 'Of the subscription, without a gap: for an acknowledgement' },
      planId: ID,
      versionNo: { ...NUMBER, description: 'The version to fetch; 0 where there is none yet' },
      urgent: { type: 'boolean', description: 'Not a new version: care is withheld, restored or over, or was wrong' },
    }),
    { subject: SUBJECT },
  ),
  [ended]: schemaOf([ended], objectOf({}), { subject: SUBJECT }),
  [withheld]: schemaOf([withheld], objectOf({ withheld: { const: true } }), {}),
};

/** A synthetic notice of each type of the sequence. */
export const NOTICE_EXAMPLES: Readonly<Record<string, object>> = {
  [started]: example(1, started, {}),
  [changed]: example(42, changed, {
    noticeNo: 4,
    planId: '5f0c8d34-91b6-4e0c-8f54-0d3c1a9b7e21',
    urgent: true,
    versionNo: 2,
  }),
  [ended]: example(43, ended, {}),
  [withheld]: withoutSubject(example(44, withheld, { withheld: true })),
};

/** Members in the order in which they are sent. */
function example(sequence: number, type: string, data: object) {
  return {
    data,
    datacontenttype: 'application/json',
    id: `7c9e6679-7425-50de-944b-${String(sequence).padStart(12, '0')}`,
    sequence: String(sequence).padStart(16, '0'),
    source: 'https://record.example/care-plan',
    specversion: '1.0',
    subject: 'subscriptions/0b4f1c7e-6a0d-4a3e-9d52-3c1f8e7a9b10',
    time: '2026-03-02T09:00:00.000Z',
    type,
  };
}

function withoutSubject({ subject: _, ...rest }: ReturnType<typeof example>): object {
  return rest;
}
