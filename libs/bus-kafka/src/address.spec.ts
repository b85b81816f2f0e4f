import { addressOf } from './address.js';

describe('the address of Kafka', () => {
  it.each([
    ['kafka://a:9092', { brokers: ['a:9092'], ssl: false }],
    ['kafka://a:9092,b:9093/', { brokers: ['a:9092', 'b:9093'], ssl: false }],
    [
      'kafka://care:s%40fe@a:9092?tls=true&mechanism=plain',
      { brokers: ['a:9092'], ssl: true, sasl: { mechanism: 'plain', username: 'care', password: 's@fe' } },
    ],
    [
      'kafka://care:x@a:9092',
      { brokers: ['a:9092'], ssl: false, sasl: { mechanism: 'scram-sha-512', username: 'care', password: 'x' } },
    ],
  ])('%s', (url, expected) => {
    expect(addressOf(url)).toEqual(expected);
  });

  it.each(['kafka://', 'kafka://a', 'http://a:1', 'kafka://u:secret@a', 'kafka://u:secret@a:1?mechanism=md5'])(
    '%s is refused without quoting a password',
    (url) => {
      expect(() => addressOf(url)).toThrow(RangeError);
      expect(() => addressOf(url)).not.toThrow(/secret/);
    },
  );
});
