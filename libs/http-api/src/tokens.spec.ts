import { member } from '@carethread/ledger';
import { jest } from '@jest/globals';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type JSONWebKeySet, type JWTPayload } from 'jose';
import { createHmac } from 'node:crypto';
import { signingKeys } from './signing-keys.js';
import { callerOf, TokenVerifier, TRUSTED_MS } from './tokens.js';

const ISSUER = 'https://issuer.example.invalid';
const AUDIENCE = 'carethread';
const MINUTE_MS = 60_000;

describe('a token', () => {
  let keys: { readonly jwks: JSONWebKeySet; readonly sign: (claims: JWTPayload, header?: object) => Promise<string> };
  let now: number;
  let seconds: number;
  beforeAll(async () => {
    now = Date.now();
    seconds = Math.floor(now / 1000);
    const { publicKey, privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
    const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: 'k1', alg: 'EdDSA', use: 'sig' }] };
    const sign = (claims: JWTPayload, header: object = {}): Promise<string> =>
      new SignJWT(claims).setProtectedHeader({ alg: 'EdDSA', kid: 'k1', typ: 'at+jwt', ...header }).sign(privateKey);
    keys = { jwks, sign };
  });
  const settings = { issuer: ISSUER, audience: AUDIENCE, types: ['at+jwt', 'JWT'], life: 3_600 };
  const claims = (more: object = {}): JWTPayload => ({
    iss: ISSUER,
    aud: AUDIENCE,
    sub: 'user',
    tenant: 'tenant',
    roles: ['KW'],
    iat: seconds,
    exp: seconds + 3_600,
    ...more,
  });
  const verify = (token: string): Promise<unknown> =>
    new TokenVerifier({ ...settings, jwks: keys.jwks }, () => now).verify(`Bearer ${token}`);
  const code = (token: string): Promise<unknown> =>
    verify(token).then(
      () => 'taken',
      ({ code: refused }: { readonly code: string }) => refused,
    );

  it.each([
    ['of the usual type', {}, {}],
    ['of a type in another case', {}, { typ: 'jwt' }],
    ['of a type as a media type', {}, { typ: 'application/at+jwt' }],
    ['for several audiences', { aud: ['other', AUDIENCE] }, {}],
    ['of an issuer whose clock is a little ahead', { iat: Math.floor(Date.now() / 1000) + 20 }, {}],
    ['with a scope beside what tells of the sign-in', { scope: 'care', auth_time: 1, sid: 's' }, {}],
  ])('is taken: %s', async (_, more, header) => {
    expect(await code(await keys.sign(claims(more), header))).toBe('taken');
  });

  it.each([
    ['without a type', {}, { typ: undefined }],
    ['of another type', {}, { typ: 'logout+jwt' }],
    ['an ID token, by its nonce', { nonce: 'n' }, { typ: 'JWT' }],
    ['an ID token, by its at_hash', { at_hash: 'h' }, { typ: 'JWT' }],
    ['a logout token, by its events', { events: {}, scope: 'care' }, { typ: 'JWT' }],
    ['without exp', { exp: undefined }, {}],
    ['without iat', { iat: undefined }, {}],
    ['without a tenant', { tenant: undefined }, {}],
    ['issued in the future', { iat: Math.floor(Date.now() / 1000) + 300 }, {}],
    ['that is over', { iat: 1, exp: 2 }, {}],
    ['that lives too long', { exp: Math.floor(Date.now() / 1000) + 90_000 }, {}],
    ['for somebody else', { aud: 'another' }, {}],
    ['of another issuer', { iss: 'https://another.invalid' }, {}],
    ['with claims of the wrong kinds', { sub: 7, roles: 'KW' }, {}],
    ['of an unknown key', {}, { kid: 'k2' }],
  ])('is refused: %s', async (_, more, header) => {
    expect(await code(await keys.sign(claims(more), header))).toBe('UNAUTHENTICATED');
  });

  it.each([
    ['as it is', 'Sample Keyworker', 'Sample Keyworker'],
    ['on one line', ' Sample\n\tKey\u2028worker ', 'Sample Key worker'],
    ['cut where it is long', 'x'.repeat(300), 'x'.repeat(200)],
    ['as none where it is blank', ' \n', undefined],
    ['as none where it is no text', 7, undefined],
  ])('gives the name of its user: %s', async (_, name, given) => {
    const caller: unknown = await verify(await keys.sign(claims({ name })));
    expect(member(caller, 'name')).toBe(given);
  });

  it.each(['ES384', 'RS384', 'RS256'])('is taken with a signature by %s', async (alg) => {
    const { publicKey, privateKey } = await generateKeyPair(alg);
    const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: 'k1', alg, use: 'sig' }] };
    const token = await new SignJWT(claims()).setProtectedHeader({ alg, kid: 'k1', typ: 'at+jwt' }).sign(privateKey);
    const verifier = new TokenVerifier({ ...settings, jwks }, () => now);
    expect(await verifier.verify(`Bearer ${token}`)).toMatchObject({ userId: 'user' });
  });

  it('of an issuer that is trusted besides is taken by that one’s keys alone', async () => {
    const beside = 'http://127.0.0.1:3001';
    const { publicKey, privateKey } = await generateKeyPair('ES384');
    const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: 'k2', alg: 'ES384', use: 'sig' }] };
    const verifier = new TokenVerifier({ ...settings, jwks: keys.jwks, besides: { issuer: beside, jwks } }, () => now);
    const answered = (token: string): Promise<unknown> =>
      verifier.verify(`Bearer ${token}`).then(
        () => 'taken',
        ({ code: refused }: { readonly code: string }) => refused,
      );
    const byOther = (iss: string): Promise<string> =>
      new SignJWT(claims({ iss })).setProtectedHeader({ alg: 'ES384', kid: 'k2', typ: 'at+jwt' }).sign(privateKey);
    expect(await answered(await byOther(beside))).toBe('taken');
    expect(await answered(await keys.sign(claims()))).toBe('taken');
    expect(await answered(await byOther(ISSUER))).toBe('UNAUTHENTICATED');
    expect(await answered(await keys.sign(claims({ iss: beside })))).toBe('UNAUTHENTICATED');
    expect(await code(await byOther(beside))).toBe('UNAUTHENTICATED');
  });

  it('is refused whose algorithm is none, or one that takes the public key for a secret', async () => {
    expect(await code(new UnsecuredJWT(claims()).encode())).toBe('UNAUTHENTICATED');
    const part = (of: object): string => Buffer.from(JSON.stringify(of)).toString('base64url');
    const signed = `${part({ alg: 'HS256', kid: 'k1', typ: 'at+jwt' })}.${part(claims())}`;
    for (const secret of [String(keys.jwks.keys[0]?.x), JSON.stringify(keys.jwks.keys[0])]) {
      const mac = createHmac('sha256', secret).update(signed).digest('base64url');
      expect(await code(`${signed}.${mac}`)).toBe('UNAUTHENTICATED');
    }
    for (const junk of ['', '.', '..', 'a.b.c', 'x'.repeat(20_000)]) expect(await code(junk)).toBe('UNAUTHENTICATED');
  });

  describe('whose signing key was removed', () => {
    let published: JSONWebKeySet | undefined;
    let verifier: TokenVerifier;
    let answered: (token: string) => Promise<unknown>;
    let token: string;
    beforeEach(async () => {
      jest.useFakeTimers({ now, doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
      published = keys.jwks;
      const fetched = (): Promise<Response> =>
        published === undefined ? Promise.reject(new Error('away')) : Promise.resolve(Response.json(published));
      verifier = new TokenVerifier(
        { ...settings, jwks: keys.jwks },
        Date.now,
        signingKeys(`${ISSUER}/jwks`, Date.now, fetched),
      );
      answered = (one) =>
        verifier.verify(`Bearer ${one}`).then(
          () => 'taken',
          ({ code: refused }: { readonly code: string }) => refused,
        );
      token = await keys.sign(claims());
      expect(await answered(token)).toBe('taken');
    });
    afterEach(() => jest.useRealTimers());

    it('is refused within five minutes, although it was verified before', async () => {
      jest.advanceTimersByTime(TRUSTED_MS - 1_000);
      expect(await answered(await keys.sign(claims({ jti: 'later' })))).toBe('taken');
      published = { keys: [] };
      jest.advanceTimersByTime(5 * MINUTE_MS - 1);
      expect(await answered(token)).toBe('UNAUTHENTICATED');
    });

    it('is told that nothing can be verified, and not that it is bad, while the issuer is away', async () => {
      published = undefined;
      jest.advanceTimersByTime(TRUSTED_MS + 1_000);
      expect(await answered(token)).toBe('taken');
      jest.advanceTimersByTime(5 * MINUTE_MS);
      expect(await answered(token)).toBe('UNAVAILABLE');
      published = keys.jwks;
      expect(await answered(token)).toBe('taken');
    });
  });

  it('reads what a token may be used for, and by which client; nothing where the issuer says nothing', () => {
    const claims = { sub: 'machine', tenant: 'T', roles: ['SY'], org: 'HOME', exp: 1_000 };
    expect(callerOf({ ...claims, scope: ' notices.read  plans.read', client_id: 'client' })).toMatchObject({
      scopes: ['notices.read', 'plans.read'],
      clientId: 'client',
      expiresAt: 1_000_000,
    });
    expect(callerOf({ ...claims, scope: '' })).toMatchObject({ scopes: [] });
    const silent = callerOf(claims);
    for (const member of ['scopes', 'clientId']) expect(silent).not.toHaveProperty(member);
  });
});
