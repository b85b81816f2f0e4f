import { command, type Route } from '@carethread/service-kit';
import { as } from './as.js';

type Command = Parameters<typeof command>[0];

/** The commands on what is there already, each a verb under its id: `POST /risk/…/:id/<verb>`. */
export const changes =
  (path: string, on: Command['on'], capability: (verb: string) => Command['as']) =>
  (verb: string, summary: string, type: string, body: NonNullable<Command['body']>, created = false): Route =>
    command({
      method: 'POST',
      path: `${path}/:id/${verb}`,
      summary,
      as: capability(verb),
      body,
      on,
      created,
      command: ({ body: sent }) => as(type, sent as object),
    });
