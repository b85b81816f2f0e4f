export * from './generated/index.js';
export * from './moj.js';
export { dateWords } from './date-words.js';
export { Template } from './template.js';
export type { Address, Attributes, Divided, Markup, Plurals, WithChildren, Words } from './options.js';
export type { TemplateProps } from './template.js';
