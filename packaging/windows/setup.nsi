; Setup of Équilibre for Windows: for one user without administrator, or for all.
;
;   Equilibre-Setup.exe [/S] [/AllUsers | /CurrentUser] [/CONFIG=FILE] [/D=FOLDER]
;
; It ends with 0; 10: not a 64-bit Windows, 11: Équilibre is open, 12: the disk is full,
; 13: the folder cannot be written, 14: there is no such FILE.

Unicode true
Target amd64-unicode
SetCompressor ${COMPRESSOR}
SetCompress ${COMPRESS}
ManifestDPIAware true
RequestExecutionLevel user

!define KEY "Equilibre"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\${KEY}"
!define MULTIUSER_EXECUTIONLEVEL Highest ; no question to those who have no rights to give
!define MULTIUSER_MUI
!define MULTIUSER_INSTALLMODE_COMMANDLINE
!define MULTIUSER_INSTALLMODE_DEFAULT_CURRENTUSER
!define MULTIUSER_USE_PROGRAMFILES64
!define MULTIUSER_INSTALLMODE_INSTDIR "${KEY}"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_KEY "Software\${KEY}"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_VALUENAME "Folder"
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_KEY "${UNINSTALL}"
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_VALUENAME "InstallLocation"
!include MultiUser.nsh
!include MUI2.nsh
!include x64.nsh
!include FileFunc.nsh
!include LogicLib.nsh

Name "Équilibre"
OutFile "${OUT}"
BrandingText "Équilibre ${VERSION}"
VIProductVersion "${NUMBERS}"
VIAddVersionKey /LANG=0 "ProductName" "Équilibre"
VIAddVersionKey /LANG=0 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "CompanyName" "${PUBLISHER}"
VIAddVersionKey /LANG=0 "FileDescription" "Équilibre ${VERSION}"
VIAddVersionKey /LANG=0 "LegalCopyright" "MIT"

!define MUI_ICON "equilibre.ico"
!define MUI_UNICON "equilibre.ico"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\Equilibre.exe"
!insertmacro MULTIUSER_PAGE_INSTALLMODE
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "French" ; the first one is for those who speak neither
!insertmacro MUI_LANGUAGE "English"
!include "sentences.nsh"

; -- Files that the program opens -----------------------------------------------------------------

!macro OpenedBy ENDING KIND NAME
    WriteRegStr SHCTX "Software\Classes\${ENDING}" "" "${KIND}"
    WriteRegStr SHCTX "Software\Classes\${KIND}" "" "${NAME}"
    WriteRegStr SHCTX "Software\Classes\${KIND}\DefaultIcon" "" "$INSTDIR\Equilibre.exe,0"
    WriteRegStr SHCTX "Software\Classes\${KIND}\shell\open\command" "" '"$INSTDIR\Equilibre.exe" "%1"'
!macroend

!macro un.OpenedBy ENDING KIND
    DeleteRegKey SHCTX "Software\Classes\${KIND}"
    ReadRegStr $0 SHCTX "Software\Classes\${ENDING}" ""
    ${If} $0 == "${KIND}" ; else it is another program's by now
        DeleteRegValue SHCTX "Software\Classes\${ENDING}" ""
        DeleteRegKey /ifempty SHCTX "Software\Classes\${ENDING}"
    ${EndIf}
!macroend


Var Given ; the folder of /D=
Var Settings ; the file of /CONFIG=

; -- What stops Setup: a sentence, in a box or on the console, and a status -----------------------

!macro Refuse UN SENTENCE STATUS
    StrCpy $0 "${SENTENCE}"
    SetErrorLevel ${STATUS}
    Call ${UN}Refuse
!macroend
!define Refuse '!insertmacro Refuse ""'
!define un.Refuse '!insertmacro Refuse "un."'

!macro RefuseFunction UN
Function ${UN}Refuse
    ${IfNot} ${Silent}
        MessageBox MB_OK|MB_ICONEXCLAMATION "$0"
        Quit
    ${EndIf}
    StrCpy $0 "$0$\r$\n"
    StrLen $3 "$0"
    System::Call 'kernel32::AttachConsole(i -1)'
    System::Call 'kernel32::GetStdHandle(i -12) p.r2'
    System::Call 'kernel32::WriteConsoleW(p r2, w r0, i r3, *i .r4, p 0) i.r5'
    ${If} $5 == 0 ; it goes to a file, or to another program
        System::Alloc 8192
        Pop $6
        System::Call 'kernel32::WideCharToMultiByte(i 65001, i 0, w r0, i -1, p r6, i 8192, p 0, p 0) i.r4'
        IntOp $4 $4 - 1
        System::Call 'kernel32::WriteFile(p r2, p r6, i r4, *i .r5, p 0)'
        System::Free $6
    ${EndIf}
    Quit
