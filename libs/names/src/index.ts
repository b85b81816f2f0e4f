export { plainLetters } from './letters.js';
export * from './name-parts.js';
export * from './other-forms.js';
export * from './sounds.js';
