import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { newDataKey } from '@carethread/privacy';
import { attachmentsContract, movableAttachmentsContract } from '@carethread/privacy/testing';
import { randomUUID } from 'node:crypto';
import { bucketAddress } from './address.js';
import { migrateBucket, S3Attachments } from './s3-attachments.js';

/** `s3://key:secret@host/bucket` of whatever is to be proven: a store that somebody has, or what `npm run engine` starts. */
const url = process.env['CARETHREAD_TEST_S3'] ?? '';
const name = 'the object storage that CARETHREAD_TEST_S3 names';
const { dataKey: key } = newDataKey('00000000-0000-4000-8000-000000000001', 'socialCare');
const opened: { close(): Promise<void> }[] = [];

function open(namespace: string, at = url): S3Attachments {
  const attachments = new S3Attachments({ url: at, namespace });
  opened.push(attachments);
  return attachments;
}
const fresh = (): string => `t${randomUUID().slice(0, 8)}`;

/** Whoever goes past the adapter. */
function bare(namespace: string): {
  stored(hash: string): Promise<Buffer>;
  spoil(hash: string, bytes: Buffer): Promise<void>;
} {
  const { endpoint, region, credentials, bucket, prefix } = bucketAddress(url);
  const client = new S3Client({ endpoint, region, forcePathStyle: true, ...(credentials && { credentials }) });
  const object = (hash: string) => ({ Bucket: bucket, Key: `${prefix}${namespace}/attachments/${hash}` });
  return {
    stored: async (hash) => {
      const { Body } = await client.send(new GetObjectCommand(object(hash)));
      return Buffer.from((await Body?.transformToByteArray()) ?? []);
    },
    spoil: async (hash, bytes) => {
      await client.send(new PutObjectCommand({ ...object(hash), Body: bytes }));
    },
  };
}

beforeAll(() => migrateBucket(url));
afterAll(async () => {
  for (const attachments of opened) await attachments.close();
});

attachmentsContract(name, () => {
  const namespace = fresh();
  return { attachments: open(namespace), reopen: () => open(namespace), ...bare(namespace) };
});
movableAttachmentsContract(name, () => {
  const namespace = fresh();
  return Promise.resolve({ attachments: open(namespace), reopen: () => open(namespace) });
});

describe('attachments in object storage', () => {
  it('are never overwritten: a second put of an address leaves what is there', async () => {
    const namespace = fresh();
    const attachments = open(namespace);
    const hash = await attachments.put(Buffer.from('synthetic letter'), key);
    const ciphertext = (await attachments.getSealed(hash)) ?? Buffer.alloc(0);
    await bare(namespace).spoil(hash, Buffer.from('somebody else'));
    await attachments.putSealed(hash, ciphertext);
    expect((await bare(namespace).stored(hash)).toString()).toBe('somebody else');
  });

  it('of fifty writers of one address are there once, and of several pages are all listed', async () => {
    const namespace = fresh();
    const attachments = open(namespace);
    const hash = await attachments.put(Buffer.from('synthetic minutes'), key);
    const ciphertext = (await attachments.getSealed(hash)) ?? Buffer.alloc(0);
    const elsewhere = open(fresh());
    await Promise.all(Array.from({ length: 50 }, () => elsewhere.putSealed(hash, ciphertext)));
    expect(await elsewhere.list()).toEqual([hash]);
    for (let page = 0; page < 11; page += 1)
      await Promise.all(Array.from({ length: 100 }, (_, index) => attachments.put(Buffer.from([page, index]), key)));
    expect(await attachments.list()).toHaveLength(1101);
  });

  it('say what is wrong, and neither key nor secret', async () => {
    const wrong = new URL(url);
    wrong.password = 'not-the-secret';
    const said = await open(fresh(), wrong.href).list().catch(String);
    expect(said).toMatch(/attachments in http.*the secret is not the one of the key/);
    expect(said).not.toMatch(/not-the-secret|for-tests-only/);
    const nowhere = new URL(url);
    nowhere.pathname = '/no-such-bucket';
    await expect(open(fresh(), nowhere.href).list()).rejects.toThrow('run `carethread migrate`');
    await expect(
      new S3Attachments({ url: 's3://127.0.0.1:1/letters?tls=false', namespace: 't' }).list(),
    ).rejects.toThrow('attachments in http://127.0.0.1:1/letters/t/attachments/');
  });
});
