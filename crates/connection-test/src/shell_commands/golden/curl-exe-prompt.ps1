& {
  $OutputEncoding = [Text.Encoding]::ASCII
  Set-PSDebug -Trace 0
  $token = (New-Object Net.NetworkCredential('', (Read-Host 'Secret token' -AsSecureString))).Password
  if ($token -notmatch '\A[\t -~]+\z') { 'The token is empty, or it contains a line break or a character that cannot be sent, such as an accent or a typographic quotation mark. Copy it again.'; return }
  "Authorization: Bearer $token" | curl.exe -sS -i --path-as-is -m 20 -w '\n' -H '@-' -H 'Accept: application/scim+json' 'http://127.0.0.1:8081/scim/v2/Users?filter=userName+eq+%220-0%22'
}
