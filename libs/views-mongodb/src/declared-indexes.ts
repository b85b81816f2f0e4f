import { member } from '@carethread/ledger';
import type { IndexDefinition, Model, Schema } from 'mongoose';

/** Whether the server says that a collection does not exist: by code, or (older forms of the answer) in words alone. */
export function isMissing(error: unknown): boolean {
  const code = member(error, 'code');
  return code === 26 || (code === undefined && member(error, 'message') === 'ns not found');
}

/** The member of a stored document that holds one declared index. */
export const memberOf = (field: string): `ix_${string}` => `ix_${field}`;

/** Declares an index over each list of fields: on their values in that order, then on the key. */
export function declareIndexes<T>(schema: Schema<T>, indexes: readonly (readonly string[])[]): void {
  for (const fields of indexes) {
    const keys = Object.fromEntries(fields.map((field) => [memberOf(field), 1 as const]));
    schema.index({ ...keys, _id: 1 }, { name: fields.map(memberOf).join('_') });
  }
}

/**
 * Makes the declared indexes that are missing, and refuses a collection whose index of that name is another one: some servers would
 * keep the old one without an error.
 */
export async function ensureIndexes<T>(model: Model<T>): Promise<void> {
  const found = new Map<unknown, Listed>();
  for (const index of await listed(model)) found.set(index['name'], index);
  let missing = false;
  for (const [keys, { name }] of model.schema.indexes()) {
    const index = found.get(name);
    if (index === undefined) missing = true;
    else if (!serves(index, keys))
      throw new Error(
        `${model.collection.name} has an index ${name} that is not the declared one (${JSON.stringify(keys)}): ` +
          `${JSON.stringify({ ...index, v: undefined })}. Drop it, or give the view a new version.`,
      );
  }
  if (missing) await model.createIndexes();
}

type Listed = Readonly<Record<string, unknown>>;

async function listed<T>(model: Model<T>): Promise<readonly Listed[]> {
  try {
    return await model.listIndexes();
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** The same keys in the same order, and nothing that would refuse a document or leave one out. */
function serves(index: Listed, keys: IndexDefinition): boolean {
  const plain = ['unique', 'sparse', 'partialFilterExpression', 'collation', 'expireAfterSeconds'].every(
    (option) => index[option] === undefined || index[option] === false,
  );
  const entries = Object.entries(Object(index['key'])).map(([key, way]) => [key, Number(way)]);
  return plain && JSON.stringify(entries) === JSON.stringify(Object.entries(keys));
}
