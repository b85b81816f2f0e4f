/** The parts of an address `s3://…`. */
export interface BucketAddress {
  readonly endpoint: string;
  readonly bucket: string;
  /** Stands before every key; empty, or ends with a slash. */
  readonly prefix: string;
  readonly region: string;
  /** Undefined: as the environment gives them (a role, a profile, AWS_… variables). */
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string } | undefined;
}

/**
 * `s3://[key:secret@]host[:port]/bucket[/prefix][?region=eu-west-2][&tls=false]`: any store that speaks S3's protocol, addressed by
 * path (`https://host/bucket/key`). Throws with what is wrong, and quotes nothing: an address may hold a secret.
 */
export function bucketAddress(url: string): BucketAddress {
  const form = 's3://[key:secret@]host[:port]/bucket[/prefix][?region=…][&tls=false]';
  if (!URL.canParse(url)) throw new Error(`an address of object storage reads ${form}`);
  const { protocol, host, pathname, searchParams, username, password } = new URL(url);
  const [bucket = '', ...folders] = pathname.split('/').filter((part) => part !== '');
  if (protocol !== 's3:' || host === '') throw new Error(`an address of object storage reads ${form}`);
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket))
    throw new Error(`an address of object storage names a bucket: ${form}`);
  if ((username === '') !== (password === ''))
    throw new Error('an address of object storage holds a key with its secret, or neither');
  return {
    endpoint: `${searchParams.get('tls') === 'false' ? 'http' : 'https'}://${host}`,
    bucket,
    prefix: folders.map((folder) => `${folder}/`).join(''),
    region: searchParams.get('region') ?? 'us-east-1',
    credentials:
      username === ''
        ? undefined
        : { accessKeyId: decodeURIComponent(username), secretAccessKey: decodeURIComponent(password) },
  };
}
