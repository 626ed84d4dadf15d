; The installer for Windows, for one user and without administrator rights. `installer.py` calls makensis with
;   NAME, VERSION, VERSION4, PUBLISHER, COPYRIGHT, IDENTIFIER   what it is
;   WINDOWED, CONSOLE          the names of the two programs in the payload
;   ICON, BANNER, OUT          files
;   FILES, UNFILES, LIST       what `payload.py` made of the payload folder
;   INSTALLED_KB               the payload's size in KiB
;   SIGN_COMMAND               where there is a certificate: signs the file that is appended to it
; Installer and uninstaller: /S asks nothing. Exit codes then: 0 done, 2 refused (an old system, or the app is open
; and does not end). The uninstaller keeps conversations and models unless told /REMOVECHATS, /REMOVEMODELS.

Unicode true
ManifestDPIAware true
ManifestLongPathAware true
RequestExecutionLevel user
SetCompressor /SOLID lzma
SetCompressorDictSize 64
SetDateSave on
CRCCheck on

!include MUI2.nsh
!include LogicLib.nsh
!include WinVer.nsh
!include x64.nsh
!include FileFunc.nsh
!include TextFunc.nsh
!include WordFunc.nsh

!define PROG_ID "DesktopChat.Model"
!define CLASSES "Software\Classes"
!define OWN_KEY "Software\${NAME}"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${IDENTIFIER}"
!define APP_PATH_KEY "Software\Microsoft\Windows\CurrentVersion\App Paths\${CONSOLE}"
!define DATA "$LOCALAPPDATA\desktop-chat"
!define OLDEST_BUILD 17763 ; Windows 10, version 1809: the oldest that Qt 6.8 runs on
!define WINDOWS_11_BUILD 22000 ; on ARM the oldest that runs programs made for x64
!define REFUSED 2
!define SECONDS_TO_END 30
!define REPARSE_POINT 0x400

Name "${NAME}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\${NAME}"
InstallDirRegKey HKCU "${OWN_KEY}" "InstallDir"
BrandingText "${NAME} ${VERSION}"
ShowInstDetails nevershow
ShowUninstDetails nevershow

VIProductVersion "${VERSION4}"
VIFileVersion "${VERSION4}"
VIAddVersionKey ProductName "${NAME}"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey FileDescription "${NAME} Setup"
VIAddVersionKey CompanyName "${PUBLISHER}"
VIAddVersionKey LegalCopyright "${COPYRIGHT}"

!ifdef SIGN_COMMAND
  !uninstfinalize '${SIGN_COMMAND} "%1"' = 0
  !finalize '${SIGN_COMMAND} "%1"' = 0
!endif

; ---- pages

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_WELCOMEFINISHPAGE_BITMAP "${BANNER}"
!define MUI_COMPONENTSPAGE_SMALLDESC
!define MUI_FINISHPAGE_RUN "$INSTDIR\${WINDOWED}"

!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH

!define MUI_COMPONENTSPAGE_TEXT_TOP "$(WhatToRemove)"
!insertmacro MUI_UNPAGE_COMPONENTS
!insertmacro MUI_UNPAGE_INSTFILES

!insertmacro MUI_LANGUAGE English
!insertmacro MUI_LANGUAGE Korean
!include strings.nsh

; ---- the app is not running while its files change

