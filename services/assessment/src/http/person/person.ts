import {
  Code,
  Codes,
  Count,
  Flag,
  FUNDING_ROUTES,
  GROUPS,
  InstantField,
  Label,
  Lang,
  ListOf,
  LocalDate,
  Nested,
  Text,
  Texts,
} from '@carethread/contracts';
import { codes, commandFrom, commandOn, listOn, readOn, type RequestContext, type Route } from '@carethread/http-api';
import { SHEET } from '@carethread/event-sourcing';
import { uuidV5 } from '@carethread/ledger';
import { personInBrief, shownPerson } from './shown-person.js';
import { person } from '../../domain/person/decider.js';
import { refuseLikelyDuplicates } from './duplicates.js';
import { peopleList } from '../../views/people-list.js';
import { PATH } from './path.js';

/** One of given and family is enough. */
class PersonName {
  @Label({ optional: true }) given?: string;
  @Label({ optional: true }) family?: string;
  @Label({ optional: true }) preferred?: string;
}

class Identifier {
  @Code(['NHS', 'CHI', 'local']) scheme!: string;
  /** As it is written or pasted: what separates its digits may be characters that nobody sees. */
  @Text({ max: 200 }) value!: string;
}

/** A birth not known to the day. */
class BirthBody {
  @Count({ min: 1, max: 9999 }) year!: number;
  @Count({ min: 1, max: 12, optional: true }) month?: number;
  @Flag() estimated!: boolean;
}

class RegisterPersonRequest {
  @Nested(() => PersonName) name!: PersonName;
  /** Known to the day; else `birth`. */
  @LocalDate({ optional: true }) dateOfBirth?: string;
  @Nested(() => BirthBody, { optional: true }) birth?: BirthBody;
  @Lang() firstLanguage!: string;
  @Codes(GROUPS) groups!: string[];
  @ListOf(() => Identifier, { optional: true, max: 20 }) identifiers?: Identifier[];
  @Text({ optional: true, max: 1000 }) address?: string;
  @Label({ optional: true }) gpPractice?: string;
  @Code(FUNDING_ROUTES, { optional: true }) fundingRoute?: string;
  @Label({ optional: true }) homeRegionCode?: string;
  /** After `DUPLICATE_LIKELY`: its items, where they are other people; `mayAlreadyBeKnown` for those who were not named. */
  @Texts({ optional: true, min: 1, max: 50 }) notSameAs?: string[];
  /** Why they are. */
  @Text({ optional: true, max: 1000 }) reason?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

class RecordDeathRequest {
  @LocalDate() dateOfDeath!: string;
  @Code(['certificate', 'notification']) evidence!: string;
  @Label({ optional: true }) evidenceRef?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

const newPersonId = ({ commandId }: RequestContext): string => uuidV5(commandId, 'person');

export const personRoutes: readonly Route[] = [
  commandOn(person)({
    method: 'POST',
    path: PATH,
    summary: 'Register a person',
    capability: 'registerPerson',
    about: 'ENG-129',
    body: RegisterPersonRequest,
    example: {
      name: { given: 'Synthetic', family: 'Person', preferred: 'Syn' },
      dateOfBirth: '1941-05-04',
      firstLanguage: 'en',
      groups: ['olderPerson'],
      address: '1 Synthetic Street',
      gpPractice: 'Synthetic practice',
      fundingRoute: 'council',
    },
    stream: 'new',
    target: newPersonId,
    person: newPersonId,
    before: (ask) => refuseLikelyDuplicates(ask, newPersonId(ask)),
    command: ({ body }) => commandFrom('RegisterPerson', body),
  }),
  listOn(person)({
    path: PATH,
    summary: 'The basic information sheet of one person; people over many, those who have had a record longest first',
    capability: 'readPerson',
    show: shownPerson,
    inBrief: {
      view: peopleList,
      filters: { status: codes('registered', 'deceased') },
      holder: () => SHEET,
      item: personInBrief,
    },
  }),
  readOn(person)({
    path: `${PATH}/:id`,
    summary: 'The basic information sheet of a person',
    capability: 'readPerson',
    show: shownPerson,
  }),
  commandOn(person)({
    method: 'POST',
    path: `${PATH}/:id/death`,
    summary: 'Record a death',
    capability: 'recordDeath',
    body: RecordDeathRequest,
    answers: 201,
    command: ({ body }) => commandFrom('RecordDeath', body),
  }),
];
