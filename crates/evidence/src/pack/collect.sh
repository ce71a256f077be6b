#!/usr/bin/env bash
# Collects what shows how provisioning from Microsoft Entra ID to Talkdesk is
# set up, into one file for scimdesk. Created by scimdesk.
#
# It only reads. The file has no secret, and no names of users: values of
# credentials, identities of users and values of the log are left out. It has
# the notification email addresses.
#
# Needs: bash, jq 1.6 or newer, and the Azure CLI signed in with: az login
# An application by its ID: SERVICE_PRINCIPAL_ID=ID bash scimdesk-evidence.sh
# Another file:             OUT=FILE bash scimdesk-evidence.sh
#
# Names in single quotes are those of jq:
# shellcheck disable=SC2016
set -euo pipefail
umask 077

graph_url=https://graph.microsoft.com/v1.0
max_pages=50
out=${OUT:-scimdesk-evidence.json}
status=0
failed=0
count=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

say() {
  printf '%s\n' "$*" >&2
}

fail() {
  say "Stopped: $*"
  exit 1
}

command -v az >/dev/null || fail 'the Azure CLI (az) is not installed. Install it, then run the script again.'
command -v jq >/dev/null || fail 'jq is not installed. Install it, then run the script again.'

cat >"$work/plan.json" <<'PLAN'
@PLAN@
PLAN
: >"$work/responses"

# What jq prints about an error describes the program and not what to do.
jq() {
  command jq "$@" 2>/dev/null
}

plan() {
  jq -r "$1" "$work/plan.json"
}

# read_graph URL: sends one request that reads. Leaves the HTTP status in
# $status, which is 0 without a response, and the body in response.json.
read_graph() {
  local text
  if az rest --method GET --url "$1" --output json >"$work/response.json" 2>"$work/error.txt"; then
    status=200
    jq -e . "$work/response.json" >/dev/null || status=0
    return
  fi
  # The Azure CLI reports the reason phrase of the status, and the body in
  # parentheses.
  text=$(cat "$work/error.txt")
  text=${text#*ERROR: }
  case ${text%%(*} in
    'Bad Request'*) status=400 ;;
    'Unauthorized'*) status=401 ;;
    'Forbidden'*) status=403 ;;
    'Not Found'*) status=404 ;;
    'Too Many Requests'*) status=429 ;;
    'Internal Server Error'*) status=500 ;;
    'Bad Gateway'*) status=502 ;;
    'Service Unavailable'*) status=503 ;;
    'Gateway Timeout'* | 'Gateway Time-out'*) status=504 ;;
    *) case $text in *'({'*) status=400 ;; *) status=0 ;; esac ;;
  esac
  text=${text#*(}
  printf '%s' "${text%)*}" >"$work/response.json"
}

# add KIND PATH STATUS: adds the body in body.json as a response.
add() {
  jq -c --arg kind "$1" --arg request "GET $2" --argjson status "$3" \
    '{kind: $kind, request: $request, status: $status, body: .}' "$work/body.json" >>"$work/responses"
  count=$((count + 1))
  if [ "$3" = 200 ]; then
    say "Read: $1"
  else
    failed=$((failed + 1))
    say "Not read: $1 (status $3)"
  fi
}

# add_error KIND PATH: adds the error of the last request, without what
# identifies the request.
add_error() {
  jq -c '{error: {code: (.error.code // ""), message: (.error.message // "")}}' "$work/response.json" >"$work/body.json" ||
    : >"$work/body.json"
  [ -s "$work/body.json" ] || printf 'null' >"$work/body.json"
  add "$1" "$2" "$status"
}

add_missing() {
  jq -n --arg code "$3" '{error: {code: $code, message: ""}}' >"$work/body.json"
  add "$1" "$2" 0
}

# read_one KIND PATH: reads one response and adds it. Leaves it in one.json.
read_one() {
  : >"$work/one.json"
  read_graph "$graph_url$2"
  if [ "$status" != 200 ]; then
    add_error "$1" "$2"
    return
  fi
  cp "$work/response.json" "$work/body.json"
  cp "$work/response.json" "$work/one.json"
  add "$1" "$2" 200
}

