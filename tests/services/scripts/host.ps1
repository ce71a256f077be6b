# Runs jobs one after the other, each in a runspace of its own: starting
# PowerShell takes longer than most of them. Each line of the input is a job as
# JSON; a record separator ends what a job wrote, and its exit code follows.

$jobs = [Console]::In
$end = [char]30
while ($null -ne ($line = $jobs.ReadLine())) {
  $job = ConvertFrom-Json $line
  # A job has its own variables, and none of the jobs before it.
  foreach ($name in @([Environment]::GetEnvironmentVariables().Keys)) { [Environment]::SetEnvironmentVariable($name, $null) }
  foreach ($variable in $job.env) { [Environment]::SetEnvironmentVariable($variable[0], $variable[1]) }
  [Environment]::CurrentDirectory = $job.folder
  [Console]::SetIn((New-Object IO.StringReader ([string]$job.stdin)))
  $runspace = [RunspaceFactory]::CreateRunspace($Host)
  $runspace.Open()
  [void]$runspace.SessionStateProxy.Path.SetLocation($job.folder)
  $runspace.SessionStateProxy.SetVariable('LASTEXITCODE', 0)
  $shell = [PowerShell]::Create()
  $shell.Runspace = $runspace
  # As PowerShell does with the words of its own command.
  [void]$shell.AddScript($job.command)
  $shell.Commands.Commands[0].MergeMyResults('Error', 'Output')
  [void]$shell.AddCommand('Out-Default')
  $code = 1
  try {
    [void]$shell.Invoke()
    $code = $runspace.SessionStateProxy.GetVariable('LASTEXITCODE')
  } catch {
    $Host.UI.WriteErrorLine(($_ | Out-String))
  }
  $shell.Dispose()
  $runspace.Dispose()
  [Console]::Error.Write("$end")
  [Console]::Error.Flush()
  [Console]::Out.Write("$end$code$end")
  [Console]::Out.Flush()
}