FunctionEnd
!macroend
!insertmacro RefuseFunction ""
!insertmacro RefuseFunction "un."

; -- Before anything is written -----------------------------------------------------------------

Function .onInit
    StrCpy $Given $INSTDIR ; the next macro forgets it
    ${IfNot} ${RunningX64}
        ${Refuse} "$(NOT_64_BITS)" 10
    ${EndIf}
    SetRegView 64
    ${GetParameters} $R0
    ClearErrors
    ${GetOptions} $R0 "/CONFIG=" $Settings
    ${IfNot} ${Errors}
        ${IfNot} ${FileExists} "$Settings"
            ${Refuse} "$(NO_SETTINGS)" 14
        ${EndIf}
    ${EndIf}
    !insertmacro MULTIUSER_INIT
    ${If} $Given != ""
        StrCpy $INSTDIR $Given
    ${EndIf}
    ; Under the folder of the user's programs; their runs and settings are elsewhere.
    ${If} $Given == ""
    ${AndIf} $MultiUser.InstallMode == "CurrentUser"
    ${AndIf} $INSTDIR == "$LOCALAPPDATA\${KEY}"
        StrCpy $INSTDIR "$LOCALAPPDATA\Programs\${KEY}"
    ${EndIf}
FunctionEnd

Function un.onInit
    SetRegView 64
    !insertmacro MULTIUSER_UNINIT
FunctionEnd

; A folder in which a program runs cannot be given another name: that tells, and sets it aside.
!macro SetAside FOLDER
    RMDir /r "$INSTDIR\${FOLDER}.old" ; of a Setup that was interrupted
    ${If} ${FileExists} "$INSTDIR\${FOLDER}\*.*"
        ClearErrors
        Rename "$INSTDIR\${FOLDER}" "$INSTDIR\${FOLDER}.old"
        ${If} ${Errors}
            Call PutBack
            ${Refuse} "$(IS_OPEN)" 11
        ${EndIf}
    ${EndIf}
!macroend

; What is there again when Setup could not end: the version from before, whole.
!macro PutBackOne FOLDER
    ${If} ${FileExists} "$INSTDIR\${FOLDER}.old\*.*"
        RMDir /r "$INSTDIR\${FOLDER}"
        Rename "$INSTDIR\${FOLDER}.old" "$INSTDIR\${FOLDER}"
    ${EndIf}
!macroend
Function PutBack
    !insertmacro PutBackOne "program"
    !insertmacro PutBackOne "python"
FunctionEnd

Function NotWritten
    RMDir /r "$INSTDIR\program"
    RMDir /r "$INSTDIR\python"
    Call PutBack
    RMDir "$INSTDIR"
    ${Refuse} "$(NOT_WRITTEN)" 13
FunctionEnd

; -- Setup --------------------------------------------------------------------------------------

