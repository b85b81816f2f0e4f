export * from './address.js';
export * from './s3-attachments.js';
