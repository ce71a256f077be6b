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
pause=${PAUSE:-5}
job=''
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
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

say() {
  printf '%s\n' "$*" >&2
}

fail() {
  say "Stopped: $*"
  exit 1
}

# graph METHOD PATH [BODY-FILE]: asks Microsoft Graph and prints its answer.
graph() {
  local url=$2 method
  method=$(printf '%s' "$1" | tr '[:lower:]' '[:upper:]')
  case $url in "$graph_url"/*) ;; *) url=$graph_url$url ;; esac
  if [ $# -gt 2 ]; then
    curl -sS -m 100 --fail-with-body -K "$work/access" -X "$method" -H 'Content-Type: application/json' --data-binary "@$3" "$url"
  elif [ "$method" = GET ]; then
    curl -sS -m 100 --fail-with-body -K "$work/access" "$url"
  else
    curl -sS -m 100 --fail-with-body -K "$work/access" -X "$method" -d '' "$url"
  fi
}

# The access token goes into a file that only you can read, because words of a
# command can be seen by others on the same computer.
sign_in() {
  local access
  printf 'Access token for Microsoft Graph (not shown): ' >&2
  IFS= read -rs access || true
  say ''
  case $access in
    '' | *[!A-Za-z0-9._~+/=-]*) fail 'this is no access token.' ;;
  esac
  printf 'header = "Authorization: Bearer %s"\n' "$access" >"$work/access"
}

# change WORDS METHOD PATH [BODY-FILE]: says what it does and does it, unless
# this is a dry run.
change() {
  local words=$1
  shift
  if [ -n "$dry_run" ]; then
    say "Would: $words"
  else
    say "$words"
    graph "$@"
  fi
}

# all PATH: every element of a list, over all its pages, as one JSON list.
all() {
  local next=$1
  : >"$work/pages.json"
  while [ -n "$next" ]; do
    graph get "$next" >"$work/page.json"
    jq '.value' "$work/page.json" >>"$work/pages.json"
    next=$(jq -r '.["@odata.nextLink"] // empty' "$work/page.json")
  done
  jq -s 'add // []' "$work/pages.json"
}

# wait_for PATH: a new object is not everywhere at once.
wait_for() {
  local try
  for try in 1 2 3 4 5 6 7 8 9 10 11 12; do
    if graph get "$1" >/dev/null 2>&1; then
      return
    fi
    say "Waiting for Entra ($try of 12)"
    sleep "$pause"
  done
  fail 'the new application did not appear. Run the script again in some minutes.'
}

plan() {
  jq -r "$1" "$work/plan.json"
}

find_app() {
  case $sp in
    *[!0-9a-fA-F-]*) fail 'SERVICE_PRINCIPAL_ID is no object id.' ;;
    ?*) return ;;
  esac
  local path
  path=$(plan '.displayName | gsub("\u0027"; "\u0027\u0027") | @uri
    | "/servicePrincipals?$filter=displayName%20eq%20%27\(.)%27&$select=id,displayName"')
  graph get "$path" >"$work/apps.json"
  case $(jq '.value | length' "$work/apps.json") in
    0) ;;
    1) sp=$(jq -r '.value[0].id' "$work/apps.json") ;;
    *)
      jq -r '.value[].id' "$work/apps.json" >&2
      fail 'several applications have this name. Choose one: SERVICE_PRINCIPAL_ID=ID'
      ;;
  esac
}

create_app() {
  find_app
  if [ -n "$sp" ]; then
    say "Application: there already, $sp"
    return
  fi
  jq '{displayName}' "$work/plan.json" >"$work/body.json"
  change "Application: create $(plan '.displayName | @json')" \
    post "/applicationTemplates/$(plan .applicationTemplate)/instantiate" "$work/body.json" >"$work/made.json"
  if [ -z "$dry_run" ]; then
    sp=$(jq -r '.servicePrincipal.id' "$work/made.json")
    wait_for "/servicePrincipals/$sp/synchronization/templates"
  fi
}

find_job() {
  [ -n "$sp" ] || return 0
  graph get "/servicePrincipals/$sp/synchronization/jobs" >"$work/jobs.json"
  job=$(jq -r --slurpfile plan "$work/plan.json" \
    '[$plan[0].jobTemplates[] as $id | .value[] | select(.templateId == $id) | .id][0] // empty' "$work/jobs.json")
}

create_job() {
  find_job
  if [ -n "$job" ]; then
    say "Provisioning job: there already, $job"
    return
  fi
  if [ -z "$sp" ]; then
    say 'Would: create the provisioning job'
    return
  fi
  graph get "/servicePrincipals/$sp/synchronization/templates" >"$work/templates.json"
  jq --slurpfile plan "$work/plan.json" \
    '[.value[] | .id, .factoryTag] as $there | {templateId: [$plan[0].jobTemplates[] | select(IN($there[]))][0]}' \
    "$work/templates.json" >"$work/body.json"
  jq -e '.templateId' "$work/body.json" >/dev/null || fail 'the application has no template for SCIM.'
  change 'Provisioning job: create' \
    post "/servicePrincipals/$sp/synchronization/jobs" "$work/body.json" >"$work/made.json"
  if [ -z "$dry_run" ]; then
    job=$(jq -r '.id' "$work/made.json")
    wait_for "/servicePrincipals/$sp/synchronization/jobs/$job/schema"
  fi
}

main() {
  command -v jq >/dev/null || fail 'jq is not installed.'
  sign_in
  create_app
  create_job
  say 'Done'
}

main