# read_list KIND PATH FILTER: reads all pages of a list, with what the filter
# leaves of each element.
read_list() {
  local page=0 next=$graph_url$2 context=''
  : >"$work/elements"
  while [ -n "$next" ] && [ "$page" -lt "$max_pages" ]; do
    read_graph "$next"
    if [ "$status" != 200 ]; then
      [ "$page" -gt 0 ] && break
      add_error "$1" "$2"
      return
    fi
    [ "$page" -gt 0 ] || context=$(jq -r '."@odata.context" // ""' "$work/response.json")
    jq -c "(.value // [])[] | select(. != null) | $3" "$work/response.json" >>"$work/elements" || break
    next=$(jq -r '."@odata.nextLink" // ""' "$work/response.json")
    page=$((page + 1))
    case $next in
      '' | "$graph_url"/*) ;;
      *) break ;;
    esac
  done
  # With a next page the list is not whole.
  jq -s --arg context "$context" --arg next "$next" \
    '{"@odata.context": $context, value: .} + if $next == "" then {} else {"@odata.nextLink": "more"} end' \
    "$work/elements" >"$work/body.json"
  add "$1" "$2" 200
}

# only_id TEXT: the text, if it is an id that may become part of an address.
only_id() {
  case $1 in
    '' | *[!A-Za-z0-9._-]*) ;;
    *) printf '%s' "$1" ;;
  esac
}

path=$(plan .applicationPath)
read_one application "$path"
wanted=${SERVICE_PRINCIPAL_ID:-$(plan '.servicePrincipalId // ""')}
found=$(jq -r --arg wanted "$wanted" \
  '[(.value // [])[] | select(.id != null and ($wanted == "" or .id == $wanted))] | if length == 1 then .[0] | "\(.id) \(.appId // "")" else "" end' \
  "$work/one.json" || true)
sp=$(only_id "${found%% *}")
app_id=$(only_id "${found#* }")

if [ -z "$sp" ]; then
  for kind in configured credentials mappings usersAssigned healthy; do
    add_missing "$kind" '' ApplicationNotKnown
  done
else
  base=/servicePrincipals/$sp
  read_one configured "$base/synchronization/jobs"
  job=$(jq -r --slurpfile plan "$work/plan.json" \
    '$plan[0] as $plan | [(.value // [])[] | select(.templateId as $id | $plan.jobTemplates | index([$id])) | .id // "" | select($plan.jobId == null or . == $plan.jobId)] | if length == 1 then .[0] else "" end' \
    "$work/one.json" || true)
  job=$(only_id "$job")
  # Entra shows * in place of each value; what is not * is replaced by it, but
  # for the notification settings.
  read_list credentials "$base/synchronization/secrets" \
    '{key: (.key // ""), value: (if .key == "SyncNotificationSettings" then .value // "" elif (.value // "") == "" then "" else "*" end)}'
  if [ -n "$job" ]; then
    read_one mappings "$base/synchronization/jobs/$job/schema"
  else
    add_missing mappings "$base/synchronization/jobs" JobNotKnown
  fi
  if [ "$(plan .readsAppRoles)" = true ] && [ -n "$app_id" ]; then
    read_one appRoles "/applications(appId='$app_id')?\$select=appId,appRoles"
  fi
  read_list usersAssigned "$base/appRoleAssignedTo?\$top=999" '{principalType, appRoleId, resourceId}'
  if [ -n "$job" ]; then
    read_list healthy "/auditLogs/provisioning?\$filter=jobId%20eq%20%27$job%27" \
      '{id, activityDateTime, jobId, cycleId, provisioningAction, provisioningSteps: [(.provisioningSteps // [])[] | {status}], provisioningStatusInfo: ({status: .provisioningStatusInfo.status} + if .provisioningStatusInfo.errorInformation.errorCode then {errorInformation: {errorCode: .provisioningStatusInfo.errorInformation.errorCode}} else {} end)}'
  else
    add_missing healthy /auditLogs/provisioning JobNotKnown
  fi
fi

jq -s --arg collected "$(date -u +%Y-%m-%dT%H:%M:%S.000Z)" \
  '{scimdeskEvidence: 1, collectedAt: $collected, responses: .}' "$work/responses" >"$work/pack.json" ||
  fail 'the responses could not be put together. Run the script again.'
cat "$work/pack.json" >"$out" || fail "the file $out could not be written."
say "Done: $((count - failed)) of $count responses are in $out"
