; Setup of Équilibre for Windows: for one user without administrator, or for all.
;
;   Equilibre-Setup.exe [/S] [/AllUsers | /CurrentUser] [/CONFIG=FILE] [/D=FOLDER]
;
; It ends with 0; 10: a Windows older than 10, version 1809, 11: Équilibre is open, 12: the disk is
; full, 13: no right to write there, 14: there is no such FILE, 15: the folder holds something else,
; 16: a newer version is installed. 1 and 2, which NSIS has: cancelled, or Setup is damaged.
; uninstall.exe [/S] ends with 0, 11 or 13; with _?=FOLDER at the end it is waited for.

Unicode true
Target amd64-unicode
SetCompressor ${COMPRESSOR}
SetCompress ${COMPRESS}
ManifestDPIAware true

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
!define MULTIUSER_INSTALLMODE_FUNCTION KeepGiven
!define MULTIUSER_INSTALLMODE_UNFUNCTION un.KeepGiven
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_KEY "${UNINSTALL}"
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_VALUENAME "InstallLocation"
!include MultiUser.nsh
!include MUI2.nsh
!include WinVer.nsh
!include FileFunc.nsh
!include WordFunc.nsh
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
!define MUI_WELCOMEFINISHPAGE_BITMAP "${NSISDIR}\Contrib\Graphics\Wizard\nsis3-grey.bmp"
!define MUI_ABORTWARNING
; NSIS would say “de Équilibre” in French.
!define MUI_ABORTWARNING_TEXT "$(CANCEL)"
!define MUI_FINISHPAGE_TITLE "$(FINISHED)"
Caption "$(CAPTION)"
UninstallCaption "$(REMOVAL)"
; The desktop starts it: from here it would have the rights of an administrator.
!define MUI_FINISHPAGE_RUN "$WINDIR\explorer.exe"
!define MUI_FINISHPAGE_RUN_PARAMETERS "$\"$INSTDIR\Equilibre.exe$\""
!insertmacro MULTIUSER_PAGE_INSTALLMODE
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE SeeFolder
!insertmacro MUI_PAGE_DIRECTORY
!define MUI_PAGE_HEADER_SUBTEXT "$(CAPTION)"
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!define MUI_UNCONFIRMPAGE_TEXT_TOP "$(KEPT)"
!insertmacro MUI_UNPAGE_CONFIRM
!define MUI_PAGE_HEADER_SUBTEXT "$(REMOVAL)"
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "French" ; the first one is for those who speak neither
!insertmacro MUI_LANGUAGE "English"
!include "taskbar.nsh"
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


Var Given ; the folder of /D=, or the one of the uninstaller
Var Settings ; the file of /CONFIG=
Var Former ; the folder of the version from before

!include "refusing.nsh"
!include "folder.nsh"

; -- Before anything is written -----------------------------------------------------------------

; MultiUser.nsh forgets it whenever it sets the mode.
!macro KeepGiven UN
Function ${UN}KeepGiven
    ${If} $Given != ""
        StrCpy $INSTDIR $Given
    ${EndIf}
FunctionEnd
!macroend
!insertmacro KeepGiven ""
!insertmacro KeepGiven "un."

; Read /CONFIG=, and a /D= in quotes which NSIS does not see, as Windows separates words: either
; "/CONFIG=C:\my file" or /CONFIG="C:\my file".
Function ReadWords
    StrCpy $0 $CMDLINE
    System::Call 'shell32::CommandLineToArgvW(w r0, *i .r1) p.r2'
    ${For} $3 1 $1
        IntOp $4 $3 - 1
        IntOp $4 $4 * ${NSIS_PTR_SIZE}
        IntPtrOp $4 $2 + $4
        System::Call '*$4(w .r5)'
        StrCpy $6 $5 8
        ${If} $6 == "/CONFIG="
            StrCpy $Settings $5 "" 8
            ; In full, for Setup changes folders.
            System::Call 'kernel32::GetFullPathNameW(w "$Settings", i ${NSIS_MAX_STRLEN}, w .s, p 0)'
            Pop $Settings
        ${EndIf}
        StrCpy $6 $5 3
        ${If} $6 == "/D="
            StrCpy $Given $5 "" 3
        ${EndIf}
    ${Next}
    System::Call 'kernel32::LocalFree(p r2)'
FunctionEnd

Function .onInit
    SetRegView 64
    ${IfNot} ${AtLeastBuild} 17763 ; of Windows 10, version 1809: Qt asks for it
        ${Refuse} "$(OLD_WINDOWS)" 10
    ${EndIf}
    StrCpy $Given $INSTDIR
    Call ReadWords
    ${If} $Settings != ""
        ClearErrors
        FileOpen $0 "$Settings" r
        ${If} ${Errors}
            ${Refuse} "$(NO_SETTINGS)" 14
        ${EndIf}
        FileClose $0
    ${EndIf}
    ${GetParameters} $R0
    ${GetOptions} $R0 "/AllUsers" $R1
    ${IfNot} ${Errors}
        !insertmacro SeeAdministrator ""
    ${EndIf}
    !insertmacro MULTIUSER_INIT
