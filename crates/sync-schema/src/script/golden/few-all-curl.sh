#!/usr/bin/env bash
# Sets up provisioning from Microsoft Entra ID to Talkdesk with Microsoft Graph.
# Made by scimdesk. There is no secret in it; it asks for the token.
#
# Each step looks first and changes only what is not yet as it should be, so
# after an error run all of it again.
#
# Needs: bash, jq 1.6 or newer, curl 7.76 or newer, and an access token for Microsoft Graph.
# Dry run, which only reads:    DRY_RUN=1 bash talkdesk-provisioning.sh
# An application by its id:     SERVICE_PRINCIPAL_ID=ID bash talkdesk-provisioning.sh
#
# Names in single quotes are those of jq:
# shellcheck disable=SC2016
set -euo pipefail
umask 077

graph_url=https://graph.microsoft.com/v1.0
dry_run=${DRY_RUN:-}
sp=${SERVICE_PRINCIPAL_ID:-}
job=''
status=0
attempts=0
once=''
users_failed=0
users_stopped=''
work=$(mktemp -d)

say() {
  printf '%s\n' "$*" >&2
}

fail() {
  say "Stopped: $*"
  : >"$work/stopped"
  exit 1
}

# A script that stops early always prints one sentence last.
finish() {
  local code=$?
  if [ "$code" -ne 0 ] && [ ! -e "$work/stopped" ]; then
    case $code in
      130 | 143) say 'Stopped: the script was interrupted. Run it again.' ;;
      *) say 'Stopped: a command failed unexpectedly. Run the script again.' ;;
    esac
  fi
  rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

cat >"$work/plan.json" <<'PLAN'
{
  "applicationTemplate": "8adf8e6e-67b2-4cf2-a259-e3dc5476c621",
  "attributes": [],
  "directoryNames": [
    "Microsoft Entra ID",
    "Azure Active Directory"
  ],
  "displayName": "Talkdesk",
  "jobTemplates": [
    "scim",
    "customappsso"
  ],
  "operations": "Add,Update,Delete",
  "rows": [],
  "tenantUrl": "https://api.talkdeskapp.com/scim/v2",
  "usersFile": "users.csv"
}
PLAN

# What jq prints about an error describes the program and not what to do.
jq() {
  command jq "$@" 2>/dev/null
}

plan() {
  jq -r "$1" "$work/plan.json"
}

# send METHOD URL [BODY-FILE]: sends one request. Leaves the HTTP status in
# $status, which is 0 without a response, and the body in response.json.
send() {
  local url=$2 body=${3:-} method
  method=$(printf '%s' "$1" | tr '[:lower:]' '[:upper:]')
  retry_after=''
  : >"$work/response.json"
  : >"$work/headers.txt"
  set -- -sS -m 100 -K "$work/access" -o "$work/response.json" -D "$work/headers.txt" -w '%{http_code}'
  if [ -n "$body" ]; then
    set -- "$@" -X "$method" -H 'Content-Type: application/json' --data-binary "@$body"
  elif [ "$method" != GET ]; then
    set -- "$@" -X "$method" -d ''
  fi
  curl_code=0
  status=$(curl "$@" "$url" 2>/dev/null) || curl_code=$?
  [ "$curl_code" -eq 0 ] || status=0
  case $status in
    429 | 503 | 504)
      retry_after=$(tr -d '\r' <"$work/headers.txt" | sed -n 's/^[Rr]etry-[Aa]fter: *\([0-9]\{1,6\}\)$/\1/p' | tail -n 1)
      ;;
  esac
}

# Why there was no response.
no_response() {
  printf 'there is no response from Microsoft Graph (curl error %s). Check the connection and run the script again.' "$curl_code"
}

# The access token goes into a file that only you can read, because words of a
# command can be seen by others on the same computer. bash -x would print it.
sign_in() {
  local access traced='' wrong=''
  printf 'Access token for Microsoft Graph (not shown): ' >&2
  case $- in *x*) traced=1 ;; esac
  { set +x; } 2>/dev/null
  IFS= read -rs access || true
  case $access in
    '' | *[!A-Za-z0-9._~+/=-]*) wrong=1 ;;
  esac
  printf 'header = "Authorization: Bearer %s"\n' "$access" >"$work/access"
  unset access
  [ -z "$traced" ] || set -x
  say ''
  [ -z "$wrong" ] || fail 'this is not an access token. Copy it without the word Bearer.'
}

