@{
  RootModule = 'Microsoft.Graph.Authentication.psm1'
  ModuleVersion = '2.26.1'
  GUID = '7d0d7c1c-6d0e-4a57-9c5e-2f0b9a3f0c51'
  Description = 'A stand-in for tests'
  FunctionsToExport = 'Connect-MgGraph', 'Get-MgContext', 'Get-MgRequestContext', 'Set-MgRequestContext', 'Invoke-MgGraphRequest', 'Start-Sleep', 'Read-Host'
  CmdletsToExport = @()
  AliasesToExport = @()
}
