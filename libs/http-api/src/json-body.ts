import { fault, Malformed, Refusal } from '@carethread/contracts';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { parse as parseTolerantly, type ParseError } from 'jsonc-parser';
import { isUtf8 } from 'node:buffer';
import { formAt, type BodyForm } from './body-form.js';

/**
 * Reads JSON as it was sent or refuses it: bytes that are not UTF-8, of which a decoder would make other words, and a member that an
 * object names twice, of which a parser would keep the last (RFC 8259 §8.1, RFC 7493 §2.3).
 * The media type of a form is read below its path, and nowhere else.
 */
export function readJson(app: NestFastifyApplication, bodyLimit: number, forms: readonly BodyForm[] = []): void {
  readAs(app, 'application/json', bodyLimit, () => true);
  for (const mediaType of new Set(forms.map((form) => form.mediaType)))
    readAs(app, mediaType, bodyLimit, (request) => formAt(request)?.mediaType === mediaType);
}

function readAs(
  app: NestFastifyApplication,
  mediaType: string,
  bodyLimit: number,
  isReadBy: (request: FastifyRequest) => boolean,
): void {
  const parse = app.getHttpAdapter().getInstance().getDefaultJsonParser('error', 'error');
  app.useBodyParser(mediaType, { bodyLimit }, (raw, body, done) => {
    const request = raw as FastifyRequest;
    if (!isReadBy(request)) return done(new Refusal('MEDIA_TYPE_UNSUPPORTED'), undefined);
    if (!isUtf8(body)) return done(notJson('the body is not UTF-8'), undefined);
    const text = body.toString('utf8');
    // Some clients name the type of a body even where they send none.
    if (text.trim() === '') return done(null, undefined);
    return parse(request, text, (error, value) => {
      if (error !== null) done(notJson(faultOfJson(text)), undefined);
      else if (namesTwice(text)) done(notJson('an object in the body has a member twice'), undefined);
      else done(null, value);
    });
  });
}

const notJson = (says: string): Malformed => new Malformed([fault('', 'format', says)]);

/** Why a text was refused as JSON, and where; nothing of it is repeated. */
export function faultOfJson(text: string): string {
  const errors: ParseError[] = [];
  parseTolerantly(text, errors, { disallowComments: true });
  const [first] = errors;
  if (first === undefined) return 'the body has a member of a name that is not allowed, such as __proto__';
  const before = text.slice(0, first.offset).split('\n');
  return `the body is not JSON at line ${before.length}, column ${(before.at(-1) ?? '').length + 1}`;
}

const [QUOTE, COMMA, BACKSLASH, LIST, LIST_END, OBJECT, OBJECT_END] = [...'",\\[]{}'].map((sign) => sign.charCodeAt(0));

/** So many names of one object are looked through one by one; more are kept as a set. */
const FEW = 8;

/** Whether some object of a JSON text has a member twice. One pass over the text, which has been parsed before. */
export function namesTwice(text: string): boolean {
  // The names of each object that is open, and undefined for a list.
  const open: (string[] | Set<string> | undefined)[] = [];
  let isName = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    if (sign === OBJECT || sign === LIST) {
      isName = sign === OBJECT;
      open.push(isName ? [] : undefined);
    } else if (sign === OBJECT_END || sign === LIST_END) {
      isName = false;
      open.pop();
    } else if (sign === COMMA) {
      isName = open.at(-1) !== undefined;
    } else if (sign === QUOTE) {
      const end = endOfString(text, at);
      if (isName && isKnown(open, textOf(text, at, end))) return true;
      isName = false;
      at = end;
    }
  }
  return false;
}

/** Remembers a name of the innermost object; gives whether it was there. */
function isKnown(open: (string[] | Set<string> | undefined)[], name: string): boolean {
  const names = open.at(-1);
  if (names instanceof Set) {
    if (names.has(name)) return true;
    names.add(name);
  } else if (names !== undefined) {
    if (names.includes(name)) return true;
    names.push(name);
    if (names.length > FEW) open[open.length - 1] = new Set(names);
  }
  return false;
}

function endOfString(text: string, begin: number): number {
  for (let at = text.indexOf('"', begin + 1); ; at = text.indexOf('"', at + 1)) {
    if (at < 0) return text.length;
    let escapes = 0;
    while (text.charCodeAt(at - 1 - escapes) === BACKSLASH) escapes += 1;
    if (escapes % 2 === 0) return at;
  }
}

/** The same name may be written with escapes and without. */
function textOf(text: string, begin: number, end: number): string {
  const written = text.slice(begin + 1, end);
  return written.includes('\\') ? String(JSON.parse(text.slice(begin, end + 1))) : written;
}