# request METHOD PATH [BODY-FILE]: sends a request, and sends it again where
# Entra asks to wait. When $once is set, the request creates something and
# may have done so in spite of a status 503 or 504.
request() {
  local method=$1 url=$2 seconds
  shift 2
  case $url in "$graph_url"/*) ;; /*) url=$graph_url$url ;; *) fail 'Microsoft Graph returned a next page outside Microsoft Graph v1.0.' ;; esac
  attempts=0
  for seconds in 5 10 20 40 80 0; do
    attempts=$((attempts + 1))
    send "$method" "$url" "$@"
    case $status in
      429) ;;
      503 | 504) [ -z "$once" ] || return 0 ;;
      *) return 0 ;;
    esac
    [ "$seconds" -gt 0 ] || return 0
    [ -z "$retry_after" ] || seconds=$retry_after
    [ "$seconds" -le 600 ] || return 0
    say "Microsoft Graph is busy (status $status). Waiting $seconds seconds"
    sleep "$seconds"
  done
}

# The status of the last response with Graph's own message.
reason() {
  local message
  message=$(jq -r '.error | .message // .code // empty | strings | .[:300] | gsub("[[:cntrl:][:space:]]+"; " ")' "$work/response.json" || true)
  printf 'status %s%s' "$status" "${message:+: $message}"
}

# describe DOING: one sentence about the status of the last response.
describe() {
  case $status in
    0) no_response ;;
    401) printf 'Microsoft Graph does not accept the access token (%s). Get a new one and run the script again.' "$(reason)" ;;
    403) printf 'your account or this sign-in does not have permission for %s (%s). Ask an administrator for the permission, then run the script again.' "$1" "$(reason)" ;;
    429 | 503 | 504) printf 'Microsoft Graph is still busy during %s (%s). Wait a few minutes, then run the script again.' "$1" "$(reason)" ;;
    *) printf 'Microsoft Graph did not carry out %s (%s). Fix the cause, then run the script again.' "$1" "$(reason)" ;;
  esac
}

# expect DOING: stops unless the last request succeeded.
expect() {
  case $status in
    2??) ;;
    *) fail "$(describe "$1")" ;;
  esac
}

# read_json DOING FILE FILTER [ARGUMENTS]: prints what the filter finds. A
# member that is needed and missing stops the script.
read_json() {
  local doing=$1 file=$2 filter=$3 code=0
  shift 3
  command jq -r --slurpfile plan "$work/plan.json" "$@" '
    def need($name): if . == null then ($name | halt_error(3)) else . end;
    def need_id($name): need($name) | if type == "string" and test("\\A[A-Za-z0-9._-]*[A-Za-z0-9][A-Za-z0-9._-]*\\z") then .
      else ("usable " + $name | halt_error(3)) end;
    '"$filter" "$work/$file" 2>"$work/missing.txt" || code=$?
  case $code in
    0) ;;
    3) fail "the response to $doing has no $(head -c 200 "$work/missing.txt")." ;;
    *) fail "the response to $doing does not have the format that Microsoft Graph documents." ;;
  esac
}

# all PATH DOING: every element of a list, over all its pages, as one JSON list
# in response.json.
all() {
  local next=$1 pages=0
  : >"$work/pages.json"
  while [ -n "$next" ]; do
    pages=$((pages + 1))
    [ "$pages" -le 2000 ] || fail "$2 has more than 2,000 pages."
    request get "$next"
    expect "$2"
    read_json "$2" response.json '.["@odata.nextLink"] // "", (.value | need("value") | tojson)' >"$work/page.txt"
    next=$(head -n 1 "$work/page.txt")
    tail -n +2 "$work/page.txt" >>"$work/pages.json"
  done
  jq -s 'add' "$work/pages.json" >"$work/response.json"
}

# wait_for PATH: a new object is not everywhere at once.
wait_for() {
  local try
  for try in 1 2 3 4 5 6 7 8 9 10 11 12; do
    request get "$1"
    [ "$status" = 404 ] || break
    say "Waiting for Entra ($try of 12)"
    sleep 5
  done
  [ "$status" != 404 ] || fail 'the new application did not appear. Wait a few minutes, then run the script again.'
  expect 'looking for the new application'
}

# create FIND VARIABLE DOING PATH: creates an object with body.json. After a
# status that leaves open whether it exists, only looks for it.
create() {
  local sentence try
  once=1
  request post "$4" "$work/body.json"
  once=''
  case $status in
    0 | 5??) ;;
    *)
      expect "$3"
      return
      ;;
  esac
  sentence=$(describe "$3")
  for try in 1 2 3 4 5 6 7 8 9 10 11 12; do
    say "Waiting for Entra ($try of 12)"
    sleep 5
    "$1"
    [ -z "${!2}" ] || return 0
  done
  fail "$sentence"
}

find_app() {
  case $sp in
    *[!0-9a-fA-F-]*) fail 'SERVICE_PRINCIPAL_ID is not an object id.' ;;
    ?*) return ;;
  esac
  local path doing='the search for the application'
  path=$(plan '.displayName | gsub("\u0027"; "\u0027\u0027") | @uri
    | "/servicePrincipals?$filter=displayName%20eq%20%27\(.)%27&$select=id,displayName"')
  all "$path" "$doing"
  read_json "$doing" response.json '.[] | .id | need_id("id")' >"$work/apps.txt"
  if [ "$(grep -c '' "$work/apps.txt")" -gt 1 ]; then
    say 'Applications with this name:'
    cat "$work/apps.txt" >&2
    fail 'several applications have this name. Choose one with SERVICE_PRINCIPAL_ID=ID.'
  fi
  sp=$(cat "$work/apps.txt")
}

create_app() {
  local name doing='creating the application'
  find_app
  if [ -n "$sp" ]; then
    say "Application: already exists ($sp)"
    return
  fi
  name=$(plan '.displayName | gsub("[[:cntrl:]]+"; " ")')
  if [ -n "$dry_run" ]; then
    say "Would: create the application $name"
    return
  fi
  jq '{displayName}' "$work/plan.json" >"$work/body.json"
  create find_app sp "$doing" "/applicationTemplates/$(plan .applicationTemplate)/instantiate"
  [ -n "$sp" ] || sp=$(read_json "$doing" response.json '.servicePrincipal.id | need_id("servicePrincipal.id")')
  say "Application: created $name ($sp)"
  wait_for "/servicePrincipals/$sp/synchronization/templates"
}

find_job() {
  [ -n "$sp" ] || return 0
  local doing='the list of provisioning jobs'
  all "/servicePrincipals/$sp/synchronization/jobs" "$doing"
  job=$(read_json "$doing" response.json '[$plan[0].jobTemplates[] as $id | .[]
    | select((.templateId | need("templateId")) == $id) | .id | need_id("id")][0] // ""')
}

create_job() {
  local doing='creating the provisioning job'
  find_job
  if [ -n "$job" ]; then
    say "Provisioning job: already exists ($job)"
    return
  fi
  if [ -n "$dry_run" ]; then
    say 'Would: create the provisioning job'
    return
  fi
  all "/servicePrincipals/$sp/synchronization/templates" 'the list of templates'
  read_json 'the list of templates' response.json '[.[] | .id, .factoryTag] as $names
    | {templateId: ([$plan[0].jobTemplates[] | select(IN($names[]))][0] | need("template for SCIM (id or factoryTag)"))}' >"$work/body.json"
  create find_job job "$doing" "/servicePrincipals/$sp/synchronization/jobs"
  [ -n "$job" ] || job=$(read_json "$doing" response.json '.id | need_id("id")')
  say "Provisioning job: created ($job)"
  wait_for "/servicePrincipals/$sp/synchronization/jobs/$job/schema"
}

read_schema() {
  request get "/servicePrincipals/$sp/synchronization/jobs/$job/schema"
  expect 'reading the schema'
  read_json 'reading the schema' response.json 'objects' >"$work/before.json"
  [ -s "$work/before.json" ] || fail 'the response to reading the schema has no schema.'
  cp "$work/before.json" "$work/after.json"
}

# edit FILTER: changes the copy of the schema.
edit() {
  read_json 'reading the schema' after.json "$1" --slurpfile trees "$work/trees.json" >"$work/edited.json"
  mv "$work/edited.json" "$work/after.json"
}

disable_groups() {
  edit '(.synchronizationRules | need("synchronizationRules") | .[] | select(.sourceDirectoryName | need("sourceDirectoryName") | IN($plan[0].directoryNames[]))
    | .objectMappings | need("objectMappings") | .[] | select((.sourceObjectName | need("sourceObjectName")) == "Group" and .enabled != false) | .enabled) = false'
}

# The whole schema goes back. The previous one stays beside the script.
save_schema() {
  local backup
  if jq -e --slurpfile before "$work/before.json" '. == $before[0]' "$work/after.json" >/dev/null; then
    say 'Schema: nothing to change'
    return
  fi
  if [ -n "$dry_run" ]; then
    say 'Would: save the schema; the next cycle is an initial cycle'
    return
  fi
  backup="schema-before-$(date +%Y%m%d-%H%M%S).json"
  cp "$work/before.json" "$backup" 2>/dev/null || fail "the script cannot save the previous schema to $backup. Run it in a folder where you can create files."
  say "Schema: the previous one is in $backup"
  request put "/servicePrincipals/$sp/synchronization/jobs/$job/schema" "$work/after.json"
  expect 'saving the schema'
  say 'Schema: saved; the next cycle is an initial cycle'
}

change_schema() {
  if [ -z "$job" ]; then
    say 'Would: change the schema of the new job'
    return
  fi
  printf '[]' >"$work/trees.json"
  read_schema
  disable_groups
  save_schema
}

main() {
  command -v jq >/dev/null || fail 'jq is not installed. Install jq 1.6 or newer, then run the script again.'
  sign_in
  create_app
  create_job
  change_schema
  [ -z "$users_stopped" ] || fail "$users_stopped"
  [ "$users_failed" -eq 0 ] || fail "$users_failed users were not assigned. Fix the errors listed above, then run the script again. It does not change users who are already assigned."
  say 'Done'
}

main
