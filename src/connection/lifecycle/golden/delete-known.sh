(
  printf 'Secret token: ' >&2
  IFS= read -rs token; echo >&2
  printf 'Authorization: Bearer %s' "$token" |
    curl -sS -i --path-as-is -m 20 -w '\n' -X DELETE -H @- -H 'Accept: application/scim+json' \
      'http://127.0.0.1:8081/a;b&c=$(id)!d*/scim/v2/Users/7%27%22%24%28id%29%60id%60%3B%26%7C%3C%3E%21%2A%5C%25PATH%25%2F%E2%80%99%E2%80%9C'
)
