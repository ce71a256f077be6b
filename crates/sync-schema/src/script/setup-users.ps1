#@ begin assign

# Read the users file (begin)
# The identifiers in a users file, in its order and each once. It throws an
# exception whose message is a sentence; its data name the kind and the lines.
function Stop-UsersFile([string]$Path, [string]$Kind, $Lines) {
  $numbers = @($Lines | Where-Object { $null -ne $_ })
  $where = (Split-Path -Leaf $Path) -replace '[\x00-\x1f\x7f]', ' '
  if ($numbers.Count -gt 0) {
    $where += ', line'
    if ($numbers.Count -gt 1) { $where += 's' }
    $where += ' ' + ((@($numbers | Select-Object -First 5)) -join ', ')
    if ($numbers.Count -gt 5) { $where += " and $($numbers.Count - 5) more" }
  }
  $sentences = @{
    'missing' = ' cannot be read. Name the users file with -UsersFile.'
    'too-large' = ' has more than 10 MB or 100,000 users. Split it.'
    'encoding' = ' is not UTF-8. In Excel, save it as CSV UTF-8.'
    'quote' = ': a quotation mark is not closed, or text follows a closing one. Correct the line.'
    'no-column' = ' has no column with a known header. Name one column userPrincipalName.'
    'no-users' = ' has no users. Add a row for each user.'
    'cells' = ': not as many cells as the header. Put a cell that holds the delimiter in quotation marks.'
    'identifier' = ': neither a userPrincipalName nor an object id. Correct or remove the row.'
  }
  $failure = New-Object InvalidOperationException ($where + $sentences[$Kind])
  $failure.Data['Kind'] = $Kind
  $failure.Data['Lines'] = $numbers
  throw $failure
}

# The text of a file in an encoding that says what it is. Windows-1252 is never
# guessed: a wrong character is another user.
function Read-UsersText([string]$Path) {
  $limit = 10000000
  try {
    $full = (Resolve-Path -LiteralPath $Path).ProviderPath
    if ((New-Object IO.FileInfo $full).Length -gt $limit) { $bytes = $null } else { $bytes = [IO.File]::ReadAllBytes($full) }
  } catch { Stop-UsersFile $Path 'missing' }
  if ($null -eq $bytes -or $bytes.Length -gt $limit) { Stop-UsersFile $Path 'too-large' }
  $encoding = New-Object Text.UTF8Encoding $false, $true
  $skip = 0
  if ($bytes.Length -ge 3 -and $bytes[0] -eq 0xEF -and $bytes[1] -eq 0xBB -and $bytes[2] -eq 0xBF) {
    $skip = 3
  } elseif ($bytes.Length -ge 2 -and $bytes[0] -eq 0xFF -and $bytes[1] -eq 0xFE) {
    $skip = 2
    $encoding = New-Object Text.UnicodeEncoding $false, $false, $true
  } elseif ($bytes.Length -ge 2 -and $bytes[0] -eq 0xFE -and $bytes[1] -eq 0xFF) {
    $skip = 2
    $encoding = New-Object Text.UnicodeEncoding $true, $false, $true
  }
  $text = $null
  try { $text = $encoding.GetString($bytes, $skip, $bytes.Length - $skip) } catch { $text = $null }
  if ($null -eq $text -or $text.IndexOf([char]0) -ge 0) { Stop-UsersFile $Path 'encoding' }
  $text
}

# Of comma, semicolon and tab the one that appears most often in the header
# record outside quotation marks.
function Get-Delimiter([string]$Text, [int]$From) {
  $counts = @{ [char]',' = 0; [char]';' = 0; [char]"`t" = 0 }
  $first = (New-Object regex '[^\s,;]').Match($Text, $From)
  if ($first.Success) {
    $at = $Text.LastIndexOfAny([char[]]"`r`n", $first.Index) + 1
    if ($at -lt $From) { $at = $From }
    $inside = $false
    $begins = $true
    $filled = $false
    for (; $at -lt $Text.Length; $at++) {
      $character = $Text[$at]
      if ($inside) {
        if ($character -eq '"') {
          if ($at + 1 -lt $Text.Length -and $Text[$at + 1] -eq '"') {
            $at++
            $filled = $true
          } else { $inside = $false }
        } elseif (-not [char]::IsWhiteSpace($character)) { $filled = $true }
        continue
      }
      $end = $character -eq "`r" -or $character -eq "`n"
      if ($end) {
        if ($filled) { break }
        foreach ($one in @($counts.Keys)) { $counts[$one] = 0 }
        $begins = $true
      } elseif ($counts.ContainsKey($character)) {
        $counts[$character]++
        $begins = $true
      } else {
        if ($character -eq '"' -and $begins) { $inside = $true }
        elseif (-not [char]::IsWhiteSpace($character)) { $filled = $true }
        $begins = $false
      }
    }
  }
  $best = [char]','
  foreach ($one in [char]';', [char]"`t") {
    if ($counts[$one] -gt $counts[$best]) { $best = $one }
  }
  $best
}

