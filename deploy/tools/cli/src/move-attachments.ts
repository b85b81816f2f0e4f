import type { MovableAttachments } from '@carethread/privacy';

const PROGRESS_MS = 1000;

export interface MoveAttachments {
  readonly from: MovableAttachments;
  /** Undefined where the target does not name a place for them. */
  readonly to: MovableAttachments | undefined;
}

/** Carries the sealed attachments that the other side lacks; it opens none. */
export async function moveAttachments(
  { from, to }: MoveAttachments,
  progress: (message: string) => void,
): Promise<{ readonly there: number; readonly carried: number; readonly missing: boolean }> {
  const wanted = await from.list();
  if (to === undefined && wanted.length > 0)
    throw new Error(`there are ${wanted.length} attachments: say where they go with --attachments-to`);
  if (to === undefined) return { there: 0, carried: 0, missing: false };
  const there = new Set(await to.list());
  let carried = 0;
  let reportedAt = performance.now();
  for (const hash of wanted) {
    if (there.has(hash)) continue;
    const ciphertext = await from.getSealed(hash);
    // The target refuses bytes that are not the ones of the address: nothing spoilt is carried on.
    if (ciphertext !== undefined) await to.putSealed(hash, ciphertext);
    carried += 1;
    if (performance.now() - reportedAt <= PROGRESS_MS) continue;
    reportedAt = performance.now();
    progress(`attachments: ${carried} carried of ${wanted.length}`);
  }
  const after = new Set(await to.list());
  return { there: after.size, carried, missing: wanted.some((hash) => !after.has(hash)) };
}
