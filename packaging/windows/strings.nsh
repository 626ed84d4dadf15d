; What the installer says, in the languages of the app. `installer.nsi` includes it after the languages themselves.

!macro Say name english korean
  LangString ${name} ${LANG_ENGLISH} "${english}"
  LangString ${name} ${LANG_KOREAN} "${korean}"
!macroend

!insertmacro Say Summary \
  "Chat with a language model on your own PC. Nothing you write leaves it." \
  "내 PC에서 언어 모델과 대화합니다. 대화 내용은 PC 밖으로 나가지 않습니다."

!insertmacro Say Needs64Bit \
  "${NAME} needs a 64-bit Windows. Nothing was installed." \
  "${NAME}에는 64비트 Windows가 필요합니다. 아무것도 설치하지 않았습니다."
!insertmacro Say NeedsWindows10 \
  "${NAME} needs Windows 10 version 1809 or later. Update Windows, then start this installer again." \
  "${NAME}에는 Windows 10 버전 1809 이상이 필요합니다. Windows를 업데이트한 뒤 다시 설치해 주세요."
!insertmacro Say NeedsWindows11OnArm \
  "On a PC with an ARM processor, ${NAME} needs Windows 11. Nothing was installed." \
  "ARM 프로세서를 쓰는 PC에서 ${NAME}을 쓰려면 Windows 11이 필요합니다. 아무것도 설치하지 않았습니다."
!insertmacro Say NewerIsThere \
  "A newer version is installed: $0. It may have stored conversations in a form that ${VERSION} cannot read.$\n$\nInstall the older version ${VERSION} all the same?" \
  "더 새로운 버전($0)이 이미 설치되어 있습니다. 그 버전에서 저장한 대화는 ${VERSION} 버전에서 읽지 못할 수 있습니다.$\n$\n그래도 이전 버전(${VERSION})을 설치할까요?"

!insertmacro Say AppIsOpen \
  "${NAME} is open. It will be closed first; conversations and what you are typing are kept." \
  "${NAME}이 실행 중입니다. 앱을 먼저 닫습니다. 대화와 쓰고 있던 글은 그대로 남습니다."
!insertmacro Say AppIsOpenStill \
  "${NAME} is still open. Close it, then try again." \
  "${NAME}이 아직 실행 중입니다. 앱을 닫은 뒤 다시 시도하세요."
!insertmacro Say ClosingApp "Closing ${NAME}…" "${NAME} 닫는 중…"

!insertmacro Say ModelFiles "Open model files (.gguf)" "모델 파일(.gguf) 열기"
!insertmacro Say ModelFilesAbout \
  "A double click on a model file opens it in ${NAME}." \
  "모델 파일을 두 번 클릭하면 ${NAME}에서 열립니다."
!insertmacro Say ModelFileType "Language model (GGUF)" "언어 모델 (GGUF)"
!insertmacro Say DesktopIcon "Desktop icon" "바탕 화면 아이콘"
!insertmacro Say DesktopIconAbout "Puts an icon on the desktop." "바탕 화면에 아이콘을 만듭니다."

!insertmacro Say WhatToRemove \
  "Conversations and models stay on this PC unless you check them here." \
  "여기에서 선택하지 않으면 대화와 모델은 이 PC에 남습니다."
!insertmacro Say RemoveAppAbout "The app itself." "앱을 제거합니다."
!insertmacro Say RemoveChats "Conversations and settings" "대화와 설정"
!insertmacro Say RemoveChatsAbout \
  "Deletes every conversation, persona, prompt, setting and backup of this user. This cannot be undone." \
  "이 사용자의 대화, 페르소나, 프롬프트, 설정, 백업을 모두 삭제합니다. 되돌릴 수 없습니다."
!insertmacro Say RemoveModels "Downloaded models" "다운로드한 모델"
!insertmacro Say RemoveModelsAbout \
  "Deletes the models in the app's own folder. Models elsewhere stay." \
  "앱 폴더에 있는 모델을 삭제합니다. 다른 곳에 있는 모델은 남습니다."
