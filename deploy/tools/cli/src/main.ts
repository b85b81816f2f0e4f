import { runCli } from './cli.js';

// Exports and back-ups are readable by their owner alone.
process.umask(0o077);
// A reader that has seen enough closes the pipe: that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 2));
const code = await runCli(process.argv.slice(2), process.env);
// A pipe takes less at once than a long answer has; what a driver still holds open need not be waited for.
process.stdout.write('', () => process.exit(code));
