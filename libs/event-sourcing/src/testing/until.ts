/** Waits for something that comes about by itself; fails after `deadline` milliseconds, naming what did not come. */
export async function until(what: string, isSo: () => boolean, deadline = 20_000): Promise<void> {
  const end = performance.now() + deadline;
  while (!isSo()) {
    if (performance.now() > end) throw new Error(`waited ${deadline} ms in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
