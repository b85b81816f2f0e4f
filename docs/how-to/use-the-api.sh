#!/bin/sh
# The calls of use-the-api.md, in order: sh docs/how-to/use-the-api.sh http://127.0.0.1:3000
# Needs curl, and a platform in test mode on an empty data folder. All names are synthetic.
set -eu
curl() { command curl --fail-with-body "$@"; } # ends the script at a refusal

# snippet: set-up
url=${1:-http://127.0.0.1:3000}
json='content-type: application/json'
tenant=7b6f3c1e-2f7a-4d0e-9a55-0c4a1d2e3f40
council=0b0e7a52-6f3e-4c1a-9d3b-2f6f3f0c9a11
member() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p"; } # the text of one member of an answer
# end of snippet

# snippet: clock
curl -sS -X PUT "$url/test/clock" -H "$json" -d '{"now":"2026-03-02T09:00:00.000Z"}'
# end of snippet
echo

# snippet: token
token=$(curl -sS "$url/test/tokens" -H "$json" -d '{
  "userId": "c2b2f1d0-51a4-4c3e-8a1b-6d3c9f0e7a21",
  "tenantId": "'"$tenant"'",
  "organisationId": "'"$council"'",
  "roles": ["AS"],
  "qualifications": ["assessor"]
}' | member accessToken)
auth="authorization: Bearer $token"
# end of snippet

# snippet: configure
admin=$(curl -sS "$url/test/tokens" -H "$json" -d '{
  "userId": "c2b2f1d0-51a4-4c3e-8a1b-6d3c9f0e7a22", "tenantId": "'"$tenant"'", "roles": ["PA"]
}' | member accessToken)
curl -sS -X PUT "$url/assessment/organisations/$council" -H "authorization: Bearer $admin" -H "$json" -d '{
  "kind": "council", "name": "Synthetic council", "jurisdiction": "ENG"
}'
# end of snippet
echo

# snippet: command
key=$(date +%s)-register
register() {
  curl -sS "$url/assessment/persons" -H "$auth" -H "$json" -H "idempotency-key: $key" -d '{
    "name": { "given": "Synthetic", "family": "Person" },
    "dateOfBirth": "1941-05-04", "firstLanguage": "en", "groups": ["olderPerson"]
  }'
}
person=$(register | member id)
# end of snippet

# snippet: again
again=$(register | member id)
# end of snippet
[ "$again" = "$person" ] || { echo "the same key made another person"; exit 1; }

# snippet: wait-for
position=$(curl -sS "$url/assessment/assessments" -H "$auth" -H "$json" -H "idempotency-key: $key-1" -d '{
  "personId": "'"$person"'", "kind": "councilNeeds", "reason": "referral"
}' | member position)

curl -sS "$url/care-plan/plans?personId=$person" -H "$auth" -H "prefer: wait-for=$position"
# end of snippet
echo

# snippet: paging
curl -sS "$url/assessment/assessments" -H "$auth" -H "$json" -H "idempotency-key: $key-2" -d '{
  "personId": "'"$person"'", "kind": "carers", "reason": "referral"
}'

first=$(curl -sS "$url/assessment/assessments?personId=$person&limit=1" -H "$auth")
next=$(printf %s "$first" | member next)
curl -sS "$url/assessment/assessments?personId=$person&limit=1&after=$next" -H "$auth"
# end of snippet
echo
[ -n "$next" ] || { echo "the first page named no next one: $first"; exit 1; }

# snippet: my-work
curl -sS "$url/assessment/tasks?mine=true" -H "$auth"
# end of snippet
echo

# snippet: all-work
curl -sS "$url/overview/work?mine=true" -H "$auth"
curl -sS "$url/overview/persons/$person" -H "$auth"
# end of snippet
echo

# snippet: advance
curl -sS -X PUT "$url/test/clock" -H "$json" -d '{"advance":"P1D"}'
# end of snippet
echo

# snippet: if-match
etag=$(curl -sSI "$url/assessment/persons/$person" -H "$auth" | sed -n 's/^etag: \(.*[^[:space:]]\).*/\1/p')
correct() {
  curl -sS -X PATCH "$url/assessment/persons/$person/basic-information" -H "$auth" -H "$json" -H "if-match: $etag" -d '{
    "field": "dateOfBirth", "to": "1941-05-14", "reason": "typed wrongly"
  }'
}
correct
# end of snippet
echo

curl() { command curl "$@"; } # from here on refusals are meant

# snippet: stale
stale=$(correct)
# end of snippet
printf '%s\n' "$stale"
printf %s "$stale" | grep -q '"code":"STALE_VERSION"' || { echo "an old ETag was taken"; exit 1; }

# snippet: refused
refused=$(curl -sS "$url/assessment/persons" -H "$auth" -H "$json" -H "idempotency-key: $key-3" -d '{"firstLanguag":"en"}')
# end of snippet
printf '%s\n' "$refused"
printf %s "$refused" | grep -q 'is firstLanguage meant?' || { echo "the misspelt member is not named"; exit 1; }

curl() { command curl --fail-with-body "$@"; }

# snippet: known-at
before=$(curl -sS "$url/assessment/persons/$person?knownAt=2026-03-02T12:00:00.000Z" -H "$auth" | member dateOfBirth)
now=$(curl -sS "$url/assessment/persons/$person" -H "$auth" | member dateOfBirth)
# end of snippet
[ "$before $now" = "1941-05-04 1941-05-14" ] || { echo "known at: $before, now: $now"; exit 1; }
echo "every call was answered as the page says"
