export * from './list-entry.js';
export { EntryCollection, type AppendedEntry, type Blindings, type ListPlace } from './entry-collection.js';
export { inOneOrder, type Listed, type ListQuery } from './listed-entries.js';
export { SealedBodies } from './sealed-bodies.js';
