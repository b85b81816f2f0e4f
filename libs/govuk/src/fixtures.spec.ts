import { globSync, readFileSync } from 'node:fs';
import { raw } from 'hono/html';
import { callMacro } from './macros.js';
import * as wrappers from './generated/index.js';

interface Fixture {
  readonly name: string;
  readonly options: object;
  readonly html: string;
}

const published: readonly { component: string; fixtures: readonly Fixture[] }[] = globSync(
  'node_modules/govuk-frontend/dist/govuk/components/*/fixtures.json',
)
  .sort()
  .map((file) => JSON.parse(readFileSync(file, 'utf8')));

const cases = published.flatMap(({ component, fixtures }) => fixtures.map((fixture) => ({ component, ...fixture })));

const isWrapper = (value: unknown): value is (options: object) => object => typeof value === 'function';
const wrapperOf = (component: string): unknown =>
  new Map<string, unknown>(Object.entries(wrappers)).get(
    component.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase()),
  );

/** The options as a page gives them: what a fixture states as a string of markup comes from TSX. */
function asGiven(value: unknown, name: string): unknown {
  if (Array.isArray(value)) return value.map((item) => asGiven(item, name));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([inner, option]) => [inner, asGiven(option, inner)]));
  return typeof value === 'string' && /^html$|Html$|^(start|end|navigationStart|navigationEnd)$/.test(name)
    ? raw(value)
    : value;
}

const given = (options: object) =>
  Object.fromEntries(Object.entries(options).map(([name, option]) => [name, asGiven(option, name)]));

describe('every fixture that govuk-frontend publishes', () => {
  it('is looked at', () => expect(cases.length).toBeGreaterThan(700));

  it.each(published)('comes from the macros of $component byte for byte', ({ component, fixtures }) => {
    for (const { name, options, html } of fixtures)
      expect({ name, html: callMacro('govuk', component, options).toString() }).toEqual({ name, html });
  });

  it.each(published.filter(({ component }) => !['header', 'footer'].includes(component)))(
    'comes from the wrapper of $component too',
    ({ component, fixtures }) => {
      const wrapper = wrapperOf(component);
      if (!isWrapper(wrapper)) throw new Error(`no wrapper of ${component}`);
      for (const { name, options, html } of fixtures)
        expect({ name, html: wrapper(given(options)).toString() }).toEqual({ name, html });
    },
  );

  it.each(['header', 'footer'])('has no wrapper where it shows the crown or the crest: %s', (component) =>
    expect(wrapperOf(component)).toBeUndefined(),
  );
});
