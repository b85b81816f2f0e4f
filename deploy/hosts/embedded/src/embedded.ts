import { present } from '@carethread/ledger';
import { embeddedEdge, mountFront } from '@carethread/gateway';
import { loadServices, selectedServices } from '@carethread/services';
import { startServices, type Platform, type Settings } from '@carethread/service-kit';
import { type TimeSources } from '@carethread/runtime';

/** All of them, in one process: the length of this list is the only difference to a service alone. */
export const services = await loadServices();

export async function startEmbedded(settings: Settings, time?: TimeSources): Promise<Platform> {
  const wanted = selectedServices(settings.services);
  const platform = await startServices(
    services.filter(({ name }) => wanted.includes(name)),
    settings,
    present({ behindFront: false, time }),
  );
  mountFront(embeddedEdge(platform));
  return platform;
}
