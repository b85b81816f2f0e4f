// The first element of the body, and not deferred: components of GOV.UK refuse to start where the class was set later.
document.body.classList.add('js-enabled');
if ('noModule' in HTMLScriptElement.prototype) document.body.classList.add('govuk-frontend-supported');
