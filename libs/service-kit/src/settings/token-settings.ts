import type { Mode } from './process-settings.js';
import type { SettingsOf, SettingTexts } from './setting-texts.js';

/** Whose tokens are taken, and which. */
export interface TokenSettings {
  readonly issuer: string;
  readonly audience: string;
  readonly jwks: string | undefined;
  readonly tokenTypes: readonly string[];
  readonly tokenLife: number;
  /** The address of the demo's identity server, whose tokens are taken besides. */
  readonly identity: string | undefined;
}

export const TOKENS: SettingsOf<TokenSettings> = {
  issuer: {
    name: 'CARETHREAD_ISSUER',
    standard: 'https://issuer.carethread.invalid',
    about: 'Who issues the tokens (`iss`).',
  },
  audience: {
    name: 'CARETHREAD_AUDIENCE',
    standard: 'carethread',
    about: 'The audience that a token must have (`aud`).',
  },
  jwks: {
    name: 'CARETHREAD_JWKS',
    standard: '',
    about: 'Where the issuer publishes its keys (https). Empty: the built-in issuer, which production refuses.',
  },
  tokenTypes: {
    name: 'CARETHREAD_TOKEN_TYP',
    standard: 'at+jwt,JWT',
    about: 'Which types (`typ`) of tokens are accepted. ID and logout tokens are refused whatever their type.',
  },
  tokenLife: {
    name: 'CARETHREAD_TOKEN_LIFE',
    standard: '',
    about:
      'How long a token may live, in seconds from `iat` to `exp`; one that lives longer is refused. Empty: 3600 in production, 86400 else.',
    range: [1, 31_536_000],
  },
  identity: {
    name: 'CARETHREAD_IDENTITY',
    standard: '',
    about:
      'The address of the demo’s identity server, such as `http://127.0.0.1:3001`: where it listens (`npm start` in demo mode, else `npm run identity`), and whose tokens a platform in demo or test mode takes besides. Empty: in a demo a free port. Production refuses it.',
  },
};

const LOOPBACK = /^http:\/\/(127\.0\.0\.1|localhost):\d{1,5}$/;

export function readTokens(texts: SettingTexts, mode: Mode): TokenSettings {
  const settings: TokenSettings = {
    issuer: texts.text(TOKENS.issuer),
    audience: texts.text(TOKENS.audience),
    jwks: texts.optional(TOKENS.jwks),
    tokenTypes: texts.list(TOKENS.tokenTypes),
    tokenLife: readLife(texts, mode),
    identity: texts.optional(TOKENS.identity),
  };
  if (settings.identity !== undefined && !LOOPBACK.test(settings.identity))
    texts.refuse(TOKENS.identity, 'must read http://127.0.0.1:port: its keys are for a demo on this machine');
  if (settings.tokenTypes.length === 0) texts.refuse(TOKENS.tokenTypes, 'names no type');
  if (mode === 'production') requireOwnIssuer(texts, settings);
  return settings;
}

function readLife(texts: SettingTexts, mode: Mode): number {
  if (texts.text(TOKENS.tokenLife) !== '') return texts.count(TOKENS.tokenLife);
  return mode === 'production' ? 3_600 : 86_400;
}

function requireOwnIssuer(texts: SettingTexts, { jwks, issuer, identity }: TokenSettings): void {
  if (identity !== undefined)
    texts.refuse(TOKENS.identity, "is the demo's identity server: CARETHREAD_ISSUER and CARETHREAD_JWKS name yours");
  if (jwks === undefined)
    texts.refuse(
      TOKENS.jwks,
      'is empty: the built-in issuer with its demo keys and users does not exist in production',
    );
  else if (!jwks.startsWith('https://')) texts.refuse(TOKENS.jwks, 'is not https');
  if (!issuer.startsWith('https://')) texts.refuse(TOKENS.issuer, 'is not https');
  if (issuer === TOKENS.issuer.standard) texts.refuse(TOKENS.issuer, "is the demo's");
}
