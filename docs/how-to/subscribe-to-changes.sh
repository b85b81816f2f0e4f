#!/bin/sh
# The calls of subscribe-to-changes.md: sh docs/how-to/subscribe-to-changes.sh URL TOKEN
# TOKEN is one of the provider's machine, with the scopes notices.read, notices.acknowledge and plans.read.
set -eu
curl() { command curl --fail-with-body "$@"; } # ends the script at a refusal
url=$1
token=$2

# snippet: set-up
auth="authorization: Bearer $token"
json='content-type: application/json'
member() { sed -n "s/.*\"$1\":\"\{0,1\}\([^\",}]*\).*/\1/p"; } # the last member of that name in an answer
# end of snippet

# snippet: feed
page=$(curl -sS "$url/care-plan/notices?limit=100" -H "$auth")
next=$(printf %s "$page" | member next) # keep it: the next page begins after it
# end of snippet
printf '%s\n' "$page"

# snippet: wait
curl -sS "$url/care-plan/notices?after=$next&wait=PT1S" -H "$auth"
# end of snippet
echo

# snippet: fetch
version=$(printf %s "$page" | member version) # links.version of the last notice that has one
position=$(printf %s "$page" | member waitFor)
curl -sS "$url$version" -H "$auth" -H "prefer: wait-for=$position"
# end of snippet
echo

# snippet: stream
curl -sSN "$url/care-plan/notices" -H "$auth" -H 'accept: text/event-stream' --max-time 2 || true
# end of snippet

# snippet: stream-again
curl -sSN "$url/care-plan/notices" -H "$auth" -H 'accept: text/event-stream' -H "last-event-id: $next" --max-time 2 || true
# end of snippet

# snippet: acknowledge
curl -sS "$url/care-plan/notices/acknowledgements" -H "$auth" -H "$json" \
  -H "idempotency-key: up-to-$next" -d "{\"upTo\":\"$next\"}"
# end of snippet
echo

# snippet: subscriptions
curl -sS "$url/care-plan/subscriptions?state=active" -H "$auth"
# end of snippet
echo
echo "every call was answered as the page says"
