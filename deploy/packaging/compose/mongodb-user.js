/* global db, process, require -- all are the shell’s own */
// Run once by the image when its volume is new: a user for the services, who can do nothing outside their databases. Each service has
// one for views, and one for what must outlive them.
const namespace = process.env.CARETHREAD_NAMESPACE;
// generated: names of services (npm run generate)
const services = ['assessment', 'care-plan', 'risk', 'review', 'consent', 'cpa-coordination'];
// end of generated
db.getSiblingDB('carethread').createUser({
  user: 'carethread_views',
  pwd: require('node:fs').readFileSync('/run/secrets/mongodb_views_password', 'utf8').trim(),
  roles: services
    .flatMap((service) => [`${namespace}_${service}`, `${namespace}_${service}_kept`])
    .map((database) => ({ role: 'readWrite', db: database })),
});
