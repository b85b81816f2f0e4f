/* global SwaggerUIBundle, window -- of the page that loads this file */

/** The filter of Swagger UI finds tags alone; this one finds operations whose path, name or text has every word. */
const searchOperations = () => ({
  fn: {
    opsFilter: (tags, phrase) => {
      const words = phrase.toLowerCase().split(/\s+/);
      const isFound = (one) => {
        const text = ['summary', 'operationId', 'description'].map((name) => one.getIn(['operation', name]));
        const searched = [one.get('method'), one.get('path'), ...text].join(' ').toLowerCase();
        return words.every((word) => searched.includes(word));
      };
      return tags
        .map((tag) => tag.update('operations', (operations) => operations.filter(isFound)))
        .filter((tag) => tag.get('operations').size > 0);
    },
  },
});

window.addEventListener('DOMContentLoaded', () => {
  SwaggerUIBundle({
    dom_id: '#swagger-ui',
    url: '/openapi.json',
    deepLinking: true,
    docExpansion: 'list',
    filter: true,
    defaultModelsExpandDepth: 0,
    validatorUrl: null,
    plugins: [searchOperations],
  });
});
