export type ReadersState = { readonly read: Readonly<Record<string, readonly number[]>> };
