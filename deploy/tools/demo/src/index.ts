export { accountsOf, accountsOfNobody, areAccounts } from './demo-accounts.js';
export { populate } from './populate.js';
