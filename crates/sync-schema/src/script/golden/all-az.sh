#!/usr/bin/env bash
# Sets up provisioning from Microsoft Entra ID to Talkdesk with Microsoft Graph.
# Created by scimdesk. It contains no secret; it asks for the token.
#
# Each step checks first and changes only what differs, so it is safe to run
# again, also after an error.
#
# Needs: bash, jq 1.6 or newer, and the Azure CLI signed in with: az login
# Dry run, which only reads:    DRY_RUN=1 bash talkdesk-provisioning.sh
# An application by its ID:     SERVICE_PRINCIPAL_ID=ID bash talkdesk-provisioning.sh
# Users, one per line or a CSV file: USERS=users.csv bash talkdesk-provisioning.sh
# The app role they get:        APP_ROLE=NAME bash talkdesk-provisioning.sh
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
  "attributes": [
    {
      "anchor": false,
      "apiExpressions": [],
      "caseExact": false,
      "defaultValue": null,
      "flowNullValues": false,
      "metadata": [],
      "multivalued": false,
      "mutability": "ReadWrite",
      "name": "userName",
      "referencedObjects": [],
      "required": false,
      "type": "String"
    },
    {
      "anchor": false,
      "apiExpressions": [],
      "caseExact": false,
      "defaultValue": null,
      "flowNullValues": false,
      "metadata": [],
      "multivalued": false,
      "mutability": "ReadWrite",
      "name": "active",
      "referencedObjects": [],
      "required": false,
      "type": "Boolean"
    },
    {
      "anchor": false,
      "apiExpressions": [],
      "caseExact": false,
      "defaultValue": null,
      "flowNullValues": false,
      "metadata": [],
      "multivalued": false,
      "mutability": "ReadWrite",
      "name": "name.givenName",
      "referencedObjects": [],
      "required": false,
      "type": "String"
    },
    {
      "anchor": false,
      "apiExpressions": [],
      "caseExact": false,
      "defaultValue": null,
      "flowNullValues": false,
      "metadata": [],
      "multivalued": false,
      "mutability": "ReadWrite",
      "name": "name.familyName",
      "referencedObjects": [],
      "required": false,
      "type": "String"
    },
    {
      "anchor": false,
      "apiExpressions": [],
      "caseExact": false,
      "defaultValue": null,
      "flowNullValues": false,
      "metadata": [],
      "multivalued": false,
      "mutability": "ReadWrite",
      "name": "externalId",
      "referencedObjects": [],
      "required": false,
      "type": "String"
    },
    {
      "anchor": false,
      "apiExpressions": [],
      "caseExact": false,
      "defaultValue": null,
      "flowNullValues": false,
      "metadata": [],
      "multivalued": false,
      "mutability": "ReadWrite",
      "name": "urn:ietf:params:scim:schemas:extension:talkdesk:2.0:User:rolesString",
      "referencedObjects": [],
      "required": false,
      "type": "String"
    },
    {
      "anchor": false,
      "apiExpressions": [],
      "caseExact": false,
      "defaultValue": null,
      "flowNullValues": false,
      "metadata": [],
      "multivalued": false,
      "mutability": "ReadWrite",
      "name": "urn:ietf:params:scim:schemas:extension:talkdesk:2.0:User:teamsString",
      "referencedObjects": [],
      "required": false,
      "type": "String"
    },
    {
      "anchor": false,
      "apiExpressions": [],
      "caseExact": false,
      "defaultValue": null,
      "flowNullValues": false,
      "metadata": [],
      "multivalued": false,
      "mutability": "ReadWrite",
      "name": "urn:ietf:params:scim:schemas:extension:Acme:2.0:User:floor",
      "referencedObjects": [],
      "required": false,
      "type": "String"
    }
  ],
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
  "rows": [
    {
      "defaultValue": null,
      "flowType": "Always",
      "kind": "Direct",
      "matchingPriority": 1,
      "source": {
        "expression": "[userPrincipalName]",
        "name": "userPrincipalName",
        "parameters": [],
        "type": "Attribute"
      },
      "target": "userName",
      "text": "userPrincipalName"
    },
    {
      "defaultValue": null,
      "flowType": "Always",
      "kind": "Expression",
      "matchingPriority": 0,
      "source": null,
      "target": "active",
      "text": "Switch([IsSoftDeleted], , \"False\", \"True\", \"True\", \"False\")"
    },
    {
      "defaultValue": null,
      "flowType": "Always",
      "kind": "Direct",
      "matchingPriority": 0,
      "source": {
        "expression": "[givenName]",
        "name": "givenName",
        "parameters": [],
        "type": "Attribute"
      },
      "target": "name.givenName",
      "text": "givenName"
    },
    {
      "defaultValue": null,
      "flowType": "Always",
      "kind": "Direct",
      "matchingPriority": 0,
      "source": {
        "expression": "[surname]",
        "name": "surname",
        "parameters": [],
        "type": "Attribute"
      },
      "target": "name.familyName",
      "text": "surname"
    },
    {
      "defaultValue": null,
      "flowType": "Always",
      "kind": "Direct",
      "matchingPriority": 0,
      "source": {
        "expression": "[objectId]",
        "name": "objectId",
        "parameters": [],
        "type": "Attribute"
      },
      "target": "externalId",
      "text": "objectId"
    },
    {
      "defaultValue": null,
      "flowType": "Always",
      "kind": "Constant",
      "matchingPriority": 0,
      "source": {
        "expression": "\"it's \\\"Bob\\\" $(touch HACKED) `touch HACKED` $HOME %PATH% \u2019typographic\u2018 \\\\ \u00e9\ud83d\ude00\nPLAN\n'@\n@PLAN@ #@ end az\"",
        "name": "it's \"Bob\" $(touch HACKED) `touch HACKED` $HOME %PATH% \u2019typographic\u2018 \\ \u00e9\ud83d\ude00\nPLAN\n'@\n@PLAN@ #@ end az",
        "parameters": [],
        "type": "Constant"
      },
      "target": "urn:ietf:params:scim:schemas:extension:talkdesk:2.0:User:rolesString",
      "text": "it's \"Bob\" $(touch HACKED) `touch HACKED` $HOME %PATH% \u2019typographic\u2018 \\ \u00e9\ud83d\ude00\nPLAN\n'@\n@PLAN@ #@ end az"
    },
    {
      "defaultValue": "It's",
      "flowType": "ObjectAddOnly",
      "kind": "Expression",
      "matchingPriority": 0,
      "source": null,
      "target": "urn:ietf:params:scim:schemas:extension:talkdesk:2.0:User:teamsString",
      "text": "Switch([department], \"$(touch HACKED) '\u00e9'\", \"Sales\", \"Inside `Sales`\")"
    },
    {
      "defaultValue": null,
      "flowType": "Always",
      "kind": "Constant",
      "matchingPriority": 0,
      "source": {
        "expression": "\"3\"",
        "name": "3",
        "parameters": [],
        "type": "Constant"
      },
      "target": "urn:ietf:params:scim:schemas:extension:Acme:2.0:User:floor",
      "text": "3"
    }
  ],
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
    401) printf 'Microsoft Graph does not accept the sign-in (%s). Run az login, then run the script again.' "$(reason)" ;;
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

