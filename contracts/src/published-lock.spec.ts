import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import asyncApiSchemas from '@asyncapi/specs';
import { Ajv } from 'ajv';
import { contractSchema, PUBLISHED, unpromised } from './published.js';

const FILES = {
  lock: 'contracts/published/lock.json',
  schemas: 'contracts/published/schemas.json',
  asyncapi: 'contracts/published/asyncapi.json',
};

function asyncApi(): object {
  const topics = Map.groupBy(Object.keys(PUBLISHED), (type) => `${type.slice(0, type.indexOf('.'))}.events.v1`);
  return {
    asyncapi: '3.0.0',
    info: { title: 'Carethread contracts', version: '1.0.0' },
    channels: Object.fromEntries(
      [...topics].map(([topic, types]) => [
        topic,
        {
          address: topic,
          messages: Object.fromEntries(
            types.map((type) => [type, { name: type, contentType: 'application/json', payload: contractSchema(type) }]),
          ),
        },
      ]),
    ),
  };
}

/** `UPDATE_PUBLISHED=1` writes the files anew: for a contract that is added, never for one that is changed. */
describe('published contracts', () => {
  const schemas = Object.fromEntries(Object.keys(PUBLISHED).map((type) => [type, contractSchema(type)]));
  const lock = Object.fromEntries(
    Object.entries(schemas).map(([type, schema]) => [
      type,
      createHash('sha256').update(JSON.stringify(schema)).digest('hex'),
    ]),
  );
  const made = { lock, schemas, asyncapi: asyncApi() };
  if (process.env['UPDATE_PUBLISHED'] === '1')
    for (const [name, file] of Object.entries(FILES))
      writeFileSync(file, `${JSON.stringify(made[name as 'lock'], null, 2)}\n`);

  it.each(Object.entries(FILES))(
    '%s is the one that was committed: a changed contract is a new version',
    (name, file) => {
      expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(made[name as 'lock']);
    },
  );

  it('is AsyncAPI 3.0 by the schema of those who publish it', () => {
    const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
    const validate = ajv.compile(asyncApiSchemas.schemasWithoutId['3.0.0'] as object);
    validate(JSON.parse(readFileSync(FILES.asyncapi, 'utf8')));
    expect(validate.errors).toBeNull();
  });

  it('names what a contract does not promise', () => {
    expect(unpromised('risk.risk-closed.v1', { riskId: 'r' })).toEqual([]);
    expect(unpromised('risk.risk-closed.v1', { riskId: 'r', hazard: 'stairs' }, { reason: 'x' })).toEqual([
      'clear.hazard',
      'sealed.reason',
    ]);
    expect(unpromised('risk.unknown.v1', {})).toEqual(['risk.unknown.v1']);
  });
});
