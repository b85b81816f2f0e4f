import { tokenLines } from '@carethread/gateway';
import type { Platform } from '@carethread/service-kit';
import { resolve } from 'node:path';

/** What a start prints once the platform listens. */
export function readyLines({ settings, operatorUrl }: Platform, url: string): string {
  const pages = settings.web ? [`  pages:  ${settings.webUrl ?? url}`] : [];
  return [
    `Carethread is ready at ${url}  (mode: ${settings.mode})`,
    ...pages,
    `  data:   ${resolve(settings.data)}`,
    ...tokenLines(settings.mode, url),
    `  routes: ${url}/docs`,
    `  metrics: ${operatorUrl()}/metrics`,
    '  stop:   Ctrl+C',
    '',
  ].join('\n');
}
