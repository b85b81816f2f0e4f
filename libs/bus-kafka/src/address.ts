import { present } from '@carethread/ledger';
import type { KafkaConfig, SASLOptions } from 'kafkajs';

const MECHANISMS = ['plain', 'scram-sha-256', 'scram-sha-512'] as const;

/**
 * `kafka://[user:password@]host:port[,host:port…][?mechanism=plain|scram-sha-256|scram-sha-512][&tls=true]` as kafkajs has it.
 * Throws RangeError, which quotes no password.
 */
export function addressOf(url: string): Pick<KafkaConfig, 'brokers' | 'sasl' | 'ssl'> {
  const found = /^kafka:\/\/(?:([^:@/]+):([^@/]*)@)?([^/?]+)\/?(?:\?(.*))?$/.exec(url);
  const brokers = (found?.[3] ?? '').split(',').map((broker) => broker.trim());
  if (found === null || !brokers.every((broker) => /^[^\s:]+:\d{1,5}$|^\[[0-9a-f:]+\]:\d{1,5}$/i.test(broker)))
    throw new RangeError('the address of Kafka must read kafka://[user:password@]host:port[,host:port…]');
  const options = new URLSearchParams(found[4] ?? '');
  const wanted = (options.get('mechanism') ?? 'scram-sha-512').toLowerCase();
  const mechanism = MECHANISMS.find((one) => one === wanted);
  if (mechanism === undefined) throw new RangeError('the mechanism must be plain, scram-sha-256 or scram-sha-512');
  return present({
    brokers,
    ssl: options.get('tls') === 'true',
    sasl:
      found[1] === undefined
        ? undefined
        : saslOf(mechanism, { username: decodeURIComponent(found[1]), password: decodeURIComponent(found[2] ?? '') }),
  });
}

type Credentials = { readonly username: string; readonly password: string };

function saslOf(mechanism: (typeof MECHANISMS)[number], credentials: Credentials): SASLOptions {
  switch (mechanism) {
    case 'plain':
      return { mechanism, ...credentials };
    case 'scram-sha-256':
      return { mechanism, ...credentials };
    case 'scram-sha-512':
      return { mechanism, ...credentials };
  }
}
