; The folder of the program: only what is its own is replaced and removed there.

!macro EachOwn DO WHERE
    !insertmacro ${DO} "${WHERE}" "python"
    !insertmacro ${DO} "${WHERE}" "program"
    !insertmacro ${DO} "${WHERE}" "Equilibre.exe"
    !insertmacro ${DO} "${WHERE}" "equilibre-console.exe"
    !insertmacro ${DO} "${WHERE}" "uninstall.exe"
!macroend

; Where the version from before is until the new one is whole.
!define ASIDE "$INSTDIR\before"

; What runs cannot be opened for writing: its launcher, or Python for its workers.
!macro SeeClosedOne UN FILE
    ${If} ${FileExists} "${FILE}"
        ClearErrors
        FileOpen $0 "${FILE}" a
        ${If} ${Errors}
            !if "${UN}" == ""
                Call PutBack
            !endif
            ${${UN}Refuse} "$(IS_OPEN)" 11
        ${EndIf}
        FileClose $0
    ${EndIf}
!macroend
!macro SeeClosed UN FOLDER
    !insertmacro SeeClosedOne "${UN}" "${FOLDER}\Equilibre.exe"
    !insertmacro SeeClosedOne "${UN}" "${FOLDER}\equilibre-console.exe"
    !insertmacro SeeClosedOne "${UN}" "${FOLDER}\python\python.exe"
    !insertmacro SeeClosedOne "${UN}" "${FOLDER}\python\pythonw.exe"
!macroend

; Return in $0 whether what is in the folder may be replaced: it is Équilibre's, or there is nothing
; but what somebody left in a folder that bears its name.
Function IsOurs
    StrCpy $0 1
    ${If} ${FileExists} "$INSTDIR\Equilibre.exe"
    ${OrIf} ${FileExists} "${ASIDE}\Equilibre.exe" ; of a Setup that was interrupted
        Return
    ${EndIf}
    ${DirState} "$INSTDIR" $1
    ${GetFileName} "$INSTDIR" $2
    ${If} $1 == 1
        ${If} $2 != "${KEY}"
        ${OrIf} ${FileExists} "$INSTDIR\python"
        ${OrIf} ${FileExists} "$INSTDIR\program"
            StrCpy $0 0
        ${EndIf}
    ${EndIf}
FunctionEnd

!macro RemoveOne WHERE NAME
    RMDir /r "${WHERE}\${NAME}"
    Delete "${WHERE}\${NAME}"
!macroend
!macro RemoveOwn WHERE
    !insertmacro EachOwn RemoveOne "${WHERE}"
    RMDir "${WHERE}"
!macroend

; Nor can a folder be given another name in which something is open.
!macro SetAsideOne WHERE NAME
    ${If} ${FileExists} "$INSTDIR\${NAME}"
        ClearErrors
        Rename "$INSTDIR\${NAME}" "${WHERE}\${NAME}"
        ${If} ${Errors}
            Call PutBack
            ${Refuse} "$(IS_OPEN)" 11
        ${EndIf}
    ${EndIf}
!macroend
!macro SetAside
    !insertmacro RemoveOwn "${ASIDE}" ; of a Setup that was interrupted
    CreateDirectory "${ASIDE}"
    !insertmacro EachOwn SetAsideOne "${ASIDE}"
!macroend

!macro PutBackOne WHERE NAME
    Rename "${WHERE}\${NAME}" "$INSTDIR\${NAME}"
!macroend
Function PutBack
    SetOutPath "$TEMP" ; the folder where Setup stands could be neither moved nor removed
    !insertmacro EachOwn PutBackOne "${ASIDE}"
    RMDir "${ASIDE}"
    Delete "$INSTDIR\.setup"
    RMDir "$INSTDIR"
FunctionEnd

; What is there again when Setup could not end: the version from before, whole, or nothing.
Function Undo
    SetOutPath "$TEMP"
    !insertmacro EachOwn RemoveOne "$INSTDIR"
    Call PutBack
FunctionEnd

; NSIS calls it where the disk becomes full while a file is written.
Function .onInstFailed
    Call Undo
    ${Refuse} "$(DISK_FULL)" 12
FunctionEnd
