import { openStore } from './stores.js';
import { toolSettings } from './tool-settings.js';
import type { Place } from './verb.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/** What the command line says of a place. */
export interface GivenPlace {
  readonly data?: string | undefined;
  readonly from?: string | undefined;
  readonly keys?: string | undefined;
  readonly namespace?: string | undefined;
  readonly attachmentsFrom?: string | undefined;
}

/** The place that the command line names, else the one of the settings. Throws UnsafeSettings. */
export function placeOf(given: GivenPlace, environment: Environment): Place {
  const settings = toolSettings(environment);
  const [data, namespace] = [given.data ?? settings.data, given.namespace ?? settings.namespace];
  // A data folder on the command line goes before every setting.
  const named = given.from ?? (given.data === undefined ? undefined : 'sqlite:');
  const log = named ?? settings.log;
  const beside = named === undefined && settings.attachments !== 'file:' ? settings.attachments : undefined;
  return {
    data,
    namespace,
    log,
    keys: given.keys ?? (given.data === undefined ? settings.keys : undefined),
    attachments: given.attachmentsFrom ?? beside ?? openStore(log, data, namespace).attachments,
  };
}
