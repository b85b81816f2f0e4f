import { presentItems } from '@carethread/ledger';
import type { FastifyReply } from 'fastify';
import { Refused } from '../api/refused.js';
import { formStates, type Rewritten } from './form-states.js';
import { summary, type FormState } from './form-shown.js';
import { IdleWarning } from './idle-warning.js';
import { navigationOf } from './navigation.js';
import type { Opened, Page } from './page.js';
import { needsPurpose, purposeStep } from './purpose-step.js';
import { purposeText } from '../words/purposes.js';
import { personShown, type PersonShown } from './person-shown.js';
import type { ErrorPage } from './error-page.js';
import type { Visit } from './visit.js';
import type { WebHost } from './web-host.js';
import type { WholePage } from './page-parts.js';
import { wholePage, written } from './whole-page.js';

/** Everything that shows pages has this at hand. */
export interface Web {
  readonly host: WebHost;
  readonly pages: readonly Page[];
}

/** The surroundings of any page of a visit. */
export function surroundings({ host, pages }: Web, visit: Visit) {
  const { signedIn, language, path, now, shared, session } = visit;
  const csrf = signedIn === undefined ? undefined : session.csrf();
  const endsAfter = signedIn === undefined ? undefined : host.idleAfter?.(signedIn.role);
  return {
    language,
    path,
    now,
    user: signedIn,
    csrf,
    mode: host.mode,
    asset: (name: Parameters<WebHost['asset']>[0]) => host.asset(name),
    bodyEnd:
      csrf === undefined || endsAfter === undefined ? undefined : IdleWarning({ endsAfter, language, csrf, path }),
    navigation: signedIn === undefined ? [] : navigationOf(pages, visit.role, shared, path),
  };
}

export async function sendPage(reply: FastifyReply, status: number, page: WholePage): Promise<FastifyReply> {
  return reply
    .code(status)
    .type('text/html; charset=utf-8')
    .send(await written(wholePage(page)));
}

export async function sendError(web: Web, visit: Visit, reply: FastifyReply, error: ErrorPage): Promise<FastifyReply> {
  const { title, content, reference, status } = error;
  return sendPage(reply, status, { ...surroundings(web, visit), title, reference, children: content });
}

/** The bar of the person whom a page is about. What the user may not read of them is left out. */
export async function personOf(visit: Visit): Promise<PersonShown | undefined> {
  const { personId } = visit;
  if (personId === undefined) return undefined;
  const [person, safety] = await Promise.all([
    visit.readIfThere('getPerson', { path: { id: personId } }),
    visit.readIfThere('getPersonSafety', { path: { personId } }),
  ]);
  return person === undefined ? undefined : personShown(person, safety, visit.shared.thePerson);
}

/** Shows a page whose model is there. */
export async function showPage(
  web: Web,
  page: Page,
  opened: Opened,
  person: PersonShown | undefined,
  visit: Visit,
  reply: FastifyReply,
  { status = 200, rewritten, reference }: ShowOptions = {},
): Promise<FastifyReply> {
  const { shared, language, signedIn: user, now } = visit;
  const states = await formStates(visit, opened.forms, rewritten);
  const shown = opened.view({
    language,
    shared,
    user,
    now,
    person,
    name: person?.called ?? shared.thePerson,
    may: visit.may,
    place: visit.place,
    offers: ({ who, command }) =>
      (who === undefined || (visit.role !== undefined && who.includes(visit.role))) &&
      (command === undefined || visit.may(command)),
    form: (form) => form.shown(requireState(states, form.name)),
  });
  const problems = page.forms.flatMap((form) => summaryOf(opened, requireState(states, form.name)));
  const kept = [...states.values()].some((state) => state.kept);
  return sendPage(reply, status, {
    ...surroundings(web, visit),
    title: opened.title(language),
    person,
    back: page.back?.(visit.place),
    problems,
    saved: visit.query['saved'] !== undefined,
    purpose: purposeOf(page, visit),
    notices: presentItems(visit.client.behind ? shared.shell.late : undefined, kept ? shared.shell.kept : undefined),
    reference,
    children: shown,
  });
}

/** On every page that asked for one, so that nobody goes on under a purpose that is not theirs any more. */
function purposeOf(page: Page, { purpose, role, language, personId, path }: Visit): WholePage['purpose'] {
  if (purpose === undefined || role === undefined || !needsPurpose(page, role)) return undefined;
  return { text: purposeText(language, purpose), change: purposeStep(personId, path) };
}

export interface ShowOptions {
  readonly status?: number;
  readonly rewritten?: Rewritten | undefined;
  readonly reference?: string | undefined;
}

function requireState(states: ReadonlyMap<string, FormState>, name: string): FormState {
  const state = states.get(name);
  if (state === undefined) throw new RangeError(`the page has no form ${name}`);
  return state;
}

function summaryOf({ forms }: Opened, state: FormState) {
  const kinds = forms.find(({ name }) => name === state.name)?.kinds ?? {};
  return summary(kinds, state.problems);
}

/** Whether an error of the API says that a form must be shown again, with the words in it. */
export const isCorrectable = (error: unknown): error is Refused =>
  error instanceof Refused && ![401, 404, 410].includes(error.status) && error.code !== 'ROLE_NOT_PERMITTED';
