import { present } from '@carethread/ledger';
import {
  CreateBucketCommand,
  GetObjectCommand,
  HeadBucketCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import {
  checkSealed,
  openAttachment,
  sealAttachment,
  type DataKey,
  type MovableAttachments,
} from '@carethread/privacy';
import { bucketAddress, type BucketAddress } from './address.js';

export interface S3AttachmentsOptions {
  /** See `bucketAddress`. */
  readonly url: string;
  /** Several platforms may share a bucket. */
  readonly namespace: string;
}

/** How often a put is tried while another writer of the same key is at work. */
const TRIES = 5;

/**
 * Sealed attachments as objects of a bucket: for several processes that share no disk. A put is conditional, so that nothing is
 * ever overwritten, and carries the SHA-256 by which the store itself refuses bytes that were damaged on the way.
 */
export class S3Attachments implements MovableAttachments {
  readonly #client: S3Client;
  readonly #bucket: string;
  readonly #folder: string;
  /** Without credentials: for messages. */
  readonly place: string;

  /** Connects with the first operation. Throws where the address is malformed. */
  constructor({ url, namespace }: S3AttachmentsOptions) {
    const address = bucketAddress(url);
    this.#client = clientOf(address);
    this.#bucket = address.bucket;
    this.#folder = `${address.prefix}${namespace}/attachments/`;
    this.place = `${address.endpoint}/${address.bucket}/${this.#folder}`;
  }

  async put(bytes: Uint8Array, key: DataKey): Promise<string> {
    const { hash, ciphertext } = sealAttachment(bytes, key);
    await this.#keep(hash, ciphertext);
    return hash;
  }

  async putSealed(hash: string, ciphertext: Uint8Array): Promise<void> {
    checkSealed(hash, ciphertext);
    await this.#keep(hash, ciphertext);
  }

  async get(hash: string, key: DataKey): Promise<Uint8Array | undefined> {
    const found = await this.getSealed(hash);
    return found === undefined ? undefined : openAttachment(Buffer.from(found), hash, key);
  }

  async getSealed(hash: string): Promise<Uint8Array | undefined> {
    if (!isHash(hash)) return undefined;
    try {
      const { Body } = await this.#client.send(
        new GetObjectCommand({ Bucket: this.#bucket, Key: this.#folder + hash }),
      );
      return (await Body?.transformToByteArray()) ?? new Uint8Array();
    } catch (error) {
      if (codeOf(error) === 'NoSuchKey') return undefined;
      throw explain(error, this.place);
    }
  }

  async list(): Promise<readonly string[]> {
    const found: string[] = [];
    let next: string | undefined;
    try {
      do {
        const page = await this.#client.send(
          new ListObjectsV2Command({ Bucket: this.#bucket, Prefix: this.#folder, ContinuationToken: next }),
        );
        for (const { Key = '' } of page.Contents ?? []) found.push(Key.slice(this.#folder.length));
        next = page.IsTruncated === true ? page.NextContinuationToken : undefined;
      } while (next !== undefined);
    } catch (error) {
      throw explain(error, this.place);
    }
    return found.filter(isHash).sort();
  }

  async #keep(hash: string, ciphertext: Uint8Array): Promise<void> {
    for (let tries = 1; ; tries += 1)
      try {
        await this.#client.send(
          new PutObjectCommand({
            Bucket: this.#bucket,
            Key: this.#folder + hash,
            Body: ciphertext,
            ContentLength: ciphertext.length,
            ContentType: 'application/octet-stream',
            ChecksumSHA256: Buffer.from(hash, 'hex').toString('base64'),
            IfNoneMatch: '*',
          }),
        );
        return;
      } catch (error) {
        // The same bytes lie under this key already.
        if (codeOf(error) === 'PreconditionFailed') return;
        if (codeOf(error) !== 'ConditionalRequestConflict' || tries >= TRIES) throw explain(error, this.place);
      }
  }

  close(): Promise<void> {
    this.#client.destroy();
    return Promise.resolve();
  }
}

/** Makes the bucket where there is none. Safe to run again. */
export async function migrateBucket(url: string): Promise<void> {
  const address = bucketAddress(url);
  const client = clientOf(address);
  const Bucket = address.bucket;
  try {
    await client.send(new HeadBucketCommand({ Bucket })).catch(async (error: unknown) => {
      if (!(error instanceof S3ServiceException) || error.$metadata.httpStatusCode !== 404) throw error;
      await client.send(new CreateBucketCommand({ Bucket }));
    });
  } catch (error) {
    throw explain(error, `${address.endpoint}/${Bucket}`);
  } finally {
    client.destroy();
  }
}

function clientOf({ endpoint, region, credentials }: BucketAddress): S3Client {
  return new S3Client(
    present({
      endpoint,
      region,
      credentials,
      forcePathStyle: true,
      maxAttempts: 4,
      requestHandler: { connectionTimeout: 5_000, requestTimeout: 30_000, throwOnRequestTimeout: true },
      // Every put has a checksum of ours; some stores that speak S3's protocol do not support further ones.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    }),
  );
}

function isHash(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text);
}

function codeOf(error: unknown): string {
  return error instanceof Error ? error.name : '';
}

/** The error without its request, which holds a signature and may hold a session's token. */
function explain(error: unknown, place: string): Error {
  const code = codeOf(error);
  const remedy: Readonly<Record<string, string>> = {
    NoSuchBucket: 'there is no such bucket: run `carethread migrate`, which makes it',
    NotImplemented:
      'this store knows no conditional put (If-None-Match), without which an attachment could be overwritten',
    SignatureDoesNotMatch: 'the secret is not the one of the key',
    InvalidAccessKeyId: 'the key is not known there',
    AccessDenied: 'the key may not do that: it needs to list the bucket, to get and to put',
  };
  return new Error(`attachments in ${place}: ${remedy[code] ?? `no use can be made of the store (${code})`}`);
}
