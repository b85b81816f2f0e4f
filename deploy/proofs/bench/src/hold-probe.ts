import { monitorEventLoopDelay } from 'node:perf_hooks';

// Loaded into a server before anything else (`--import`): says, when it is asked, for how long its event loop was held at most.
const delays = monitorEventLoopDelay({ resolution: 1 });
delays.enable();
process.on('message', (asked) => {
  if (asked === 'begin') delays.reset();
  process.send?.({ longest: delays.max / 1e6 });
});
