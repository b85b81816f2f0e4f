import type { Asked } from '../../shell/asked.js';

/** Names of staff by their ids; who is not in it stays unnamed. */
export type StaffNames = ReadonlyMap<string, string>;

/** One call for all of them; none where there is nobody to name. */
export async function staffNames(
  readIfThere: Asked<'listStaffNames'>['readIfThere'],
  ids: readonly string[],
): Promise<StaffNames> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const found = await readIfThere('listStaffNames', { body: { ids: wanted } });
  return new Map(found?.items.map(({ id, name }) => [id, name]));
}
