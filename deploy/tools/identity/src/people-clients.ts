import type { ClientMetadata } from 'oidc-provider';
import { ENDED, SIGNED_IN, SIGNED_OUT, type Application } from './account.js';

/** The scope under which a token speaks for one role alone; a token without any speaks for all that the user has. */
export const ROLE_SCOPE = 'role:';
/** The scope of everything that a person's token is for. */
export const PEOPLE_SCOPE = 'carethread';

/** An application as the library knows it. */
export function applicationClient({ clientId, secret, url }: Application): ClientMetadata {
  return {
    client_id: clientId,
    client_secret: secret,
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    redirect_uris: [`${url}${SIGNED_IN}`],
    post_logout_redirect_uris: [`${url}${SIGNED_OUT}`],
    backchannel_logout_uri: `${url}${ENDED}`,
    backchannel_logout_session_required: true,
    token_endpoint_auth_method: 'client_secret_basic',
    id_token_signed_response_alg: 'ES384',
  };
}
