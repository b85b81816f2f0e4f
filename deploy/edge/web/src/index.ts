export { link } from './shell/link.js';
export { IdentityProvider } from './session/identity-provider.js';
export { MemorySessionStore } from './session/memory-session-store.js';
export { SealedItems } from './session/sealed-items.js';
export type { SessionViews } from './session/session-views.js';
export { CSRF_FIELD, wayIn, WebSessions } from './session/web-sessions.js';
export { protectPages } from './session/web-headers.js';
export { openSignIn, type SignInParts, type SignInSettings } from './session/open-sign-in.js';
