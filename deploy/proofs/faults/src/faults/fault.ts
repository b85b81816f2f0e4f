import type { PlatformUnderLoad } from './platform-under-load.js';

/** Something that is done to a platform under load; it ends when the cause has gone, not when the platform has healed. */
export interface Fault {
  /** The sentence that it is. */
  readonly name: string;
  /** On what it is done. */
  readonly server: string;
  readonly happen: (platform: PlatformUnderLoad) => Promise<void>;
}

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));
