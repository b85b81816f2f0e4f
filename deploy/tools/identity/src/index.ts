export { ENDED, SIGNED_IN, SIGNED_OUT, type Account, type Application, type People } from './account.js';
export { startIdentity, type IdentityOptions, type IdentityServer } from './identity-server.js';
export { SCOPES, type Machine } from './machine.js';
export { keptSecret } from './kept-keys.js';
export { demoMachine } from './demo-machine.js';