# The token is read without being shown, and goes to files that only you can
# read and that are removed at the end. bash -x would print it.
save_credentials() {
  if [ -n "$dry_run" ]; then
    say 'Would: ask for the secret token, test it, and save it with the Tenant URL'
    return
  fi
  local LC_ALL=C token url traced='' entered=1 sendable=1
  url=$(plan '.tenantUrl // empty')
  if [ -z "$url" ]; then
    printf 'Tenant URL, such as https://api.talkdeskapp.com/scim/v2: ' >&2
    IFS= read -r url || true
    url=${url%$'\r'}
    [ -n "$url" ] || fail 'you did not enter a Tenant URL. Run the script again.'
  fi
  printf 'Secret token (not shown; press Enter to leave the saved one unchanged): ' >&2
  case $- in *x*) traced=1 ;; esac
  { set +x; } 2>/dev/null
  IFS= read -rs token || true
  token=${token%$'\r'}
  [ -n "$token" ] || entered=''
  case $token in *[^!-~]*) sendable='' ;; esac
  printf '%s' "$token" | jq -Rs --arg url "$url" \
    '{credentials: [{key: "BaseAddress", value: $url}, {key: "SecretToken", value: .}]}' >"$work/check.json"
  unset token
  [ -z "$traced" ] || set -x
  say ''
  [ -n "$sendable" ] || fail 'this token cannot be used: it contains a space, or a character that cannot be sent, such as an accented letter. Copy it again from Talkdesk, without the word Bearer.'
  if [ -z "$entered" ]; then
    say 'Credentials: left unchanged'
    return
  fi
  request post "/servicePrincipals/$sp/synchronization/jobs/$job/validateCredentials" "$work/check.json"
  only_code
  [ "$status" != 400 ] || fail "Entra reports that Talkdesk rejected the token or the Tenant URL ($(jq -r '.error.code' "$work/response.json")). Check both and run the script again."
  expect 'testing the credentials'
  say 'Credentials: accepted by Talkdesk'
  jq '{value: (.credentials + [{key: "SyncAll", value: "false"}])}' "$work/check.json" >"$work/secrets.json"
  request put "/servicePrincipals/$sp/synchronization/secrets" "$work/secrets.json"
  only_code
  expect 'saving the credentials'
  say 'Credentials: saved'
  rm -f "$work/check.json" "$work/secrets.json"
}