; A program that runs cannot be opened for writing: that finds the window, its engine and a terminal's alike.
!macro IsRunning un
  Function ${un}IsRunning ; pushes 1 or 0
    StrCpy $R0 0
    ${If} ${FileExists} "$INSTDIR\${WINDOWED}"
      ClearErrors
      FileOpen $R1 "$INSTDIR\${WINDOWED}" a
      ${If} ${Errors}
        StrCpy $R0 1
      ${Else}
        FileClose $R1
      ${EndIf}
    ${EndIf}
    ${If} ${FileExists} "$INSTDIR\${CONSOLE}"
      ClearErrors
      FileOpen $R1 "$INSTDIR\${CONSOLE}" a
      ${If} ${Errors}
        StrCpy $R0 1
      ${Else}
        FileClose $R1
      ${EndIf}
    ${EndIf}
    ClearErrors
    Push $R0
  FunctionEnd

  ; Asks, then lets the app end as by its own "Quit": a reply being written is kept. Leaves when it goes on running.
  Function ${un}EndApp
    Call ${un}IsRunning
    Pop $0
    ${If} $0 = 0
      Return
    ${EndIf}
    MessageBox MB_OKCANCEL|MB_ICONINFORMATION "$(AppIsOpen)" /SD IDOK IDOK end
    Abort "$(AppIsOpenStill)"
  end:
    DetailPrint "$(ClosingApp)"
    nsExec::Exec /TIMEOUT=60000 '"$INSTDIR\${CONSOLE}" --quit'
    Pop $0
    StrCpy $1 0
    ${Do}
      Call ${un}IsRunning
      Pop $0
      ${If} $0 = 0
        Return
      ${EndIf}
      Sleep 500
      IntOp $1 $1 + 1
    ${LoopUntil} $1 >= ${SECONDS_TO_END}
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(AppIsOpenStill)" /SD IDCANCEL IDRETRY end
    SetErrorLevel ${REFUSED}
    ${If} ${Silent}
      Quit
    ${EndIf}
    Abort "$(AppIsOpenStill)"
  FunctionEnd
!macroend
!insertmacro IsRunning ""
!insertmacro IsRunning "un."

; ---- install

!macro Refuse text
  MessageBox MB_OK|MB_ICONSTOP "${text}" /SD IDOK
  SetErrorLevel ${REFUSED}
  Quit
!macroend

Function .onInit
  ${IfNot} ${RunningX64}
    !insertmacro Refuse "$(Needs64Bit)"
  ${EndIf}
  ${IfNot} ${AtLeastWin10}
  ${OrIfNot} ${AtLeastBuild} ${OLDEST_BUILD}
    !insertmacro Refuse "$(NeedsWindows10)"
  ${EndIf}
  ${If} ${IsNativeARM64}
  ${AndIfNot} ${AtLeastBuild} ${WINDOWS_11_BUILD}
    !insertmacro Refuse "$(NeedsWindows11OnArm)"
  ${EndIf}
  Call AskForOlder
  Call ChooseAsBefore
FunctionEnd

; Asks before a newer version is replaced: its conversations may be in a form that this one cannot read.
Function AskForOlder
  ReadRegStr $0 HKCU "${UNINSTALL_KEY}" "DisplayVersion"
  ${If} $0 == ""
    Return
  ${EndIf}
  ${VersionCompare} "$0" "${VERSION}" $1
  ${If} $1 = 1
    MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "$(NewerIsThere)" /SD IDYES IDYES go_on
    SetErrorLevel ${REFUSED}
    Quit
  go_on:
  ${EndIf}
FunctionEnd

Section "${NAME}" App
  SectionIn RO
  Call EndApp
  Call RemoveOlder
  !include "${FILES}"
  SetOutPath "$INSTDIR"
  File "/oname=installed-files.txt" "${LIST}"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\${WINDOWED}"
  Call Register
SectionEnd

Section "$(ModelFiles)" ModelFiles
  WriteRegStr HKCU "${CLASSES}\${PROG_ID}" "" "$(ModelFileType)"
  WriteRegStr HKCU "${CLASSES}\${PROG_ID}" "FriendlyTypeName" "$(ModelFileType)"
  WriteRegStr HKCU "${CLASSES}\${PROG_ID}\DefaultIcon" "" "$INSTDIR\${WINDOWED},0"
  WriteRegStr HKCU "${CLASSES}\${PROG_ID}\shell\open\command" "" '"$INSTDIR\${WINDOWED}" --model "%1"'
  WriteRegStr HKCU "${CLASSES}\.gguf\OpenWithProgids" "${PROG_ID}" ""
  WriteRegStr HKCU "${CLASSES}\Applications\${WINDOWED}\SupportedTypes" ".gguf" ""
  WriteRegStr HKCU "${CLASSES}\Applications\${WINDOWED}\shell\open\command" "" \
    '"$INSTDIR\${WINDOWED}" --model "%1"'
  WriteRegStr HKCU "${OWN_KEY}\Capabilities" "ApplicationName" "${NAME}"
  WriteRegStr HKCU "${OWN_KEY}\Capabilities" "ApplicationDescription" "$(Summary)"
  WriteRegStr HKCU "${OWN_KEY}\Capabilities\FileAssociations" ".gguf" "${PROG_ID}"
  WriteRegStr HKCU "Software\RegisteredApplications" "${NAME}" "${OWN_KEY}\Capabilities"
  ReadRegStr $0 HKCU "${CLASSES}\.gguf" ""
  ReadRegStr $1 HKCR ".gguf" ""
  ${If} "$0$1" == "" ; another program's choice stays
    WriteRegStr HKCU "${CLASSES}\.gguf" "" "${PROG_ID}"
  ${EndIf}
