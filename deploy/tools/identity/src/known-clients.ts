import type { AdapterPayload } from 'oidc-provider';
import type { People } from './account.js';
import { KeptRecords } from './kept-records.js';
import { applicationClient } from './people-clients.js';

/** The clients of the server: machines as they were given at the start, and the application as it is now. */
export class KnownClients extends KeptRecords {
  constructor(readonly people: People | undefined) {
    super();
  }

  override async find(id: string): Promise<AdapterPayload | undefined> {
    const application = this.people?.application();
    if (application?.clientId === id) return { ...applicationClient(application) };
    return super.find(id);
  }
}
