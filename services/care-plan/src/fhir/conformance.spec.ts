import type { Problem } from '@carethread/http-api';
import { capabilityStatement } from './capability-statement.js';
import { doneOutcome, operationOutcome } from './operation-outcome.js';
import { standingOf, statusParameters } from './status.js';
import { subscriptionOf } from './subscription.js';
import { faultsOf } from './testing/fhir-schema.js';
import { topicResource } from './topic.js';
import { EXTENSIONS, fhirBase, topicIn } from './vocabulary.js';

const base = fhirBase('https://record.example/');
const active = { status: 'active' } as const;

describe('what FHIR clients read', () => {
  it('PLAT-12: the topic, its canonical below the public address, valid by FHIR R4', () => {
    const topic = topicResource(base);
    expect(faultsOf(topic)).toEqual([]);
    expect(topicIn(base)).toBe('https://record.example/care-plan/fhir/SubscriptionTopic/care-plan-changed');
    expect(topic.extension).toContainEqual(expect.objectContaining({ valueUri: topicIn(base) }));
    expect(topic.code.coding).toEqual([{ system: 'http://hl7.org/fhir/fhir-types', code: 'SubscriptionTopic' }]);
  });

  it('PLAT-12: a CapabilityStatement that names the topic and what can be done, valid by FHIR R4', () => {
    const statement = capabilityStatement(base);
    // The schema is of 4.0.0, which 4.0.1 corrects without a change of form.
    expect(faultsOf({ ...statement, fhirVersion: '4.0.0' })).toEqual([]);
    expect(statement.fhirVersion).toBe('4.0.1');
    const [subscription] = statement.rest[0]?.resource ?? [];
    expect(subscription?.interaction.map(({ code }) => code)).toEqual(['create', 'read', 'delete', 'search-type']);
    expect(JSON.stringify(subscription)).toContain(topicIn(base));
  });

  it('PLAT-13: a Subscription, valid by FHIR R4; its address and its reason for its own provider alone', () => {
    const own = { url: 'https://hooks.example/in', reason: 'synthetic', heartbeatSeconds: 120 };
    const shown = subscriptionOf(own, { base, id: 'E1', standing: active });
    expect(faultsOf(shown)).toEqual([]);
    expect(shown).toMatchObject({
      ...{ status: 'active', reason: 'synthetic', criteria: topicIn(base) },
      channel: {
        ...{ type: 'rest-hook', endpoint: 'https://hooks.example/in', payload: 'application/fhir+json' },
        _payload: { extension: [{ url: EXTENSIONS.payloadContent, valueCode: 'id-only' }] },
        extension: [{ url: EXTENSIONS.heartbeatPeriod, valueUnsignedInt: 120 }],
      },
    });
    const elsewhere = subscriptionOf({}, { base, id: 'E1', standing: active });
    expect(faultsOf(elsewhere)).toEqual([]);
    expect(JSON.stringify(elsewhere)).not.toMatch(/hooks|synthetic/);
  });

  it.each([
    ['unverified', undefined, 'requested', undefined],
    ['unverified', 'timeout', 'error', 'The handshake failed: timeout'],
    ['unverified', 'challenge', 'error', expect.stringContaining('answer it with the Bundle that was sent')],
    ['active', undefined, 'active', undefined],
    ['paused', undefined, 'off', undefined],
  ] as const)('one that is %s, its handshake %s, is %s', (state, handshake, status, says) => {
    const standing = standingOf({ state }, handshake);
    expect([standing.status, standing.error?.says]).toEqual([status, says]);
  });

  it('PLAT-13: one that was switched off is in error, and its status says why, valid by FHIR R4', () => {
    const standing = standingOf({ state: 'disabled', disabledBy: 'gone' }, undefined);
    const said = { id: 'P1', base, subscriptionId: 'E1', standing, type: 'query-status', reached: 7 } as const;
    const parameters = statusParameters(said);
    expect(faultsOf(parameters)).toEqual([]);
    const error = parameters.parameter.find(({ name }) => name === 'error')?.valueCodeableConcept;
    expect([standing.status, error?.coding[0]?.code, error?.text]).toEqual([
      'error',
      'gone',
      expect.stringContaining('answered 410'),
    ]);
  });

  it('a refusal is an OperationOutcome with the code that it has everywhere, the words and the places', () => {
    const problem: Problem = {
      ...{ type: 'https://carethread.invalid/problems/malformed', title: 'Invalid request', status: 400 },
      ...{ code: 'MALFORMED', detail: 'must be id-only', correlationId: 'c' },
      items: [
        { pointer: '/channel/_payload/extension/0/valueCode', rule: 'oneOf', limit: ['id-only'] },
        { pointer: '/status', rule: 'oneOf', in: 'query' },
        { pointer: '', rule: 'format' },
      ],
    };
    const outcome = operationOutcome(problem);
    expect(faultsOf(outcome)).toEqual([]);
    expect(outcome.issue).toEqual([
      {
        ...{ severity: 'error', code: 'invalid', diagnostics: 'must be id-only' },
        details: {
          coding: [{ system: 'https://carethread.invalid/problems', code: 'MALFORMED' }],
          text: 'Invalid request',
        },
        expression: ['Subscription.channel.payload.extension[0].valueCode', 'http.status'],
      },
    ]);
    const missing = operationOutcome({ ...problem, status: 404, code: 'NOT_FOUND', items: ['id'] });
    expect([missing.issue[0]?.code, missing.issue[0]?.expression]).toEqual(['not-found', undefined]);
    expect(faultsOf(doneOutcome('Done'))).toEqual([]);
  });
});
