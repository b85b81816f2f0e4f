import type { SettingsOf, SettingTexts } from './setting-texts.js';

const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** What a process reports of itself, and where. */
export interface TelemetrySettings {
  readonly otlp: string | undefined;
  readonly traceRatio: number;
  readonly logLevel: LogLevel;
}

export const TELEMETRY: SettingsOf<TelemetrySettings> = {
  otlp: {
    name: 'CARETHREAD_OTLP',
    standard: '',
    about: 'An OpenTelemetry collector (OTLP over http) for traces, metrics and logs. Empty: none.',
  },
  traceRatio: {
    name: 'CARETHREAD_TRACE_RATIO',
    standard: '0.05',
    about:
      'Which part of all requests is traced, from 0 to 1; the same for every process, which all keep or drop the same traces by it.',
  },
  logLevel: {
    name: 'CARETHREAD_LOG_LEVEL',
    standard: 'warn',
    about: 'The least urgent lines of the operational log: `debug`, `info`, `warn`, `error` or `silent`.',
  },
};

export function readTelemetry(texts: SettingTexts): TelemetrySettings {
  texts.address(TELEMETRY.otlp, /^$|^https?:\/\//);
  return {
    otlp: texts.optional(TELEMETRY.otlp),
    traceRatio: readRatio(texts),
    logLevel: texts.oneOf(TELEMETRY.logLevel, LOG_LEVELS),
  };
}

function readRatio(texts: SettingTexts): number {
  const text = texts.text(TELEMETRY.traceRatio);
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && value <= 1))
    texts.refuse(TELEMETRY.traceRatio, 'must be a number from 0 to 1');
  return value;
}