SectionEnd

Section /o "$(DesktopIcon)" DesktopIcon
  CreateShortcut "$DESKTOP\${NAME}.lnk" "$INSTDIR\${WINDOWED}"
SectionEnd

Section -Done
  ${IfNot} ${SectionIsSelected} ${ModelFiles}
    Call UnregisterModelFiles
  ${EndIf}
  ${IfNot} ${SectionIsSelected} ${DesktopIcon}
    Delete "$DESKTOP\${NAME}.lnk"
  ${EndIf}
  Call TellExplorer
SectionEnd

!insertmacro MUI_FUNCTION_DESCRIPTION_BEGIN
  !insertmacro MUI_DESCRIPTION_TEXT ${App} "$(Summary)"
  !insertmacro MUI_DESCRIPTION_TEXT ${ModelFiles} "$(ModelFilesAbout)"
  !insertmacro MUI_DESCRIPTION_TEXT ${DesktopIcon} "$(DesktopIconAbout)"
!insertmacro MUI_FUNCTION_DESCRIPTION_END

; An upgrade, silent too, leaves the boxes as they were chosen.
Function ChooseAsBefore
  ReadRegStr $0 HKCU "${UNINSTALL_KEY}" "DisplayVersion"
  ${If} $0 == ""
    Return
  ${EndIf}
  ReadRegStr $0 HKCU "${CLASSES}\${PROG_ID}" ""
  ${If} $0 == ""
    !insertmacro UnselectSection ${ModelFiles}
  ${EndIf}
  ${If} ${FileExists} "$DESKTOP\${NAME}.lnk"
    !insertmacro SelectSection ${DesktopIcon}
  ${EndIf}
FunctionEnd

; Removes the files of the version that is there, by the list it left: lines of UTF-16, folders end with a backslash.
; The list lies where programs of this user can write, so a path that leads out of the folder is passed over.
Function RemoveOlder
  ClearErrors
  FileOpen $0 "$INSTDIR\installed-files.txt" r
  ${If} ${Errors}
    ClearErrors
    Return
  ${EndIf}
  FileReadWord $0 $1 ; the byte order mark
  ${Do}
    ClearErrors
    FileReadUTF16LE $0 $1
    ${If} ${Errors}
      ${ExitDo}
    ${EndIf}
    ${WordFind} "$1" "..\" "E+1{" $2
    ${If} ${Errors} ; not found
      ${TrimNewLines} "$1" $1
      StrCpy $2 $1 1 -1
      ${If} $1 == ""
        ${Continue}
      ${EndIf}
      ${If} $2 == "\"
        RMDir "$INSTDIR\$1" ; only where it is empty
      ${Else}
        Delete "$INSTDIR\$1"
      ${EndIf}
    ${EndIf}
  ${Loop}
  FileClose $0
  ClearErrors
FunctionEnd

Function Register
  WriteRegStr HKCU "${OWN_KEY}" "InstallDir" "$INSTDIR"
  WriteRegStr HKCU "${APP_PATH_KEY}" "" "$INSTDIR\${CONSOLE}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "Publisher" "${PUBLISHER}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\${WINDOWED},0"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" ${INSTALLED_KB}
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1
FunctionEnd

!macro Unregistering un
  Function ${un}UnregisterModelFiles
    DeleteRegKey HKCU "${CLASSES}\${PROG_ID}"
    DeleteRegValue HKCU "${CLASSES}\.gguf\OpenWithProgids" "${PROG_ID}"
    ReadRegStr $0 HKCU "${CLASSES}\.gguf" ""
    ${If} $0 == "${PROG_ID}"
      DeleteRegValue HKCU "${CLASSES}\.gguf" ""
    ${EndIf}
    DeleteRegKey /ifempty HKCU "${CLASSES}\.gguf\OpenWithProgids"
    DeleteRegKey /ifempty HKCU "${CLASSES}\.gguf"
    DeleteRegKey HKCU "${CLASSES}\Applications\${WINDOWED}"
    DeleteRegKey HKCU "${OWN_KEY}\Capabilities"
    DeleteRegValue HKCU "Software\RegisteredApplications" "${NAME}"
  FunctionEnd

  Function ${un}TellExplorer
    System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)' ; SHCNE_ASSOCCHANGED
  FunctionEnd
