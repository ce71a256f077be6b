(
  printf 'Secret token: ' >&2
  IFS= read -rs token; echo >&2
  LC_ALL=C; case $token in ''|*[^\ -~]*) echo 'The token is empty, or it contains a line break or a character that cannot be sent, such as an accent or a typographic quotation mark. Copy it again.' >&2; exit 1;; esac
  printf 'Authorization: Bearer %s' "$token" |
    curl -sS -i --path-as-is -m 20 -w '\n' -H @- -H 'Accept: application/scim+json' \
      'http://127.0.0.1:8081/a;b&c=$(id)!d*/scim/v2/Users?filter=userName+eq+%22o%27b%24%28touch%24%7BIFS%7Dx%29%60id%60%3B%26%7C%3C%3E%21%2A%25PATH%25%E2%80%99%E2%80%9C%40contoso.com%22'
)
