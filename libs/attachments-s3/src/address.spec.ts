import { bucketAddress } from './address.js';

describe('an address of object storage', () => {
  it('names host, bucket, folder, region and credentials', () => {
    expect(bucketAddress('s3://key:s%2Fecret@store.example:9000/letters/council?region=eu-west-2&tls=false')).toEqual({
      endpoint: 'http://store.example:9000',
      bucket: 'letters',
      prefix: 'council/',
      region: 'eu-west-2',
      credentials: { accessKeyId: 'key', secretAccessKey: 's/ecret' },
    });
  });

  it('is over TLS, and takes its credentials from the environment, unless it says otherwise', () => {
    expect(bucketAddress('s3://store.example/letters')).toEqual({
      endpoint: 'https://store.example',
      bucket: 'letters',
      prefix: '',
      region: 'us-east-1',
      credentials: undefined,
    });
  });

  it.each([
    's3://key:hidden@host',
    's3://key:hidden@/letters',
    's3://hidden@host/letters',
    'http://key:hidden@host/b1x',
    's3://x y',
  ])('that is none is refused without a word of what it holds', (url) => {
    const said = (): string => {
      try {
        return JSON.stringify(bucketAddress(url));
      } catch (error) {
        return String(error);
      }
    };
    expect(said()).toMatch(/^Error: an address of object storage/);
    expect(said()).not.toContain('hidden');
  });
});
