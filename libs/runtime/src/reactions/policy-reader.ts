import { hasLeft, NO_RELATIONS, officeOf } from '@carethread/access';
import { Refusal } from '@carethread/contracts';
import { keptAs, type AnyDecider, type IndexValue } from '@carethread/event-sourcing';
import type { Instant } from '@carethread/ledger';
import type { PolicyReader, View } from '../definition.js';
import { factsKey } from '../read-side/standard-views.js';
import type { ProjectionRunner } from '../read-side/projection-runner.js';
import type { Subjects } from '../read-side/subjects.js';
import type { CommandHandler } from '../write-side/command-handler.js';
import { asStreamOf } from '../write-side/loaded-stream.js';

/** The service whose policies read. */
interface ReactingService {
  readonly commands: CommandHandler;
  readonly subjects: Subjects;
  readonly views: ProjectionRunner;
  decider(category: string): AnyDecider;
  now(): Instant;
  viewsCurrent(): Promise<void>;
}

/** What the policies of a service read on behalf of a tenant. */
export function policyReader(service: ReactingService, tenantId: string): PolicyReader {
  const { commands, subjects, views } = service;
  return {
    now: service.now(),
    facts: async <Facts>(subject: string) => keptAs<Facts>((await subjects.factsIn(tenantId, subject)).facts),
    state: async <State>(decider: { readonly category: string; readonly initial: State }, id: string) => {
      const stream = await commands.load(service.decider(decider.category), id);
      if (stream.damaged) throw new Refusal('RECORD_DAMAGED');
      return asStreamOf(stream, decider).state;
    },
    ids: (category, personId) => subjects.ids(category, personId),
    find: async <Doc extends object>(view: View<Doc>, where: Readonly<Record<string, IndexValue>>) => {
      // Never from what is behind: where the views' server is away, this is refused and tried again.
      await service.viewsCurrent();
      return (await views.view(view).find(where)).map(({ doc }) => doc);
    },
    office: async (personId, forRole, organisationId) =>
      officeOf(personId === null ? NO_RELATIONS : await subjects.relations(personId), forRole, organisationId),
    hasLeft: async (user, office) => hasLeft(await subjects.relations(factsKey(tenantId, user, null)), office),
    keysIn: async (view, scope, limit) => {
      await service.viewsCurrent();
      const [keys = []] = await views.lists(view.name).keysInEach(tenantId, [scope], limit);
      return keys;
    },
    pseudonym: async () => Promise.reject(new Error('pseudonyms belong to commands')),
  };
}
