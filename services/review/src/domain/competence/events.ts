export type Training = {
  readonly staff: string;
  readonly course: string;
  readonly completedOn: string;
  readonly expiresOn?: string;
};
export type CompetenceEvent = { readonly type: 'TrainingRecorded'; readonly payload: Training };
