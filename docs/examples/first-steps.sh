#!/bin/sh
# The first steps of the README: sh docs/examples/first-steps.sh http://127.0.0.1:3000
# Needs curl, and a platform in demo mode. All names are synthetic.
set -eu
curl() { command curl --fail-with-body "$@"; } # ends the script at a refusal

# snippet: steps
url=${1:-http://127.0.0.1:3000}
json='content-type: application/json'
token() { curl -s "$url/test/tokens" -H "$json" -d "$1" | sed 's/.*"accessToken":"\([^"]*\)".*/\1/'; }
user() { curl -s "$url/demo/users" | tr '{' '\n' | grep "\"$1\"" | sed 's/.*"userId":"\([^"]*\)".*/\1/'; }

assessor=$(token "{\"userId\":\"$(user AS)\"}")
person=$(curl -s "$url/assessment/persons" -H "authorization: Bearer $assessor" -H "$json" \
  -H "idempotency-key: $(date +%s)" -d '{
    "name": { "given": "Synthetic", "family": "Person '$(date +%s)'" },
    "dateOfBirth": "1941-05-04", "firstLanguage": "en", "groups": ["olderPerson"]
  }' | sed 's/^{"id":"\([^"]*\)".*/\1/')

self=$(token "{\"userId\":\"$(user PE)\",\"personId\":\"$person\"}")
curl -s "$url/assessment/persons/$person" -H "authorization: Bearer $self"
# end of snippet
