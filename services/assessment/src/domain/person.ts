import { refuse } from '@carethread/contracts';
import { localDate } from '@carethread/calendar';
import { type Decider, SHEET } from '@carethread/event-sourcing';

export type PersonDetails = {
  readonly name: { readonly given: string; readonly family: string; readonly preferred?: string };
  readonly dateOfBirth: string;
  readonly firstLanguage: string;
  readonly groups: readonly string[];
  readonly identifiers?: readonly { readonly scheme: string; readonly value: string }[];
  readonly address?: string;
  readonly gpPractice?: string;
  readonly fundingRoute?: string;
  readonly homeRegionCode?: string;
};

export type CommunicationNeeds = {
  readonly needs: readonly string[];
  readonly preferredLanguage?: string;
  readonly formats: readonly { readonly format: string; readonly priority: number; readonly lang?: string }[];
  readonly methods: readonly string[];
};

export type PersonState = {
  readonly status: 'unknown' | 'registered' | 'deceased';
  readonly details: PersonDetails | undefined;
  readonly communication: CommunicationNeeds | undefined;
  readonly corrections: readonly { readonly field: string; readonly reason: string; readonly effectiveFrom: string }[];
  readonly dateOfDeath: string | undefined;
};

export type PersonEvent =
  | { readonly type: 'PersonRegistered'; readonly payload: PersonDetails }
  | { readonly type: 'CommunicationNeedsRecorded'; readonly payload: CommunicationNeeds }
  | {
      readonly type: 'BasicInformationCorrected';
      readonly payload: {
        readonly field: string;
        readonly from: string;
        readonly to: string;
        readonly reason: string;
        readonly effectiveFrom: string;
      };
    }
  | {
      readonly type: 'PersonDeathRecorded';
      readonly payload: { readonly dateOfDeath: string; readonly evidence: string; readonly evidenceRef?: string };
    };

export type PersonCommand =
  | ({ readonly type: 'RegisterPerson' } & PersonDetails)
  | ({ readonly type: 'RecordCommunicationNeeds' } & CommunicationNeeds)
  | {
      readonly type: 'CorrectBasicInformation';
      readonly field: string;
      readonly to: string;
      readonly reason?: string;
      readonly effectiveFrom?: string;
    }
  | {
      readonly type: 'RecordDeath';
      readonly dateOfDeath: string;
      readonly evidence: string;
      readonly evidenceRef?: string;
    };

const UNKNOWN: PersonState = {
  status: 'unknown',
  details: undefined,
  communication: undefined,
  corrections: [],
  dateOfDeath: undefined,
};

/** What may be set right on the basic information sheet (part a of the file). */
export const CORRECTABLE = [
  'address',
  'gpPractice',
  'dateOfBirth',
  'firstLanguage',
  'name.given',
  'name.family',
  'name.preferred',
  'homeRegionCode',
] as const;

/** The person the council knows: the basic information sheet (ENG-129). */
export const person: Decider<PersonState, PersonCommand, PersonEvent> = {
  category: 'person',
  holder: () => SHEET,
  initial: UNKNOWN,
  edits: ['PersonRegistered', 'BasicInformationCorrected', 'CommunicationNeedsRecorded'],
  evolve: (state, event) => {
    switch (event.type) {
      case 'PersonRegistered':
        return { ...state, status: 'registered', details: event.payload };
      case 'CommunicationNeedsRecorded':
        return { ...state, communication: event.payload };
      case 'BasicInformationCorrected': {
        const { field, to, reason, effectiveFrom } = event.payload;
        return {
          ...state,
          details: corrected(state.details, field, to),
          corrections: [...state.corrections, { field, reason, effectiveFrom }],
        };
      }
      case 'PersonDeathRecorded':
        return { ...state, status: 'deceased', dateOfDeath: event.payload.dateOfDeath };
    }
  },
  decide: (command, state, context) => {
    const today = localDate(context.now);
    switch (command.type) {
      case 'RegisterPerson': {
        const { type: _, ...details } = command;
        if (details.dateOfBirth > today) refuse('FUTURE_DATE', ['dateOfBirth']);
        return [{ type: 'PersonRegistered', payload: details }];
      }
      case 'RecordCommunicationNeeds': {
        const { type: _, ...needs } = command;
        return [{ type: 'CommunicationNeedsRecorded', payload: needs }];
      }
      case 'CorrectBasicInformation': {
        const { field, to, reason, effectiveFrom = today } = command;
        if (reason === undefined) return refuse('REASON_REQUIRED', ['reason']);
        if (field === 'dateOfBirth' && to > today) refuse('FUTURE_DATE', ['to']);
        return [
          {
            type: 'BasicInformationCorrected',
            payload: { field, from: present(state.details, field), to, reason, effectiveFrom },
          },
        ];
      }
      case 'RecordDeath': {
        const { type: _, ...death } = command;
        if (death.dateOfDeath > today) refuse('FUTURE_DATE', ['dateOfDeath']);
        if (death.dateOfDeath < (state.details?.dateOfBirth ?? ''))
          refuse('MALFORMED', ['dateOfDeath: lies before birth']);
        if (state.status === 'deceased') refuse('STATE_CONFLICT', ['deceased']);
        return [{ type: 'PersonDeathRecorded', payload: death }];
      }
    }
  },
};

function present(details: PersonDetails | undefined, field: string): string {
  if (details === undefined) return '';
  const [section, member] = field.split('.');
  const found = section === 'name' ? details.name[member as 'given'] : details[field as 'address'];
  return found ?? '';
}

function corrected(details: PersonDetails | undefined, field: string, to: string): PersonDetails | undefined {
  if (details === undefined) return undefined;
  const [section, member] = field.split('.');
  return section === 'name'
    ? { ...details, name: { ...details.name, [member ?? '']: to } }
    : { ...details, [field]: to };
}

/** Whole years, derived and never stored (ENG-129). */
export function ageOn(dateOfBirth: string, date: string): number {
  const years = Number(date.slice(0, 4)) - Number(dateOfBirth.slice(0, 4));
  return date.slice(5) < dateOfBirth.slice(5) ? years - 1 : years;
}