# A message about credentials might repeat them, so only its code is used.
only_code() {
  jq --arg status "status $status" '{error: {code: (.error.code? | if type == "string" and test("\\A[A-Za-z0-9._-]{1,99}\\z") then . else $status end)}}' \
    "$work/response.json" >"$work/code.json" || true
  [ -s "$work/code.json" ] || printf '{"error": {"code": "status %s"}}' "$status" >"$work/code.json"
  mv "$work/code.json" "$work/response.json"
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

# Microsoft's own parser writes the tree of each expression.
parse_expressions() {
  local body doing='parsing an expression'
  : >"$work/parsed.json"
  plan '.rows[] | select(.kind == "Expression") | {expression: .text} | tojson' >"$work/expressions.txt"
  while IFS= read -r body <&3; do
    printf '%s' "$body" >"$work/body.json"
    request post "/servicePrincipals/$sp/synchronization/jobs/$job/schema/parseExpression" "$work/body.json"
    expect "$doing"
    read_json "$doing" response.json '(.parsingSucceeded | need("parsingSucceeded")),
      if .parsingSucceeded then .parsedExpression | need("parsedExpression") | tojson else empty end' >"$work/parsed.txt"
    if [ "$(head -n 1 "$work/parsed.txt")" != true ]; then
      fail "Entra rejects the expression $(jq -c '.expression | .[:200]' "$work/body.json") ($(jq -r '.error.message? | strings | .[:200] | gsub("[[:cntrl:][:space:]]+"; " ")' "$work/response.json")). Correct it in scimdesk, then create the script again."
    fi
    tail -n +2 "$work/parsed.txt" >>"$work/parsed.json"
  done 3<"$work/expressions.txt"
  jq --slurpfile parsed "$work/parsed.json" '[foreach .rows[] as $row ({at: -1};
    if $row.kind == "Expression" then .at += 1 else . end;
    if $row.kind == "Expression" then $parsed[.at] else $row.source end)]' "$work/plan.json" >"$work/trees.json"
}

