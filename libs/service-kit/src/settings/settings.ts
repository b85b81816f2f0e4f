import { LIMITS, readLimits, type LimitSettings } from './limit-settings.js';
import { MAIL, readMail, type MailSettings } from './mail-settings.js';
import { PROCESS, readProcess, type ProcessSettings } from './process-settings.js';
import { unknownNames, type UnknownNames } from './setting-names.js';
import { SettingTexts, type Environment, type SettingsOf } from './setting-texts.js';
import { readStores, STORES, type StoreSettings } from './store-settings.js';
import { readTelemetry, TELEMETRY, type TelemetrySettings } from './telemetry-settings.js';
import { readTokens, TOKENS, type TokenSettings } from './token-settings.js';
import { readWeb, WEB, type WebSettings } from './web-settings.js';
import { readWebhooks, WEBHOOKS, type WebhookSettings } from './webhook-settings.js';

export interface Settings
  extends
    ProcessSettings,
    TokenSettings,
    StoreSettings,
    TelemetrySettings,
    LimitSettings,
    MailSettings,
    WebhookSettings,
    WebSettings {}

/** Every setting, its default and what it is for; docs/reference/settings.md is drawn from it. */
export const SETTINGS: SettingsOf<Settings> = {
  ...PROCESS,
  ...TOKENS,
  ...STORES,
  ...TELEMETRY,
  ...LIMITS,
  ...MAIL,
  ...WEBHOOKS,
  ...WEB,
};

/** Settings that cannot be run with, each by its name. */
export class UnsafeSettings extends Error {
  override readonly name = 'UnsafeSettings';
  constructor(readonly problems: readonly string[]) {
    super(`Carethread does not start with these settings:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  }
}

/**
 * Any setting may be given as `NAME_FILE` instead, which names a file that holds it (a mounted secret). Throws UnsafeSettings, also
 * for a misspelt name; it lists every fault at once and quotes no value: an address may hold a password.
 * @param known the services that settings may name; without it, any
 */
export function readSettings(environment: Environment, known?: readonly string[]): Settings {
  const { misspelt } = unknownIn(environment);
  const texts = new SettingTexts(environment, Object.values(SETTINGS));
  const process = readProcess(texts, known);
  const tokens = readTokens(texts, process.mode);
  const settings: Settings = {
    ...process,
    ...tokens,
    ...readStores(texts, process),
    ...readTelemetry(texts),
    ...readLimits(texts, process.mode),
    ...readMail(texts),
    ...readWebhooks(texts, process.mode),
    ...readWeb(texts, process.mode, tokens),
  };
  if (misspelt.length + texts.problems.length > 0) throw new UnsafeSettings([...misspelt, ...texts.problems]);
  return settings;
}

/** Warnings at start about names that look like a setting's and have no effect; they do not keep a process from starting. */
export function ignoredNames(environment: Environment): readonly string[] {
  return unknownIn(environment).ignored;
}

function unknownIn(environment: Environment): UnknownNames {
  return unknownNames(
    Object.keys(environment).filter((name) => environment[name] !== undefined),
    Object.values(SETTINGS).map(({ name }) => name),
  );
}
