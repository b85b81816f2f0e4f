import { TokenVerifier, type BuiltInIssuer } from '@carethread/http-api';
import { present } from '@carethread/ledger';
import type { TokenSettings } from '../settings/token-settings.js';

/** Verifies the tokens of the issuer that the settings name, or of the built-in one; in a demo those of its identity server besides. */
export function tokenVerifier(settings: TokenSettings, builtIn: BuiltInIssuer | undefined): TokenVerifier {
  const { issuer, audience, jwks, tokenTypes, tokenLife, identity } = settings;
  return new TokenVerifier(
    present({
      issuer,
      audience,
      jwks: builtIn?.jwks ?? jwks ?? '',
      types: tokenTypes,
      life: tokenLife,
      besides: identity === undefined ? undefined : { issuer: identity, jwks: `${identity}/jwks` },
    }),
  );
}
