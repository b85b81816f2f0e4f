import { Parser } from '@asyncapi/parser';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { readFileSync, writeFileSync } from 'node:fs';
import { NOTICE_EXAMPLES, NOTICE_SCHEMAS } from './care-plan/notices.js';
import { providerAsyncApi } from './provider-asyncapi.js';

/** As the parser numbers them: an error is 0. */
const WARNING = 1;
const FILE = 'contracts/published/asyncapi-providers.json';

/** `UPDATE_PUBLISHED=1` regenerates the file. */
describe('the AsyncAPI document for providers', () => {
  const text = `${JSON.stringify(providerAsyncApi(), undefined, 2)}\n`;

  it('PLAT-12: is generated, and says what is committed', () => {
    if (process.env['UPDATE_PUBLISHED'] === '1') writeFileSync(FILE, text);
    expect(readFileSync(FILE, 'utf8')).toBe(text);
  });

  it('is parsed without a fault', async () => {
    const { document, diagnostics } = await new Parser().parse(text);
    // What is only advice, such as a newer version of the format, is no fault.
    const faults = diagnostics.filter(({ severity }) => severity <= WARNING);
    expect(faults.map(({ message, path }) => `${path.join('/')}: ${message}`)).toEqual([]);
    expect(document?.operations().filterBySend()).toHaveLength(3);
  });

  it('has an example of every notice that fits its schema', () => {
    for (const [type, schema] of Object.entries(NOTICE_SCHEMAS)) {
      const fits = new Ajv2020({ strict: false, validateFormats: false }).compile(schema);
      expect([type, fits(NOTICE_EXAMPLES[type]), fits.errors]).toEqual([type, true, null]);
    }
  });
});
