#!/usr/bin/env bash
# Sets up provisioning from Microsoft Entra ID to Talkdesk with Microsoft Graph.
# Made by scimdesk. There is no secret in it; it asks for the token.
#
# Each step looks first and changes only what is not yet as it should be, so
# after an error run all of it again.
#
#@ begin az
# Needs: bash, jq 1.6 or newer, and the Azure CLI signed in with: az login
#@ end az
#@ begin curl
# Needs: bash, jq 1.6 or newer, curl 7.76 or newer, and an access token for Microsoft Graph.
#@ end curl
# Dry run, which only reads:    DRY_RUN=1 bash talkdesk-provisioning.sh
# An application by its id:     SERVICE_PRINCIPAL_ID=ID bash talkdesk-provisioning.sh
#@ begin assign
# Users, one in each line or a CSV file: USERS=users.csv bash talkdesk-provisioning.sh
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
pause=${PAUSE:-5}
job=''
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

cat >"$work/plan.json" <<'PLAN'
@PLAN@
PLAN

say() {
  printf '%s\n' "$*" >&2
}

fail() {
  say "Stopped: $*"
  exit 1
}

#@ begin az
# graph METHOD PATH [BODY-FILE]: asks Microsoft Graph and prints its answer.
graph() {
  local url=$2
  case $url in "$graph_url"/*) ;; *) url=$graph_url$url ;; esac
  if [ $# -gt 2 ]; then
    az rest --method "$1" --url "$url" --output json --headers Content-Type=application/json --body "@$3"
  else
    az rest --method "$1" --url "$url" --output json
  fi
}
#@ begin assign

# status PATH FILE: asks, keeps the answer in the file and prints the HTTP
# status. The Azure CLI says it in words; 0 is any other trouble.
status() {
  if az rest --method get --url "$graph_url$1" --output json >"$2" 2>"$work/error.txt"; then
    printf 200
    return
  fi
  case $(cat "$work/error.txt") in
    *'Not Found('*) printf 404 ;;
    *'Bad Request('*) printf 400 ;;
    *'Unauthorized('*) printf 401 ;;
    *'Forbidden('*) printf 403 ;;
    *'Too Many Requests('*) printf 429 ;;
    *'Internal Server Error('*) printf 500 ;;
    *'Bad Gateway('*) printf 502 ;;
    *'Service Unavailable('*) printf 503 ;;
    *'Gateway Timeout('*) printf 504 ;;
    *) printf 0 ;;
  esac
}
#@ end assign

sign_in() {
  command -v az >/dev/null || fail 'the Azure CLI (az) is not installed.'
}
#@ end az
#@ begin curl
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
#@ begin assign

# status PATH FILE: asks, keeps the answer in the file and prints the HTTP
# status; 0 when there was no answer.
status() {
  local code
  : >"$2"
  code=$(curl -sS -m 100 -K "$work/access" -o "$2" -w '%{http_code}' "$graph_url$1" 2>"$work/error.txt") || code=0
  [ "$code" = 0 ] || cp "$2" "$work/error.txt"
  printf '%s' "$code"
}
#@ end assign

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
#@ end curl

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
#@ begin credentials

# The token is read without being shown, and goes to files that only you can
# read and that are removed at the end.
save_credentials() {
  if [ -n "$dry_run" ]; then
    say 'Would: ask for the secret token, test it, and save it with the Tenant URL'
    return
  fi
  local token url
  url=$(plan '.tenantUrl // empty')
  if [ -z "$url" ]; then
    printf 'Tenant URL, such as https://api.talkdeskapp.com/scim/v2: ' >&2
    IFS= read -r url || true
    [ -n "$url" ] || fail 'there is no Tenant URL.'
  fi
  printf 'Secret token (not shown; nothing keeps the saved one): ' >&2
  IFS= read -rs token || true
  say ''
  if [ -z "$token" ]; then
    say 'Credentials: left as they are'
    return
  fi
  printf '%s' "$token" | jq -Rs --arg url "$url" \
    '{credentials: [{key: "BaseAddress", value: $url}, {key: "SecretToken", value: .}]}' >"$work/check.json"
  unset token
  change 'Credentials: let Entra test them' \
    post "/servicePrincipals/$sp/synchronization/jobs/$job/validateCredentials" "$work/check.json"
  jq '{value: (.credentials + [{key: "SyncAll", value: "false"}])}' "$work/check.json" >"$work/secrets.json"
  change 'Credentials: save' put "/servicePrincipals/$sp/synchronization/secrets" "$work/secrets.json"
  rm -f "$work/check.json" "$work/secrets.json"
}
#@ end credentials
#@ begin schema

read_schema() {
  graph get "/servicePrincipals/$sp/synchronization/jobs/$job/schema" >"$work/before.json"
  cp "$work/before.json" "$work/after.json"
}

# edit FILTER: changes the copy of the schema.
edit() {
  jq --slurpfile plan "$work/plan.json" --slurpfile trees "$work/trees.json" "$1" \
    "$work/after.json" >"$work/edited.json"
  mv "$work/edited.json" "$work/after.json"
}
#@ end schema
#@ begin mappings

# Microsoft's own parser writes the tree of each expression.
parse_expressions() {
  local row count
  : >"$work/answers.json"
  count=$(plan '.rows | length')
  for ((row = 0; row < count; row++)); do
    if [ "$(plan ".rows[$row].kind")" = Expression ]; then
      jq "{expression: .rows[$row].text}" "$work/plan.json" >"$work/body.json"
      graph post "/servicePrincipals/$sp/synchronization/jobs/$job/schema/parseExpression" "$work/body.json" >"$work/answer.json"
      jq -e '.parsingSucceeded' "$work/answer.json" >/dev/null ||
        fail "Entra refuses the expression $(jq -c '.expression' "$work/body.json"): $(jq -c '.error.message' "$work/answer.json")"
      jq '.parsedExpression' "$work/answer.json" >>"$work/answers.json"
    else
      jq ".rows[$row].source" "$work/plan.json" >>"$work/answers.json"
    fi
  done
  jq -s . "$work/answers.json" >"$work/trees.json"
}

apply_mappings() {
  parse_expressions
  local users
  users='[.synchronizationRules[] | select(.sourceDirectoryName | IN($plan[0].directoryNames[]))
    | . as $rule | .objectMappings[] | select(.sourceObjectName == "User" and (.targetObjectName | test("(^|:)User$")))
    | {directory: $rule.targetDirectoryName, object: .targetObjectName}]'
  jq -e --slurpfile plan "$work/plan.json" "$users | length == 1" "$work/after.json" >/dev/null ||
    fail 'the schema has not exactly one mapping of users. Change it in the portal.'
  edit "$users"'[0] as $users
    | def changed($row; $tree):
        . + {defaultValue: $row.defaultValue, flowType: $row.flowType, matchingPriority: $row.matchingPriority, source: $tree};
      def rows: . as $old | [range($plan[0].rows | length) as $at | $plan[0].rows[$at] as $row
        | ([$old[] | select(.targetAttributeName == $row.target)][0]
          // {exportMissingReferences: false, flowBehavior: "FlowWhenChanged", targetAttributeName: $row.target})
        | changed($row; $trees[0][$at])];
      def listed: . as $old | . + [$plan[0].attributes[] | select(.name | IN($old[].name) | not)];
    (.synchronizationRules[] | select(.targetDirectoryName == $users.directory) | .objectMappings[]
      | select(.sourceObjectName == "User" and .targetObjectName == $users.object)) |= (
        .attributeMappings |= rows
        | if (.flowTypes | gsub(" "; "")) == $plan[0].operations then . else .flowTypes = $plan[0].operations end)
    | (.directories[] | select(.name == $users.directory) | .objects[] | select(.name == $users.object) | .attributes) |= listed'
}
#@ end mappings
#@ begin groups

disable_groups() {
  edit '(.synchronizationRules[] | select(.sourceDirectoryName | IN($plan[0].directoryNames[])) | .objectMappings[]
    | select(.sourceObjectName == "Group" and .enabled) | .enabled) = false'
}
#@ end groups
#@ begin schema

# The whole schema goes back. The old one is kept beside the script.
save_schema() {
  local kept
  if jq -e --slurpfile before "$work/before.json" '. == $before[0]' "$work/after.json" >/dev/null; then
    say 'Schema: nothing to change'
    return
  fi
  if [ -z "$dry_run" ]; then
    kept="schema-before-$(date +%Y%m%d-%H%M%S).json"
    cp "$work/before.json" "$kept"
    say "Schema: the old one is in $kept"
  fi
  change 'Schema: save; the next cycle is an initial one' \
    put "/servicePrincipals/$sp/synchronization/jobs/$job/schema" "$work/after.json"
}

change_schema() {
  if [ -z "$job" ]; then
    say 'Would: change the schema of the new job'
    return
  fi
  printf '[]' >"$work/trees.json"
  read_schema
  #@ begin mappings
  apply_mappings
  #@ end mappings
  #@ begin groups
  disable_groups
  #@ end groups
  save_schema
}
#@ end schema
#@ begin assign

# The names or ids in the file of users: a column of a CSV file with a known
# name, otherwise the first column.
read_users() {
  jq -Rrn '
    # jq 1.6 has no captures in an empty match.
    def cells: [scan("(?:^|[,;\t])(\"(?:[^\"]|\"\")*\"|[^,;\t]*)") | if type == "array" then .[0] // "" else "" end | if startswith("\"") then .[1:-1] | gsub("\"\""; "\"") else . end];
    [inputs | sub("^\ufeff"; "") | sub("\r$"; "") | select(test("\\S")) | cells] as $lines
    | ($lines[0] // [] | map(ascii_downcase)) as $head
    | (["userprincipalname", "objectid", "id", "user"] | map(. as $name | $head | index([$name])) | map(select(. != null))[0]) as $at
    | (if $at == null then $lines[] | .[0] else $lines[1:][] | .[$at] end)
    | select(. != null and . != "")' "$1"
}

# look_up USER: leaves the HTTP status in $answered and the user in a file.
# Where Entra wants to be asked later, it waits and asks again, five times.
look_up() {
  local path times
  path="/users/$(jq -rn --arg user "$1" '$user | @uri')?\$select=id"
  for times in 1 2 4 8 16 0; do
    answered=$(status "$path" "$work/user.json")
    case $answered in 429 | 503 | 504) ;; *) return ;; esac
    [ "$times" -gt 0 ] || return 0
    say "Users: Entra wants to be asked later (status $answered); waiting $((times * pause)) seconds"
    sleep "$((times * pause))"
  done
}

assign_users() {
  local users=${USERS:-} user id role answered added=0 there=0 missing=0 failed=0 left
  [ -n "$users" ] || users=$(plan '.usersFile')
  if [ ! -f "$users" ]; then
    say "Users: there is no file $users, so nobody is assigned"
    return
  fi
  if [ -z "$sp" ]; then
    say 'Would: assign the users of the file'
    return
  fi
  graph get "/servicePrincipals/$sp?\$select=id,appRoles" >"$work/roles.json"
  role=$(jq -r --arg wanted "${APP_ROLE:-}" '
    [.appRoles[] | select(.isEnabled and (.allowedMemberTypes | index(["User"])))] as $roles
    | if $wanted != "" then [$roles[] | select(.displayName == $wanted or .value == $wanted) | .id][0] // "none"
      elif $roles == [] then "00000000-0000-0000-0000-000000000000"
      else ([$roles[] | select(.displayName == "User")] + $roles)[0].id end' "$work/roles.json")
  [ "$role" != none ] || fail 'the application has no app role of that name for users.'
  all "/servicePrincipals/$sp/appRoleAssignedTo?\$top=999" >"$work/assigned.json"
  read_users "$users" >"$work/users.txt"
  while IFS= read -r user <&3; do
    look_up "$user"
    case $answered in
      2??) ;;
      404)
        say "Users: not found: $user"
        missing=$((missing + 1))
        continue
        ;;
      *)
        say "Users: not looked up, status $answered: $user"
        say "$(head -c 2000 "$work/error.txt")"
        failed=$((failed + 1))
        # Any of these holds for everybody.
        case $answered in 0 | 401 | 403 | 429 | 503 | 504) break ;; esac
        continue
        ;;
    esac
    id=$(jq -r '.id' "$work/user.json")
    if jq -e --arg id "$id" 'any(.[]; .principalId == $id)' "$work/assigned.json" >/dev/null; then
      there=$((there + 1))
      continue
    fi
    jq -n --arg user "$id" --arg app "$sp" --arg role "$role" \
      '{principalId: $user, resourceId: $app, appRoleId: $role}' >"$work/body.json"
    change "Users: assign $user" post "/servicePrincipals/$sp/appRoleAssignedTo" "$work/body.json" >/dev/null
    added=$((added + 1))
  done 3<"$work/users.txt"
  say "Users: $added assigned now, $there before, $missing not found"
  if [ "$failed" -gt 0 ]; then
    left=$(($(grep -c '' "$work/users.txt") - added - there - missing))
    fail "$left users of the file were not done, for the reason above. Run the script again when that is mended; who is assigned already is left alone."
  fi
}
#@ end assign
#@ begin start

start_job() {
  if [ -n "$job" ]; then
    graph get "/servicePrincipals/$sp/synchronization/jobs/$job" >"$work/job.json"
    if [ "$(jq -r '.schedule.state' "$work/job.json")" = Active ]; then
      say 'Provisioning: runs already'
      return
    fi
  fi
  change 'Provisioning: start' post "/servicePrincipals/$sp/synchronization/jobs/$job/start"
}
#@ end start

main() {
  command -v jq >/dev/null || fail 'jq is not installed.'
  sign_in
  create_app
  create_job
  #@ begin credentials
  save_credentials
  #@ end credentials
  #@ begin schema
  change_schema
  #@ end schema
  #@ begin assign
  assign_users
  #@ end assign
  #@ begin start
  start_job
  #@ end start
  say 'Done'
}

main
