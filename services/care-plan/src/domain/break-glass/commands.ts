export type BreakGlassCommand = { readonly type: 'OpenBreakGlass'; readonly reason?: string };
