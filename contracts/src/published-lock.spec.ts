import { readFileSync, writeFileSync } from 'node:fs';
import asyncApiSchemas from '@asyncapi/specs';
import { Ajv } from 'ajv';
import { CONTRACTS } from './contracts.js';
import { isPlain, type SchemaFragment } from './fields.js';
import { contractSchema } from './published-schema.js';
import { hashOf, violations } from './testing/contract-lock.js';
import { declaredClasses, type DeclaredClass } from './testing/declared-classes.js';

const FILES = {
  lock: 'contracts/published/lock.json',
  schemas: 'contracts/published/schemas.json',
  asyncapi: 'contracts/published/asyncapi.json',
} as const;
const classes = declaredClasses();
const types = [...CONTRACTS.keys()];
const read = (file: string): Record<string, unknown> =>
  JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;

/** A contract's schema with what its class's comments say. */
function described(type: string): SchemaFragment {
  const schema = contractSchema(type);
  const {
    says = '',
    outside,
    members = {},
  } = classes.get(CONTRACTS.get(type)?.name ?? '') ?? ({} as Partial<DeclaredClass>);
  const parts = Object.entries(isPlain(schema['properties']) ? schema['properties'] : {}).map(([name, part]) => {
    const properties = isPlain(part) && isPlain(part['properties']) ? part['properties'] : {};
    const about = Object.entries(properties).map(([member, one]) => [
      member,
      isPlain(one) && (members[member]?.says ?? '') !== '' ? { description: members[member]?.says, ...one } : one,
    ]);
    return [name, { ...(isPlain(part) ? part : {}), properties: Object.fromEntries(about) as object }];
  });
  const description = outside === undefined ? says : `${says} Outside: ${outside}`;
  return { ...schema, description, properties: Object.fromEntries(parts) as object };
}

function asyncApi(schemas: Readonly<Record<string, SchemaFragment>>): object {
  const topics = Map.groupBy(types, (type) => `${type.slice(0, type.indexOf('.'))}.events.v1`);
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Carethread contracts',
      version: '1.0.0',
      description:
        'The sealed part of a message travels encrypted under the key of the person; it is shown here opened.',
    },
    channels: Object.fromEntries(
      [...topics].map(([topic, ofTopic]) => [
        topic,
        {
          address: topic,
          messages: Object.fromEntries(
            ofTopic.map((type) => [
              type,
              {
                name: type,
                summary: schemas[type]?.['description'],
                contentType: 'application/json',
                payload: schemas[type],
              },
            ]),
          ),
        },
      ]),
    ),
  };
}

/** `UPDATE_PUBLISHED=1` regenerates the files for permitted additions; it refuses changes. */
describe('published contracts', () => {
  const schemas = Object.fromEntries(types.map((type) => [type, described(type)]));
  const made = {
    lock: Object.fromEntries(types.map((type) => [type, hashOf(schemas[type])])),
    schemas,
    asyncapi: asyncApi(schemas),
  };
  const broken = violations(read(FILES.schemas), schemas);
  if (process.env['UPDATE_PUBLISHED'] === '1' && broken.length === 0)
    for (const [name, file] of Object.entries(FILES))
      writeFileSync(file, `${JSON.stringify(made[name as 'lock'], null, 2)}\n`);

  it('only gain contracts and optional members: any other change is a new version of the contract', () => {
    expect(broken).toEqual([]);
  });

  it.each(Object.entries(FILES))('%s is the one that was committed', (name, file) => {
    expect(read(file)).toEqual(JSON.parse(JSON.stringify(made[name as 'lock'])));
  });

  it('are AsyncAPI 3.0 by the schema of those who publish it', () => {
    const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
    const validate = ajv.compile(asyncApiSchemas.schemasWithoutId['3.0.0'] as object);
    validate(read(FILES.asyncapi));
    expect(validate.errors).toBeNull();
  });

  it.each(types)('%s is named as its class, says what it is, and is of the service that its type names', (type) => {
    const name = CONTRACTS.get(type)?.name ?? '';
    expect(type).toMatch(/^[a-z-]+\.[a-z-]+\.v\d+$/);
    expect(name).toBe(
      (type.split('.')[1] ?? '').replace(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase()),
    );
    expect(classes.get(name)?.says).toMatch(/\w\.$/);
  });
});

describe('the lock of the contracts', () => {
  const schemaWith = (properties: object, required: readonly string[], more: object = {}): Record<string, unknown> => ({
    'x.y.v1': { properties: { clear: { type: 'object', properties, required, ...more } } },
  });
  const text = { type: 'string' };
  const published = schemaWith({ planId: text, note: text }, ['planId'], { description: 'said once' });

  it('lets a contract, an optional member and other words be added', () => {
    const more = schemaWith({ planId: text, note: text, more: { type: 'integer' } }, ['planId'], {
      description: 'better',
    });
    expect(violations(published, { ...more, 'x.z.v1': {} })).toEqual([]);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['a contract that is gone', {}, 'x.y.v1 is gone'],
    ['a member that is gone', schemaWith({ planId: text }, ['planId']), 'x.y.v1/clear/note is gone'],
    [
      'a new member that is required',
      schemaWith({ planId: text, note: text, more: text }, ['planId', 'more']),
      'x.y.v1/clear/more is required now',
    ],
    [
      'a member that is required now',
      schemaWith({ planId: text, note: text }, ['planId', 'note']),
      'x.y.v1/clear/note is required now',
    ],
    [
      'a member that may be absent now',
      schemaWith({ planId: text, note: text }, []),
      'x.y.v1/clear/planId is optional now',
    ],
    [
      'a member of another type',
      schemaWith({ planId: { type: 'integer' }, note: text }, ['planId']),
      'x.y.v1/clear/planId/type has changed',
    ],
    [
      'a member with one code more',
      schemaWith({ planId: { ...text, enum: ['a'] }, note: text }, ['planId']),
      'x.y.v1/clear/planId/enum has changed',
    ],
  ])('refuses %s', (_, changed, says) => {
    expect(violations(published, changed)).toContain(says);
  });
});
