/** What a verb found: 0 fine, 1 found wrong, 2 cannot run. With `--json` the `result` is printed, else the lines; progress goes to standard error. */
export interface Outcome {
  readonly code: 0 | 1 | 2;
  readonly result: object;
  readonly lines: readonly string[];
}

/** Where a verb reads: as its command line says, else as the settings say. */
export interface Place {
  readonly data: string;
  readonly namespace: string;
  /** Where the logs are. */
  readonly log: string;
  readonly keys: string | undefined;
  /** Where their attachments lie, if that is known. */
  readonly attachments: string | undefined;
}

/** A line on how far a verb has come. */
export type Progress = (message: string) => void;

export interface Progressing {
  readonly progress: Progress;
}
