/** What is stored: sealed, under names that are keyed hashes. Nothing in it is a record of care: losing it signs users out. */
export interface StoredItem {
  readonly group: string;
  readonly name: string;
  readonly sealed: Uint8Array;
  /** When it is over, in milliseconds since 1970. */
  readonly until: number;
}

/** Where sessions and kept work lie. An item that is over is not there any more. */
export interface SessionStore {
  /** Adds the item, or takes the place of the one of that name. */
  put(item: StoredItem): Promise<void>;
  /** Adds the item where there is none of that name yet; of several at once, one does. */
  putNew(item: StoredItem, now: number): Promise<boolean>;
  get(group: string, name: string, now: number): Promise<Uint8Array | undefined>;
  list(group: string, now: number): Promise<readonly Pick<StoredItem, 'name' | 'sealed'>[]>;
  remove(group: string, name: string): Promise<void>;
  removeGroup(group: string): Promise<void>;
  /** Removes what is over. */
  sweep(now: number): Promise<void>;
  close(): Promise<void>;
}
