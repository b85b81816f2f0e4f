import { publishedFile } from '@carethread/contracts';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a document is read here as its reader finds it
type Part = any;

const document: Part = JSON.parse(publishedFile('openapi.json'));
const examples: Part = JSON.parse(publishedFile('examples.json'));

/** The schemas, so that an object has no member but those that its schema names. */
function closed(value: Part): Part {
  if (Array.isArray(value)) return value.map(closed);
  if (typeof value !== 'object' || value === null) return value;
  const inner = Object.fromEntries(Object.entries(value).map(([name, one]) => [name, closed(one)]));
  const isOpen = inner['type'] !== 'object' || inner['properties'] === undefined || 'additionalProperties' in inner;
  return isOpen ? inner : { ...inner, additionalProperties: false };
}

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema({
  $id: 'https://carethread.invalid/openapi',
  components: { schemas: closed(document.components.schemas) },
});

const operations: Part[] = Object.values(document.paths).flatMap((methods: Part) => Object.values(methods));
const played = operations.filter(({ operationId }) => examples[operationId]?.answer !== undefined);

describe('the examples of the OpenAPI document', () => {
  it('are real answers of half of the operations, and more', () => {
    expect(played.length).toBeGreaterThan(operations.length / 2);
  });

  it.each(played.map((operation) => [operation.operationId, operation] as const))(
    '%s has no member that its schema does not describe',
    (operationId, { responses }) => {
      const [done] = Object.keys(responses).filter((status) => status.startsWith('2'));
      const { schema } = responses[done ?? ''].content['application/json'];
      const validate = ajv.compile({ $ref: `https://carethread.invalid/openapi${schema.$ref}` });
      validate(examples[operationId].answer);
      const faults = (validate.errors ?? []).map(({ instancePath, message, params }) =>
        [instancePath, message, params['additionalProperty'], params['format']].join(' '),
      );
      expect(faults).toEqual([]);
    },
  );
});
