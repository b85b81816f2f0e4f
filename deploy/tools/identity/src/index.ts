export { startIdentity, type IdentityOptions, type IdentityServer } from './identity-server.js';
export { SCOPES, type Machine } from './machine.js';
