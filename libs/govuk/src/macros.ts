// The official Nunjucks macros, each compiled once. The only file that declares a string to be markup.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { raw } from 'hono/html';
import nunjucks from 'nunjucks';
import type { HtmlEscapedString } from 'hono/utils/html';
import { dateWords } from './date-words.js';

const require = createRequire(import.meta.url);
const folderOf = (name: string) => dirname(require.resolve(`${name}/package.json`));

/** Both libraries write their macros for exactly these settings. */
const environment = new nunjucks.Environment(
  new nunjucks.FileSystemLoader([join(folderOf('govuk-frontend'), 'dist'), folderOf('@ministryofjustice/frontend')]),
  { autoescape: true, trimBlocks: true, lstripBlocks: true },
);
environment.addFilter('mojDate', dateWords);

const compiled = new Map<string, nunjucks.Template>();

function templateOf(library: 'govuk' | 'moj', component: string): nunjucks.Template {
  const path = `${library}/components/${component}/macro.njk`;
  const known = compiled.get(path);
  if (known !== undefined) return known;
  const macro = `${library}${component.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase())}`;
  const source = `{% from "${path}" import ${macro} %}{{ ${macro}(params) }}`;
  const template = new nunjucks.Template(source, environment, `${library}-${component}`, true);
  compiled.set(path, template);
  return template;
}

/** Calls an official macro with its options as it takes them: every option of markup is trusted. */
export function callMacro(library: 'govuk' | 'moj', component: string, params: object): HtmlEscapedString {
  return raw(templateOf(library, component).render({ params }).trim());
}

export const DOCTYPE = raw('<!DOCTYPE html>');
