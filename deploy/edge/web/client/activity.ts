// The server has heard from the user: in this window or in another one of the same session.
const channel = 'BroadcastChannel' in window ? new BroadcastChannel('ct-activity') : undefined;
const listeners: (() => void)[] = [];

channel?.addEventListener('message', () => listeners.forEach((tell) => tell()));

export function onActivity(tell: () => void): void {
  listeners.push(tell);
}

export function announceActivity(): void {
  listeners.forEach((tell) => tell());
  channel?.postMessage('active');
}
