#!/bin/sh
# The calls of integrate-a-provider.md: sh docs/how-to/integrate-a-provider.sh URL TOKEN PERSON
# TOKEN is one of the provider's machine (role SY), PERSON somebody whom the provider serves. All names are synthetic.
set -eu
curl() { command curl --fail-with-body "$@"; } # ends the script at a refusal
url=$1
token=$2
person=$3

# snippet: set-up
auth="authorization: Bearer $token"
json='content-type: application/json'
member() { sed -n "s/.*\"$1\":\"\{0,1\}\([^\",}]*\).*/\1/p"; } # the last member of that name in an answer
# end of snippet

# snippet: subscription
subscription=$(curl -sS "$url/care-plan/subscriptions?personId=$person" -H "$auth" | member id)
# end of snippet
[ -n "$subscription" ] || { echo "no subscription"; exit 1; }

# snippet: notices
page=$(curl -sS "$url/care-plan/subscriptions/$subscription/notices?limit=100" -H "$auth")
number=$(printf %s "$page" | member noticeNo)
plan=$(printf %s "$page" | member planId)
version=$(printf %s "$page" | member versionNo)
cursor=$(printf %s "$page" | member cursor)
# end of snippet
printf '%s\n' "$page"

# snippet: fetch
curl -sS "$url/care-plan/plans/$plan/versions/$version" -H "$auth" -H 'x-purpose: provision'
# end of snippet
echo

# snippet: acknowledge
curl -sS "$url/care-plan/subscriptions/$subscription/acknowledgements" -H "$auth" -H "$json" \
  -H "idempotency-key: $subscription-$number" -d "{\"noticeNo\":$number}"
# end of snippet
echo

# snippet: read-on
rest=$(curl -sS "$url/care-plan/subscriptions/$subscription/notices?after=$cursor" -H "$auth")
# end of snippet
printf '%s\n' "$rest"
[ "$rest" = '{"items":[]}' ] || { echo "there is more after the last cursor"; exit 1; }
echo "every call was answered as the page says"
