// Writes a typed wrapper for each GOV.UK component from the macro-options.json that govuk-frontend publishes; `--check` writes nothing
// and fails where one is stale. The wrappers call the official macros, so that no markup of a component is written by hand.
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { root } from './ensure.mjs';

const TARGET = 'libs/govuk/src/generated';
const OPTIONS = 'node_modules/govuk-frontend/dist/govuk/components/*/macro-options.json';
const HEAD =
  '// Generated from the options that govuk-frontend publishes, by `npm run generate`. Do not edit: change the generator.\n';
/** The header carries the crown, the footer the crest: only services on GOV.UK may show them, so nobody can import them. */
const NOT_OURS = new Set(['header', 'footer']);

const pascal = (name) => name.replace(/(^|-)([a-z])/g, (_, __, letter) => letter.toUpperCase());
const kebab = (name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const isMarkup = ({ name }, path) => /^html$|Html$/.test(name) || path.endsWith('.slots');
const isAddress = ({ name }) => /^(href|url|\w+Url)$/.test(name);
const isNumeric = ({ name }) => /^(rows|maxlength|maxwords|threshold)$/.test(name);
/** What only one of two options has to be given for. */
const isEither = ({ description }) => /not required|Replaced by|required instead/.test(description);

/** The type of one option. `path` says where it stands: "radios.items". */
function typeOf(option, path, uses) {
  const { type, name, isComponent, params } = option;
  const here = `${path}.${name}`;
  if (name === 'attributes' || name === 'wrapperAttributes') return uses.shape('Attributes');
  if (isMarkup(option, path) && type === 'string') return uses.shape('Markup');
  if (isAddress(option)) return uses.shape('Address');
  if (isComponent && !params) return uses.component(kebab(name));
  if (/(Limit|Chosen)Text$/.test(name) && type === 'object') return uses.shape('Plurals');
  if (type === 'array' && !params) return 'readonly string[]';
  if (params) {
    const one = objectOf(params, here, uses);
    const item = params.some((inner) => inner.name === 'divider') ? `${uses.shape('Divided')}<${one}>` : one;
    if (type !== 'array') return item;
    return here === 'table.rows' ? `readonly (readonly (${item})[])[]` : `readonly (${item})[]`;
  }
  if (type === 'integer') return 'number';
  if (type === 'boolean') return 'boolean';
  if (type !== 'string') throw new Error(`${here} has the type ${type}, which the generator does not know`);
  return isNumeric(option) ? 'string | number' : 'string';
}

/** Pairs of options that say the same, as words or as markup. */
function pairsOf(params) {
  const names = new Map(params.map((param) => [param.name, param]));
  return params.flatMap(({ name }) => {
    if (!/^text$|Text$/.test(name)) return [];
    const html = names.get(name.replace(/text$/, 'html').replace(/Text$/, 'Html'));
    return html && html.name !== name ? [{ text: names.get(name), html }] : [];
  });
}

function comment(description) {
  const words = description.replaceAll('*/', '* /').replace(/\s+/g, ' ').trim();
  return words === '' ? '' : `/** ${words} */\n`;
}

/** An object type with an option a line; of words and markup that are both asked for, exactly one. */
function objectOf(params, path, uses) {
  const pairs = pairsOf(params).filter(({ text, html }) => text.required && html.required);
  const paired = new Set(pairs.flatMap(({ text, html }) => [text.name, html.name]));
  // The same name may be published twice, for two types.
  const byName = Map.groupBy(params, ({ name }) => name);
  const lines = [...byName].flatMap(([name, [option, twin]]) => {
    if (paired.has(name) || option.type === 'nunjucks-block' || name === 'divider') return [];
    const types = [datePartOf(params, option, path, uses) ?? typeOf(option, path, uses)];
    if (twin) types.push(typeOf(twin, path, uses));
    const must = option.required && !isEither(option);
    if (!must) types.push('undefined');
    return `${comment(option.description)}readonly ${JSON.stringify(name)}${must ? '' : '?'}: ${types.join(' | ')};`;
  });
  const either = pairs.map(({ text, html }) => `${uses.shape('Words')}<'${text.name}', '${html.name}'>`);
  const rest = lines.length > 0 || either.length === 0 ? [`{\n${lines.join('\n')}\n}`] : [];
  return [...either, ...rest].join(' & ');
}

/** The three parts of a date are published without options of their own: they take those of an item. */
function datePartOf(params, { name }, path, uses) {
  if (path !== 'date-input' || !['day', 'month', 'year'].includes(name)) return undefined;
  const item = params.find((param) => param.name === 'items');
  return `Partial<${objectOf(item.params, `${path}.items`, uses)}>`;
}

function wrapperOf(component, params) {
  const shapes = new Set();
  const components = new Set();
  const uses = {
    shape: (name) => (shapes.add(name), name),
    component: (name) => (components.add(name), `${pascal(name)}Options`),
  };
  const reserved = params.find(({ name }) => name === 'key' || name === 'ref');
  if (reserved) throw new Error(`${component}.${reserved.name} would never reach the component: JSX keeps that name`);
  const name = pascal(component);
  const body = [`export type ${name}Options = ${objectOf(params, component, uses)};`];
  // What stands between the tags takes the place of one kind of markup.
  const html = ['html', 'descriptionHtml'].find((option) => params.some((param) => param.name === option));
  if (html) {
    const text = pairsOf(params).find((pair) => pair.html.name === html)?.text.name;
    const replaced = [text, html].flatMap((option) => (option ? `'${option}'` : [])).join(' | ');
    body.push(`export type ${name}Props = ${uses.shape('WithChildren')}<${name}Options, ${replaced}>;`);
    body.push(`export const ${name} = macroComponent<${name}Props>('${component}', '${html}');`);
  } else {
    body.push(`export const ${name} = macroComponent<${name}Options>('${component}');`);
  }
  const imports = [
    `import { macroComponent } from '../macro-component.js';`,
    shapes.size > 0 ? `import type { ${[...shapes].sort().join(', ')} } from '../options.js';` : '',
    ...[...components].sort().map((other) => `import type { ${pascal(other)}Options } from './${other}.js';`),
  ].filter((line) => line !== '');
  return `${HEAD}${imports.join('\n')}\n\n${body.join('\n\n')}\n`;
}

async function files() {
  const config = await resolveConfig(join(root, TARGET, 'index.ts'));
  const found = globSync(OPTIONS, { cwd: root })
    .map((path) => ({ component: basename(dirname(path)), path }))
    .filter(({ component }) => !NOT_OURS.has(component))
    .sort((one, other) => (one.component < other.component ? -1 : 1));
  const written = new Map();
  for (const { component, path } of found)
    written.set(`${component}.ts`, wrapperOf(component, JSON.parse(readFileSync(join(root, path), 'utf8'))));
  written.set('index.ts', `${HEAD}${found.map(({ component }) => `export * from './${component}.js';`).join('\n')}\n`);
  for (const [name, text] of written) written.set(name, await format(text, { ...config, parser: 'typescript' }));
  return written;
}

const checkOnly = process.argv.includes('--check');
const fresh = await files();
const folder = join(root, TARGET);
const before = existsSync(folder) ? globSync('*.ts', { cwd: folder }) : [];
const problems = [
  ...before.filter((name) => !fresh.has(name)),
  ...[...fresh]
    .filter(([name, text]) => !before.includes(name) || readFileSync(join(folder, name), 'utf8') !== text)
    .map(([name]) => name),
];
if (!checkOnly) {
  mkdirSync(folder, { recursive: true });
  for (const name of problems) {
    const text = fresh.get(name);
    if (text === undefined) rmSync(join(folder, name));
    else writeFileSync(join(folder, name), text);
  }
}
for (const name of checkOnly ? problems : []) console.error(`${TARGET}/${name} is stale: run npm run generate`);
console.log(`govuk: ${fresh.size - 1} components`);
process.exitCode = checkOnly && problems.length > 0 ? 1 : 0;
