export * from './callers.js';
export * from './organisations.js';
export { MailCapture, type CapturedMail } from './captured-mail.js';
