/** What a verb found: 0 fine, 1 found wrong, 2 cannot run. `said` goes to standard output, progress to standard error. */
export interface Outcome {
  readonly code: 0 | 1 | 2;
  readonly said: object;
  readonly lines: readonly string[];
}

/** What stands on a verb's command line, or follows from the settings. */
export interface CliOptions {
  readonly data: string;
  readonly keys: string | undefined;
  /** Where the logs are that a verb reads: as it was told, else as the settings say. */
  readonly log: string;
  /** Where their attachments lie, if that is known. */
  readonly attachments: string | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly 'attachments-from': string | undefined;
  readonly 'attachments-to': string | undefined;
  readonly 'keys-from': string | undefined;
  readonly 'keys-to': string | undefined;
  readonly 'checkpoints-from': string | undefined;
  readonly 'checkpoints-to': string | undefined;
  readonly namespace: string;
  readonly partitions: string | undefined;
  readonly replicas: string | undefined;
  readonly 'flush-messages': string | undefined;
  readonly head: string | undefined;
  readonly export: string | undefined;
  readonly redrive: boolean;
  readonly 'known-at': string | undefined;
  readonly and: string | undefined;
  readonly progress: (message: string) => void;
}
