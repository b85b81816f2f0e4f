export * from './callers.js';
export * from './organisations.js';
export * from './receiver.js';
export { MailCapture, type CapturedMail } from './captured-mail.js';
