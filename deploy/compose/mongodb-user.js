/* global db, require -- both are the shell’s own */
// Run once by the image when its volume is new: a user for the views, who can do nothing outside their database.
const password = require('node:fs').readFileSync('/run/secrets/mongodb_views_password', 'utf8').trim();
db.getSiblingDB('carethread').createUser({
  user: 'carethread_views',
  pwd: password,
  roles: [{ role: 'readWrite', db: 'carethread' }],
});
