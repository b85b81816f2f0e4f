import { Option } from '@commander-js/extra-typings';

/** Options that several verbs take. */
export const JSON_OUTPUT = new Option('--json', 'print the result as one line of JSON');
export const DATA = new Option('--data <DIR>', 'data folder of the platform (default: CARETHREAD_DATA, else .data)');
export const FROM = new Option(
  '--from <URL>',
  'logs to read: sqlite:DIR, postgres://… or kurrentdb://… (default: those of --data, else CARETHREAD_LOG)',
);
export const NAMESPACE = new Option(
  '--namespace <NAME>',
  'prefix of schemas and streams (default: CARETHREAD_NAMESPACE)',
);
export const KEYS = new Option('--keys <PLACE>', 'key store: DIR or postgres://…?kek=FILE (default: beside the logs)');
export const ATTACHMENTS_FROM = new Option(
  '--attachments-from <URL>',
  'file:DIR, postgres://… or s3://… (default: beside logs in SQLite and PostgreSQL)',
);
export const HEAD = new Option(
  '--head <FILE>',
  'also compare with heads written earlier: a file, or a folder with one of every log',
);
