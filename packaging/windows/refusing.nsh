; What stops Setup or the removal: a sentence, in a box or for whoever started it, and a status.

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
    System::Call 'kernel32::GetStdHandle(i -12) p.r2'
    System::Call 'kernel32::GetFileType(p r2) i.r5'
    ${If} $5 == 1 ; a file
    ${OrIf} $5 == 3 ; another program
        System::Alloc 8192
        Pop $6
        System::Call 'kernel32::WideCharToMultiByte(i 65001, i 0, w r0, i -1, p r6, i 8192, p 0, p 0) i.r4'
        IntOp $4 $4 - 1
        System::Call 'kernel32::WriteFile(p r2, p r6, i r4, *i .r5, p 0)'
        System::Free $6
    ${Else} ; a program with windows has a console only where it asks for that of who started it
        System::Call 'kernel32::AttachConsole(i -1)'
        System::Call 'kernel32::GetStdHandle(i -12) p.r2'
        System::Call 'kernel32::WriteConsoleW(p r2, w r0, i r3, *i .r4, p 0)'
    ${EndIf}
    Quit
FunctionEnd
!macroend
!insertmacro RefuseFunction ""
!insertmacro RefuseFunction "un."

; Without this MultiUser.nsh would ask in a box, in English, even where nobody looks.
!macro SeeAdministrator UN
    UserInfo::GetAccountType
    Pop $0
    ${If} $0 != "Admin"
    ${AndIf} $0 != "Power"
        ${${UN}Refuse} "$(NO_RIGHTS)" 13
    ${EndIf}
!macroend
