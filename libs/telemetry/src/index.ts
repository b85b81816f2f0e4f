export { startTelemetry, type Telemetry, type TelemetryOptions } from './telemetry.js';
export { type TraceIds } from './trace-ids.js';
