# Runs scripts one after the other, each in a runspace of its own: starting
# PowerShell takes longer than most of them. Each line of the input is a job as
# JSON; a record separator ends what a job wrote, and its exit code follows.

$jobs = [Console]::In
$end = [char]30
while ($null -ne ($line = $jobs.ReadLine())) {
  $job = ConvertFrom-Json $line
  foreach ($variable in $job.env.PSObject.Properties) {
    [Environment]::SetEnvironmentVariable($variable.Name, $variable.Value)
  }
  [Environment]::CurrentDirectory = $job.folder
  [Console]::SetIn((New-Object IO.StringReader ([string]$job.stdin)))
  $runspace = [RunspaceFactory]::CreateRunspace($Host)
  $runspace.Open()
  $shell = [PowerShell]::Create()
  $shell.Runspace = $runspace
  [void]$shell.AddScript({
    param($Folder, $Path)
    Set-Location -LiteralPath $Folder
    $global:LASTEXITCODE = 0
    & $Path | Out-Default
    $global:LASTEXITCODE
  }.ToString()).AddArgument($job.folder).AddArgument($job.path)
  $code = 1
  # A PowerShell with one script prints its errors by itself; here they wait in a list.
  try { $code = @($shell.Invoke())[-1] } catch { $Host.UI.WriteErrorLine(($_ | Out-String)) }
  foreach ($record in $shell.Streams.Error) { $Host.UI.WriteErrorLine(($record | Out-String)) }
  $shell.Dispose()
  $runspace.Dispose()
  [Console]::Error.Write("$end")
  [Console]::Error.Flush()
  [Console]::Out.Write("$end$code$end")
  [Console]::Out.Flush()
}
