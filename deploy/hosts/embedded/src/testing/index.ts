export * from './callers.js';
export * from './organisations.js';
export * from './receiver.js';
export { MailCapture, type CapturedMail } from './captured-mail.js';
export { startWithPages, type PageUser, type PlatformWithPages } from './platform-with-pages.js';
