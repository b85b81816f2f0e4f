// A token for a provider's machine, by client credentials and private_key_jwt, with nothing but Node:
//   node machine-token.mjs ISSUER CLIENT_ID KEY_FILE SCOPES
// KEY_FILE holds the machine's private key as JWK or as a set of them (ES384 or RS384). Prints the access token.
import { createPrivateKey, randomUUID, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';

const [issuer = '', clientId = '', keyFile = '', scope = ''] = process.argv.slice(2);

// snippet: assertion
const stored = JSON.parse(readFileSync(keyFile, 'utf8'));
const jwk = stored.keys?.[0] ?? stored;
const seconds = Math.floor(Date.now() / 1000);
const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
const header = { alg: jwk.alg, kid: jwk.kid, typ: 'JWT' };
const claims = { iss: clientId, sub: clientId, aud: issuer, jti: randomUUID(), iat: seconds, exp: seconds + 60 };
const signed = `${part(header)}.${part(claims)}`;
// The signature of a JWT is two numbers side by side, not ASN.1.
const key = { key: createPrivateKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' };
const assertion = `${signed}.${sign('sha384', Buffer.from(signed), key).toString('base64url')}`;
// end of snippet

// snippet: token
const { token_endpoint: endpoint } = await (await fetch(`${issuer}/.well-known/openid-configuration`)).json();
const answer = await fetch(endpoint, {
  method: 'POST',
  body: new URLSearchParams({
    grant_type: 'client_credentials',
    scope,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
  }),
});
const body = await answer.json();
// end of snippet
if (!answer.ok) {
  console.error(`${answer.status} ${body.error}: ${body.error_description}`);
  process.exit(1);
}
console.log(body.access_token);
