import {
  checked,
  dictionaryOf,
  isFlag,
  isNumber,
  isText,
  listOf,
  oneOf,
  optional,
  parsed,
  shapeOf,
  type Guard,
} from './guards.js';
import { listMember } from './member.js';

interface Server {
  readonly url: string;
  readonly pid: number;
  readonly mode: 'demo' | 'test';
  readonly ready?: boolean;
  readonly also?: Readonly<Record<string, string>>;
  readonly copies: readonly { readonly name: string }[];
}

const isServer: Guard<Server> = shapeOf<Server>({
  url: isText,
  pid: isNumber,
  mode: oneOf('demo', 'test'),
  ready: optional(isFlag),
  also: optional(dictionaryOf(isText)),
  copies: listOf(shapeOf<{ readonly name: string }>({ name: isText })),
});

const server = { url: 'http://127.0.0.1', pid: 7, mode: 'demo', copies: [{ name: 'risk' }] };

describe('a guard', () => {
  it('takes a value whose members are of their types, and further members', () => {
    expect(checked({ ...server, ready: true, also: { grpc: 'x' }, more: 1 }, isServer, 'a server')).toMatchObject(
      server,
    );
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a list', [server]],
    ['a member of another type', { ...server, pid: '7' }],
    ['another word', { ...server, mode: 'production' }],
    ['a member that is missing', { url: server.url }],
    ['an optional member of another type', { ...server, ready: null }],
    ['an item of another type', { ...server, copies: [{}] }],
    ['a dictionary with another value', { ...server, also: { grpc: 1 } }],
    ['a list for a dictionary', { ...server, also: ['x'] }],
  ])('refuses %s', (_, value) => {
    expect(isServer(value)).toBe(false);
    expect(() => checked(value, isServer, 'a server')).toThrow('something else where a server was expected');
  });

  it('does not compile where it forgets a member, or takes one for optional that is not', () => {
    // @ts-expect-error -- the name is missing
    shapeOf<{ readonly name: string }>({});
    // @ts-expect-error -- the name is not optional
    shapeOf<{ readonly name: string }>({ name: optional(isText) });
    // @ts-expect-error -- the name is no number
    shapeOf<{ readonly name: string }>({ name: isNumber });
  });

  it('reads JSON, and keeps what was read out of the message', () => {
    expect(parsed(JSON.stringify(server), isServer, 'a server')).toEqual(server);
    expect(() => parsed('secret', isServer, 'a server')).toThrow('not JSON: a server was expected');
  });
});

it('a list is read by its name; what has none, or something else, has an empty one', () => {
  expect([listMember({ items: [1] }, 'items'), listMember({ items: 'x' }, 'items'), listMember(null, 'items')]).toEqual(
    [[1], [], []],
  );
});