# How good a title is, 1 the best, or 0; 12 means a 2 that only counts
# where every value is a GUID.
function Get-TitleRank([string]$Title) {
  $ranks = @{
    userprincipalname = 1; upn = 1; userprincipal = 1
    objectid = 2; azureadobjectid = 2; userid = 12; id = 12
    username = 3; loginname = 3; login = 3; user = 3; signinname = 3
    email = 4; emailaddress = 4; mail = 4; primarysmtpaddress = 4; primaryemail = 4
  }
  # Microsoft's bulk template has the name of a property in brackets, Google
  # whether the column is required.
  $names = @($Title)
  $open = $Title.IndexOf([char]'[')
  if ($open -ge 0) {
    $close = $Title.IndexOf([char]']', $open)
    if ($close -ge 0) { $names = @($Title.Substring($open + 1, $close - $open - 1), $Title.Substring(0, $open)) }
  }
  foreach ($name in $names) {
    $folded = New-Object Text.StringBuilder
    for ($at = 0; $at -lt $name.Length; $at++) {
      $category = [string][Globalization.CharUnicodeInfo]::GetUnicodeCategory($name, $at)
      if ($category -like '*Letter' -or $category -like '*Number') { $null = $folded.Append($name[$at]) }
    }
    # Only ASCII has uppercase letters here: what else is a letter makes a title unknown.
    $folded = $folded.ToString()
    if ($folded -cmatch '\A[A-Za-z0-9]+\z' -and $ranks.ContainsKey($folded.ToLowerInvariant())) { return $ranks[$folded.ToLowerInvariant()] }
  }
  return 0
}

# The records in which a cell holds more than spaces: the line, then the cells.
function Split-UsersText([string]$Text, [string]$Path) {
  $records = New-Object 'Collections.Generic.List[object]'
  $ends = [char[]]"`r`n"
  $length = $Text.Length
  $from = 0
  $line = 1
  $delimiter = $null
  # Lines of Excel, PowerShell and the bulk template that are no data.
  foreach ($known in '\Gsep=([,;\t])(?:\r\n|\r|\n|\z)', '\G#TYPE[^\r\n]*(?:\r\n|\r|\n|\z)', '\G"?version:[^\r\n]*(?:\r\n|\r|\n|\z)') {
    $match = (New-Object regex $known).Match($Text, $from)
    if ($match.Success) {
      if ($match.Groups[1].Success) { $delimiter = $match.Groups[1].Value[0] }
      $from += $match.Length
      $line++
    }
  }
  # Without a header nothing tells the delimiter of blank records.
  if (-not (New-Object regex '[^\s,;]').IsMatch($Text, $from)) { return , $records }
  if ($null -eq $delimiter) { $delimiter = Get-Delimiter $Text $from }
  $stops = [char[]]@($delimiter, "`r", "`n")
  $separators = [char[]]@($delimiter)
  $blanks = New-Object regex ('\A[\s' + $(if ($delimiter -eq "`t") { '' } else { $delimiter }) + ']*\z')
  $quote = [char]'"'
  $between = [string[]]@('"' + $delimiter + '"')
  $next = -1
  while ($from -lt $length) {
    $begun = $line
    $end = $Text.IndexOfAny($ends, $from)
    if ($end -lt 0) { $end = $length }
    if ($next -lt $from) {
      $next = $Text.IndexOf($quote, $from)
      if ($next -lt 0) { $next = $length }
    }
    $whole = $Text.Substring($from, $end - $from)
    $inner = $null
    # Cells that are all quoted, without a quotation mark within.
    if ($next -eq $from -and $whole.Length -gt 1 -and $whole[$whole.Length - 1] -eq $quote) {
      $inner = $whole.Substring(1, $whole.Length - 2)
      $plain = $inner.Replace($between[0], '')
      if ($plain.IndexOf($quote) -ge 0) { $inner = $null }
    }
    if ($next -ge $end) {
      $from = $end
      if (-not $blanks.IsMatch($whole)) { $records.Add(@($begun, $whole.Split($separators))) }
    } elseif ($null -ne $inner) {
      $from = $end
      if ($plain.Trim()) { $records.Add(@($begun, $inner.Split($between, [StringSplitOptions]::None))) }
    } else {
      $cells = New-Object 'Collections.Generic.List[string]'
      $filled = $false
      while ($true) {
        if ($from -lt $length -and $Text[$from] -eq $quote) {
          $opened = $line
          $close = $from
          $doubled = $false
          while ($true) {
            $close = $Text.IndexOf($quote, $close + 1)
            if ($close -lt 0) { Stop-UsersFile $Path 'quote' $opened }
            if ($close + 1 -eq $length -or $Text[$close + 1] -ne $quote) { break }
            $doubled = $true
            $close++
          }
          $cell = $Text.Substring($from + 1, $close - $from - 1)
          if ($cell.IndexOfAny($ends) -ge 0) { $line += [regex]::Matches($cell, '\r\n|\r|\n').Count }
          if ($doubled) { $cell = $cell.Replace('""', '"') }
          $from = $close + 1
          if ($from -lt $length -and $stops -notcontains $Text[$from]) { Stop-UsersFile $Path 'quote' $line }
        } else {
          $end = $Text.IndexOfAny($stops, $from)
          if ($end -lt 0) { $end = $length }
          $cell = $Text.Substring($from, $end - $from)
          $from = $end
        }
        $cells.Add($cell)
        if (-not $filled -and $cell.Trim()) { $filled = $true }
        if ($from -eq $length -or $Text[$from] -ne $delimiter) { break }
        $from++
      }
      if ($filled) { $records.Add(@($begun, $cells.ToArray())) }
    }
    if ($from -lt $length) {
      if ($Text[$from] -eq "`r" -and $from + 1 -lt $length -and $Text[$from + 1] -eq "`n") { $from++ }
      $from++
      $line++
    }
  }
  , $records
}