Section
    SetOutPath "$INSTDIR"
    ClearErrors
    FileOpen $0 "$INSTDIR\.writable" w
    ${If} ${Errors}
        RMDir "$INSTDIR"
        ${Refuse} "$(NOT_WRITTEN)" 13
    ${EndIf}
    FileClose $0
    Delete "$INSTDIR\.writable"
    ; What is free where the folder itself lies: it may be another disk than that of its letter.
    System::Call 'kernel32::GetDiskFreeSpaceExW(w "$INSTDIR", *l .r1, p 0, p 0)'
    System::Int64Op $1 / 1024
    Pop $1
    System::Int64Op $1 < ${KILOBYTES}
    Pop $2
    ${If} $2 != 0
        RMDir "$INSTDIR"
        ${Refuse} "$(DISK_FULL)" 12
    ${EndIf}
    !insertmacro SetAside "program"
    !insertmacro SetAside "python"

    SetOverwrite try
    ClearErrors
    File /r "${TREE}/*.*"
    ${If} ${Errors}
        Call NotWritten
    ${EndIf}
    WriteUninstaller "$INSTDIR\uninstall.exe"
    ${If} ${Errors}
        Call NotWritten
    ${EndIf}
    RMDir /r "$INSTDIR\program.old"
    RMDir /r "$INSTDIR\python.old"

    CreateShortcut "$SMPROGRAMS\Équilibre.lnk" "$INSTDIR\Equilibre.exe"
    WriteRegStr SHCTX "Software\${KEY}" "Folder" "$INSTDIR"
    WriteRegStr SHCTX "Software\Microsoft\Windows\CurrentVersion\App Paths\Equilibre.exe" "" "$INSTDIR\Equilibre.exe"
    WriteRegStr SHCTX "${UNINSTALL}" "DisplayName" "Équilibre"
    WriteRegStr SHCTX "${UNINSTALL}" "DisplayVersion" "${VERSION}"
    WriteRegStr SHCTX "${UNINSTALL}" "DisplayIcon" "$INSTDIR\Equilibre.exe"
    WriteRegStr SHCTX "${UNINSTALL}" "Publisher" "${PUBLISHER}"
    WriteRegStr SHCTX "${UNINSTALL}" "InstallLocation" "$INSTDIR"
    WriteRegStr SHCTX "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe" /$MultiUser.InstallMode'
    WriteRegStr SHCTX "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /$MultiUser.InstallMode /S'
    WriteRegDWORD SHCTX "${UNINSTALL}" "EstimatedSize" ${KILOBYTES}
    WriteRegDWORD SHCTX "${UNINSTALL}" "NoModify" 1
    WriteRegDWORD SHCTX "${UNINSTALL}" "NoRepair" 1

    !insertmacro OpenedBy ".equilibre" "Equilibre.Runs" "$(RUNS)"
    !insertmacro OpenedBy ".equilibre-study" "Equilibre.Study" "$(STUDY)"
    ${RefreshShellIcons}

    ${If} $Settings != ""
        SetShellVarContext all
        CreateDirectory "$APPDATA\${KEY}"
        ClearErrors
        CopyFiles /SILENT "$Settings" "$APPDATA\${KEY}\settings.toml"
        ${If} ${Errors}
            ${Refuse} "$(SETTINGS_NOT_WRITTEN)" 13
        ${EndIf}
        ${If} $MultiUser.InstallMode == "CurrentUser"
            SetShellVarContext current
        ${EndIf}
        WriteRegDWORD SHCTX "Software\${KEY}" "Settings" 1
    ${EndIf}
SectionEnd

; -- Removal ------------------------------------------------------------------------------------

Section "Uninstall"
    ClearErrors
    ${If} ${FileExists} "$INSTDIR\python\*.*"
        Rename "$INSTDIR\python" "$INSTDIR\python.old"
        ${If} ${Errors}
            ${un.Refuse} "$(IS_OPEN)" 11
        ${EndIf}
    ${EndIf}
    ; Its own files only: the folder may hold others.
    RMDir /r "$INSTDIR\python.old"
    RMDir /r "$INSTDIR\program"
    Delete "$INSTDIR\Equilibre.exe"
    Delete "$INSTDIR\equilibre-console.exe"
    Delete "$INSTDIR\uninstall.exe"
    RMDir "$INSTDIR"
    Delete "$SMPROGRAMS\Équilibre.lnk"

    ReadRegDWORD $0 SHCTX "Software\${KEY}" "Settings"
    ${If} $0 == 1
        SetShellVarContext all
        Delete "$APPDATA\${KEY}\settings.toml"
        RMDir "$APPDATA\${KEY}"
        ${If} $MultiUser.InstallMode == "CurrentUser"
            SetShellVarContext current
        ${EndIf}
    ${EndIf}
    !insertmacro un.OpenedBy ".equilibre" "Equilibre.Runs"
    !insertmacro un.OpenedBy ".equilibre-study" "Equilibre.Study"
    ${RefreshShellIcons}
    DeleteRegKey SHCTX "Software\${KEY}"
    DeleteRegKey SHCTX "Software\Microsoft\Windows\CurrentVersion\App Paths\Equilibre.exe"
    DeleteRegKey SHCTX "${UNINSTALL}"
    DetailPrint "$(KEPT)"
SectionEnd
