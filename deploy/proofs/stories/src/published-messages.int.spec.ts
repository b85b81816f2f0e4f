import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { StoryPlatform } from './platform.js';

interface Message {
  readonly headers: Readonly<Record<string, string>>;
  readonly value: string;
}
interface Schema {
  readonly properties: { readonly clear: object; readonly sealed?: object };
}

/** A platform's relays refuse a message that is not what its contract says; `stop` throws where one did. */
describe('what is published', () => {
  const schemas = JSON.parse(readFileSync('contracts/published/schemas.json', 'utf8')) as Readonly<
    Record<string, Schema>
  >;
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });

  it('PLAT-10: while the command files are played, is in the clear what the published schemas say, and sealed the rest', async () => {
    const platform = await StoryPlatform.start();
    try {
      // The short life begins on the same day, and says nothing that the year does not.
      const file = 'docs/examples/a-persons-year.json';
      await promisify(execFile)(process.execPath, ['deploy/tools/demo/dist/main.js', '--url', platform.url, file]);
      const { items } = (await platform.testRoute('GET', '/test/messages')) as unknown as { readonly items: Message[] };
      const faults = items.flatMap(({ headers, value }) => {
        const type = headers['ce_type'] ?? '';
        const { clear, sealed } = JSON.parse(value) as { readonly clear: object; readonly sealed?: string };
        const { properties } = schemas[type] ?? { properties: { clear: false as unknown as object } };
        const holds = ajv.compile(properties.clear);
        return [
          ...(holds(clear) ? [] : [`${type}: ${ajv.errorsText(holds.errors)}`]),
          ...((sealed === undefined) === (properties.sealed === undefined) ? [] : [`${type}: sealed part`]),
        ];
      });
      expect(faults).toEqual([]);
      expect(new Set(items.map(({ headers }) => headers['ce_type'])).size).toBeGreaterThan(20);
    } finally {
      await platform.stop();
    }
  });
});
