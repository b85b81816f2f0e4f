export type Name = { readonly given?: string; readonly family?: string; readonly preferred?: string };
