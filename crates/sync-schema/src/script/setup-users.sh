#@ begin assign

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
#@ end assign