function Read-UsersFile([string]$Path) {
  $records = Split-UsersText (Read-UsersText $Path) $Path
  if ($records.Count -eq 0) { Stop-UsersFile $Path 'no-users' }
  $guid = New-Object regex '\A[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\z'
  $wrong = New-Object regex '[\s\p{Cc}"<>,;]|\A@|@\z|\A[^@]*\z|\A\x27[=+@-]'
  $header = @($records[0][1])
  $column = -1
  $best = 99
  for ($at = 0; $at -lt $header.Count; $at++) {
    $rank = Get-TitleRank $header[$at].Trim()
    if ($rank -eq 12) {
      $rank = 2
      for ($row = 1; $row -lt $records.Count; $row++) {
        $cells = $records[$row][1]
        if ($at -ge $cells.Length -or -not $guid.IsMatch($cells[$at].Trim())) {
          $rank = 0
          break
        }
      }
    }
    if ($rank -gt 0 -and $rank -lt $best) {
      $best = $rank
      $column = $at
    }
  }
  $row = 1
  if ($column -lt 0) {
    $only = $header[0].Trim()
    if ($header.Count -ne 1 -or ($wrong.IsMatch($only) -and -not $guid.IsMatch($only))) { Stop-UsersFile $Path 'no-column' }
    $column = 0
    $row = 0
  } elseif ($records.Count -eq 1) { Stop-UsersFile $Path 'no-users' }
  $users = New-Object 'Collections.Generic.List[string]'
  $seen = New-Object 'Collections.Generic.HashSet[string]' ([StringComparer]::Ordinal)
  $ascii = New-Object regex '\A[\x00-\x7f]*\z'
  $capitals = New-Object regex '[A-Z]'
  $kind = ''
  $lines = New-Object 'Collections.Generic.List[int]'
  for (; $row -lt $records.Count; $row++) {
    $line, $cells = $records[$row]
    $found = ''
    if ($cells.Length -ne $header.Count) { $found = 'cells' } else {
      $user = $cells[$column].Trim()
      if ($wrong.IsMatch($user) -and -not $guid.IsMatch($user)) { $found = 'identifier' }
    }
    if ($found) {
      if (-not $kind) { $kind = $found }
      if ($kind -ceq $found) { $lines.Add($line) }
      continue
    }
    $key = $user
    if ($ascii.IsMatch($user)) {
      $key = $user.ToLowerInvariant()
    } elseif ($capitals.IsMatch($user)) {
      $key = New-Object Text.StringBuilder $user
      foreach ($match in $capitals.Matches($user)) { $key[$match.Index] = [char]::ToLowerInvariant($user[$match.Index]) }
      $key = $key.ToString()
    }
    if ($seen.Add($key)) { $users.Add($user) }
  }
  if ($kind) { Stop-UsersFile $Path $kind $lines }
  if ($users.Count -gt 100000) { Stop-UsersFile $Path 'too-large' }
  $users
}
# Read the users file (end)
#@ end assign
