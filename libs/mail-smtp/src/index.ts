export { SmtpMail, type SmtpSettings } from './smtp-mail.js';