FunctionEnd

Function un.onInit
    SetRegView 64
    StrCpy $Given $INSTDIR ; its own, whatever else is registered
    ReadRegStr $R0 HKLM "Software\${KEY}" "Folder"
    ${If} $R0 == $INSTDIR
        !insertmacro SeeAdministrator "un."
    ${EndIf}
    !insertmacro MULTIUSER_UNINIT
    ${If} $R0 == $INSTDIR
        Call un.MultiUser.InstallMode.AllUsers
    ${Else}
        Call un.MultiUser.InstallMode.CurrentUser
    ${EndIf}
FunctionEnd

; Leaving its page: another folder may be chosen there.
Function SeeFolder
    Call IsOurs
    ${If} $0 == 0
        MessageBox MB_OK|MB_ICONEXCLAMATION "$(NOT_EMPTY)"
        Abort
    ${EndIf}
FunctionEnd

; -- Setup --------------------------------------------------------------------------------------

Section
    ReadRegStr $0 SHCTX "${UNINSTALL}" "DisplayVersion"
    ${VersionCompare} "$0" "${VERSION}" $1
    ${If} $1 == 1
        ${Refuse} "$(NEWER)" 16
    ${EndIf}
    Call IsOurs
    ${If} $0 == 0
        ${Refuse} "$(NOT_EMPTY)" 15
    ${EndIf}
    ReadRegStr $Former SHCTX "Software\${KEY}" "Folder"
    CreateDirectory "$INSTDIR"
    ClearErrors
    FileOpen $0 "$INSTDIR\.setup" w
    ${If} ${Errors}
        Call PutBack
        ${Refuse} "$(NOT_WRITTEN)" 13
    ${EndIf}
    FileClose $0
    !insertmacro SeeClosed "" "$Former"
    !insertmacro SeeClosed "" "$INSTDIR"
    ; What is free where the folder itself lies: it may be another disk than that of its letter.
    System::Call 'kernel32::GetDiskFreeSpaceExW(w "$INSTDIR\", *l .r1, p 0, p 0) i.r2'
    System::Int64Op $1 / 1024
    Pop $1
    System::Int64Op $1 < ${KILOBYTES}
    Pop $1
    ${If} $2 != 0 ; it answered
    ${AndIf} $1 != 0
        Call PutBack
        ${Refuse} "$(DISK_FULL)" 12
    ${EndIf}
    !insertmacro SetAside

    SetOutPath "$INSTDIR"
    SetOverwrite try
    ClearErrors
    File /r "${TREE}/*.*"
    WriteUninstaller "$INSTDIR\uninstall.exe"
    ${If} ${Errors}
        Call Undo
        ${Refuse} "$(NOT_WRITTEN)" 13
    ${EndIf}
    !insertmacro RemoveOwn "${ASIDE}"

    ; Two names may be those of one folder: what was written here tells.
    ${If} $Former != ""
    ${AndIfNot} ${FileExists} "$Former\.setup"
        !insertmacro RemoveOwn "$Former"
    ${EndIf}
    Delete "$INSTDIR\.setup"

    CreateShortcut "$SMPROGRAMS\Équilibre.lnk" "$INSTDIR\Equilibre.exe"
    !insertmacro TieToWindows "$SMPROGRAMS\Équilibre.lnk" "Equilibre.Equilibre"
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
        System::Call 'kernel32::CopyFileW(w "$Settings", w "$APPDATA\${KEY}\settings.toml", i 0) i.r1'
        ${If} $1 == 0
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
    !insertmacro SeeClosed "un." "$INSTDIR"
    SetOutPath "$TEMP" ; the folder where it stands could not be removed
    !insertmacro RemoveOwn "${ASIDE}"
    !insertmacro RemoveOwn "$INSTDIR"
    Delete "$SMPROGRAMS\Équilibre.lnk"

    ReadRegDWORD $0 SHCTX "Software\${KEY}" "Settings"
    SetShellVarContext all
    ; Of a program that was killed while it measured; one that still measures keeps its own.
    Delete "$APPDATA\equilibre-measures-*.lock"
    ${If} $0 == 1
        Delete "$APPDATA\${KEY}\settings.toml"
        RMDir "$APPDATA\${KEY}"
    ${EndIf}
    ${If} $MultiUser.InstallMode == "CurrentUser"
        SetShellVarContext current
    ${EndIf}
    !insertmacro un.OpenedBy ".equilibre" "Equilibre.Runs"
    !insertmacro un.OpenedBy ".equilibre-study" "Equilibre.Study"
    ${RefreshShellIcons}
    DeleteRegKey SHCTX "Software\${KEY}"
    DeleteRegKey SHCTX "Software\Microsoft\Windows\CurrentVersion\App Paths\Equilibre.exe"
    DeleteRegKey SHCTX "${UNINSTALL}"
SectionEnd
