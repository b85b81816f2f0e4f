import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { present, textMembers } from '@carethread/ledger';
import type { Refused } from '../api/refused.js';
import type { Around, Carried, OpenForm } from './form.js';
import { inWords, type Rewritten } from './form-states.js';
import { MergePage } from './merge-page.js';
import { chosen, merged } from './merge.js';
import type { Opened, Page } from './page.js';
import type { PersonShown } from './person-shown.js';
import { OWN, postedIn, type Posted } from './posted.js';
import { mayNot } from './error-page.js';
import { isCorrectable, personOf, sendError, sendPage, showPage, surroundings, type Web } from './show-page.js';
import type { Visit } from './visit.js';

/** So often what somebody else saved meanwhile is taken in without asking, where it touches no word of the user's. */
const MERGES = 3;
/** Asks the router to forget kept words: the one form of a page that sends no command. */
export const DISCARD = '_discard';

/** A form that was posted: one command, then another page; or the same page with what is wrong. */
export async function submit(
  web: Web,
  page: Page,
  visit: Visit,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const posted = postedIn(request.body);
  const sent = { ...posted, fields: chosen(posted.fields) };
  if (posted.later || 'keep' in visit.query) return keepWords(visit, sent, reply);
  if (posted.form === DISCARD) {
    await visit.session.discard(visit.path);
    return reply.redirect(visit.path, 303);
  }
  const [opened, person] = await Promise.all([page.open(visit), personOf(visit)]);
  const form = opened.forms.find(({ name }) => name === posted.form);
  const { role } = visit;
  if (form === undefined) return reply.redirect(visit.path, 303);
  if (form.who !== undefined && (role === undefined || !form.who.includes(role)))
    return sendError(web, visit, reply, mayNot(visit.shared, form.who));
  return new Submission(web, page, visit, reply, opened, person, form).send(sent, MERGES);
}

async function keepWords(visit: Visit, { form, fields, later }: Posted, reply: FastifyReply): Promise<FastifyReply> {
  await visit.session.keep(visit.path, { ...fields, [OWN.form]: form });
  return later ? reply.redirect(visit.path, 303) : reply.code(204).send();
}

class Submission {
  constructor(
    private readonly web: Web,
    private readonly page: Page,
    private readonly visit: Visit,
    private readonly reply: FastifyReply,
    private readonly opened: Opened,
    private readonly person: PersonShown | undefined,
    private readonly form: OpenForm,
  ) {}

  async send(posted: Posted, merges: number): Promise<FastifyReply> {
    const { visit, form, reply } = this;
    const around: Around = { place: visit.place, note: visit.note, keepPurpose: visit.keepPurpose };
    try {
      const carried = await form.send(visit.client, posted.fields, around, posted);
      await this.#keepWhatFollows(carried);
      return await reply.redirect(await carried.next(), 303);
    } catch (error) {
      if (!isCorrectable(error)) return this.#keepAndRaise(posted, error);
      if (error.code === 'STALE_VERSION') return this.#mergeWithOthers(posted, error, merges);
      return this.#refused(posted, error, around);
    }
  }

  /** Whoever has to sign in again first, or finds nothing there, keeps the words. */
  async #keepAndRaise({ fields }: Posted, error: unknown): Promise<never> {
    await this.visit.session.keep(this.visit.path, { ...fields, [OWN.form]: this.form.name });
    throw error;
  }

  /** What was done for a person is in what the next page shows of them; words that were kept are saved now. */
  async #keepWhatFollows({ position, about }: Carried): Promise<void> {
    const { session, path } = this.visit;
    const personId = about ?? this.visit.personId;
    if (position !== undefined && personId !== undefined) await session.keepPosition(personId, position);
    await session.discard(path);
  }

  async #refused(posted: Posted, error: Refused, around: Around): Promise<FastifyReply> {
    const { visit, form, person } = this;
    const name = person?.called ?? visit.shared.thePerson;
    const again = error.code === 'IDEMPOTENCY_MISMATCH';
    const rewritten: Rewritten = {
      form: form.name,
      fields: posted.fields,
      problems: inWords(visit, name, form.problems(error, around)),
      // Nothing was stored under it, unless the user came back and changed what was.
      key: again ? undefined : posted.key,
      etag: posted.etag,
      base: posted.base,
    };
    const status = error.status === 400 || error.status === 403 ? 422 : error.status;
    const reference = error.status >= 500 ? error.correlationId : undefined;
    return showPage(this.web, this.page, this.opened, person, visit, this.reply, { status, rewritten, reference });
  }

  /** Somebody else saved meanwhile: their words are in the model by now. */
  async #mergeWithOthers(posted: Posted, error: Refused, merges: number): Promise<FastifyReply> {
    const { visit, web, page, person, reply } = this;
    const opened = await this.page.open(visit);
    const form = opened.forms.find(({ name }) => name === this.form.name) ?? this.form;
    const base = textMembers((await visit.noted(posted.base)) ?? form.initial);
    const { fields, conflicts } = merged(base, form.initial, posted.fields);
    const etag = error.etag ?? form.etag;
    if (conflicts.length === 0 && merges > 0) {
      const again = new Submission(web, page, visit, reply, opened, person, form);
      return again.send(present<Posted>({ ...posted, fields, etag }), merges - 1);
    }
    const state = {
      name: form.name,
      csrf: visit.session.csrf(),
      key: randomUUID(),
      etag,
      base: await visit.note(form.initial),
      values: fields,
      problems: [],
      kept: false,
    };
    await visit.session.keep(visit.path, { ...posted.fields, [OWN.form]: form.name });
    return sendPage(reply, 412, {
      ...surroundings(web, visit),
      title: visit.shared.merge.title,
      person,
      children: MergePage({ words: visit.shared, state, fields, conflicts }),
    });
  }
}
