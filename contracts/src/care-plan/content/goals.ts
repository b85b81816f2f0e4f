import { Either } from '../../written-fields.js';
import {
  Day,
  Described,
  OneOf,
  PROGRESS,
  Ref,
  Refs,
  Said,
  SaidOrListed,
  SomebodyNamed,
  Who,
  YesOrHow,
} from './members.js';

/** What the person wants of an outcome (OUT-08). */
export const DESIRED_CHANGES = ['achieve', 'change', 'maintain'] as const;

const Evidence = (): PropertyDecorator =>
  Either({ text: true, texts: true, flag: true, object: () => SomebodyNamed }, { optional: true });

/** What needs to happen, who does it and by which day (OUT-09, OUT-10). */
export class Step extends Described {
  @Ref() stepId?: string;
  @Said() step?: string;
  @Who() responsible?: unknown;
  @Who() who?: unknown;
  @Said() how?: string;
  @Said() when?: string;
  @Said() where?: string;
  @Said() frequency?: string;
  @Day() by?: string;
  @Day() dueOn?: string;
  @Day() doneOn?: string;
  @Day() selfDoneUntil?: string;
  @YesOrHow() selfDone?: boolean | string;
  @YesOrHow() done?: boolean | string;
  @OneOf(PROGRESS) status?: string;
  @Ref() actionId?: string;
  @Refs() actionIds?: string[];
}

class Aim extends Described {
  @Ref() needId?: string;
  @Refs() needIds?: string[];
  @Ref() assessmentId?: string;
  @Ref() domain?: string;
  @Ref() actionId?: string;
  @Refs() actionIds?: string[];
  @Said() baseline?: string;
  @Said() measure?: string;
  @Said() why?: string;
  @Said() personsWords?: string;
  @Said() priority?: string;
  @OneOf(PROGRESS) status?: string;
  @OneOf(PROGRESS) progress?: string;
  @Day() target?: string;
  @Day() targetDate?: string;
  @Day() reviewOn?: string;
  @Day() reviewDate?: string;
  @Day() agreedOn?: string;
  @Day() achievedOn?: string;
  @Day() startedOn?: string;
  @Day() endedOn?: string;
  @Who() agreedBy?: unknown;
  @Who() agreedWith?: unknown;
  @Who() owner?: unknown;
  @Who() responsible?: unknown;
  @Evidence() identifiedBy?: unknown;
  @Evidence() identifiedWith?: unknown;
  @Evidence() personInvolved?: unknown;
  @Evidence() involvement?: unknown;
  @Evidence() evidence?: unknown;
  @Either({ list: () => Step }, { optional: true }) steps?: Step[];
}

export class Outcome extends Aim {
  @Ref() outcomeId?: string;
  @Said() outcome?: string;
  @OneOf(DESIRED_CHANGES) change?: string;
  @Said() desiredChange?: string;
  @Refs() goalIds?: string[];
}

export class Goal extends Aim {
  @Ref() goalId?: string;
  @Said() goal?: string;
  @SaidOrListed() method?: string | string[];
  @SaidOrListed() methods?: string | string[];
  @Said() how?: string;
  @Said() timescale?: string;
  @Ref() outcomeId?: string;
  @Refs() outcomeIds?: string[];
}
