import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { BytesInFlight } from './bytes-in-flight.js';

const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;

/** Where uploads wait, and how many of their bytes may be in memory at once. */
export interface UploadPlace {
  readonly folder: string;
  readonly bytes: BytesInFlight;
}

/**
 * Bytes that came over HTTP, with what they say they are. They wait in a file of their own, sealed with a key that exists in this
 * process alone, until it is known that the caller may add to the record: so nobody fills the memory with them, and nothing that a
 * crash leaves behind can be read.
 */
export class Upload {
  private constructor(
    readonly mediaType: string,
    readonly size: number,
    /** SHA-256 of the bytes, in hex. */
    readonly hash: string,
    /** The bytes, in memory until they are discarded. */
    readonly open: () => Promise<Buffer>,
    readonly discard: () => Promise<void>,
  ) {}

  /** Takes in a body as it comes. Throws what `onTooLarge` gives for more bytes than the limit. */
  static async receive(
    body: AsyncIterable<Buffer>,
    mediaType: string,
    {
      folder,
      bytes,
      sender,
      limit,
      tooLarge,
      noRoom,
    }: UploadPlace & {
      readonly sender: string;
      readonly limit: number;
      readonly tooLarge: () => Error;
      readonly noRoom: () => Error;
    },
  ): Promise<Upload> {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const path = join(folder, randomBytes(16).toString('hex'));
    const file = await open(path, 'wx+', 0o600);
    const [key, iv] = [randomBytes(32), randomBytes(IV_BYTES)];
    let held: (() => void) | undefined;
    let discarded: Promise<void> | undefined;
    const discard = (): Promise<void> => {
      held?.();
      return (discarded ??= close(file, path));
    };
    try {
      // Its name goes at once where the system allows it: the process alone still reaches it.
      await rm(path, { force: true }).catch(() => undefined);
      const cipher = createCipheriv(ALGORITHM, key, iv);
      const hash = createHash('sha256');
      let size = 0;
      for await (const chunk of body) {
        size += chunk.length;
        if (size > limit) throw tooLarge();
        hash.update(chunk);
        await file.write(cipher.update(chunk));
      }
      await file.write(cipher.final());
      const tag = cipher.getAuthTag();
      const opened = async (): Promise<Buffer> => {
        held ??= bytes.take(sender, size);
        if (held === undefined) throw noRoom();
        const sealed = Buffer.alloc(size);
        await file.read(sealed, 0, size, 0);
        const decipher = createDecipheriv(ALGORITHM, key, iv);
        decipher.setAuthTag(tag);
        return Buffer.concat([decipher.update(sealed), decipher.final()]);
      };
      return new Upload(mediaType, size, hash.digest('hex'), opened, discard);
    } catch (error) {
      await discard();
      throw error;
    }
  }
}

async function close(file: FileHandle, path: string): Promise<void> {
  await file.close().catch(() => undefined);
  await rm(path, { force: true }).catch(() => undefined);
}
