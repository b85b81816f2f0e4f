import { commandOf, type Created, type Fits, type Route } from '@carethread/http-api';
import { review } from '../../domain/review/decider.js';
import type { ReviewCommand } from '../../domain/review/commands.js';

export const REVIEWS = '/review/reviews';

/** A command on a review that is held: `POST /review/reviews/:id/<path>`. */
export function reviewCommand<Type extends ReviewCommand['type'], Body extends object>(
  type: Type,
  {
    path,
    summary,
    body,
    answers = 200,
  }: {
    readonly path: string;
    readonly summary: string;
    readonly body: (new () => Body) & Fits<Body, ReviewCommand, Type>;
    readonly answers?: Created;
  },
): Route {
  const route = { method: 'POST', path: `${REVIEWS}/:id/${path}`, capability: 'holdReview', summary, answers } as const;
  return commandOf(review, type)({ ...route, body });
}
