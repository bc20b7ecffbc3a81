# Tries a Setup on a real Windows: for one user, then for all. Nobody has run this yet; what runs on
# Debian is proof.py, under wine.
#
#     pwsh packaging/windows/try_on_windows.ps1 dist\Equilibre-Setup-VERSION.exe
param([Parameter(Mandatory)] [string] $Setup)
$ErrorActionPreference = "Stop"

function Start-Waiting([string] $Program, [string[]] $Words) {
    $process = Start-Process $Program $Words -Wait -PassThru
    if ($process.ExitCode -ne 0) { throw "$Program $Words : $($process.ExitCode)" }
}

foreach ($mode in "/CurrentUser", "/AllUsers") {
    $folder = Join-Path $env:SystemDrive "Un dossier à part"
    Start-Waiting $Setup @("/S", $mode, "/D=$folder")  # /D= comes last, without quotes

    # From a terminal, then as a double click does: without a console.
    $report = Join-Path $env:TEMP "report.json"
    foreach ($program in "equilibre-console.exe", "Equilibre.exe") {
        Remove-Item $report -ErrorAction SilentlyContinue
        Start-Waiting "$folder\$program" @("self-test", "--report", $report)
        $said = Get-Content $report -Raw -Encoding utf8 | ConvertFrom-Json
        if (-not $said.ok) { throw "$program : $($said.checks | Where-Object { -not $_.ok })" }
        "$mode $program : Python $($said.python), Qt $($said.qt), $($said.start_seconds) s"
    }

    # With _?= the uninstaller runs from its own folder, so that it can be waited for.
    Start-Waiting "$folder\uninstall.exe" @($mode, "/S", "_?=$folder")
    $left = Get-ChildItem $folder -Recurse -Force | Where-Object Name -ne "uninstall.exe"
    if ($left) { throw "It leaves behind: $($left.FullName -join ', ')" }
    Remove-Item $folder -Recurse -Force
    foreach ($root in "HKCU:", "HKLM:") {
        $key = "$root\Software\Microsoft\Windows\CurrentVersion\Uninstall\Equilibre"
        if (Test-Path $key) { throw "It leaves behind: $key" }
    }
}