apply_mappings() {
  local users found
  parse_expressions
  users='[.synchronizationRules | need("synchronizationRules") | .[] | select(.sourceDirectoryName | need("sourceDirectoryName") | IN($plan[0].directoryNames[]))
    | . as $rule | .objectMappings | need("objectMappings") | .[]
    | select(.sourceObjectName == "User" and (.targetObjectName // "" | test("(^|:)User$")))
    | {directory: ($rule.targetDirectoryName | need("targetDirectoryName")), object: .targetObjectName}]'
  found=$(read_json 'reading the schema' after.json "$users | length")
  [ "$found" = 1 ] || fail "the schema has $found user mappings (by sourceDirectoryName, sourceObjectName and targetObjectName) and must have exactly one. Correct the mappings in the portal, then run the script again."
  edit "$users"'[0] as $users
    | def changed($row; $tree):
        . + {defaultValue: $row.defaultValue, flowType: $row.flowType, matchingPriority: $row.matchingPriority, source: $tree};
      def rows: . as $old | [range($plan[0].rows | length) as $at | $plan[0].rows[$at] as $row
        | ([$old[] | select(.targetAttributeName == $row.target)][0]
          // {exportMissingReferences: false, flowBehavior: "FlowWhenChanged", targetAttributeName: $row.target})
        | changed($row; $trees[0][$at])];
      def listed: . as $old | . + [$plan[0].attributes[] | select(.name | IN($old[].name) | not)];
      def only($name): if length == 1 then .[0] else (null | need($name)) end;
      ([.directories | need("directories") | .[] | select(.name == $users.directory)] | only("directory \($users.directory) (directories, name)")
        | [.objects | need("objects") | .[] | select(.name == $users.object)] | only("object \($users.object) (objects, name)")
        | .attributes | need("attributes")) as $attributes
    | (.synchronizationRules[] | select(.targetDirectoryName == $users.directory and (.sourceDirectoryName | IN($plan[0].directoryNames[])))
      | .objectMappings[] | select(.sourceObjectName == "User" and .targetObjectName == $users.object)) |= (
        .attributeMappings |= (need("attributeMappings") | rows)
        | if (.flowTypes // "" | gsub(" "; "")) == $plan[0].operations then . else .flowTypes = $plan[0].operations end)
    | (.directories[] | select(.name == $users.directory) | .objects[] | select(.name == $users.object) | .attributes) |= listed'
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
  apply_mappings
  disable_groups
  save_schema
}

# Read the users file (begin)
# Prints one user principal name or object id in each line, or stops. The whole
# file comes through --rawfile: --raw-input of jq 1.6 and 1.7 breaks characters
# in long lines.
read_users() {
  local file=$1 raw="$work/users.raw" text="$work/users.text" read="$work/users.read" size from=''
  { [ ! -d "$file" ] && cat -- "$file" >"$raw"; } 2>/dev/null || fail "$file cannot be read."
  size=$(($(wc -c <"$raw")))
  [ "$size" -le 10000000 ] || fail "$file has more than 10 MB or 100,000 users. Split it."
  case $(od -An -tx1 -N3 "$raw" | tr -d ' \n') in
    efbbbf) tail -c +4 "$raw" >"$text" ;;
    fffe*) from=UTF-16LE ;;
    feff*) from=UTF-16BE ;;
    *) cp "$raw" "$text" ;;
  esac
  if [ -n "$from" ]; then
    command -v iconv >/dev/null || fail "$file is UTF-16, and iconv is not installed. In Excel, save it as CSV UTF-8."
    { [ $((size % 2)) -eq 0 ] && tail -c +3 "$raw" | iconv -f "$from" -t UTF-8 >"$text"; } 2>/dev/null ||
      fail "$file is not UTF-8. In Excel, save it as CSV UTF-8."
  fi
  # jq replaces what is not UTF-8, so it prints something else then.
  { jq -nj --rawfile text "$text" '$text | if index("\u0000") then error else . end' | cmp -s - "$text"; } 2>/dev/null ||
    fail "$file is not UTF-8. In Excel, save it as CSV UTF-8."
  # The first line of what this prints is "users" or "error".
  { jq -nr --rawfile text "$text" --arg file "$file" '
    "\\t-\\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000" as $space
    | "[^\($space)]" as $filled | "[^\($space)\\x01-\\x1f\\x7f-\u009f\"<>,;]*" as $allowed
    | "\\A(?!@|\u0027[=+@-])\($allowed)@\($allowed)(?<!@)\\z" as $name
    | "\\A[\($space)]*(?<text>[^\($space)](?:[\\s\\S]*[^\($space)])?)?[\($space)]*\\z" as $trimmed
    | "\u0001" as $mark |
    # The first comparison only saves time.
    def filled: (. >= "0" and . < "z") or test($filled);
    def trimmed: capture($trimmed).text // "";
    def guid: test("\\A[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\\z");
    def identifier: if contains("@") then test($name) else guid end;
    def occurrences($part): (. + "." | split($part) | length) - 1;
    # A cell in parts that is longer than this names no user, and must not be
    # copied with each part.
    def limited: if utf8bytelength > 8192 then .[:4096] + $mark else . end;

    # The delimiter that the header has most often outside quotation marks.
    def delimiter:
      def text($text): if $text == "" then .
        else .comma += ($text | occurrences(",")) | .semicolon += ($text | occurrences(";")) | .tab += ($text | occurrences("\t"))
          | .filled = (.filled or ($text | (gsub("[,;]"; "") | test($filled))))
          | .begins = ($text | test("[,;\\t]\\z")) | .mode = "plain" end;
      def quote: if .mode == "closed" then .mode = "quoted" | .filled = true
        elif .mode == "quoted" then .mode = "closed"
        elif .begins then .mode = "quoted"
        else .filled = true end;
      {mode: "plain", begins: true, filled: false, comma: 0, semicolon: 0, tab: 0} as $empty
      | last(label $done | foreach .[] as $line ($empty;
          (if .mode != "quoted" and (.filled | not) then $empty else . end)
          | ($line + "." | split("\"") | .[-1] |= .[:-1]) as $parts
          | reduce range($parts | length) as $at (.;
              (if $at > 0 then quote else . end)
              | if .mode == "quoted" then .filled = (.filled or ($parts[$at] | filled)) else text($parts[$at]) end);
          ., if .filled and .mode != "quoted" then break $done else empty end)) // $empty
      | if .tab > .comma and .tab > .semicolon then "\t" elif .semicolon > .comma then ";" else "," end;

    # Records as {line, cells}, or {error} at the end. What is between two
    # quotation marks of a line is added to a state: its mode is plain, quoted,
    # or closed directly after a closing mark; out are the cells that end.
    def records($delimiter; $first):
      def quote($line): if .mode == "closed" then .mode = "quoted" | .cell = (.cell + "\"" | limited)
        elif .mode == "quoted" then .mode = "closed"
        elif .begins then .mode = "quoted" | .opened = $line
        else .cell = (.cell + "\"" | limited) end;
      def part($text; $line): .out = []
        | if .mode == "quoted" then .cell = (.cell + $text | limited)
          elif $text == "" then .
          elif .mode == "closed" and ($text | startswith($delimiter) | not) then .error = (.error // $line)
          else ($text | split($delimiter)) as $parts
            | .mode = "plain"
            | if ($parts | length) == 1 then .cell = (.cell + $text | limited) | .begins = false
              else .out = [.cell + $parts[0]] + $parts[1:-1] | .cell = $parts[-1] | .begins = (.cell == "") end
          end;
      def line($text; $line): ($text | split("\"")) as $parts | ($parts | length - 1) as $last | .cells as $cells
        | [foreach range($last + 1) as $at (.; (if $at > 0 then quote($line) else . end) | part($parts[$at]; $line);
            .out[], if $at == $last then . else empty end)]
        | .[-1] + {cells: ($cells + .[:-1])};
      # The cells of a line without a quotation mark inside a cell, to save time.
      def cells: if contains("\"") | not then split($delimiter) else split("\"") as $parts
        | if ($parts | length) % 2 == 0 or contains($mark) then null
          else [range(0; $parts | length; 2) as $at | $parts[$at]] | join($mark) | split($delimiter)
            | if all(.[]; . == $mark or (contains($mark) | not))
              then [foreach .[] as $cell (-1; if $cell == $mark then . + 2 else . end; if $cell == $mark then $parts[.] else $cell end)]
              else null end end end;
      . as $lines | length as $total
      | label $done | foreach range($first; $total + 1) as $at ({}; $lines[$at] as $text
          | if $at == $total then if .mode == "quoted" then {error: .opened} else {} end
            elif .mode == "quoted" then
              if $text | contains("\"") then line($text; $at + 1) else .cell = (.cell + $text | limited) end
            elif $text == "" then {}
            else ($text | cells) as $cells
              | if $cells then {record: $cells, line: ($at + 1)}
                else {mode: "plain", begins: true, cell: "", cells: [], line: ($at + 1)} | line($text; $at + 1) end
            end
          | if .mode == null then .
            elif .mode != "quoted" then .record = .cells + [.cell]
            elif (.cells | length) > 10000 then .error = .line
            else .cell = .cell + "\n" end;
          if .error then {error}, break $done
          elif .record then {line, cells: .record} else empty end)
      | select(.error or any(.cells[]; filled));

    def titles: {userprincipalname: 1, upn: 1, userprincipal: 1, objectid: 2, azureadobjectid: 2, userid: 2, id: 2,
      username: 3, loginname: 3, login: 3, user: 3, signinname: 3,
      email: 4, emailaddress: 4, mail: 4, primarysmtpaddress: 4, primaryemail: 4};
    def title:
      def known: if utf8bytelength > 1000 then empty else [scan("[\\p{L}\\p{N}]")] | join("") | ascii_downcase | select(in(titles)) end;
      (capture("\\A(?<before>[^\\[]*)\\[(?<name>[^\\]]*)\\]") // null) as $parts
      | if $parts then first(($parts.name, $parts.before) | known) else known end;

    def stop($message): "error", $file + $message;
    def at_lines: (if length == 1 then ", line " else ", lines " end) + (.[:5] | map(tostring) | join(", "))
      + (if length > 5 then " and \(length - 5) more" else "" end) + ": ";

    [$text | split("\n")[] | rtrimstr("\r") | if . == "" then . else split("\r")[] end] as $lines
    | ($lines[0] // "" | if test("\\Asep=[,;\\t]\\z") then .[4:] else null end) as $named
    | (if $named then 1 else 0 end)
    | if $lines[.] // "" | startswith("#TYPE") then . + 1 else . end
    | if $lines[.] // "" | startswith("version:") or startswith("\"version:") then . + 1 else . end
    | . as $first
    # Without a header nothing tells the delimiter of blank records.
    | ($lines[$first:] | any(.[]; test("[^,;\($space)]")) | not) as $blank
    | ($named // ($lines[$first:] | delimiter)) as $delimiter
    | any($lines[]; utf8bytelength > 1000000) as $long
    | (if $long then [] else [$lines | records($delimiter; $first)] end) as $all
    | ($all[0].cells // []) as $header
    | ($long or ($header | length) > 10000) as $long
    | $all[1:] as $rows
    | [range(if $long then 0 else $header | length end) as $column | ($header[$column] | trimmed | title) as $title
        | select(($title != "id" and $title != "userid") or all($rows[].cells[$column]; . != null and (trimmed | guid)))
        | {rank: titles[$title], $column}] as $known
    | if $long then stop(" has a line of more than 1 MB or 10,000 cells. Correct it.")
      elif $blank or $all == [] then stop(" has no users. Add a row for each user.")
      elif $all[-1].error then stop([$all[-1].error] | at_lines + "a quotation mark is not closed, or text follows a closing one. Correct the line.")
      elif $known != [] and $rows == [] then stop(" has no users. Add a row for each user.")
      elif $known == [] and (($header | length) != 1 or ($header[0] | trimmed | identifier | not))
      then stop(" has no column with a known header. Name one column userPrincipalName.")
      else ($known | min_by([.rank, .column]).column // 0) as $column
        | [(if $known == [] then $all else $rows end)[] | .line as $line
            | if (.cells | length) != ($header | length) then {line, kind: "cells"}
              else .cells[$column] | if identifier then . else trimmed | if identifier then . else {$line, kind: "identifier"} end end end]
        | map(objects) as $errors
        | if $errors != [] then $errors[0].kind as $kind
            | [$errors[] | select(.kind == $kind).line] | at_lines + (if $kind == "cells"
                then "not as many cells as the header. Put a cell that holds the delimiter in quotation marks."
                else "neither a userPrincipalName nor an object id. Correct or remove the row." end) | stop(.)
          else . as $users
            | [reduce range(length) as $at ({}; ($users[$at] | ascii_downcase) as $key | if has($key) then . else .[$key] = $at end) | .[]]
            | sort
            | if length > 100000 then stop(" has more than 10 MB or 100,000 users. Split it.") else "users", $users[.[]] end
          end
      end' >"$read"; } 2>/dev/null || fail "$file cannot be read with this version of jq."
  [ "$(head -n 1 "$read")" = users ] || fail "$(tail -n +2 "$read")"
  tail -n +2 "$read"
}
# Read the users file (end)

# Reads the users before anything is created.
load_users() {
  users_file=${USERS:-}
  if [ -z "$users_file" ]; then
    users_file=$(plan '.usersFile')
    if [ ! -e "$users_file" ]; then
      say "Users: $users_file does not exist, so no users are assigned"
      users_file=''
      return
    fi
  fi
  read_users "$users_file" >"$work/users.txt"
}

# Leaves the id of the app role in $role.
choose_role() {
  local doing='reading the app roles'
  request get "/servicePrincipals/$sp?\$select=id,appRoles"
  expect "$doing"
  read_json "$doing" response.json '
    [.appRoles | need("appRoles") | .[] | select(.isEnabled != false and (.allowedMemberTypes // ["User"] | index(["User"])))] as $roles
    | if $wanted != "" then [$roles[] | select(.displayName == $wanted or .value == $wanted)][0] // {id: "", displayName: ""}
      elif $roles == [] then {id: "00000000-0000-0000-0000-000000000000", displayName: "default access"}
      else [$roles[] | select((.displayName | need("displayName of an app role")) == "User")][0] // $roles[0] end
    | (.id | need("id of the app role")), (.displayName // .value // .id | gsub("[[:cntrl:]]+"; " "))' \
    --arg wanted "${APP_ROLE:-}" >"$work/role.txt"
  role=$(head -n 1 "$work/role.txt")
  [ -n "$role" ] || fail 'the application has no enabled app role with that name for users. Check APP_ROLE.'
  say "App role: $(tail -n +2 "$work/role.txt")"
}

# reject_user TEXT NAME: reports a user. What holds for every user ends the list.
reject_user() {
  say "Users: $1: $2 ($(reason))"
  users_failed=$((users_failed + 1))
  case $status in
    0 | 401 | 403 | 429 | 503 | 504) users_stopped=$(describe 'assigning the users') ;;
  esac
}

# assign_user NAME PATH: leaves what happened in $outcome.
assign_user() {
  local id message
  outcome=failed
  request get "/users/$2?\$select=id"
  case $status in
    2??) ;;
    404)
      say "Users: not found: $1"
      outcome=missing
      return
      ;;
    *)
      reject_user 'not looked up' "$1"
      return
      ;;
  esac
  if ! jq -e -c --arg app "$sp" --arg role "$role" '.id | strings | {principalId: ., resourceId: $app, appRoleId: $role}' "$work/response.json" >"$work/body.json"; then
    printf '{"error": {"message": "the response has no id"}}' >"$work/response.json"
    reject_user 'not looked up' "$1"
    return
  fi
  id=$(jq -r '.principalId' "$work/body.json")
  if grep -Fxq -e "$id" "$work/assigned.txt"; then
    outcome=present
    return
  fi
  if [ -n "$dry_run" ]; then
    say "Would: assign $1"
    printf '%s\n' "$id" >>"$work/assigned.txt"
    outcome=planned
    return
  fi
  request post "/servicePrincipals/$sp/appRoleAssignedTo" "$work/body.json"
  message=$(reason)
  case $status:$message in
    2??:*) outcome=assigned ;;
    4??:*'already exists'*)
      outcome=present
      # The first of several attempts assigned the user.
      [ "$attempts" -eq 1 ] || outcome=assigned
      ;;
    *)
      reject_user 'not assigned' "$1"
      return
      ;;
  esac
  printf '%s\n' "$id" >>"$work/assigned.txt"
  [ "$outcome" = present ] || say "Users: assigned $1"
}

assign_users() {
  local user path role outcome total assigned=0 present=0 missing=0
  [ -n "$users_file" ] || return 0
  total=$(grep -c '' "$work/users.txt")
  if [ -z "$sp" ]; then
    say "Would: assign $total users of $users_file"
    return
  fi
  choose_role
  all "/servicePrincipals/$sp/appRoleAssignedTo?\$top=999" 'the list of assigned users'
  jq -r '.[] | .principalId? | strings' "$work/response.json" >"$work/assigned.txt"
  jq -nr --rawfile users "$work/users.txt" '$users | split("\n")[] | select(. != "") | @uri' >"$work/paths.txt"
  while IFS= read -r user <&3 && IFS= read -r path <&4; do
    assign_user "$user" "$path"
    case $outcome in
      assigned) assigned=$((assigned + 1)) ;;
      present) present=$((present + 1)) ;;
      missing) missing=$((missing + 1)) ;;
    esac
    [ -z "$users_stopped" ] || { users_failed=$((total - assigned - present - missing)) && break; }
  done 3<"$work/users.txt" 4<"$work/paths.txt"
  say "Users: $assigned assigned, $present already assigned, $missing not found, $users_failed failed"
}

start_job() {
  local state
  if [ -n "$job" ] && [ -z "$users_stopped" ]; then
    request get "/servicePrincipals/$sp/synchronization/jobs/$job"
    expect 'reading the provisioning job'
    state=$(read_json 'reading the provisioning job' response.json '.schedule.state? // ""')
    if [ "$state" = Active ]; then
      say 'Provisioning: already running'
      return
    fi
  fi
  if [ "$users_failed" -gt 0 ]; then
    say "Provisioning: not started, because $users_failed users failed"
    return
  fi
  if [ -n "$dry_run" ]; then
    say 'Would: start provisioning'
    return
  fi
  request post "/servicePrincipals/$sp/synchronization/jobs/$job/start"
  expect 'starting provisioning'
  say 'Provisioning: started'
}

main() {
  command -v jq >/dev/null || fail 'jq is not installed. Install jq 1.6 or newer, then run the script again.'
  load_users
  sign_in
  create_app
  create_job
  save_credentials
  change_schema
  assign_users
  start_job
  [ -z "$users_stopped" ] || fail "$users_stopped"
  [ "$users_failed" -eq 0 ] || fail "$users_failed users were not assigned. Fix the errors listed above, then run the script again. It does not change users who are already assigned."
  say 'Done'
}

main
