import { Refusal } from '@carethread/contracts';
import { askedEndpoint, type AskedSubscription } from './asked-subscription.js';
import { EXTENSIONS } from './vocabulary.js';

const TOPIC = 'https://record.example/care-plan/fhir/SubscriptionTopic/care-plan-changed';
const URL = 'https://hooks.example/fhir';
const content = (valueCode: string) => ({ extension: [{ url: EXTENSIONS.payloadContent, valueCode }] });
const asked = (more: Partial<AskedSubscription['channel']> = {}, criteria = TOPIC): AskedSubscription => ({
  ...{ reason: 'synthetic', criteria },
  channel: { endpoint: URL, _payload: content('id-only'), ...more },
});

function refused(subscription: AskedSubscription): readonly string[] {
  try {
    askedEndpoint(subscription, TOPIC);
    return [];
  } catch (error) {
    return error instanceof Refusal ? error.items : [String(error)];
  }
}

describe('a Subscription that a FHIR client sends', () => {
  it('PLAT-13: is an endpoint with its address, its reason and its heartbeat', () => {
    expect(askedEndpoint(asked(), TOPIC)).toEqual({ url: URL, reason: 'synthetic' });
    const extension = [
      { url: EXTENSIONS.heartbeatPeriod, valueUnsignedInt: 86_400 },
      { url: EXTENSIONS.timeout, valueUnsignedInt: 60 },
      { url: EXTENSIONS.maxCount, valuePositiveInt: 20 },
    ];
    expect(askedEndpoint(asked({ extension }), TOPIC)).toEqual({
      ...{ url: URL, reason: 'synthetic', heartbeatSeconds: 86_400 },
    });
  });

  const heartbeat = (valueUnsignedInt?: number) => ({
    extension: [{ url: EXTENSIONS.heartbeatPeriod, ...(valueUnsignedInt !== undefined && { valueUnsignedInt }) }],
  });
  it.each([
    ['another topic', asked({}, `${TOPIC}s`), `/criteria: must be the topic ${TOPIC}`],
    [
      'whole resources',
      asked({ _payload: content('full-resource') }),
      '/channel/_payload/extension/0/valueCode: must be id-only: a notification holds no resource; what has changed is fetched with a token',
    ],
    [
      'no content',
      asked({ _payload: { extension: [] } }),
      `/channel/_payload/extension: must be one extension, ${EXTENSIONS.payloadContent}`,
    ],
    ['a heartbeat each second', asked(heartbeat(1)), '/channel/extension/0/valueUnsignedInt: must be at least 60'],
    [
      'a heartbeat each year',
      asked(heartbeat(31_536_000)),
      '/channel/extension/0/valueUnsignedInt: must be at most 86400',
    ],
    ['a heartbeat without a period', asked(heartbeat()), '/channel/extension/0/valueUnsignedInt: is missing'],
    [
      'less patience than an attempt takes',
      asked({ extension: [{ url: EXTENSIONS.timeout, valueUnsignedInt: 5 }] }),
      '/channel/extension/0/valueUnsignedInt: must be at least 15',
    ],
    [
      'an extension that nobody knows',
      asked({ extension: [{ url: 'https://other.example' }] }),
      '/channel/extension/0/url: is no extension that is known here',
    ],
    [
      'headers of its own',
      asked({ header: ['Authorization: synthetic'] }),
      '/channel/header: is not offered: verify the signature of what is sent instead',
    ],
    [
      'an end',
      { ...asked(), end: '2030-01-01T00:00:00Z' },
      '/end: is not offered: delete the Subscription when it is to end',
    ],
    ['a filter', { ...asked(), _criteria: {} }, '/_criteria: is not offered: the topic takes no filter'],
  ])('is refused in plain words where it asks for %s', (_, subscription, says) => {
    expect(refused(subscription)).toEqual([says]);
  });

  it('is told everything that is wrong at once', () => {
    expect(
      refused(asked({ _payload: content('empty'), extension: [{ url: 'https://other.example' }] }, 'x')),
    ).toHaveLength(3);
  });
});
