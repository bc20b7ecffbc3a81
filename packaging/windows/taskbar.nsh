; Ties an entry of the menu to the windows of the program, which says the same name to Windows: what
; a user pins on the taskbar is then that entry, and not the Python that runs behind it.

!include Win\COM.nsh
!include Win\Propkey.nsh

!macro TieToWindows LINK NAME
    !insertmacro ComHlpr_CreateInProcInstance ${CLSID_ShellLink} ${IID_IShellLink} r0 ""
    ${If} $0 P<> 0
        ${IUnknown::QueryInterface} $0 '("${IID_IPersistFile}",.r1)'
        ${IUnknown::QueryInterface} $0 '("${IID_IPropertyStore}",.r2)'
        ${If} $1 P<> 0
        ${AndIf} $2 P<> 0
            ${IPersistFile::Load} $1 '("${LINK}", ${STGM_READWRITE})'
            System::Call 'shlwapi::SHStrDupW(w "${NAME}", *p .r3)'
            System::Call '*${SYSSTRUCT_PROPERTYKEY}(${PKEY_AppUserModel_ID})p.r4'
            System::Call '*(&i2 ${VT_LPWSTR}, &i6 0, p r3, p 0)p.r5'
            ${IPropertyStore::SetValue} $2 '($4, $5)'
            ${IPropertyStore::Commit} $2 ""
            ${IPersistFile::Save} $1 '("${LINK}", 1)'
            System::Call 'ole32::PropVariantClear(p r5)'
            System::Free $4
            System::Free $5
        ${EndIf}
        ${IUnknown::Release} $1 ""
        ${IUnknown::Release} $2 ""
        ${IUnknown::Release} $0 ""
    ${EndIf}
!macroend
