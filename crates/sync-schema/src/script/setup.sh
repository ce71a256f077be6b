#!/usr/bin/env bash
# Sets up provisioning from Microsoft Entra ID to Talkdesk with Microsoft Graph.
# Created by scimdesk. It contains no secret; it asks for the token.
#
# Each step checks first and changes only what differs, so it is safe to run
# again, also after an error.
#
#@ begin az
# Needs: bash, jq 1.6 or newer, and the Azure CLI signed in with: az login
#@ end az
#@ begin curl
# Needs: bash, jq 1.6 or newer, curl 7.76 or newer, and an access token for Microsoft Graph.
#@ end curl
# Dry run, which only reads:    DRY_RUN=1 bash talkdesk-provisioning.sh
# An application by its ID:     SERVICE_PRINCIPAL_ID=ID bash talkdesk-provisioning.sh
#@ begin assign
# Users, one per line or a CSV file: USERS=users.csv bash talkdesk-provisioning.sh
# The app role they get:        APP_ROLE=NAME bash talkdesk-provisioning.sh
#@ end assign
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
@PLAN@
PLAN

# What jq prints about an error describes the program and not what to do.
jq() {
  command jq "$@" 2>/dev/null
}

plan() {
  jq -r "$1" "$work/plan.json"
}

#@ begin az
# send METHOD URL [BODY-FILE]: sends one request. Leaves the HTTP status in
# $status, which is 0 without a response, and the body in response.json.
send() {
  local url=$2 text body=${3:-}
  retry_after=''
  set -- --method "$1" --url "$url" --output json
  [ -z "$body" ] || set -- "$@" --headers Content-Type=application/json --body "@$body"
  if az rest "$@" >"$work/response.json" 2>"$work/error.txt"; then
    status=200
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
    'Conflict'*) status=409 ;;
    'Too Many Requests'*) status=429 ;;
    'Internal Server Error'*) status=500 ;;
    'Bad Gateway'*) status=502 ;;
    'Service Unavailable'*) status=503 ;;
    'Gateway Timeout'* | 'Gateway Time-out'*) status=504 ;;
    # Graph rejected the request with another status.
    *) case $text in *'({'*) status=400 ;; *) status=0 ;; esac ;;
  esac
  text=${text#*(}
  printf '%s' "${text%)*}" >"$work/response.json"
}

# Why there was no response.
no_response() {
  local line
  line=$(sed -n 's/^ERROR: //p' "$work/error.txt" | head -n 1 | tr -d '[:cntrl:]' | cut -c 1-300)
  printf 'the Azure CLI could not send the request (%s). Check the connection and az login, then run the script again.' "${line:-no reason was given}"
}

sign_in() {
  command -v az >/dev/null || fail 'the Azure CLI (az) is not installed. Install it, then run the script again.'
}
#@ end az
#@ begin curl
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
#@ end curl

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
    #@ begin az
    401) printf 'Microsoft Graph does not accept the sign-in (%s). Run az login, then run the script again.' "$(reason)" ;;
    #@ end az
    #@ begin curl
    401) printf 'Microsoft Graph does not accept the access token (%s). Get a new one and run the script again.' "$(reason)" ;;
    #@ end curl
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

