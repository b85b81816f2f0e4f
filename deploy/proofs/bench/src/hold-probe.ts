import { monitorEventLoopDelay } from 'node:perf_hooks';

// Loaded into a server before anything else (`--import`): answers each message with the longest time that its event loop was held.
const delays = monitorEventLoopDelay({ resolution: 1 });
delays.enable();
process.on('message', (message) => {
  if (message === 'begin') delays.reset();
  process.send?.({ longest: delays.max / 1e6 });
});