!macroend
!insertmacro Unregistering ""
!insertmacro Unregistering "un."

; ---- uninstall

Section "un.${NAME}" UnApp
  SectionIn RO
  Call un.EndApp
SectionEnd

Section /o "un.$(RemoveChats)" UnChats
  nsExec::Exec /TIMEOUT=30000 '"$INSTDIR\${CONSOLE}" models token --forget'
  Pop $0
  FindFirst $0 $1 "${DATA}\*"
  ${DoWhile} $1 != ""
    ${If} $1 != "."
    ${AndIf} $1 != ".."
    ${AndIf} $1 != "models"
      Push "${DATA}\$1"
      Call un.RemoveOwn
    ${EndIf}
    FindNext $0 $1
  ${Loop}
  FindClose $0
SectionEnd

Section /o "un.$(RemoveModels)" UnModels
  Push "${DATA}\models"
  Call un.RemoveOwn
SectionEnd

Section "-un.Files"
  SetOutPath "$TEMP" ; a folder that is somebody's current one cannot be removed
  !include "${UNFILES}"
  Delete "$INSTDIR\installed-files.txt"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR" ; only where it is empty
  RMDir "${DATA}"
  Delete "$SMPROGRAMS\${NAME}.lnk"
  Delete "$DESKTOP\${NAME}.lnk"
  Call un.UnregisterModelFiles
  DeleteRegKey HKCU "${APP_PATH_KEY}"
  DeleteRegKey HKCU "${OWN_KEY}"
  DeleteRegKey HKCU "${UNINSTALL_KEY}"
  Call un.TellExplorer
SectionEnd

Function un.onInit
  ; The uninstaller is registered with the folder it was installed to, not with one it was copied to.
  ReadRegStr $0 HKCU "${OWN_KEY}" "InstallDir"
  ${If} $0 != ""
    StrCpy $INSTDIR $0
  ${EndIf}
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/REMOVECHATS" $1
  ${IfNot} ${Errors}
    !insertmacro SelectSection ${UnChats}
  ${EndIf}
  ClearErrors
  ${GetOptions} $0 "/REMOVEMODELS" $1
  ${IfNot} ${Errors}
    !insertmacro SelectSection ${UnModels}
  ${EndIf}
FunctionEnd

!insertmacro MUI_UNFUNCTION_DESCRIPTION_BEGIN
  !insertmacro MUI_DESCRIPTION_TEXT ${UnApp} "$(RemoveAppAbout)"
  !insertmacro MUI_DESCRIPTION_TEXT ${UnChats} "$(RemoveChatsAbout)"
  !insertmacro MUI_DESCRIPTION_TEXT ${UnModels} "$(RemoveModelsAbout)"
!insertmacro MUI_UNFUNCTION_DESCRIPTION_END

; Pops a path in the app's data folder and removes it with what is in it; of a link only the link.
Function un.RemoveOwn
  Exch $R0
  Push $R1
  System::Call 'kernel32::GetFileAttributes(t R0) i .R1'
  ${If} $R1 <> -1
    IntOp $R1 $R1 & ${REPARSE_POINT}
    ${If} $R1 <> 0
      RMDir "$R0"
      Delete "$R0"
    ${ElseIf} ${FileExists} "$R0\*.*"
      RMDir /r "$R0"
    ${Else}
      Delete "$R0"
    ${EndIf}
  ${EndIf}
  Pop $R1
  Pop $R0
FunctionEnd
