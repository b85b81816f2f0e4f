import type { mongo } from 'mongoose';

/** Whether the server says that a collection does not exist: by code, or (older forms of the answer) in words alone. */
export function isMissing(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown };
  return code === 26 || (code === undefined && message === 'ns not found');
}

/** The member of a stored document that holds one declared index. */
export const memberOf = (field: string): string => `ix_${field}`;

/**
 * Makes the declared indexes that are missing, each on its value and then the key, and refuses a collection whose index of that
 * name is another one: some servers would keep the old one in silence.
 */
export async function ensureIndexes(collection: mongo.Collection, fields: readonly string[]): Promise<void> {
  const present = new Map<string, mongo.BSON.Document>();
  for (const index of await listed(collection)) present.set(String(index['name']), index);
  for (const field of fields) {
    const name = memberOf(field);
    const keys = { [name]: 1, _id: 1 };
    const found = present.get(name);
    if (found === undefined) await collection.createIndex(keys, { name });
    else if (!serves(found, keys))
      throw new Error(
        `${collection.namespace} has an index ${name} that is not the declared one (${JSON.stringify(keys)}): ` +
          `${JSON.stringify({ ...found, v: undefined })}. Drop it, or give the view a new version.`,
      );
  }
}

async function listed(collection: mongo.Collection): Promise<readonly mongo.BSON.Document[]> {
  try {
    return await collection.listIndexes().toArray();
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** The same keys in the same order, and nothing that would refuse a document or leave one out. */
function serves(index: mongo.BSON.Document, keys: Readonly<Record<string, number>>): boolean {
  const plain = ['unique', 'sparse', 'partialFilterExpression', 'collation', 'expireAfterSeconds'].every(
    (option) => index[option] === undefined || index[option] === false,
  );
  const entries = Object.entries(index['key'] as Record<string, unknown>).map(([key, way]) => [key, Number(way)]);
  return plain && JSON.stringify(entries) === JSON.stringify(Object.entries(keys));
}
