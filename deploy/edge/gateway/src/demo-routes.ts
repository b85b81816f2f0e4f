import { fault, Id, malformed, Refusal } from '@carethread/contracts';
import { requireBody } from '@carethread/http-api';
import type { Gateway } from './edge.js';
import { withProblems } from './with-problems.js';
import { DEMO_USERS, personInDemo, type DemoUser } from './demo-users.js';

class DemoTokenBody {
  @Id() userId!: string;
  @Id({ optional: true }) personId?: string;
}

/** Demo mode serves tokens for its fixed users and nothing else. */
export function demoRoutes({ fastify, issuer }: Gateway): void {
  fastify.get('/demo/users', () => ({ items: DEMO_USERS }));
  fastify.post(
    '/test/tokens',
    withProblems((request) => {
      const asked = requireBody(DemoTokenBody, request.body);
      if (issuer === undefined) throw new Refusal('NOT_FOUND');
      return issuer.issue(demoUser(asked));
    }),
  );
}

/** Whom a token is for. Throws NOT_FOUND for a user that is not listed, MALFORMED where the person is missing or of no use. */
export function demoUser({ userId, personId }: { readonly userId: string; readonly personId?: string }): DemoUser {
  const user = DEMO_USERS.find((one) => one.userId === userId.toLowerCase());
  if (user === undefined)
    throw new Refusal('NOT_FOUND', ['/userId'], 'There is no such demo user: GET /demo/users lists them');
  const needsPerson = user.needs?.includes('personId') === true;
  if (needsPerson && personId === undefined)
    return malformed(
      fault('/personId', 'required', 'is missing: the id of a person registered by POST /assessment/persons'),
    );
  if (!needsPerson && personId !== undefined)
    malformed(fault('/personId', 'notAllowed', 'only the demo user with the role PE stands for a person'));
  return personId === undefined ? user : personInDemo(user, personId.toLowerCase());
}
