export { link } from './shell/link.js';
