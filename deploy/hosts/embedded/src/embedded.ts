import { present } from '@carethread/ledger';
import { assessment } from '@carethread/assessment';
import { carePlanService } from '@carethread/care-plan';
import { consent } from '@carethread/consent';
import { cpaCoordination } from '@carethread/cpa-coordination';
import { reviewService } from '@carethread/review';
import { risk } from '@carethread/risk';
import { embeddedEdge, mountFront } from '@carethread/gateway';
import { startServices, type Platform, type ServiceDefinition, type Settings } from '@carethread/service-kit';
import { type TimeSources } from '@carethread/runtime';

/** All six, in one process: the length of this list is the only difference to a service alone. */
export const services: readonly ServiceDefinition[] = [
  assessment,
  carePlanService,
  risk,
  reviewService,
  consent,
  cpaCoordination,
];

export async function startEmbedded(settings: Settings, time?: TimeSources): Promise<Platform> {
  const platform = await startServices(
    services.filter(({ name }) => settings.services.includes(name)),
    settings,
    present({ behindFront: false, time }),
  );
  mountFront(embeddedEdge(platform));
  return platform;
}
