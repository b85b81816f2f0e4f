export type AddEntry = {
  readonly type: 'AddEntry';
  readonly date: string;
  readonly kind: string;
  readonly text?: string;
  readonly plannedActionId?: string;
  readonly reasonCode?: string;
  readonly reason?: string;
  readonly reviewOn?: string;
  readonly format?: string;
};

export type CorrectEntry = {
  readonly type: 'CorrectEntry';
  readonly entryId: string;
  readonly to: string;
  readonly reason?: string;
};

export type DailyRecordCommand = AddEntry | CorrectEntry;
