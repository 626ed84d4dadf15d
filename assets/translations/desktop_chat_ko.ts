<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About Desktop Chat</source>
        <translation>Desktop Chat 정보</translation>
    </message>
    <message>
        <source>Desktop Chat comes under the MIT licence. What it is made of comes under licences of its own.</source>
        <translation>Desktop Chat은 MIT 라이선스로 제공됩니다. 이 앱에 쓰인 구성 요소에는 각각의 라이선스가 적용됩니다.</translation>
    </message>
    <message>
        <source>Desktop Chat {version}</source>
        <translation>Desktop Chat {version}</translation>
    </message>
    <message>
        <source>Chat with a language model on your own PC. Nothing you write leaves it.</source>
        <translation>내 PC에서 언어 모델과 대화합니다. 쓴 글은 PC 밖으로 나가지 않습니다.</translation>
    </message>
    <message>
        <source>Engine: {version}</source>
        <translation>엔진: {version}</translation>
    </message>
    <message>
        <source>Third-party licences</source>
        <translation>오픈 소스 라이선스</translation>
    </message>
    <message>
        <source>Check this computer</source>
        <translation>이 컴퓨터 점검</translation>
    </message>
    <message>
        <source>Check for updates</source>
        <translation>업데이트 확인</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>완료</translation>
    </message>
</context>
<context>
    <name>AttachingFiles</name>
    <message>
        <source>Attach files</source>
        <translation>파일 첨부</translation>
    </message>
    <message>
        <source>“{name}” is not attached any more.</source>
        <translation>“{name}” 첨부를 뺐습니다.</translation>
    </message>
    <message>
        <source>The long text is attached as “{name}”.</source>
        <translation>긴 글을 “{name}” 파일로 첨부했습니다.</translation>
    </message>
    <message>
        <source>Insert as text</source>
        <translation>글로 넣기</translation>
    </message>
</context>
<context>
    <name>AttachmentChip</name>
    <message numerus="yes">
        <source>about %Ln tokens</source>
        <translation>
            <numerusform>약 %Ln토큰</numerusform>
        </translation>
    </message>
    <message>
        <source>Shows the text</source>
        <translation>내용을 보여 줍니다</translation>
    </message>
    <message>
        <source>Click to read it</source>
        <translation>누르면 내용을 볼 수 있습니다</translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation>{name} 빼기</translation>
    </message>
</context>
<context>
    <name>AttachmentWindow</name>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
</context>
<context>
    <name>BackupsController</name>
    <message>
        <source>Nothing has changed since the last backup.</source>
        <translation>마지막 백업 뒤로 바뀐 것이 없습니다.</translation>
    </message>
    <message>
        <source>The backup is made.</source>
        <translation>백업했습니다.</translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation>백업 복원</translation>
    </message>
    <message>
        <source>Go back to the conversations of {date}?</source>
        <translation>대화를 다음 시점으로 되돌릴까요? {date}</translation>
    </message>
    <message>
        <source>All windows show what the backup holds. What is there now is kept as one more backup first, so you can come back to it. Replies being written are stopped.</source>
        <translation>모든 창에 백업에 든 대화가 나타납니다. 지금 대화는 먼저 따로 백업해 두므로 다시 돌아올 수 있습니다. 쓰고 있는 답변은 멈춥니다.</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>복원</translation>
    </message>
    <message>
        <source>The backup is being restored…</source>
        <translation>백업을 복원하는 중…</translation>
    </message>
    <message>
        <source>The conversations of {date} are back.</source>
        <translation>대화를 복원했습니다: {date}</translation>
    </message>
</context>
<context>
    <name>BackupsDialog</name>
    <message numerus="yes">
        <source>%n conversation(s)</source>
        <translation>
            <numerusform>대화 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>백업</translation>
    </message>
    <message numerus="yes">
        <source>All conversations are copied once a day when something has changed, on this PC alone. The last %n are kept.</source>
        <translation>
            <numerusform>바뀐 것이 있으면 하루에 한 번 모든 대화를 이 PC에만 백업하고, 최근 %n개를 남겨 둡니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no backup yet.</source>
        <translation>아직 백업이 없습니다.</translation>
    </message>
    <message>
        <source>What you delete stays in the backups made before, until newer ones take their place.</source>
        <translation>삭제한 대화도 이전 백업에는 새 백업으로 바뀔 때까지 남아 있습니다.</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>지금 백업</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>폴더 열기</translation>
    </message>
    <message>
        <source>Restore…</source>
        <translation>복원…</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>완료</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Close this message</source>
        <translation>이 알림 닫기</translation>
    </message>
</context>
<context>
    <name>BesideHeader</name>
    <message>
        <source>Reply</source>
        <translation>답변</translation>
    </message>
    <message>
        <source>Continue with this one</source>
        <translation>이 답변으로 계속</translation>
    </message>
    <message>
        <source>Continue with the reply of {0}</source>
        <translation>{0}의 답변으로 계속</translation>
    </message>
    <message>
        <source>Close this reply</source>
        <translation>이 답변 닫기</translation>
    </message>
</context>
<context>
    <name>CancelDialog</name>
    <message>
        <source>Cancel a download</source>
        <translation>다운로드 취소</translation>
    </message>
    <message>
        <source>Give up “{name}”?</source>
        <translation>“{name}” 다운로드를 그만둘까요?</translation>
    </message>
    <message>
        <source>The {size} that are downloaded will be deleted. Pausing keeps them.</source>
        <translation>이미 받은 {size}가 지워집니다. 일시 정지하면 그대로 남습니다.</translation>
    </message>
    <message>
        <source>Give up and delete</source>
        <translation>그만두고 지우기</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>계속 받기</translation>
    </message>
</context>
<context>
    <name>CardHeader</name>
    <message>
        <source>Wrap long lines</source>
        <translation>긴 줄 자동 줄 바꿈</translation>
    </message>
    <message>
        <source>Save code…</source>
        <translation>코드 저장…</translation>
    </message>
    <message>
        <source>Code, {0}</source>
        <translation>코드, {0}</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>코드</translation>
    </message>
</context>
<context>
    <name>ChoiceList</name>
    <message>
        <source>On this PC</source>
        <translation>이 PC에 있음</translation>
    </message>
    <message numerus="yes">
        <source>Show all %n files</source>
        <translation>
            <numerusform>파일 %n개 모두 보기</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CodeSaving</name>
    <message>
        <source>Save the code</source>
        <translation>코드 저장</translation>
    </message>
    <message>
        <source>Saved as “{name}”.</source>
        <translation>“{name}” 파일로 저장했습니다.</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>폴더에서 보기</translation>
    </message>
    <message>
        <source>The code was not saved: {reason}. Choose another folder.</source>
        <translation>코드를 저장하지 못했습니다({reason}). 다른 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>Save elsewhere…</source>
        <translation>다른 곳에 저장…</translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <source>Undo</source>
        <translation>되돌리기</translation>
    </message>
    <message>
        <source>The change of the message is given up.</source>
        <translation>메시지 편집을 취소했습니다.</translation>
    </message>
    <message>
        <source>The message that waited is not sent.</source>
        <translation>기다리던 메시지는 보내지 않습니다.</translation>
    </message>
    <message>
        <source>Attach text and code files</source>
        <translation>텍스트나 코드 파일 첨부</translation>
    </message>
    <message>
        <source>Message {model}</source>
        <translation>{model}에게 메시지 쓰기</translation>
    </message>
    <message>
        <source>Write a message</source>
        <translation>메시지 쓰기</translation>
    </message>
    <message>
        <source>Drop files to attach them</source>
        <translation>파일을 놓으면 첨부됩니다</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>메시지</translation>
    </message>
    <message>
        <source>Enter sends, Shift+Enter breaks the line. Up brings earlier messages back, Alt+Up changes the last one, a slash calls saved prompts.</source>
        <translation>Enter로 보내고 Shift+Enter로 줄을 바꿉니다. 위쪽 화살표는 이전 메시지를 다시 불러오고, Alt+위쪽 화살표는 마지막 메시지를 편집합니다. 빗금(/)을 입력하면 저장한 프롬프트를 불러옵니다.</translation>
    </message>
</context>
<context>
    <name>ComposerNotice</name>
    <message>
        <source>Close this message</source>
        <translation>이 알림 닫기</translation>
    </message>
</context>
<context>
    <name>ContextMark</name>
    <message>
        <source>The model no longer reads the messages above this line: they do not fit its context of {0} tokens.</source>
        <translation>이 선 위의 메시지는 모델이 더 이상 읽지 않습니다. {0}토큰 컨텍스트에 다 들어가지 않기 때문입니다.</translation>
    </message>
</context>
<context>
    <name>ContextMeter</name>
    <message>
        <source>{0} / {1}</source>
        <translation>{0} / {1}</translation>
    </message>
    <message>
        <source>{0} of {1} tokens of the model&apos;s context are in use, with what you are writing and what is attached.</source>
        <translation>모델 컨텍스트 {1}토큰 중 {0}토큰을 쓰고 있습니다. 쓰고 있는 글과 첨부한 내용도 포함됩니다.</translation>
    </message>
</context>
<context>
    <name>ConversationActions</name>
    <message>
        <source>New chat</source>
        <translation>새 대화</translation>
    </message>
    <message>
        <source>Search all messages</source>
        <translation>모든 메시지 검색</translation>
    </message>
    <message>
        <source>New folder</source>
        <translation>새 폴더</translation>
    </message>
    <message>
        <source>Show the archive</source>
        <translation>보관함 보기</translation>
    </message>
    <message>
        <source>Show the bin</source>
        <translation>휴지통 보기</translation>
    </message>
    <message>
        <source>Rename this conversation</source>
        <translation>이 대화 이름 바꾸기</translation>
    </message>
    <message>
        <source>Duplicate this conversation</source>
        <translation>이 대화 복제</translation>
    </message>
    <message>
        <source>Open this conversation in a new window</source>
        <translation>이 대화를 새 창에서 열기</translation>
    </message>
    <message>
        <source>Export this conversation…</source>
        <translation>이 대화 내보내기…</translation>
    </message>
    <message>
        <source>Delete this conversation</source>
        <translation>이 대화 삭제</translation>
    </message>
    <message>
        <source>Pin this conversation</source>
        <translation>이 대화 고정</translation>
    </message>
    <message>
        <source>Unpin this conversation</source>
        <translation>이 대화 고정 해제</translation>
    </message>
    <message>
        <source>Archive this conversation</source>
        <translation>이 대화 보관</translation>
    </message>
    <message>
        <source>Take this conversation out of the archive</source>
        <translation>이 대화를 보관함에서 꺼내기</translation>
    </message>
    <message>
        <source>Move this conversation to “{folder}”</source>
        <translation>이 대화를 “{folder}” 폴더로 옮기기</translation>
    </message>
    <message>
        <source>Take this conversation out of its folder</source>
        <translation>이 대화를 폴더에서 꺼내기</translation>
    </message>
</context>
<context>
    <name>ConversationDelegate</name>
    <message>
        <source>Title of the conversation</source>
        <translation>대화 제목</translation>
    </message>
    <message>
        <source>Name of the folder</source>
        <translation>폴더 이름</translation>
    </message>
    <message>
        <source>Deleted {day} · gone {last}</source>
        <translation>{day} 삭제 · {last} 영구 삭제</translation>
    </message>
</context>
<context>
    <name>ConversationDialog</name>
    <message>
        <source>This conversation</source>
        <translation>이 대화</translation>
    </message>
    <message>
        <source>Instructions</source>
        <translation>지침</translation>
    </message>
    <message>
        <source>Instructions for this conversation</source>
        <translation>이 대화의 지침</translation>
    </message>
    <message>
        <source>What the model always keeps in mind here: who it is, how it answers, in which language.</source>
        <translation>이 대화에서 모델이 늘 염두에 둘 내용입니다. 누구인지, 어떻게, 어느 언어로 답할지 적으세요.</translation>
    </message>
    <message>
        <source>Reset the instructions</source>
        <translation>지침 초기화</translation>
    </message>
    <message>
        <source>How it answers</source>
        <translation>답변 방식</translation>
    </message>
    <message>
        <source>Changes hold from the next reply on.</source>
        <translation>바꾼 내용은 다음 답변부터 적용됩니다.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>완료</translation>
    </message>
</context>
<context>
    <name>ConversationModel</name>
    <message>
        <source>New chat</source>
        <translation>새 대화</translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation>고정됨</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>폴더</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>보관함</translation>
    </message>
    <message>
        <source>Bin</source>
        <translation>휴지통</translation>
    </message>
    <message numerus="yes">
        <source>%n conversation(s)</source>
        <translation>
            <numerusform>대화 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>being answered</source>
        <translation>답변 쓰는 중</translation>
    </message>
    <message>
        <source>new answer</source>
        <translation>새 답변</translation>
    </message>
    <message>
        <source>open</source>
        <translation>펼침</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>접힘</translation>
    </message>
    <message>
        <source>Folder {name}</source>
        <translation>{name} 폴더</translation>
    </message>
    <message>
        <source>Archive and bin</source>
        <translation>보관함과 휴지통</translation>
    </message>
    <message>
        <source>deleted {day}</source>
        <translation>{day} 삭제됨</translation>
    </message>
    <message>
        <source>pinned</source>
        <translation>고정됨</translation>
    </message>
</context>
<context>
    <name>ConversationPane</name>
    <message>
        <source>Conversations</source>
        <translation>대화</translation>
    </message>
    <message>
        <source>No conversations yet. Ask something, and it is kept here, on this PC only.</source>
        <translation>아직 대화가 없습니다. 무엇이든 물어보면 이 PC에만, 여기에 남습니다.</translation>
    </message>
    <message>
        <source>The archive is empty.</source>
        <translation>보관함이 비어 있습니다.</translation>
    </message>
    <message>
        <source>The bin is empty. What you delete is kept here for 30 days.</source>
        <translation>휴지통이 비어 있습니다. 삭제한 대화는 여기에 30일 동안 남아 있습니다.</translation>
    </message>
    <message>
        <source>Import conversations…</source>
        <translation>대화 가져오기…</translation>
    </message>
</context>
<context>
    <name>ConversationSurface</name>
    <message>
        <source>Message deleted.</source>
        <translation>메시지를 삭제했습니다.</translation>
    </message>
    <message>
        <source>This took the place of what you had typed.</source>
        <translation>입력하던 글이 이 내용으로 바뀌었습니다.</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>복사했습니다.</translation>
    </message>
</context>
<context>
    <name>CopyButton</name>
    <message>
        <source>Copied</source>
        <translation>복사됨</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
</context>
<context>
    <name>Dates</name>
    <message>
        <source>d MMM</source>
        <comment>day and month, a date format of Qt</comment>
        <translation>M월 d일</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <comment>day, month and year, a date format of Qt</comment>
        <translation>yyyy년 M월 d일</translation>
    </message>
</context>
<context>
    <name>Days</name>
    <message>
        <source>Today</source>
        <translation>오늘</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>어제</translation>
    </message>
    <message>
        <source>Previous 7 days</source>
        <translation>지난 7일</translation>
    </message>
    <message>
        <source>Previous 30 days</source>
        <translation>지난 30일</translation>
    </message>
    <message>
        <source>MMMM yyyy</source>
        <comment>month and year as a heading, a date format of Qt</comment>
        <translation>yyyy년 M월</translation>
    </message>
</context>
<context>
    <name>DetailsView</name>
    <message>
        <source>It has no files this app can use.</source>
        <translation>이 앱에서 쓸 수 있는 파일이 없습니다.</translation>
    </message>
    <message>
        <source>Looking at its files…</source>
        <translation>파일을 살펴보는 중…</translation>
    </message>
    <message>
        <source>About this model</source>
        <translation>이 모델에 대하여</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>파일 고르기</translation>
    </message>
    <message>
        <source>Facts</source>
        <translation>자세한 정보</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>라이선스</translation>
    </message>
    <message>
        <source>Read the licence</source>
        <translation>라이선스 읽기</translation>
    </message>
</context>
<context>
    <name>Download</name>
    <message>
        <source>Waiting for its turn</source>
        <translation>차례를 기다리는 중</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>연결 중…</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>일시 정지됨</translation>
    </message>
    <message>
        <source>Goes on by itself</source>
        <translation>곧 저절로 이어집니다</translation>
    </message>
    <message>
        <source>Checking the file…</source>
        <translation>파일 확인 중…</translation>
    </message>
    <message>
        <source>Downloaded</source>
        <translation>다운로드됨</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>중단됨</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent}%</translation>
    </message>
</context>
<context>
    <name>DownloadCard</name>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Earlier in the queue</source>
        <translation>순서를 앞으로</translation>
    </message>
    <message>
        <source>Later in the queue</source>
        <translation>순서를 뒤로</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>지금 시도</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>이어받기</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>일시 정지</translation>
    </message>
</context>
<context>
    <name>DownloadStrip</name>
    <message numerus="yes">
        <source>%n download(s)</source>
        <translation>
            <numerusform>다운로드 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>Pause all downloads</source>
        <translation>다운로드 모두 일시 정지</translation>
    </message>
    <message>
        <source>Pause the download</source>
        <translation>다운로드 일시 정지</translation>
    </message>
    <message>
        <source>Continue all downloads</source>
        <translation>다운로드 모두 계속</translation>
    </message>
    <message>
        <source>Continue the download</source>
        <translation>다운로드 계속</translation>
    </message>
    <message>
        <source>Downloads: {words}</source>
        <translation>다운로드: {words}</translation>
    </message>
    <message>
        <source>Show in Models</source>
        <translation>모델 창에서 보기</translation>
    </message>
</context>
<context>
    <name>DownloadsPage</name>
    <message>
        <source>Downloads and network</source>
        <translation>다운로드와 네트워크</translation>
    </message>
    <message>
        <source>Stay offline</source>
        <translation>오프라인 유지</translation>
    </message>
    <message>
        <source>Nothing is looked up or downloaded. The models on this PC work as always.</source>
        <translation>아무것도 검색하거나 다운로드하지 않습니다. 이 PC의 모델은 그대로 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>Look for updates of the app</source>
        <translation>앱 업데이트 확인</translation>
    </message>
    <message>
        <source>Once a day, from where its releases are published. Off: only when you ask for it in the menu.</source>
        <translation>하루에 한 번 배포 페이지에서 확인합니다. 끄면 메뉴에서 직접 확인할 때만 살펴봅니다.</translation>
    </message>
    <message>
        <source>Speed limit</source>
        <translation>속도 제한</translation>
    </message>
    <message>
        <source>Of all downloads together, so that others in the house have a share.</source>
        <translation>모든 다운로드를 합친 속도입니다. 같은 인터넷을 쓰는 다른 사람을 위해 정할 수 있습니다.</translation>
    </message>
    <message>
        <source>None</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>Downloads at the same time</source>
        <translation>동시에 다운로드하는 수</translation>
    </message>
    <message>
        <source>The others wait for their turn.</source>
        <translation>나머지는 차례를 기다립니다.</translation>
    </message>
    <message>
        <source>For experts</source>
        <translation>전문가용</translation>
    </message>
    <message>
        <source>Connections for a download, at most</source>
        <translation>다운로드 하나에 쓰는 최대 연결 수</translation>
    </message>
    <message>
        <source>More can be faster, if the server lets them.</source>
        <translation>서버가 허용하면 많을수록 빨라질 수 있습니다.</translation>
    </message>
    <message>
        <source>Address of the hub</source>
        <translation>허브 주소</translation>
    </message>
    <message>
        <source>Of a mirror, such as https://example.org. Empty: the hub&apos;s own.</source>
        <translation>미러의 주소(예: https://example.org). 비워 두면 허브 본래 주소를 씁니다.</translation>
    </message>
    <message>
        <source>Not an address. It begins with https:// and has no spaces.</source>
        <translation>주소가 아닙니다. https://로 시작하고 공백이 없어야 합니다.</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>프록시</translation>
    </message>
    <message>
        <source>Such as http://10.0.0.1:8080. Empty: the system&apos;s.</source>
        <translation>예: http://10.0.0.1:8080. 비워 두면 시스템 설정을 따릅니다.</translation>
    </message>
    <message>
        <source>Not an address of a proxy, such as http://10.0.0.1:8080.</source>
        <translation>프록시 주소가 아닙니다. 예: http://10.0.0.1:8080</translation>
    </message>
</context>
<context>
    <name>DropList</name>
    <message numerus="yes">
        <source>%n conversation(s)</source>
        <translation>
            <numerusform>대화 %n개</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DropSign</name>
    <message>
        <source>Drop model files here to add them; they stay where they are.</source>
        <translation>모델 파일을 여기에 놓으면 추가됩니다. 파일은 있던 곳에 그대로 있습니다.</translation>
    </message>
</context>
<context>
    <name>EditStrip</name>
    <message>
        <source>Editing an earlier message: sending starts another version from there</source>
        <translation>이전 메시지를 편집하는 중입니다. 보내면 그 자리에서 다른 버전이 시작됩니다</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
</context>
<context>
    <name>EmptyPage</name>
    <message>
        <source>Choose a model</source>
        <translation>모델을 고르세요</translation>
    </message>
    <message>
        <source>What it needs and what you can do with it is shown here.</source>
        <translation>필요한 메모리와 할 수 있는 일이 여기에 나타납니다.</translation>
    </message>
    <message>
        <source>Get your first model</source>
        <translation>첫 모델을 받아 보세요</translation>
    </message>
    <message>
        <source>The models at the top of the list suit this PC best: choose one and download it. Or open a file you have, or drop it here.</source>
        <translation>목록 맨 위의 모델이 이 PC에 가장 잘 맞습니다. 하나를 골라 다운로드하세요. 가진 파일을 열거나 여기에 놓아도 됩니다.</translation>
    </message>
    <message>
        <source>Open a file…</source>
        <translation>파일 열기…</translation>
    </message>
</context>
<context>
    <name>EmptyState</name>
    <message>
        <source>What would you like to know?</source>
        <translation>무엇이 궁금하세요?</translation>
    </message>
    <message>
        <source>Choose a model to begin</source>
        <translation>모델을 골라 시작하세요</translation>
    </message>
    <message>
        <source>What you write stays on this PC.</source>
        <translation>쓴 글은 이 PC에만 남습니다.</translation>
    </message>
    <message>
        <source>Explain something</source>
        <translation>쉽게 설명</translation>
    </message>
    <message>
        <source>Explain in simple words how a rainbow comes about.</source>
        <translation>무지개가 어떻게 생기는지 쉬운 말로 설명해 줘.</translation>
    </message>
    <message>
        <source>Write a message</source>
        <translation>메시지 쓰기</translation>
    </message>
    <message>
        <source>Write a short, friendly e-mail that moves a meeting to Friday.</source>
        <translation>회의를 금요일로 옮기자는 짧고 친근한 이메일을 써 줘.</translation>
    </message>
    <message>
        <source>Find ideas</source>
        <translation>아이디어 찾기</translation>
    </message>
    <message>
        <source>Suggest five things to do on a rainy Sunday.</source>
        <translation>비 오는 일요일에 할 만한 일 다섯 가지를 추천해 줘.</translation>
    </message>
    <message>
        <source>Write code</source>
        <translation>코드 쓰기</translation>
    </message>
    <message>
        <source>Write a Python function that finds the largest files in a folder.</source>
        <translation>폴더에서 가장 큰 파일들을 찾는 파이썬 함수를 써 줘.</translation>
    </message>
</context>
<context>
    <name>ExchangeSurface</name>
    <message>
        <source>Export this conversation…</source>
        <translation>이 대화 내보내기…</translation>
    </message>
    <message>
        <source>Copy this conversation as Markdown</source>
        <translation>이 대화를 마크다운으로 복사</translation>
    </message>
    <message>
        <source>All conversations</source>
        <translation>모든 대화</translation>
    </message>
    <message>
        <source>Export all conversations…</source>
        <translation>모든 대화 내보내기…</translation>
    </message>
    <message>
        <source>Import conversations…</source>
        <translation>대화 가져오기…</translation>
    </message>
    <message>
        <source>Backups…</source>
        <translation>백업…</translation>
    </message>
    <message>
        <source>Undo the import of “{name}”</source>
        <translation>“{name}” 가져오기 되돌리기</translation>
    </message>
</context>
<context>
    <name>Export</name>
    <message>
        <source>New chat</source>
        <translation>새 대화</translation>
    </message>
    <message>
        <source>You</source>
        <translation>나</translation>
    </message>
    <message>
        <source>Assistant</source>
        <translation>어시스턴트</translation>
    </message>
    <message>
        <source>Instructions</source>
        <translation>지침</translation>
    </message>
    <message>
        <source>Reasoning</source>
        <translation>생각</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export</source>
        <translation>내보내기</translation>
    </message>
    <message>
        <source>Markdown</source>
        <translation>마크다운</translation>
    </message>
    <message>
        <source>For notes and editors: the words as they are, with simple marks.</source>
        <translation>메모 앱과 편집기용. 글에 간단한 서식 기호가 들어갑니다.</translation>
    </message>
    <message>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>For printing and sending: pages that look the same everywhere.</source>
        <translation>인쇄와 공유용. 어디서나 똑같이 보입니다.</translation>
    </message>
    <message>
        <source>Web page (HTML)</source>
        <translation>웹 페이지(HTML)</translation>
    </message>
    <message>
        <source>For any browser, in one file that loads nothing.</source>
        <translation>어느 브라우저에서나 볼 수 있는 파일 하나. 인터넷 없이도 열립니다.</translation>
    </message>
    <message>
        <source>Plain text</source>
        <translation>일반 텍스트</translation>
    </message>
    <message>
        <source>Just the words, without any marks.</source>
        <translation>서식 기호 없이 글만 저장합니다.</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>Everything, to keep it or to move it to another PC: this app imports it again.</source>
        <translation>보존하거나 다른 PC로 옮길 때. 모든 내용을 담으며 이 앱에서 다시 가져올 수 있습니다.</translation>
    </message>
    <message>
        <source>With the reasoning of models</source>
        <translation>모델의 생각 포함</translation>
    </message>
    <message>
        <source>All versions of messages, not only those shown</source>
        <translation>보이는 것만이 아니라 메시지의 모든 버전</translation>
    </message>
    <message>
        <source>All in one file</source>
        <translation>파일 하나에 모두</translation>
    </message>
    <message>
        <source>One file each, in a new folder</source>
        <translation>새 폴더에 대화마다 파일 하나씩</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Choose where…</source>
        <translation>저장할 곳 고르기…</translation>
    </message>
    <message numerus="yes">
        <source>Export all %n conversation(s)</source>
        <translation>
            <numerusform>대화 %n개 모두 내보내기</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Export %n conversation(s)</source>
        <translation>
            <numerusform>대화 %n개 내보내기</numerusform>
        </translation>
    </message>
    <message>
        <source>Export “{title}”</source>
        <translation>“{title}” 내보내기</translation>
    </message>
</context>
<context>
    <name>Exporting</name>
    <message>
        <source>Conversation copied as Markdown.</source>
        <translation>대화를 마크다운으로 복사했습니다.</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>내보내기</translation>
    </message>
    <message>
        <source>Choose the folder that the new folder is made in</source>
        <translation>새 폴더를 만들 위치 고르기</translation>
    </message>
    <message>
        <source>New chat</source>
        <translation>새 대화</translation>
    </message>
    <message>
        <source>Conversations {date}</source>
        <translation>대화 {date}</translation>
    </message>
    <message>
        <source>Conversations are being written…</source>
        <translation>대화를 내보내는 중…</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} / {total}</translation>
    </message>
    <message>
        <source>Exported as “{name}”.</source>
        <translation>“{name}” 이름으로 내보냈습니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n conversation(s) exported as “{name}”.</source>
        <translation>
            <numerusform>대화 %n개를 “{name}” 이름으로 내보냈습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>폴더에서 보기</translation>
    </message>
</context>
<context>
    <name>Fault</name>
    <message>
        <source>“{name}” is no longer where it was. Nothing is lost: find the file again or choose another model.</source>
        <translation>“{name}” 파일이 원래 자리에 없습니다. 잃은 것은 없습니다. 파일을 다시 찾거나 다른 모델을 고르세요.</translation>
    </message>
    <message>
        <source>This PC does not allow reading “{name}”. Change the file&apos;s permissions or choose another model.</source>
        <translation>이 PC에서 “{name}” 파일을 읽을 권한이 없습니다. 파일 권한을 바꾸거나 다른 모델을 고르세요.</translation>
    </message>
    <message>
        <source>“{name}” is not a GGUF model file. Choose a file that ends in .gguf.</source>
        <translation>“{name}” 파일은 GGUF 모델 파일이 아닙니다. .gguf로 끝나는 파일을 고르세요.</translation>
    </message>
    <message>
        <source>“{name}” is incomplete: {missing} are missing. Download or copy it again.</source>
        <translation>“{name}” 파일이 온전하지 않습니다({missing} 부족). 다시 다운로드하거나 복사하세요.</translation>
    </message>
    <message>
        <source>“{name}” is damaged ({reason}). Download or copy it again.</source>
        <translation>“{name}” 파일이 손상되었습니다({reason}). 다시 다운로드하거나 복사하세요.</translation>
    </message>
    <message>
        <source>“{name}” is written in GGUF version {version}, which this app does not read. Get a newer copy of it.</source>
        <translation>“{name}” 파일은 이 앱이 읽지 못하는 GGUF 버전 {version}입니다. 더 새로운 파일을 구하세요.</translation>
    </message>
    <message>
        <source>The engine does not know models of the kind “{architecture}” yet. Choose another model.</source>
        <translation>엔진이 아직 “{architecture}” 종류의 모델을 지원하지 않습니다. 다른 모델을 고르세요.</translation>
    </message>
    <message>
        <source>The drive with “{name}” is not there any more. Plug it in again and retry; the text so far is kept.</source>
        <translation>“{name}” 파일이 있는 드라이브가 연결되어 있지 않습니다. 다시 연결하고 재시도하세요. 지금까지의 글은 그대로 있습니다.</translation>
    </message>
    <message>
        <source>The disk is full, so the newest words may not be saved. Free some space; the app goes on trying.</source>
        <translation>디스크가 가득 차서 가장 최근 글이 저장되지 않았을 수 있습니다. 공간을 비워 주세요. 앱이 계속 저장을 시도합니다.</translation>
    </message>
    <message>
        <source>“{name}” could not be loaded. The log says more; your conversations are safe.</source>
        <translation>“{name}” 모델을 불러오지 못했습니다. 자세한 내용은 로그에 있으며, 대화는 안전합니다.</translation>
    </message>
    <message>
        <source>There was not enough memory for “{name}”. Close other programs, choose a smaller model or a shorter context.</source>
        <translation>“{name}” 모델을 쓰기에 메모리가 모자랍니다. 다른 프로그램을 닫거나, 더 작은 모델이나 더 짧은 컨텍스트를 고르세요.</translation>
    </message>
    <message>
        <source>This build of the engine cannot use a graphics card, so “{name}” runs on the processor.</source>
        <translation>이 엔진은 그래픽 카드를 쓸 수 없어서 “{name}” 모델을 CPU로 실행합니다.</translation>
    </message>
    <message>
        <source>The graphics card could not take “{name}” ({reason}), so it runs on the processor: slower, but well.</source>
        <translation>그래픽 카드에 “{name}” 모델을 올리지 못해({reason}) CPU로 실행합니다. 느리지만 문제없이 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>The graphics card or its driver made the engine stop, so “{name}” runs on the processor: slower, but well. The card is tried again when the app is next started.</source>
        <translation>그래픽 카드나 드라이버 때문에 엔진이 멈춰서 “{name}” 모델을 프로세서로 실행합니다. 느리지만 문제없이 작동합니다. 다음에 앱을 시작하면 그래픽 카드를 다시 써 봅니다.</translation>
    </message>
    <message>
        <source>“{name}” needs {needed} of memory, and {free} are free. Close other programs, or choose a model file of up to {largest}.</source>
        <translation>“{name}” 모델에는 메모리 {needed}가 필요한데 {free}만 비어 있습니다. 다른 프로그램을 닫거나 {largest} 이하의 모델 파일을 고르세요.</translation>
    </message>
    <message>
        <source>With a context of {context} tokens, “{name}” needs {needed} of memory, and {free} are free. A context of {longest} tokens would fit: set it in the settings.</source>
        <translation>컨텍스트가 {context}토큰이면 “{name}” 모델에 메모리 {needed}가 필요한데 {free}만 비어 있습니다. {longest}토큰이면 들어갑니다. 설정에서 바꾸세요.</translation>
    </message>
    <message>
        <source>The engine that runs models could not start. Install the app again; your conversations are safe.</source>
        <translation>모델을 실행하는 엔진을 시작하지 못했습니다. 앱을 다시 설치하세요. 대화는 안전합니다.</translation>
    </message>
    <message>
        <source>The engine stopped while loading “{name}”. Nothing is lost; try again or choose another model.</source>
        <translation>“{name}” 모델을 불러오는 중에 엔진이 멈췄습니다. 잃은 것은 없습니다. 다시 시도하거나 다른 모델을 고르세요.</translation>
    </message>
    <message>
        <source>The engine stopped while reading your message. Nothing is lost; Retry loads the model again.</source>
        <translation>메시지를 읽는 중에 엔진이 멈췄습니다. 잃은 것은 없습니다. 다시 시도하면 모델을 다시 불러옵니다.</translation>
    </message>
    <message>
        <source>The engine stopped while writing. The text so far is kept; Retry loads the model again.</source>
        <translation>답을 쓰는 중에 엔진이 멈췄습니다. 지금까지의 글은 그대로 있습니다. 다시 시도하면 모델을 다시 불러옵니다.</translation>
    </message>
    <message>
        <source>The engine stopped. Nothing is lost; the model is loaded again with your next message.</source>
        <translation>엔진이 멈췄습니다. 잃은 것은 없습니다. 다음 메시지를 보내면 모델을 다시 불러옵니다.</translation>
    </message>
    <message>
        <source>The app stopped while loading “{name}” last time, so it was not loaded again. Choose it to try once more.</source>
        <translation>지난번에 “{name}” 모델을 불러오다가 앱이 멈춰서 이번에는 불러오지 않았습니다. 다시 해 보려면 그 모델을 고르세요.</translation>
    </message>
    <message>
        <source>Your message takes {tokens} tokens, and this model reads {context} at once. Shorten it or give the model a longer context.</source>
        <translation>메시지가 {tokens}토큰인데 이 모델은 한 번에 {context}토큰까지 읽습니다. 메시지를 줄이거나 컨텍스트를 늘리세요.</translation>
    </message>
    <message>
        <source>The reply reached the end of the model&apos;s context. What is written is kept.</source>
        <translation>답이 모델 컨텍스트의 끝에 닿았습니다. 쓴 내용은 그대로 있습니다.</translation>
    </message>
    <message>
        <source>The reply reached the longest length in the settings. What is written is kept.</source>
        <translation>답이 설정한 최대 길이에 닿았습니다. 쓴 내용은 그대로 있습니다.</translation>
    </message>
    <message>
        <source>The model wrote nothing. Try again, or choose another model.</source>
        <translation>모델이 아무것도 쓰지 않았습니다. 다시 시도하거나 다른 모델을 고르세요.</translation>
    </message>
    <message>
        <source>The model was closed before the summary was done. Try again.</source>
        <translation>요약이 끝나기 전에 모델이 닫혔습니다. 다시 시도하세요.</translation>
    </message>
    <message>
        <source>The engine could not go on. The text so far is kept; Retry starts the reply again.</source>
        <translation>엔진이 계속하지 못했습니다. 지금까지의 글은 그대로 있습니다. 다시 시도하면 답을 새로 시작합니다.</translation>
    </message>
    <message>
        <source>This model&apos;s chat template does not work ({reason}). Choose another template for it.</source>
        <translation>이 모델의 채팅 템플릿이 작동하지 않습니다({reason}). 다른 템플릿을 고르세요.</translation>
    </message>
    <message>
        <source>The grammar in the settings is not valid GBNF. Correct or clear it.</source>
        <translation>설정에 있는 문법이 올바른 GBNF가 아닙니다. 고치거나 지우세요.</translation>
    </message>
    <message>
        <source>The JSON schema in the settings cannot be used ({reason}). Correct or clear it.</source>
        <translation>설정에 있는 JSON 스키마를 쓸 수 없습니다({reason}). 고치거나 지우세요.</translation>
    </message>
    <message>
        <source>Choose a model first.</source>
        <translation>먼저 모델을 고르세요.</translation>
    </message>
    <message>
        <source>The file with your conversations was damaged. {recovered} messages were recovered; the damaged file is kept as “{name}”.</source>
        <translation>대화 파일이 손상되어 있었습니다. 메시지 {recovered}개를 복구했고, 손상된 파일은 “{name}” 이름으로 남겨 두었습니다.</translation>
    </message>
    <message>
        <source>Your conversations were saved by a newer version of this app. Update the app; nothing was changed.</source>
        <translation>대화가 이 앱의 더 새로운 버전에서 저장되었습니다. 앱을 업데이트하세요. 아무것도 바꾸지 않았습니다.</translation>
    </message>
    <message>
        <source>A part of your conversations cannot be read. Start the app again: it saves what can be read.</source>
        <translation>대화 일부를 읽을 수 없습니다. 앱을 다시 시작하면 읽을 수 있는 내용을 살려 냅니다.</translation>
    </message>
    <message>
        <source>There is no screen to open a window on: neither DISPLAY nor WAYLAND_DISPLAY is set. Start the app within a desktop session; “desktop-chat ask” and “desktop-chat models” work in a terminal alone.</source>
        <translation>창을 열 화면이 없습니다. DISPLAY도 WAYLAND_DISPLAY도 설정되어 있지 않습니다. 데스크톱 세션에서 앱을 시작하세요. “desktop-chat ask”와 “desktop-chat models”는 터미널만으로도 됩니다.</translation>
    </message>
    <message>
        <source>The app cannot make its folder “{name}” ({reason}). Check the disk and what you may write there, then start again.</source>
        <translation>앱이 쓸 “{name}” 폴더를 만들지 못했습니다({reason}). 디스크와 쓰기 권한을 확인한 뒤 다시 시작하세요.</translation>
    </message>
    <message>
        <source>The app is portable here and keeps everything in “{name}”, which cannot be written to ({reason}). Take the stick&apos;s write protection off, or copy the whole folder to a disk and start it there.</source>
        <translation>휴대용 앱은 모든 것을 “{name}” 폴더에 보관하는데, 이 폴더에 쓸 수 없습니다({reason}). USB 메모리의 쓰기 방지를 풀거나, 폴더 전체를 디스크로 복사해 거기서 시작하세요.</translation>
    </message>
    <message>
        <source>Your conversations could not be saved ({reason}). Keep the window open and check the disk.</source>
        <translation>대화를 저장하지 못했습니다({reason}). 창을 닫지 말고 디스크를 확인하세요.</translation>
    </message>
    <message>
        <source>Today&apos;s backup of your conversations could not be made ({reason}). The conversations are safe; check the disk.</source>
        <translation>오늘의 대화 백업을 만들지 못했습니다({reason}). 대화는 안전합니다. 디스크를 확인하세요.</translation>
    </message>
    <message>
        <source>This backup cannot be read, so your conversations are as they were. Choose another one.</source>
        <translation>이 백업을 읽을 수 없어 대화를 그대로 두었습니다. 다른 백업을 고르세요.</translation>
    </message>
    <message>
        <source>This backup was made by a newer version of this app. Update the app to restore it; your conversations are as they were.</source>
        <translation>이 앱의 더 새로운 버전에서 만든 백업입니다. 복원하려면 앱을 업데이트하세요. 대화는 그대로 있습니다.</translation>
    </message>
    <message>
        <source>The backup could not be restored ({reason}). Your conversations are as they were; check the disk.</source>
        <translation>백업을 복원하지 못했습니다({reason}). 대화는 그대로 있습니다. 디스크를 확인하세요.</translation>
    </message>
    <message>
        <source>The setting {name} cannot be “{value}” (allowed: {allowed}). The default is used, the rest is kept.</source>
        <translation>설정 {name}에는 “{value}” 값을 쓸 수 없습니다(허용: {allowed}). 이 값만 기본값을 쓰고 나머지는 그대로 둡니다.</translation>
    </message>
    <message>
        <source>This version does not know the setting {name}, so it is ignored; the rest is kept.</source>
        <translation>이 버전은 설정 {name} 항목을 모르므로 무시합니다. 나머지는 그대로 둡니다.</translation>
    </message>
    <message>
        <source>The settings could not be read, so the defaults are used. The file is kept as “{name}”.</source>
        <translation>설정을 읽지 못해 기본값을 씁니다. 파일은 “{name}” 이름으로 남겨 두었습니다.</translation>
    </message>
    <message>
        <source>The settings could not be saved ({reason}). They hold until the app ends; check the disk.</source>
        <translation>설정을 저장하지 못했습니다({reason}). 앱을 끝낼 때까지는 유지됩니다. 디스크를 확인하세요.</translation>
    </message>
    <message>
        <source>The list of models could not be read or saved ({reason}). Your model files are safe; check the disk.</source>
        <translation>모델 목록을 읽거나 저장하지 못했습니다({reason}). 모델 파일은 안전합니다. 디스크를 확인하세요.</translation>
    </message>
    <message>
        <source>The list of models was damaged and begins anew; the damaged file is kept as “{name}”. Your model files are safe: open them again.</source>
        <translation>모델 목록이 손상되어 새로 만들었습니다. 손상된 파일은 “{name}” 이름으로 남겨 두었습니다. 모델 파일은 안전하니 다시 열어 주세요.</translation>
    </message>
    <message>
        <source>“{name}” is a model of the kind “{architecture}”, which the engine cannot run. The nearest one that works is {nearest}: look for it in Models.</source>
        <translation>“{name}” 파일은 엔진이 실행할 수 없는 종류(“{architecture}”)의 모델입니다. 가장 가까운 모델은 다음과 같습니다: {nearest}. 모델 창에서 찾아보세요.</translation>
    </message>
    <message>
        <source>The app is set to stay offline. Switch that off in the settings to search and download; what is on this PC works without.</source>
        <translation>앱이 오프라인으로 설정되어 있습니다. 검색하고 다운로드하려면 설정에서 끄세요. 이 PC에 있는 것은 그대로 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>“{address}” is not an address the app can use. Correct it in the settings; it looks like {example}.</source>
        <translation>“{address}”: 앱이 쓸 수 있는 주소가 아닙니다. 설정에서 고치세요. 예: {example}</translation>
    </message>
    <message>
        <source>“{host}” cannot be reached ({reason}). Check the internet connection; what is on this PC works without it.</source>
        <translation>“{host}” 서버에 연결할 수 없습니다({reason}). 인터넷 연결을 확인하세요. 이 PC에 있는 것은 그대로 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>The address “{host}” was not found. Check the internet connection, and the hub&apos;s address in the settings.</source>
        <translation>“{host}” 주소를 찾을 수 없습니다. 인터넷 연결과 설정의 허브 주소를 확인하세요.</translation>
    </message>
    <message>
        <source>The connection to “{host}” is not safe ({reason}), so nothing was sent or kept. In a company network, ask whether its certificate is installed on this PC.</source>
        <translation>“{host}” 연결이 안전하지 않아({reason}) 아무것도 보내거나 받지 않았습니다. 회사 네트워크라면 회사 인증서가 이 PC에 설치되어 있는지 문의하세요.</translation>
    </message>
    <message>
        <source>“{host}” stopped answering. What is downloaded is kept; try again, and it goes on from there.</source>
        <translation>“{host}” 서버가 응답을 멈췄습니다. 다운로드한 부분은 그대로 있으니 다시 시도하면 거기서 이어집니다.</translation>
    </message>
    <message>
        <source>“{host}” has a problem of its own ({status}). What is downloaded is kept; try again later.</source>
        <translation>“{host}” 서버에 문제가 있습니다({status}). 다운로드한 부분은 그대로 있으니 나중에 다시 시도하세요.</translation>
    </message>
    <message>
        <source>“{host}” asks to wait before the next request. What is downloaded is kept, and it goes on in {seconds} seconds.</source>
        <translation>“{host}” 서버가 잠시 기다려 달라고 합니다. 다운로드한 부분은 그대로 있으며 {seconds}초 뒤에 이어집니다.</translation>
    </message>
    <message>
        <source>“{host}” answered with something the app does not understand. Try again later, or check the hub&apos;s address in the settings.</source>
        <translation>“{host}” 서버의 응답을 이해할 수 없습니다. 나중에 다시 시도하거나 설정의 허브 주소를 확인하세요.</translation>
    </message>
    <message>
        <source>The hub did not accept your access token. Make a new one on its website and enter it in the settings.</source>
        <translation>허브가 액세스 토큰을 받아들이지 않았습니다. 웹사이트에서 새로 만들어 설정에 입력하세요.</translation>
    </message>
    <message>
        <source>“{repository}” asks for your consent on its website first. Accept its terms there with your account, then enter your access token in the settings.</source>
        <translation>“{repository}” 저장소는 먼저 웹사이트에서 동의를 받습니다. 그곳에서 계정으로 약관에 동의한 뒤 설정에 액세스 토큰을 입력하세요.</translation>
    </message>
    <message>
        <source>The hub does not give “{repository}” to this account. Accept its terms on its website, or choose another model.</source>
        <translation>이 계정으로는 “{repository}” 저장소를 받을 수 없습니다. 웹사이트에서 약관에 동의하거나 다른 모델을 고르세요.</translation>
    </message>
    <message>
        <source>“{repository}” is not there any more, or its name has changed. Search for it, or choose another model.</source>
        <translation>“{repository}” 저장소가 없어졌거나 이름이 바뀌었습니다. 검색해 보거나 다른 모델을 고르세요.</translation>
    </message>
    <message>
        <source>“{repository}” has no file “{name}” any more. Look at what it has now and choose again.</source>
        <translation>“{repository}” 저장소에 “{name}” 파일이 더 이상 없습니다. 지금 있는 파일을 보고 다시 고르세요.</translation>
    </message>
    <message>
        <source>“{name}” was changed on the hub while it was downloading, so it begins again with the new version.</source>
        <translation>“{name}” 파일이 다운로드하는 동안 허브에서 바뀌어 새 버전으로 다시 시작합니다.</translation>
    </message>
    <message>
        <source>“{host}” cannot go on in the middle of a file, so “{name}” begins again.</source>
        <translation>“{host}” 서버가 이어받기를 지원하지 않아 “{name}” 파일을 처음부터 받습니다.</translation>
    </message>
    <message>
        <source>“{name}” is not a name a model file may have, so it was not downloaded. Choose another file.</source>
        <translation>“{name}”: 모델 파일에 쓸 수 없는 이름이라 다운로드하지 않았습니다. 다른 파일을 고르세요.</translation>
    </message>
    <message>
        <source>The disk is full: “{name}” needs {missing} more. Free some space, then continue; what is downloaded is kept.</source>
        <translation>디스크가 가득 찼습니다. “{name}” 파일을 받으려면 {missing} 더 필요합니다. 공간을 비운 뒤 계속하세요. 다운로드한 부분은 그대로 있습니다.</translation>
    </message>
    <message>
        <source>“{name}” takes {needed}, and {free} are free on that disk. Free some space or choose a smaller file; nothing was downloaded.</source>
        <translation>“{name}” 파일은 {needed} 필요한데 그 디스크에 남은 공간은 {free}입니다. 공간을 비우거나 더 작은 파일을 고르세요. 다운로드한 것은 없습니다.</translation>
    </message>
    <message>
        <source>The folder “{folder}” is not there any more. Plug its drive in or choose another folder, then continue.</source>
        <translation>“{folder}” 폴더가 없어졌습니다. 드라이브를 다시 연결하거나 다른 폴더를 고른 뒤 계속하세요.</translation>
    </message>
    <message>
        <source>This PC does not allow writing into “{folder}”. Choose another folder in the settings, then continue.</source>
        <translation>이 PC에서 “{folder}” 폴더에 쓸 권한이 없습니다. 설정에서 다른 폴더를 고른 뒤 계속하세요.</translation>
    </message>
    <message>
        <source>The name of “{name}” with its folders is longer than this system allows. Choose a folder with a shorter path.</source>
        <translation>“{name}” 파일의 전체 경로가 이 시스템에서 허용하는 것보다 깁니다. 경로가 더 짧은 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>“{name}” has another size than the hub says, so it was not kept. Try again; if it happens again, choose another file.</source>
        <translation>“{name}” 파일의 크기가 허브에 적힌 것과 달라 보관하지 않았습니다. 다시 시도하고, 또 그러면 다른 파일을 고르세요.</translation>
    </message>
    <message>
        <source>“{name}” arrived damaged: it is not what the hub says it is. It was not kept; try again.</source>
        <translation>“{name}” 파일이 손상된 채 도착했습니다(허브에 적힌 내용과 다름). 보관하지 않았으니 다시 시도하세요.</translation>
    </message>
    <message>
        <source>“{name}” is being downloaded by another window or terminal of this app. Wait for it to end there.</source>
        <translation>“{name}” 파일은 이 앱의 다른 창이나 터미널에서 다운로드하는 중입니다. 그쪽이 끝날 때까지 기다리세요.</translation>
    </message>
    <message>
        <source>“{name}” could not be downloaded ({reason}). What is downloaded is kept; try again.</source>
        <translation>“{name}” 파일을 다운로드하지 못했습니다({reason}). 다운로드한 부분은 그대로 있으니 다시 시도하세요.</translation>
    </message>
    <message>
        <source>The list of downloads was damaged and begins anew; it is kept as “{name}”. Choose the models again: what is downloaded of them is used.</source>
        <translation>다운로드 목록이 손상되어 새로 시작합니다. 손상된 목록은 “{name}” 이름으로 보관했습니다. 모델을 다시 고르면 이미 다운로드한 부분을 씁니다.</translation>
    </message>
    <message>
        <source>The part of the app that searches and downloads stopped. What is downloaded is kept; try again.</source>
        <translation>검색과 다운로드를 맡은 부분이 멈췄습니다. 다운로드한 부분은 그대로 있으니 다시 시도하세요.</translation>
    </message>
    <message>
        <source>This PC has no keychain the app could use, so your access token is kept only until the app ends.</source>
        <translation>이 PC에는 앱이 쓸 수 있는 키체인이 없어 액세스 토큰을 앱이 끝날 때까지만 보관합니다.</translation>
    </message>
    <message>
        <source>The system&apos;s keychain did not let the app in ({reason}). Unlock it and try again; until the app ends, a token you enter is used all the same.</source>
        <translation>시스템 키체인을 쓸 수 없습니다({reason}). 잠금을 풀고 다시 시도하세요. 입력한 토큰은 앱이 끝날 때까지 그대로 쓰입니다.</translation>
    </message>
    <message>
        <source>The list of recommended models could not be read. Install the app again; your models are safe.</source>
        <translation>추천 모델 목록을 읽지 못했습니다. 앱을 다시 설치하세요. 모델은 안전합니다.</translation>
    </message>
    <message>
        <source>That you accepted the licence could not be saved ({reason}). Check the disk, then accept it again.</source>
        <translation>라이선스 동의를 저장하지 못했습니다({reason}). 디스크를 확인하고 다시 동의하세요.</translation>
    </message>
    <message>
        <source>“{name}” could not be moved to the bin ({reason}). It is where it was.</source>
        <translation>“{name}” 파일을 휴지통으로 옮기지 못했습니다({reason}). 파일은 원래 자리에 있습니다.</translation>
    </message>
    <message>
        <source>“{name}” is loaded. Free its memory first, then try again.</source>
        <translation>“{name}” 모델이 메모리에 올라와 있습니다. 먼저 메모리를 비우고 다시 시도하세요.</translation>
    </message>
    <message>
        <source>The models could not be moved to “{folder}” ({reason}). What was not moved is where it was; nothing is lost.</source>
        <translation>모델을 “{folder}” 폴더로 옮기지 못했습니다({reason}). 옮기지 못한 것은 원래 자리에 있으며 잃은 것은 없습니다.</translation>
    </message>
    <message>
        <source>Your models take {needed}, and {free} are free in “{folder}”. Choose another folder; nothing was moved.</source>
        <translation>모델의 크기는 모두 {needed}인데 “{folder}” 폴더에 남은 공간은 {free}입니다. 다른 폴더를 고르세요. 아무것도 옮기지 않았습니다.</translation>
    </message>
    <message>
        <source>There is no model “{name}” on the list. `desktop-chat models list` shows which there are.</source>
        <translation>목록에 “{name}” 모델이 없습니다. `desktop-chat models list` 명령으로 어떤 모델이 있는지 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>“{repository}” has no model file for “{wanted}”. It has: {available}.</source>
        <translation>“{repository}” 저장소에는 “{wanted}” 모델 파일이 없습니다. 있는 파일: {available}.</translation>
    </message>
    <message>
        <source>“{name}” could be any of these: {available}. Name one of them whole.</source>
        <translation>“{name}”에 맞는 것이 여럿입니다: {available}. 하나를 온전한 이름으로 적으세요.</translation>
    </message>
    <message>
        <source>“{name}” is no model on this PC or of the catalog, and not OWNER/NAME of one on the hub. `desktop-chat models search` finds models.</source>
        <translation>“{name}”: 이 PC나 카탈로그에 있는 모델도, 허브의 소유자/이름도 아닙니다. `desktop-chat models search` 명령으로 모델을 찾을 수 있습니다.</translation>
    </message>
    <message>
        <source>“{name}” is not to be had. {reason} The nearest one that works is {nearest}: look for it in Models.</source>
        <translation>“{name}” 모델은 구할 수 없습니다. {reason} 가장 가까운 모델은 다음과 같습니다: {nearest}. 모델 창에서 찾아보세요.</translation>
    </message>
    <message>
        <source>“{name}” comes under the {licence} ({link}), which must be accepted before the download. Read it; --accept-licence accepts it.</source>
        <translation>“{name}” 모델은 다운로드하기 전에 라이선스({licence}, {link})에 동의해야 합니다. 읽어 보고 --accept-licence로 동의하세요.</translation>
    </message>
    <message>
        <source>“{name}” is not there any more, so it was not attached. Choose the file again.</source>
        <translation>“{name}” 파일이 없어져 첨부하지 않았습니다. 파일을 다시 고르세요.</translation>
    </message>
    <message>
        <source>“{name}” could not be read ({reason}), so it was not attached.</source>
        <translation>“{name}” 파일을 읽지 못해({reason}) 첨부하지 않았습니다.</translation>
    </message>
    <message>
        <source>“{name}” is a folder. Choose the files in it that you want to attach.</source>
        <translation>폴더(“{name}”)는 첨부할 수 없습니다. 폴더 안에서 첨부할 파일을 고르세요.</translation>
    </message>
    <message>
        <source>“{name}” has no text in it, so it was not attached.</source>
        <translation>“{name}” 파일에 글이 없어 첨부하지 않았습니다.</translation>
    </message>
    <message>
        <source>“{name}” is larger than {most}, so it was not attached. Attach the part of it that matters.</source>
        <translation>“{name}” 파일이 {most}보다 커서 첨부하지 않았습니다. 필요한 부분만 첨부하세요.</translation>
    </message>
    <message>
        <source>“{name}” is a document the app cannot read yet. Save it as plain text, or copy its text and paste it here.</source>
        <translation>“{name}” 파일은 앱이 아직 읽지 못하는 문서입니다. 일반 텍스트로 저장하거나, 글을 복사해 여기에 붙여 넣으세요.</translation>
    </message>
    <message>
        <source>“{name}” is not a text file, so it was not attached. Text and code can be attached.</source>
        <translation>“{name}” 파일은 텍스트가 아니어서 첨부하지 않았습니다. 텍스트와 코드만 첨부할 수 있습니다.</translation>
    </message>
    <message>
        <source>Pictures cannot be attached: models read text here. Paste the text instead.</source>
        <translation>이미지는 첨부할 수 없습니다. 여기서는 모델이 글만 읽습니다. 대신 글을 붙여 넣으세요.</translation>
    </message>
    <message>
        <source>“{name}” could not be written ({reason}). Nothing was changed; choose another place or check the disk.</source>
        <translation>“{name}” 파일을 저장하지 못했습니다({reason}). 바뀐 것은 없습니다. 다른 곳을 고르거나 디스크를 확인하세요.</translation>
    </message>
    <message>
        <source>“{name}” holds no conversations this app can read. Choose the file or folder another app exported, or its zip as it is.</source>
        <translation>“{name}”에서 이 앱이 읽을 수 있는 대화를 찾지 못했습니다. 다른 앱에서 내보낸 파일이나 폴더를 고르세요. zip 파일 그대로도 됩니다.</translation>
    </message>
    <message>
        <source>“{name}” could not be read ({reason}). Nothing was imported; check the file and try again.</source>
        <translation>“{name}” 파일을 읽지 못했습니다({reason}). 가져온 것은 없습니다. 파일을 확인하고 다시 시도하세요.</translation>
    </message>
    <message>
        <source>“{name}” was written by a newer version of this app. Update the app; nothing was imported.</source>
        <translation>“{name}” 파일은 이 앱의 더 새로운 버전에서 저장한 것입니다. 앱을 업데이트하세요. 가져온 것은 없습니다.</translation>
    </message>
    <message>
        <source>There are no conversations in “{name}”.</source>
        <translation>“{name}”에는 대화가 없습니다.</translation>
    </message>
    <message>
        <source>This conversation is damaged ({reason}), so it was left out.</source>
        <translation>이 대화는 손상되어({reason}) 제외했습니다.</translation>
    </message>
    <message>
        <source>This conversation is in a newer form ({version}) than this app reads, so it was left out.</source>
        <translation>이 대화는 이 앱이 읽지 못하는 더 새로운 형식({version})이라 제외했습니다.</translation>
    </message>
    <message>
        <source>This conversation has no messages, so it was left out.</source>
        <translation>이 대화에는 메시지가 없어 제외했습니다.</translation>
    </message>
    <message>
        <source>A message of this conversation is damaged and was left out; the others are there.</source>
        <translation>이 대화의 메시지 하나가 손상되어 제외했습니다. 나머지는 그대로 있습니다.</translation>
    </message>
    <message>
        <source>All conversations in “{name}” are here already.</source>
        <translation>“{name}”에 있는 대화는 모두 이미 여기에 있습니다.</translation>
    </message>
    <message>
        <source>“{name}” unpacks to {needed}, and {free} are free. Free some space, or unpack it yourself and choose the folder.</source>
        <translation>“{name}” 압축을 풀려면 {needed} 필요한데 남은 공간은 {free}입니다. 공간을 비우거나, 직접 압축을 풀고 그 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>“{name}” is no file with personas this app can read. Choose one that was saved from here.</source>
        <translation>“{name}”: 이 앱이 읽을 수 있는 페르소나 파일이 아닙니다. 이 앱에서 저장한 파일을 고르세요.</translation>
    </message>
    <message>
        <source>“{name}” was written by a newer version of this app. Update the app, then add it again.</source>
        <translation>“{name}” 파일은 이 앱의 더 새로운 버전에서 저장한 것입니다. 앱을 업데이트한 뒤 다시 추가하세요.</translation>
    </message>
    <message>
        <source>There are no personas in “{name}”.</source>
        <translation>“{name}” 파일에 페르소나가 없습니다.</translation>
    </message>
    <message>
        <source>The engine did not answer within {seconds} seconds. Close other programs and check again; if it stays so, install the app again.</source>
        <translation>엔진이 {seconds}초 안에 응답하지 않았습니다. 다른 프로그램을 닫고 다시 점검하세요. 그래도 같으면 앱을 다시 설치하세요.</translation>
    </message>
    <message>
        <source>The tiny model this check needs is missing from the app. Install the app again.</source>
        <translation>점검에 필요한 작은 모델이 앱에 없습니다. 앱을 다시 설치하세요.</translation>
    </message>
    <message>
        <source>The engine wrote something else than it should, so replies cannot be relied on here. Install the app again; if that does not help, send this report to its makers.</source>
        <translation>엔진이 써야 할 것과 다른 글을 썼으므로 이 PC에서는 답변을 믿을 수 없습니다. 앱을 다시 설치하고, 그래도 같으면 이 보고서를 만든 이에게 보내세요.</translation>
    </message>
    <message>
        <source>Conversations cannot be saved ({reason}). Check the disk, its free space and what you may write there.</source>
        <translation>대화를 저장할 수 없습니다({reason}). 디스크와 남은 공간, 쓰기 권한을 확인하세요.</translation>
    </message>
    <message>
        <source>The app cannot write into “{name}” ({reason}). Allow it in the folder&apos;s permissions, or choose another folder where the settings offer it.</source>
        <translation>앱이 “{name}” 폴더에 쓸 수 없습니다({reason}). 폴더 권한에서 쓰기를 허용하거나, 설정에서 바꿀 수 있는 폴더라면 다른 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>Only {free} are free where conversations are saved. Free some space, so that nothing is lost.</source>
        <translation>대화를 저장하는 디스크에 {free}만 남았습니다. 아무것도 잃지 않도록 공간을 비우세요.</translation>
    </message>
    <message>
        <source>No font on this PC has Korean letters, so they appear as boxes. Install one, such as Noto Sans CJK.</source>
        <translation>이 PC에 한글이 있는 글꼴이 없어 한글이 네모로 보입니다. Noto Sans CJK 같은 글꼴을 설치하세요.</translation>
    </message>
    <message>
        <source>The app cannot show windows here ({reason}). Start it within a desktop session; on Linux a library may be missing, most often libxcb-cursor0.</source>
        <translation>여기서는 앱이 창을 띄울 수 없습니다({reason}). 데스크톱 세션에서 시작하세요. Linux에서는 라이브러리가 빠졌을 수 있는데, 대개 libxcb-cursor0입니다.</translation>
    </message>
    <message>
        <source>This build of the app does not know where its updates are published. Look where you got it from.</source>
        <translation>이 앱은 업데이트가 어디에 올라오는지 모릅니다. 앱을 받은 곳에서 확인하세요.</translation>
    </message>
    <message>
        <source>“{host}” did not give a list of releases ({reason}). The app works as it is; try again later.</source>
        <translation>“{host}”에서 버전 목록을 받지 못했습니다({reason}). 앱은 지금 그대로 쓸 수 있으니 나중에 다시 확인하세요.</translation>
    </message>
</context>
<context>
    <name>FaultSurface</name>
    <message>
        <source>Models…</source>
        <translation>모델…</translation>
    </message>
    <message>
        <source>Open a model file…</source>
        <translation>모델 파일 열기…</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>설정…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
</context>
<context>
    <name>FilterChips</name>
    <message>
        <source>Remove the filter {name}</source>
        <translation>검색 조건 빼기: {name}</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Not found</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} / {1}</translation>
    </message>
    <message>
        <source>Find in this conversation</source>
        <translation>이 대화에서 찾기</translation>
    </message>
    <message>
        <source>Previous hit</source>
        <translation>이전 결과</translation>
    </message>
    <message>
        <source>Next hit</source>
        <translation>다음 결과</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>Finding</name>
    <message>
        <source>Find in this conversation</source>
        <translation>이 대화에서 찾기</translation>
    </message>
</context>
<context>
    <name>FirstModel</name>
    <message>
        <source>A model is what answers you. It is a large file, and it works on this PC alone.</source>
        <translation>모델은 질문에 답하는 큰 파일이며, 이 PC 안에서만 작동합니다.</translation>
    </message>
    <message>
        <source>Open a model file…</source>
        <translation>모델 파일 열기…</translation>
    </message>
    <message>
        <source>Choose another model…</source>
        <translation>다른 모델 고르기…</translation>
    </message>
    <message>
        <source>Network settings…</source>
        <translation>네트워크 설정…</translation>
    </message>
    <message>
        <source>or drop a .gguf file here</source>
        <translation>또는 .gguf 파일을 여기에 끌어다 놓으세요</translation>
    </message>
    <message>
        <source>Use models you already have…</source>
        <translation>이미 있는 모델 쓰기…</translation>
    </message>
    <message>
        <source>The app is set to stay offline, so nothing is downloaded. A model file that you have works without a network.</source>
        <translation>앱이 오프라인으로 설정되어 있어 다운로드하지 않습니다. 가지고 있는 모델 파일은 네트워크 없이 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>Looking for the model that suits this PC best…</source>
        <translation>이 PC에 가장 잘 맞는 모델을 찾는 중…</translation>
    </message>
</context>
<context>
    <name>FitBar</name>
    <message>
        <source>Still free {size}</source>
        <translation>남는 메모리 {size}</translation>
    </message>
    <message>
        <source>Missing {size}</source>
        <translation>모자란 메모리 {size}</translation>
    </message>
    <message>
        <source>Other programs {size}</source>
        <translation>다른 프로그램 {size}</translation>
    </message>
    <message>
        <source>Model {size}</source>
        <translation>모델 {size}</translation>
    </message>
    <message>
        <source>Context {size}</source>
        <translation>컨텍스트 {size}</translation>
    </message>
    <message>
        <source>Working memory {size}</source>
        <translation>작업 메모리 {size}</translation>
    </message>
</context>
<context>
    <name>FitCard</name>
    <message>
        <source>On this PC</source>
        <translation>이 PC에서는</translation>
    </message>
    <message>
        <source>In memory</source>
        <translation>메모리에 있음</translation>
    </message>
    <message>
        <source>Finding out what it needs…</source>
        <translation>필요한 메모리를 알아보는 중…</translation>
    </message>
    <message>
        <source>Writes {speed}.</source>
        <translation>{speed} 씁니다.</translation>
    </message>
    <message>
        <source>Can keep up to {tokens} tokens in view.</source>
        <translation>한 번에 최대 {tokens}토큰까지 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>{size} of it lie in the memory of the graphics card.</source>
        <translation>그중 {size}는 그래픽 카드 메모리에 둡니다.</translation>
    </message>
    <message>
        <source>Takes {needed} of memory now.</source>
        <translation>지금 메모리 {needed}를 쓰고 있습니다.</translation>
    </message>
    <message>
        <source>Needs {needed} of the {free} that are free.</source>
        <translation>비어 있는 {free} 중 {needed}가 필요합니다.</translation>
    </message>
    <message>
        <source>Needs {needed}, and {free} are free.</source>
        <translation>{needed}가 필요한데 {free}가 비어 있습니다.</translation>
    </message>
    <message>
        <source>A shorter context takes less.</source>
        <translation>컨텍스트를 줄이면 덜 듭니다.</translation>
    </message>
    <message>
        <source>A smaller file would suit better.</source>
        <translation>더 작은 파일이 더 잘 맞습니다.</translation>
    </message>
    <message>
        <source>Close other programs to be on the safe side.</source>
        <translation>다른 프로그램을 닫으면 더 안전합니다.</translation>
    </message>
    <message>
        <source>Let the graphics card help: the settings of models say how.</source>
        <translation>그래픽 카드를 쓰면 더 빠릅니다. 모델 설정에서 켤 수 있습니다.</translation>
    </message>
    <message>
        <source>Repacking it for this processor, in the settings, makes it write faster.</source>
        <translation>설정에서 이 프로세서에 맞게 재배열하면 더 빨리 씁니다.</translation>
    </message>
    <message>
        <source>With a context of up to {tokens} tokens it would fit.</source>
        <translation>컨텍스트를 {tokens}토큰까지로 하면 맞습니다.</translation>
    </message>
    <message>
        <source>Close other programs, or choose a smaller model.</source>
        <translation>다른 프로그램을 닫거나 더 작은 모델을 고르세요.</translation>
    </message>
    <message>
        <source>A file of up to {largest} would fit.</source>
        <translation>{largest} 이하의 파일이면 맞습니다.</translation>
    </message>
</context>
<context>
    <name>FoundDialog</name>
    <message>
        <source>Models you already have</source>
        <translation>이미 가지고 있는 모델</translation>
    </message>
    <message>
        <source>They stay where they are; nothing is copied, and the other app can still use them.</source>
        <translation>파일은 원래 자리에 그대로 있습니다. 복사하지 않으며 다른 앱도 계속 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>모두 선택</translation>
    </message>
    <message>
        <source>Select none</source>
        <translation>선택 해제</translation>
    </message>
    <message>
        <source>Looking into the folders of other apps…</source>
        <translation>다른 앱의 폴더를 살펴보는 중…</translation>
    </message>
    <message>
        <source>No models of LM Studio, Ollama, Jan, GPT4All or Hugging Face were found on this PC. If yours lie elsewhere, open the file instead.</source>
        <translation>이 PC에서 LM Studio, Ollama, Jan, GPT4All, Hugging Face의 모델을 찾지 못했습니다. 다른 곳에 있다면 파일을 직접 여세요.</translation>
    </message>
    <message numerus="yes">
        <source>Add %n model(s)</source>
        <translation>
            <numerusform>모델 %n개 추가</numerusform>
        </translation>
    </message>
    <message>
        <source>Add models</source>
        <translation>모델 추가</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>HubFilters</name>
    <message>
        <source>Order</source>
        <translation>정렬</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>언어</translation>
    </message>
    <message>
        <source>Largest size</source>
        <translation>최대 크기</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>만든 사람</translation>
    </message>
    <message>
        <source>Popular now</source>
        <translation>지금 인기 있는 순</translation>
    </message>
    <message>
        <source>Most downloaded</source>
        <translation>다운로드 많은 순</translation>
    </message>
    <message>
        <source>Most liked</source>
        <translation>좋아요 많은 순</translation>
    </message>
    <message>
        <source>Newest</source>
        <translation>최신순</translation>
    </message>
    <message>
        <source>Any language</source>
        <translation>모든 언어</translation>
    </message>
    <message>
        <source>Up to {size} parameters</source>
        <translation>매개변수 {size} 이하</translation>
    </message>
    <message>
        <source>Any size</source>
        <translation>모든 크기</translation>
    </message>
    <message>
        <source>Anyone</source>
        <translation>누구나</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>초기화</translation>
    </message>
    <message>
        <source>Search the hub</source>
        <translation>허브에서 검색</translation>
    </message>
</context>
<context>
    <name>Import</name>
    <message>
        <source>An export of this app</source>
        <translation>이 앱에서 내보낸 대화</translation>
    </message>
    <message>
        <source>Conversations of {app}</source>
        <translation>{app}의 대화</translation>
    </message>
    <message>
        <source>Already here</source>
        <translation>이미 있음</translation>
    </message>
    <message>
        <source>Has grown</source>
        <translation>새 메시지 있음</translation>
    </message>
    <message>
        <source>Without a title</source>
        <translation>제목 없음</translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message numerus="yes">
        <source>Import %n conversation(s)</source>
        <translation>
            <numerusform>대화 %n개 가져오기</numerusform>
        </translation>
    </message>
    <message>
        <source>Import</source>
        <translation>가져오기</translation>
    </message>
    <message>
        <source>Import conversations</source>
        <translation>대화 가져오기</translation>
    </message>
    <message>
        <source>Choose another</source>
        <translation>다른 것 고르기</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
</context>
<context>
    <name>Importing</name>
    <message>
        <source>Choose a file with conversations</source>
        <translation>대화 파일 고르기</translation>
    </message>
    <message>
        <source>Conversations (*.json *.zip *.chat)</source>
        <translation>대화 (*.json *.zip *.chat)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>모든 파일 (*)</translation>
    </message>
    <message>
        <source>Choose a folder with conversations</source>
        <translation>대화 폴더 고르기</translation>
    </message>
    <message>
        <source>“{name}” is being read…</source>
        <translation>“{name}” 읽는 중…</translation>
    </message>
    <message>
        <source>Conversations are being imported…</source>
        <translation>대화를 가져오는 중…</translation>
    </message>
    <message>
        <source>{count} so far</source>
        <translation>지금까지 {count}개</translation>
    </message>
    <message numerus="yes">
        <source>%n conversation(s) imported.</source>
        <translation>
            <numerusform>대화 %n개를 가져왔습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing could be imported.</source>
        <translation>가져올 수 있는 것이 없었습니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n conversation(s) removed again.</source>
        <translation>
            <numerusform>가져온 대화 %n개를 다시 지웠습니다.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n in which you wrote stayed.</source>
        <translation>
            <numerusform>그 뒤에 글을 쓴 %n개는 남겨 두었습니다.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>InstructionsEdit</name>
    <message>
        <source>Variables…</source>
        <translation>변수…</translation>
    </message>
    <message>
        <source>Explains what is replaced in the text, and puts it in.</source>
        <translation>글 속에서 실제 값으로 바뀌는 변수를 설명하고 넣어 줍니다.</translation>
    </message>
    <message>
        <source>Blanks to fill in: {names}</source>
        <translation>채울 빈칸: {names}</translation>
    </message>
    <message>
        <source>No variable, so it stays as it is written: {names}</source>
        <translation>변수가 아니어서 쓴 그대로 남습니다: {names}</translation>
    </message>
</context>
<context>
    <name>JumpButton</name>
    <message>
        <source>Go to what is new</source>
        <translation>새 내용으로</translation>
    </message>
    <message>
        <source>Go to the end</source>
        <translation>맨 끝으로</translation>
    </message>
</context>
<context>
    <name>LicenceDialog</name>
    <message>
        <source>Licence</source>
        <translation>라이선스</translation>
    </message>
    <message>
        <source>Before you download {model}</source>
        <translation>{model} 다운로드 전에</translation>
    </message>
    <message>
        <source>Its makers give it under the {name}.</source>
        <translation>만든 곳에서 다음 라이선스로 제공합니다: {name}.</translation>
    </message>
    <message>
        <source>It is not for commercial use.</source>
        <translation>상업적으로 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>Its makers also ask for your consent on their website. For that you need an account there and an access token; the next step shows how.</source>
        <translation>만든 곳에서 웹사이트에서의 동의도 요청합니다. 그곳의 계정과 액세스 토큰이 필요하며, 다음 단계에서 방법을 알려 드립니다.</translation>
    </message>
    <message>
        <source>The licence in full:</source>
        <translation>라이선스 전문:</translation>
    </message>
    <message>
        <source>Accept and download</source>
        <translation>동의하고 다운로드</translation>
    </message>
</context>
<context>
    <name>LicencesDialog</name>
    <message>
        <source>Third-party licences</source>
        <translation>오픈 소스 라이선스</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>검색</translation>
    </message>
    <message>
        <source>Search the licences</source>
        <translation>라이선스에서 검색</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>읽는 중…</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>찾은 것이 없습니다</translation>
    </message>
</context>
<context>
    <name>LinkDialog</name>
    <message>
        <source>Write a message</source>
        <translation>메일 쓰기</translation>
    </message>
    <message>
        <source>Open a link</source>
        <translation>링크 열기</translation>
    </message>
    <message>
        <source>Open this in your mail program?</source>
        <translation>메일 프로그램에서 열까요?</translation>
    </message>
    <message>
        <source>Open this in your browser?</source>
        <translation>브라우저에서 열까요?</translation>
    </message>
    <message>
        <source>Don’t ask again for {site}</source>
        <translation>{site} 사이트는 다시 묻지 않기</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>주소</translation>
    </message>
    <message>
        <source>What stands before the @ is a user name. The site is {site}.</source>
        <translation>@ 앞부분은 사용자 이름입니다. 실제 사이트는 다음과 같습니다: {site}</translation>
    </message>
    <message>
        <source>Letters of this site look like others: it may pose as “{readable}”.</source>
        <translation>이 사이트 주소에 모양이 비슷한 다른 글자가 섞여 있습니다. “{readable}” 사이트로 위장한 것일 수 있습니다.</translation>
    </message>
    <message>
        <source>In its own letters the site is called {readable}.</source>
        <translation>본래 글자로 쓴 사이트 주소: {readable}</translation>
    </message>
    <message>
        <source>There are characters in this address that cannot be seen.</source>
        <translation>이 주소에는 눈에 보이지 않는 문자가 들어 있습니다.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>열기</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>주소 복사</translation>
    </message>
</context>
<context>
    <name>LinkHint</name>
    <message>
        <source>This link is not opened.</source>
        <translation>열지 않는 링크입니다.</translation>
    </message>
</context>
<context>
    <name>LinkOpening</name>
    <message>
        <source>Only links to the web and to mail addresses are opened.</source>
        <translation>웹과 메일 주소 링크만 엽니다.</translation>
    </message>
    <message>
        <source>Address copied.</source>
        <translation>주소를 복사했습니다.</translation>
    </message>
    <message>
        <source>No program of this PC opened the link.</source>
        <translation>이 PC에 링크를 열 수 있는 프로그램이 없습니다.</translation>
    </message>
</context>
<context>
    <name>LinkedCanvas</name>
    <message>
        <source>Link: {0}</source>
        <translation>링크: {0}</translation>
    </message>
    <message>
        <source>Footnote {0}</source>
        <translation>각주 {0}</translation>
    </message>
</context>
<context>
    <name>ListMenu</name>
    <message>
        <source>Open in a new window</source>
        <translation>새 창에서 열기</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>이름 바꾸기</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>복제</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>내보내기…</translation>
    </message>
    <message>
        <source>Take out of the archive</source>
        <translation>보관함에서 꺼내기</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>보관</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>복원</translation>
    </message>
    <message>
        <source>Delete for good…</source>
        <translation>영구 삭제…</translation>
    </message>
    <message>
        <source>New chat here</source>
        <translation>이 폴더에서 새 대화</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>위로 옮기기</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>아래로 옮기기</translation>
    </message>
    <message>
        <source>Delete the folder</source>
        <translation>폴더 삭제</translation>
    </message>
    <message>
        <source>New folder</source>
        <translation>새 폴더</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>고정 해제</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>고정</translation>
    </message>
    <message>
        <source>Move to</source>
        <translation>폴더로 옮기기</translation>
    </message>
    <message>
        <source>No folder</source>
        <translation>폴더 없음</translation>
    </message>
</context>
<context>
    <name>ListPane</name>
    <message>
        <source>Search</source>
        <translation>검색</translation>
    </message>
    <message>
        <source>Search your models and the hub</source>
        <translation>내 모델과 허브에서 검색</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>Narrow the search of the hub</source>
        <translation>허브 검색 조건</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>추가</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>복제</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>위로 옮기기</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>아래로 옮기기</translation>
    </message>
    <message>
        <source>More</source>
        <translation>더 보기</translation>
    </message>
</context>
<context>
    <name>LongPaste</name>
    <message>
        <source>Pasted text</source>
        <translation>붙여 넣은 글</translation>
    </message>
</context>
<context>
    <name>MessageFooter</name>
    <message>
        <source>{0}/{1}</source>
        <translation>{0}/{1}</translation>
    </message>
    <message>
        <source>Version {0} of {1}</source>
        <translation>버전 {1}개 중 {0}번째</translation>
    </message>
    <message>
        <source>Previous version</source>
        <translation>이전 버전</translation>
    </message>
    <message>
        <source>Next version</source>
        <translation>다음 버전</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>편집</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>More actions</source>
        <translation>다른 작업</translation>
    </message>
    <message>
        <source>Show how this reply was made</source>
        <translation>이 답변의 세부 정보 보기</translation>
    </message>
    <message>
        <source>{0} tokens/s</source>
        <translation>초당 {0}토큰</translation>
    </message>
</context>
<context>
    <name>MessageMenu</name>
    <message>
        <source>Message</source>
        <translation>메시지</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>편집</translation>
    </message>
    <message>
        <source>Branch from here</source>
        <translation>여기서 새 대화로 분기</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>세부 정보</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Copy as Markdown</source>
        <translation>마크다운으로 복사</translation>
    </message>
    <message>
        <source>Copy as plain text</source>
        <translation>일반 텍스트로 복사</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>계속</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>Try again with another model…</source>
        <translation>다른 모델로 다시 시도…</translation>
    </message>
    <message>
        <source>Compare with another model…</source>
        <translation>다른 모델과 비교…</translation>
    </message>
</context>
<context>
    <name>MessageView</name>
    <message>
        <source>Message {0} of {1}</source>
        <translation>메시지 {1}개 중 {0}번째</translation>
    </message>
</context>
<context>
    <name>ModelActions</name>
    <message>
        <source>This file is on this PC.</source>
        <translation>이 파일은 이 PC에 있습니다.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>{size}. The maker asks you to accept the licence before the download.</source>
        <translation>{size}. 다운로드하기 전에 라이선스에 동의해야 합니다.</translation>
    </message>
    <message>
        <source>Read the licence…</source>
        <translation>라이선스 읽기…</translation>
    </message>
    <message>
        <source>Move to the bin…</source>
        <translation>휴지통으로 옮기기…</translation>
    </message>
    <message>
        <source>Take off the list</source>
        <translation>목록에서 빼기</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>폴더에서 보기</translation>
    </message>
    <message>
        <source>The file is not where it was. Plug its drive in, open it again from where it is now, or remove it.</source>
        <translation>파일이 있던 곳에 없습니다. 드라이브를 연결하거나, 지금 있는 곳에서 다시 열거나, 목록에서 빼세요.</translation>
    </message>
    <message>
        <source>The file is another one than when it was added.</source>
        <translation>추가했을 때와 다른 파일입니다.</translation>
    </message>
    <message>
        <source>The app is set to stay offline. Switch that off in the settings to download.</source>
        <translation>오프라인으로 설정되어 있습니다. 다운로드하려면 설정에서 끄세요.</translation>
    </message>
    <message>
        <source>Open the settings</source>
        <translation>설정 열기</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>다운로드</translation>
    </message>
    <message>
        <source>Download {size}</source>
        <translation>{size} 다운로드</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>대화하기</translation>
    </message>
</context>
<context>
    <name>ModelDetails</name>
    <message>
        <source>Asks for consent</source>
        <translation>동의 필요</translation>
    </message>
    <message>
        <source>Not for commercial use</source>
        <translation>상업적 이용 불가</translation>
    </message>
    <message>
        <source>Of historic interest</source>
        <translation>역사적인 모델</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <comment>languages</comment>
        <translation>외 {count}개</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation>마지막 사용</translation>
    </message>
    <message>
        <source>File</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>The same model is also here</source>
        <translation>같은 모델이 있는 다른 곳</translation>
    </message>
    <message>
        <source>Downloaded from</source>
        <translation>받은 곳</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>라이선스</translation>
    </message>
    <message>
        <source>Speed on this PC</source>
        <translation>이 PC에서의 속도</translation>
    </message>
    <message>
        <source>Not measured yet</source>
        <translation>아직 재지 않음</translation>
    </message>
    <message>
        <source>{words} ({rate} tokens a second)</source>
        <translation>{words}(1초에 {rate}토큰)</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>아키텍처</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>매개변수</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>레이어</translation>
    </message>
    <message>
        <source>Quantization</source>
        <translation>양자화</translation>
    </message>
    <message>
        <source>Files from</source>
        <translation>파일 출처</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>원본</translation>
    </message>
    <message>
        <source>Made from</source>
        <translation>바탕 모델</translation>
    </message>
    <message>
        <source>Trained context</source>
        <translation>학습된 컨텍스트</translation>
    </message>
    <message>
        <source>{count} tokens</source>
        <translation>{count}토큰</translation>
    </message>
</context>
<context>
    <name>ModelEntries</name>
    <message>
        <source>Downloading</source>
        <translation>다운로드 중</translation>
    </message>
    <message>
        <source>On this PC</source>
        <translation>이 PC에 있는 모델</translation>
    </message>
    <message>
        <source>Recommended for this PC</source>
        <translation>이 PC에 추천하는 모델</translation>
    </message>
    <message>
        <source>More models</source>
        <translation>다른 모델</translation>
    </message>
    <message>
        <source>From the hub</source>
        <translation>허브에서 찾은 모델</translation>
    </message>
    <message>
        <source>Asks for consent</source>
        <translation>동의 필요</translation>
    </message>
    <message>
        <source>Searching the hub…</source>
        <translation>허브에서 찾는 중…</translation>
    </message>
    <message>
        <source>The hub has nothing for this. Try fewer or other words.</source>
        <translation>허브에 맞는 모델이 없습니다. 단어를 줄이거나 바꿔 보세요.</translation>
    </message>
    <message>
        <source>Browse the hub</source>
        <translation>허브 둘러보기</translation>
    </message>
    <message>
        <source>Search the hub for “{text}”</source>
        <translation>허브에서 “{text}” 검색</translation>
    </message>
    <message>
        <source>The app is set to stay offline, so the hub is not searched.</source>
        <translation>오프라인으로 설정되어 있어 허브에서 찾지 않습니다.</translation>
    </message>
    <message>
        <source>No model yet. Download one of those below, or open a file you have.</source>
        <translation>아직 모델이 없습니다. 아래에서 하나를 다운로드하거나 가진 파일을 여세요.</translation>
    </message>
    <message>
        <source>Nothing on this PC or in the list of models matches.</source>
        <translation>이 PC와 모델 목록에는 맞는 것이 없습니다.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>Open the settings</source>
        <translation>설정 열기</translation>
    </message>
    <message>
        <source>File missing</source>
        <translation>파일 없음</translation>
    </message>
    <message>
        <source>File changed</source>
        <translation>파일 바뀜</translation>
    </message>
    <message>
        <source>In memory</source>
        <translation>메모리에 있음</translation>
    </message>
    <message>
        <source>Tries again at {time}</source>
        <translation>{time}에 다시 시도</translation>
    </message>
</context>
<context>
    <name>ModelManagement</name>
    <message>
        <source>“{name}” is ready.</source>
        <translation>“{name}” 모델이 준비되었습니다.</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>대화하기</translation>
    </message>
    <message>
        <source>“{name}” is off the list; its file stays.</source>
        <translation>“{name}” 모델을 목록에서 뺐습니다. 파일은 그대로 있습니다.</translation>
    </message>
</context>
<context>
    <name>ModelMenu</name>
    <message>
        <source>Models</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>There is no other model</source>
        <translation>다른 모델 없음</translation>
    </message>
</context>
<context>
    <name>ModelRow</name>
    <message>
        <source>File missing</source>
        <translation>파일 없음</translation>
    </message>
    <message>
        <source>Loading {percent} %</source>
        <translation>불러오는 중 {percent}%</translation>
    </message>
    <message>
        <source>In memory</source>
        <translation>메모리에 있음</translation>
    </message>
</context>
<context>
    <name>ModelSettingsForm</name>
    <message>
        <source>Context</source>
        <translation>컨텍스트</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>온도</translation>
    </message>
    <message>
        <source>Top-p</source>
        <translation>Top-p</translation>
    </message>
    <message>
        <source>KV cache</source>
        <translation>KV 캐시</translation>
    </message>
    <message>
        <source>Layers on the graphics card</source>
        <translation>그래픽 카드에 올릴 레이어</translation>
    </message>
    <message>
        <source>System prompt</source>
        <translation>시스템 프롬프트</translation>
    </message>
    <message>
        <source>As in the settings</source>
        <translation>앱 설정대로</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>자동</translation>
    </message>
    <message>
        <source>Full (f16)</source>
        <translation>그대로(f16)</translation>
    </message>
    <message>
        <source>Half the memory (q8_0)</source>
        <translation>메모리 절반(q8_0)</translation>
    </message>
    <message>
        <source>A quarter (q4_0)</source>
        <translation>메모리 4분의 1(q4_0)</translation>
    </message>
    <message>
        <source>None</source>
        <translation>없음</translation>
    </message>
</context>
<context>
    <name>ModelSurface</name>
    <message>
        <source>Open a model file</source>
        <translation>모델 파일 열기</translation>
    </message>
    <message>
        <source>Models (*.gguf)</source>
        <translation>모델 (*.gguf)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>모든 파일 (*)</translation>
    </message>
    <message>
        <source>“{name}” is off the list; its file stays.</source>
        <translation>“{name}” 모델을 목록에서 뺐습니다. 파일은 그대로 있습니다.</translation>
    </message>
</context>
<context>
    <name>ModelSwitcher</name>
    <message>
        <source>Models</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>No model yet. Get one that suits this PC, or open a GGUF file you have; it stays where it is.</source>
        <translation>아직 모델이 없습니다. 이 PC에 맞는 모델을 받거나 가지고 있는 GGUF 파일을 여세요. 파일은 원래 자리에 그대로 있습니다.</translation>
    </message>
    <message>
        <source>Open a model file…</source>
        <translation>모델 파일 열기…</translation>
    </message>
    <message>
        <source>Get more models…</source>
        <translation>모델 더 받기…</translation>
    </message>
    <message>
        <source>Free its memory</source>
        <translation>메모리 비우기</translation>
    </message>
    <message>
        <source>Chat template…</source>
        <translation>채팅 템플릿…</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>목록에서 빼기</translation>
    </message>
</context>
<context>
    <name>ModelWords</name>
    <message>
        <source>Fits</source>
        <translation>잘 맞음</translation>
    </message>
    <message>
        <source>Tight</source>
        <translation>빠듯함</translation>
    </message>
    <message>
        <source>Slow</source>
        <translation>느림</translation>
    </message>
    <message>
        <source>Does not fit</source>
        <translation>맞지 않음</translation>
    </message>
    <message>
        <source>Smallest</source>
        <translation>가장 작음</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>작음</translation>
    </message>
    <message>
        <source>Best balance</source>
        <translation>균형이 가장 좋음</translation>
    </message>
    <message>
        <source>High quality</source>
        <translation>높은 품질</translation>
    </message>
    <message>
        <source>Nearly lossless</source>
        <translation>거의 무손실</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>원본</translation>
    </message>
    <message>
        <source>The best answers this PC can give</source>
        <translation>이 PC에서 가장 좋은 답변</translation>
    </message>
    <message>
        <source>Answers fast, and well enough for most things</source>
        <translation>대부분의 일에 충분하고 빠르게 답함</translation>
    </message>
    <message>
        <source>The best Korean this PC can write</source>
        <translation>이 PC에서 한국어를 가장 잘 씀</translation>
    </message>
    <message>
        <source>The best help with programming on this PC</source>
        <translation>이 PC에서 프로그래밍을 가장 잘 도움</translation>
    </message>
    <message>
        <source>Soon downloaded, and light on memory</source>
        <translation>금방 받고 메모리를 적게 씀</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>대화</translation>
    </message>
    <message>
        <source>Good at Korean</source>
        <translation>한국어에 강함</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>글쓰기</translation>
    </message>
    <message>
        <source>Programming</source>
        <translation>프로그래밍</translation>
    </message>
    <message>
        <source>Thinking through</source>
        <translation>깊이 생각하기</translation>
    </message>
    <message>
        <source>Translation</source>
        <translation>번역</translation>
    </message>
    <message>
        <source>Summaries</source>
        <translation>요약</translation>
    </message>
    <message>
        <source>Continues a text, does not chat</source>
        <translation>글을 이어 쓰며 대화는 못 함</translation>
    </message>
    <message>
        <source>Arabic</source>
        <translation>아랍어</translation>
    </message>
    <message>
        <source>German</source>
        <translation>독일어</translation>
    </message>
    <message>
        <source>English</source>
        <translation>영어</translation>
    </message>
    <message>
        <source>Spanish</source>
        <translation>스페인어</translation>
    </message>
    <message>
        <source>French</source>
        <translation>프랑스어</translation>
    </message>
    <message>
        <source>Hindi</source>
        <translation>힌디어</translation>
    </message>
    <message>
        <source>Indonesian</source>
        <translation>인도네시아어</translation>
    </message>
    <message>
        <source>Italian</source>
        <translation>이탈리아어</translation>
    </message>
    <message>
        <source>Japanese</source>
        <translation>일본어</translation>
    </message>
    <message>
        <source>Korean</source>
        <translation>한국어</translation>
    </message>
    <message>
        <source>Dutch</source>
        <translation>네덜란드어</translation>
    </message>
    <message>
        <source>Polish</source>
        <translation>폴란드어</translation>
    </message>
    <message>
        <source>Portuguese</source>
        <translation>포르투갈어</translation>
    </message>
    <message>
        <source>Russian</source>
        <translation>러시아어</translation>
    </message>
    <message>
        <source>Thai</source>
        <translation>태국어</translation>
    </message>
    <message>
        <source>Turkish</source>
        <translation>튀르키예어</translation>
    </message>
    <message>
        <source>Vietnamese</source>
        <translation>베트남어</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>중국어</translation>
    </message>
    <message>
        <source>{number}K</source>
        <comment>thousands</comment>
        <translation>{number}K</translation>
    </message>
    <message>
        <source>{number}M</source>
        <comment>millions</comment>
        <translation>{number}M</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} / {total}</translation>
    </message>
    <message>
        <source>{size}/s</source>
        <comment>bytes a second</comment>
        <translation>초당 {size}</translation>
    </message>
    <message>
        <source>{seconds} s left</source>
        <translation>{seconds}초 남음</translation>
    </message>
    <message>
        <source>{minutes} min left</source>
        <translation>{minutes}분 남음</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min left</source>
        <translation>{hours}시간 {minutes}분 남음</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <comment>a date, in a format of Qt</comment>
        <translation>yyyy년 M월 d일</translation>
    </message>
    <message>
        <source>MMMM yyyy</source>
        <comment>a month, in a format of Qt</comment>
        <translation>yyyy년 M월</translation>
    </message>
    <message>
        <source>less than one word a second</source>
        <translation>1초에 한 단어 미만</translation>
    </message>
    <message>
        <source>about one word a second</source>
        <translation>1초에 한 단어 정도</translation>
    </message>
    <message>
        <source>about {count} words a second</source>
        <translation>1초에 {count}단어 정도</translation>
    </message>
</context>
<context>
    <name>ModelsFolderRow</name>
    <message>
        <source>Downloaded models</source>
        <translation>다운로드한 모델</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>폴더 열기</translation>
    </message>
    <message>
        <source>Open folder: {name}</source>
        <translation>폴더 열기: {name}</translation>
    </message>
    <message>
        <source>Move…</source>
        <translation>옮기기…</translation>
    </message>
    <message>
        <source>Keep downloaded models in another folder…</source>
        <translation>다운로드한 모델을 다른 폴더에 보관…</translation>
    </message>
    <message>
        <source>Stop moving</source>
        <translation>옮기기 멈춤</translation>
    </message>
    <message>
        <source>Moving: {amount}</source>
        <translation>옮기는 중: {amount}</translation>
    </message>
    <message>
        <source>Choose a folder for downloaded models</source>
        <translation>다운로드한 모델을 둘 폴더 고르기</translation>
    </message>
</context>
<context>
    <name>ModelsWindow</name>
    <message>
        <source>Models</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>Open a file…</source>
        <translation>파일 열기…</translation>
    </message>
    <message numerus="yes">
        <source>Use models of other apps (%n found)</source>
        <translation>
            <numerusform>다른 앱의 모델 쓰기(%n개 찾음)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OfferCard</name>
    <message>
        <source>Recommended for this PC</source>
        <translation>이 PC에 추천</translation>
    </message>
    <message>
        <source>Download and start</source>
        <translation>다운로드하고 시작</translation>
    </message>
    <message>
        <source>Cancel the download</source>
        <translation>다운로드 취소</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>{size} download</source>
        <translation>다운로드 {size}</translation>
    </message>
    <message>
        <source>needs about {size} of memory</source>
        <translation>메모리 약 {size} 필요</translation>
    </message>
    <message>
        <source>licence: {name}</source>
        <translation>라이선스: {name}</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>계속</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>일시 정지</translation>
    </message>
    <message>
        <source>Downloaded. It is being loaded…</source>
        <translation>다운로드했습니다. 불러오는 중…</translation>
    </message>
</context>
<context>
    <name>OverrideFields</name>
    <message>
        <source>From the settings</source>
        <translation>앱 설정을 따름</translation>
    </message>
    <message>
        <source>From the settings of the model</source>
        <translation>모델 설정을 따름</translation>
    </message>
    <message>
        <source>As it was when the conversation began</source>
        <translation>대화를 시작할 때의 값</translation>
    </message>
    <message>
        <source>From the persona “{name}”</source>
        <translation>“{name}” 페르소나를 따름</translation>
    </message>
    <message>
        <source>Set by this persona</source>
        <translation>이 페르소나에서 정함</translation>
    </message>
    <message>
        <source>Set here</source>
        <translation>여기서 정함</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>온도</translation>
    </message>
    <message>
        <source>Low: sober and repeatable. High: varied and surprising.</source>
        <translation>낮으면 차분하고 한결같게, 높으면 다양하고 뜻밖의 답을 합니다.</translation>
    </message>
    <message>
        <source>Top-p</source>
        <translation>Top-p</translation>
    </message>
    <message>
        <source>Choose among tokens that make up this probability.</source>
        <translation>확률의 합이 이만큼 되는 토큰들 중에서 고릅니다.</translation>
    </message>
    <message>
        <source>Longest reply</source>
        <translation>답변 최대 길이</translation>
    </message>
    <message>
        <source>In tokens; a token is a short word or a part of one.</source>
        <translation>토큰 단위입니다. 토큰은 짧은 단어나 단어의 일부입니다.</translation>
    </message>
    <message>
        <source>Thinking</source>
        <translation>생각하기</translation>
    </message>
    <message>
        <source>Whether models that can think first do so.</source>
        <translation>답하기 전에 생각할 수 있는 모델이 생각하고 답할지 정합니다.</translation>
    </message>
    <message>
        <source>Reset “{setting}”</source>
        <translation>“{setting}” 초기화</translation>
    </message>
    <message>
        <source>Unlimited</source>
        <translation>제한 없음</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>자동</translation>
    </message>
    <message>
        <source>On</source>
        <translation>켬</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>끔</translation>
    </message>
</context>
<context>
    <name>OwnPart</name>
    <message>
        <source>Settings of this model</source>
        <translation>이 모델의 설정</translation>
    </message>
    <message>
        <source>Chat template…</source>
        <translation>채팅 템플릿…</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>메모</translation>
    </message>
    <message>
        <source>What is it good at? Only you see this.</source>
        <translation>무엇을 잘하나요? 나만 볼 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Replies</source>
        <translation>답변</translation>
    </message>
    <message>
        <source>Instructions</source>
        <translation>지침</translation>
    </message>
    <message>
        <source>What the model keeps in mind in every new conversation.</source>
        <translation>새 대화마다 모델이 늘 염두에 둘 내용입니다.</translation>
    </message>
    <message>
        <source>Longest reply</source>
        <translation>답변 최대 길이</translation>
    </message>
    <message>
        <source>In tokens; a token is a short word or a part of one.</source>
        <translation>토큰 단위입니다. 토큰은 짧은 단어나 단어의 일부입니다.</translation>
    </message>
    <message>
        <source>Unlimited</source>
        <translation>제한 없음</translation>
    </message>
    <message>
        <source>Thinking</source>
        <translation>생각하기</translation>
    </message>
    <message>
        <source>Whether models that can think first do so.</source>
        <translation>답하기 전에 생각할 수 있는 모델이 생각하고 답할지 정합니다.</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>온도</translation>
    </message>
    <message>
        <source>Low: sober and repeatable. High: varied and surprising.</source>
        <translation>낮으면 차분하고 한결같게, 높으면 다양하고 뜻밖의 답을 합니다.</translation>
    </message>
    <message>
        <source>Sampling in detail</source>
        <translation>샘플링 자세히</translation>
    </message>
    <message>
        <source>Stop at</source>
        <translation>멈출 글</translation>
    </message>
    <message>
        <source>A reply ends before any of these texts, one a line.</source>
        <translation>이 글들 앞에서 답이 끝납니다. 한 줄에 하나씩 씁니다.</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>대화</translation>
    </message>
    <message>
        <source>Name conversations</source>
        <translation>대화 제목 붙이기</translation>
    </message>
    <message>
        <source>The model finds a title for a new conversation while it has nothing else to do.</source>
        <translation>모델이 한가할 때 새 대화의 제목을 지어 줍니다.</translation>
    </message>
    <message>
        <source>Tell when a reply is done</source>
        <translation>답변이 끝나면 알리기</translation>
    </message>
    <message>
        <source>With a notification of the system, if it took long and no window of the app is in front. It shows the title and the first words, on this PC alone.</source>
        <translation>오래 걸렸고 앱 창이 앞에 없으면 시스템 알림을 보냅니다. 제목과 첫머리를 이 PC에서만 보여 줍니다.</translation>
    </message>
    <message>
        <source>Wrap long lines of code</source>
        <translation>코드의 긴 줄 자동 줄 바꿈</translation>
    </message>
    <message>
        <source>Off: they scroll sideways. Each block of code has a button for it too.</source>
        <translation>끄면 옆으로 스크롤해서 봅니다. 코드 블록마다 있는 버튼으로도 바꿀 수 있습니다.</translation>
    </message>
    <message>
        <source>Sites that open without asking</source>
        <translation>묻지 않고 여는 사이트</translation>
    </message>
    <message>
        <source>Links to other sites show where they lead first.</source>
        <translation>다른 사이트의 링크는 먼저 어디로 가는지 보여 줍니다.</translation>
    </message>
    <message>
        <source>Models and engine</source>
        <translation>모델과 엔진</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>자동</translation>
    </message>
    <message>
        <source>Automatic values are chosen for each model and this PC. Most changes here need the model to be loaded again.</source>
        <translation>자동 값은 모델과 이 PC에 맞게 고릅니다. 여기서 바꾼 것은 대부분 모델을 다시 불러와야 적용됩니다.</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>컨텍스트</translation>
    </message>
    <message>
        <source>How many tokens the model reads at once. More takes more memory.</source>
        <translation>모델이 한 번에 읽는 토큰 수입니다. 많을수록 메모리를 더 씁니다.</translation>
    </message>
    <message>
        <source>Keep models in memory</source>
        <translation>모델을 메모리에 두기</translation>
    </message>
    <message>
        <source>Where several fit, switching between them takes no time.</source>
        <translation>여러 모델이 들어가면 바로바로 바꿔 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>Load the last model at start</source>
        <translation>시작할 때 마지막 모델 불러오기</translation>
    </message>
    <message>
        <source>The first answer comes sooner.</source>
        <translation>첫 답이 더 빨리 나옵니다.</translation>
    </message>
    <message>
        <source>Layers on the graphics card</source>
        <translation>그래픽 카드에 올릴 레이어</translation>
    </message>
    <message>
        <source>0 computes on the processor alone.</source>
        <translation>0이면 CPU로만 계산합니다.</translation>
    </message>
    <message>
        <source>For experts</source>
        <translation>전문가용</translation>
    </message>
    <message>
        <source>Threads for replies</source>
        <translation>답변용 스레드</translation>
    </message>
    <message>
        <source>Using every core makes the PC slow and the model slower.</source>
        <translation>모든 코어를 쓰면 PC도 느려지고 모델은 더 느려집니다.</translation>
    </message>
    <message>
        <source>Threads for reading</source>
        <translation>읽기용 스레드</translation>
    </message>
    <message>
        <source>Context memory</source>
        <translation>컨텍스트 메모리</translation>
    </message>
    <message>
        <source>q8_0 halves the memory of the context and reads more slowly.</source>
        <translation>q8_0은 컨텍스트 메모리를 절반으로 줄이지만 더 느리게 읽습니다.</translation>
    </message>
    <message>
        <source>Flash attention</source>
        <translation>플래시 어텐션</translation>
    </message>
    <message>
        <source>Repack weights</source>
        <translation>가중치 재배열</translation>
    </message>
    <message>
        <source>Replies come faster, loading takes longer and twice the memory.</source>
        <translation>답이 빨라지지만 불러오는 데 오래 걸리고 메모리를 두 배 씁니다.</translation>
    </message>
    <message>
        <source>Map the file into memory</source>
        <translation>파일을 메모리에 매핑</translation>
    </message>
    <message>
        <source>Loading is instant once the file has been read before.</source>
        <translation>한 번 읽은 파일은 곧바로 불러옵니다.</translation>
    </message>
    <message>
        <source>Tokens read in one step</source>
        <translation>한 번에 읽는 토큰</translation>
    </message>
    <message>
        <source>Smaller steps stop sooner.</source>
        <translation>작을수록 더 빨리 멈춥니다.</translation>
    </message>
    <message>
        <source>Appearance and language</source>
        <translation>모양과 언어</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>시스템 설정 따르기</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>밝게</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>어둡게</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>테마</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>글자 크기</translation>
    </message>
    <message>
        <source>In percent of the usual size. {larger} and {smaller} change it everywhere.</source>
        <translation>보통 크기를 100%로 한 비율입니다. {larger}, {smaller} 키로 어디서나 바꿀 수 있습니다.</translation>
    </message>
    <message>
        <source>Reduced</source>
        <translation>줄임</translation>
    </message>
    <message>
        <source>Full</source>
        <translation>모두 표시</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>움직임 효과</translation>
    </message>
    <message>
        <source>Reduced: nothing glides, fades or turns.</source>
        <translation>줄이면 미끄러지거나 흐려지거나 도는 효과가 없습니다.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>언어</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>끔</translation>
    </message>
    <message>
        <source>Top-k</source>
        <translation>Top-k</translation>
    </message>
    <message>
        <source>Choose among the k likeliest tokens.</source>
        <translation>가장 그럴듯한 토큰 k개 중에서 고릅니다.</translation>
    </message>
    <message>
        <source>Top-p</source>
        <translation>Top-p</translation>
    </message>
    <message>
        <source>Choose among tokens that make up this probability.</source>
        <translation>확률의 합이 이만큼 되는 토큰들 중에서 고릅니다.</translation>
    </message>
    <message>
        <source>Min-p</source>
        <translation>Min-p</translation>
    </message>
    <message>
        <source>Leave out tokens less likely than this share of the likeliest.</source>
        <translation>가장 그럴듯한 토큰에 견주어 이 비율보다 낮은 토큰은 뺍니다.</translation>
    </message>
    <message>
        <source>Typical-p</source>
        <translation>Typical-p</translation>
    </message>
    <message>
        <source>1 is off.</source>
        <translation>1이면 끕니다.</translation>
    </message>
    <message>
        <source>Repeat penalty</source>
        <translation>반복 벌점</translation>
    </message>
    <message>
        <source>Frequency penalty</source>
        <translation>빈도 벌점</translation>
    </message>
    <message>
        <source>0 is off.</source>
        <translation>0이면 끕니다.</translation>
    </message>
    <message>
        <source>Presence penalty</source>
        <translation>출현 벌점</translation>
    </message>
    <message>
        <source>Penalties look back</source>
        <translation>벌점이 돌아보는 범위</translation>
    </message>
    <message>
        <source>In tokens.</source>
        <translation>토큰 단위입니다.</translation>
    </message>
    <message>
        <source>DRY strength</source>
        <translation>DRY 세기</translation>
    </message>
    <message>
        <source>Against repeated phrases.</source>
        <translation>되풀이되는 구절을 막습니다.</translation>
    </message>
    <message>
        <source>DRY base</source>
        <translation>DRY 밑</translation>
    </message>
    <message>
        <source>DRY allowed length</source>
        <translation>DRY 허용 길이</translation>
    </message>
    <message>
        <source>Phrases up to so many tokens may repeat.</source>
        <translation>이 토큰 수까지의 구절은 되풀이해도 됩니다.</translation>
    </message>
    <message>
        <source>XTC probability</source>
        <translation>XTC 확률</translation>
    </message>
    <message>
        <source>How often the likeliest tokens are left out.</source>
        <translation>가장 그럴듯한 토큰들을 빼는 빈도입니다.</translation>
    </message>
    <message>
        <source>XTC threshold</source>
        <translation>XTC 문턱값</translation>
    </message>
    <message>
        <source>Mirostat</source>
        <translation>Mirostat</translation>
    </message>
    <message>
        <source>Keeps the surprise even; takes the place of top-k, top-p, min-p and typical-p.</source>
        <translation>뜻밖의 정도를 고르게 유지합니다. top-k, top-p, min-p, typical-p를 대신합니다.</translation>
    </message>
    <message>
        <source>Mirostat tau</source>
        <translation>Mirostat tau</translation>
    </message>
    <message>
        <source>Mirostat eta</source>
        <translation>Mirostat eta</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>시드</translation>
    </message>
    <message>
        <source>The same seed and settings give the same reply.</source>
        <translation>시드와 설정이 같으면 답도 같습니다.</translation>
    </message>
    <message>
        <source>New each time</source>
        <translation>매번 새로</translation>
    </message>
    <message>
        <source>Token biases</source>
        <translation>토큰 편향</translation>
    </message>
    <message>
        <source>Token number = −100 to 100, one a line; −100 forbids a token.</source>
        <translation>토큰 번호 = −100부터 100까지, 한 줄에 하나씩. −100은 그 토큰을 금지합니다.</translation>
    </message>
    <message>
        <source>Grammar</source>
        <translation>문법</translation>
    </message>
    <message>
        <source>GBNF that every reply follows.</source>
        <translation>모든 답이 따를 GBNF입니다.</translation>
    </message>
    <message>
        <source>JSON schema</source>
        <translation>JSON 스키마</translation>
    </message>
    <message>
        <source>Every reply is JSON of this schema. Not together with a grammar.</source>
        <translation>모든 답이 이 스키마의 JSON이 됩니다. 문법과 함께 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>Processor: {name}</source>
        <translation>프로세서: {name}</translation>
    </message>
    <message>
        <source>It can: {features}</source>
        <translation>쓸 수 있는 명령: {features}</translation>
    </message>
    <message>
        <source>Graphics card: {name}</source>
        <translation>그래픽 카드: {name}</translation>
    </message>
    <message>
        <source>none the engine can use</source>
        <translation>엔진이 쓸 수 있는 것 없음</translation>
    </message>
    <message>
        <source>Engine made for: {name}</source>
        <translation>엔진이 맞춰진 프로세서: {name}</translation>
    </message>
    <message>
        <source>On</source>
        <translation>켬</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Commands</source>
        <translation>명령</translation>
    </message>
    <message>
        <source>What to do, or where to go…</source>
        <translation>할 일이나 갈 곳 찾기…</translation>
    </message>
    <message>
        <source>Find actions, conversations and models</source>
        <translation>작업, 대화, 모델 찾기</translation>
    </message>
    <message>
        <source>What is found</source>
        <translation>검색 결과</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>보관함</translation>
    </message>
    <message>
        <source>Search all messages for “{text}”</source>
        <translation>모든 메시지에서 “{text}” 검색</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>작업</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>대화</translation>
    </message>
    <message>
        <source>Recently used</source>
        <translation>최근 사용</translation>
    </message>
</context>
<context>
    <name>PersonaChips</name>
    <message>
        <source>Just chat</source>
        <translation>그냥 대화</translation>
    </message>
    <message>
        <source>No persona, with your usual settings</source>
        <translation>페르소나 없이 평소 설정으로</translation>
    </message>
    <message>
        <source>Persona</source>
        <translation>페르소나</translation>
    </message>
    <message>
        <source>More</source>
        <translation>더 보기</translation>
    </message>
    <message>
        <source>More personas</source>
        <translation>페르소나 더 보기</translation>
    </message>
</context>
<context>
    <name>PersonaDialog</name>
    <message>
        <source>Personas and prompts</source>
        <translation>페르소나와 프롬프트</translation>
    </message>
    <message>
        <source>Personas</source>
        <translation>페르소나</translation>
    </message>
    <message>
        <source>Prompts</source>
        <translation>프롬프트</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>완료</translation>
    </message>
</context>
<context>
    <name>PersonaForm</name>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>설명</translation>
    </message>
    <message>
        <source>Greeting</source>
        <translation>인사말</translation>
    </message>
    <message>
        <source>Instructions</source>
        <translation>지침</translation>
    </message>
    <message>
        <source>First questions</source>
        <translation>첫 질문</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>What it is for, in a few words</source>
        <translation>어디에 쓰는지 짧게</translation>
    </message>
    <message>
        <source>What stands over an empty chat</source>
        <translation>빈 대화 화면 위쪽에 보일 말</translation>
    </message>
    <message>
        <source>Who the model is, how it answers, in which language. Empty: as in the settings.</source>
        <translation>모델이 누구인지, 어떻게, 어느 언어로 답할지 적으세요. 비워 두면 앱 설정을 따릅니다.</translation>
    </message>
    <message>
        <source>First question {number}</source>
        <translation>첫 질문 {number}</translation>
    </message>
    <message>
        <source>Sign</source>
        <translation>아이콘</translation>
    </message>
    <message>
        <source>Choose a sign</source>
        <translation>아이콘 고르기</translation>
    </message>
    <message>
        <source>How it answers</source>
        <translation>답변 방식</translation>
    </message>
    <message>
        <source>Begin new chats with this persona</source>
        <translation>새 대화를 이 페르소나로 시작</translation>
    </message>
    <message>
        <source>Undo changes</source>
        <translation>변경 되돌리기</translation>
    </message>
    <message>
        <source>This persona comes with the app. Duplicate it to make it your own.</source>
        <translation>앱에 들어 있는 페르소나입니다. 복제하면 내 것으로 바꿔 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>복제</translation>
    </message>
    <message>
        <source>{name} (not on this PC)</source>
        <translation>{name} (이 PC에 없음)</translation>
    </message>
    <message>
        <source>Whichever is chosen</source>
        <translation>대화에서 고른 모델</translation>
    </message>
    <message>
        <source>A persona needs a name. Until it has one, the old one stays.</source>
        <translation>페르소나에는 이름이 필요합니다. 새로 쓸 때까지 이전 이름을 유지합니다.</translation>
    </message>
</context>
<context>
    <name>PersonaPage</name>
    <message>
        <source>New persona</source>
        <translation>새 페르소나</translation>
    </message>
    <message>
        <source>New chats</source>
        <translation>새 대화 기본</translation>
    </message>
    <message>
        <source>“{name}” is deleted.</source>
        <translation>“{name}” 페르소나를 삭제했습니다.</translation>
    </message>
    <message>
        <source>Save as a file…</source>
        <translation>파일로 저장…</translation>
    </message>
    <message>
        <source>Add from a file…</source>
        <translation>파일에서 추가…</translation>
    </message>
</context>
<context>
    <name>PersonaPicker</name>
    <message>
        <source>Personas</source>
        <translation>페르소나</translation>
    </message>
    <message>
        <source>New persona…</source>
        <translation>새 페르소나…</translation>
    </message>
    <message>
        <source>Edit personas…</source>
        <translation>페르소나 편집…</translation>
    </message>
    <message>
        <source>Just chat</source>
        <translation>그냥 대화</translation>
    </message>
    <message>
        <source>No persona, with your usual settings</source>
        <translation>페르소나 없이 평소 설정으로</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>사용 중</translation>
    </message>
</context>
<context>
    <name>PersonaSharing</name>
    <message>
        <source>Save the persona</source>
        <translation>페르소나 저장</translation>
    </message>
    <message>
        <source>Add personas</source>
        <translation>페르소나 추가</translation>
    </message>
    <message>
        <source>Saved as “{name}”.</source>
        <translation>“{name}” 파일로 저장했습니다.</translation>
    </message>
    <message>
        <source>Personas (*.json)</source>
        <translation>페르소나 (*.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>모든 파일 (*)</translation>
    </message>
</context>
<context>
    <name>PersonaSurface</name>
    <message>
        <source>Just chat</source>
        <translation>그냥 대화</translation>
    </message>
    <message>
        <source>Persona: {name}</source>
        <translation>페르소나: {name}</translation>
    </message>
    <message>
        <source>Choose a persona…</source>
        <translation>페르소나 고르기…</translation>
    </message>
    <message>
        <source>Instructions and settings of this conversation…</source>
        <translation>이 대화의 지침과 설정…</translation>
    </message>
    <message>
        <source>Edit personas…</source>
        <translation>페르소나 편집…</translation>
    </message>
    <message>
        <source>Edit prompts…</source>
        <translation>프롬프트 편집…</translation>
    </message>
</context>
<context>
    <name>PlaceHeader</name>
    <message>
        <source>Back to the conversations</source>
        <translation>대화 목록으로 돌아가기</translation>
    </message>
    <message>
        <source>Bin</source>
        <translation>휴지통</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>보관함</translation>
    </message>
    <message>
        <source>Empty…</source>
        <translation>비우기…</translation>
    </message>
    <message>
        <source>Empty the bin…</source>
        <translation>휴지통 비우기…</translation>
    </message>
</context>
<context>
    <name>PreviewPage</name>
    <message>
        <source>Search titles</source>
        <translation>제목 검색</translation>
    </message>
    <message>
        <source>Conversations to import</source>
        <translation>가져올 대화</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>모두 선택</translation>
    </message>
    <message>
        <source>Select none</source>
        <translation>선택 해제</translation>
    </message>
    <message>
        <source>Put them into</source>
        <translation>넣을 폴더</translation>
    </message>
    <message>
        <source>The folders they were in, or none</source>
        <translation>원래 있던 폴더 그대로</translation>
    </message>
    <message>
        <source>Folder; type a name for a new one</source>
        <translation>폴더. 새 이름을 쓰면 새 폴더를 만듭니다</translation>
    </message>
    <message numerus="yes">
        <source>%n conversation(s)</source>
        <translation>
            <numerusform>대화 %n개</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them already here</source>
        <translation>
            <numerusform>그중 %n개는 이미 있음</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n persona(s)</source>
        <translation>
            <numerusform>페르소나 %n개</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n prompt(s)</source>
        <translation>
            <numerusform>프롬프트 %n개</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cannot be imported</source>
        <translation>
            <numerusform>가져올 수 없는 대화 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>… and {count} more</source>
        <translation>… 외 {count}개</translation>
    </message>
</context>
<context>
    <name>PreviewRows</name>
    <message numerus="yes">
        <source>%Ln message(s)</source>
        <translation>
            <numerusform>메시지 %Ln개</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PromptForm</name>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>내용</translation>
    </message>
    <message>
        <source>What is put into the field, such as: Explain {{topic}} to a child.</source>
        <translation>메시지 칸에 넣을 글. 예: {{topic}}에 대해 어린이도 알기 쉽게 설명해 줘.</translation>
    </message>
    <message>
        <source>Undo changes</source>
        <translation>변경 되돌리기</translation>
    </message>
    <message>
        <source>Type /{name} in the empty message field to call it.</source>
        <translation>빈 메시지 칸에 다음을 입력하면 불러옵니다: /{name}</translation>
    </message>
    <message>
        <source>A prompt needs a name. Until it has one, the old one stays.</source>
        <translation>프롬프트에는 이름이 필요합니다. 새로 쓸 때까지 이전 이름을 유지합니다.</translation>
    </message>
    <message>
        <source>A name has no spaces: write “-” or “_” in their place.</source>
        <translation>이름에는 공백을 쓸 수 없습니다. 대신 “-”나 “_”를 쓰세요.</translation>
    </message>
    <message>
        <source>Another prompt has this name. Choose a different one.</source>
        <translation>같은 이름의 프롬프트가 있습니다. 다른 이름을 쓰세요.</translation>
    </message>
</context>
<context>
    <name>PromptMenu</name>
    <message>
        <source>Prompts</source>
        <translation>프롬프트</translation>
    </message>
    <message>
        <source>Edit prompts…</source>
        <translation>프롬프트 편집…</translation>
    </message>
</context>
<context>
    <name>PromptPage</name>
    <message>
        <source>new-prompt</source>
        <translation>새-프롬프트</translation>
    </message>
    <message>
        <source>Texts you use again and again. Type / in the empty message field to call one by its name.</source>
        <translation>자주 쓰는 글을 저장해 두는 곳입니다. 빈 메시지 칸에 /를 입력하면 이름으로 불러올 수 있습니다.</translation>
    </message>
    <message>
        <source>Write the first prompt</source>
        <translation>첫 프롬프트 쓰기</translation>
    </message>
    <message>
        <source>Empty</source>
        <translation>비어 있음</translation>
    </message>
    <message>
        <source>“{name}” is deleted.</source>
        <translation>“{name}” 프롬프트를 삭제했습니다.</translation>
    </message>
</context>
<context>
    <name>QueuedStrip</name>
    <message>
        <source>Sent next: {message}</source>
        <translation>다음에 보낼 메시지: {message}</translation>
    </message>
    <message>
        <source>Change this message</source>
        <translation>이 메시지 편집</translation>
    </message>
    <message>
        <source>Do not send this message</source>
        <translation>이 메시지 보내지 않기</translation>
    </message>
</context>
<context>
    <name>ReasoningFold</name>
    <message>
        <source>Thinking…</source>
        <translation>생각하는 중…</translation>
    </message>
    <message>
        <source>Thought for {0}</source>
        <translation>{0} 동안 생각함</translation>
    </message>
    <message>
        <source>Thoughts</source>
        <translation>생각</translation>
    </message>
    <message>
        <source>Hide the thoughts</source>
        <translation>생각 숨기기</translation>
    </message>
    <message>
        <source>Show the thoughts</source>
        <translation>생각 보기</translation>
    </message>
</context>
<context>
    <name>RemoveDialog</name>
    <message>
        <source>Remove a model</source>
        <translation>모델 지우기</translation>
    </message>
    <message>
        <source>Move “{name}” to the bin?</source>
        <translation>“{name}” 모델을 휴지통으로 옮길까요?</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s), {size} in all.</source>
        <translation>
            <numerusform>파일 %n개, 모두 {size}입니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Until the bin is emptied, you can get it back from there.</source>
        <translation>휴지통을 비우기 전까지는 되돌릴 수 있습니다.</translation>
    </message>
    <message>
        <source>Move to the bin</source>
        <translation>휴지통으로 옮기기</translation>
    </message>
</context>
<context>
    <name>ReplyDetails</name>
    <message>
        <source>Details of the reply</source>
        <translation>답변 세부 정보</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>날짜</translation>
    </message>
    <message>
        <source>Thinking time</source>
        <translation>생각한 시간</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>{0} read, {1} known from before</source>
        <translation>{0}토큰 읽음, {1}토큰 재사용</translation>
    </message>
    <message>
        <source>{0} tokens/s</source>
        <translation>초당 {0}토큰</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>토큰</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>속도</translation>
    </message>
    <message>
        <source>First token</source>
        <translation>첫 토큰</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>프롬프트</translation>
    </message>
    <message>
        <source>at most {0} tokens</source>
        <translation>최대 {0}토큰</translation>
    </message>
    <message>
        <source>thinking on</source>
        <translation>생각하기 켬</translation>
    </message>
    <message>
        <source>thinking off</source>
        <translation>생각하기 끔</translation>
    </message>
</context>
<context>
    <name>ReplyMessage</name>
    <message>
        <source>Reply</source>
        <translation>답변</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}: {1}</translation>
    </message>
</context>
<context>
    <name>ReplyNotices</name>
    <message>
        <source>New chat</source>
        <translation>새 대화</translation>
    </message>
    <message>
        <source>The reply is done.</source>
        <translation>답변이 끝났습니다.</translation>
    </message>
</context>
<context>
    <name>ReplyStatus</name>
    <message>
        <source>Retry</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>계속</translation>
    </message>
    <message>
        <source>The reply failed.</source>
        <translation>답변에 실패했습니다.</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>멈춤</translation>
    </message>
    <message>
        <source>Interrupted before its end</source>
        <translation>끝나기 전에 끊김</translation>
    </message>
    <message>
        <source>Reading… {0} %</source>
        <translation>읽는 중… {0}%</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Search</source>
        <translation>검색</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>검색어 지우기</translation>
    </message>
</context>
<context>
    <name>SearchFilters</name>
    <message>
        <source>Model</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>기간</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>폴더</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>보관함</translation>
    </message>
    <message>
        <source>Any model</source>
        <translation>모든 모델</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>전체 기간</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>오늘</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>최근 7일</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>최근 30일</translation>
    </message>
    <message>
        <source>This year</source>
        <translation>올해</translation>
    </message>
    <message>
        <source>Before this year</source>
        <translation>지난해까지</translation>
    </message>
    <message>
        <source>Any folder</source>
        <translation>모든 폴더</translation>
    </message>
    <message>
        <source>With the archive</source>
        <translation>보관함 포함</translation>
    </message>
    <message>
        <source>Without the archive</source>
        <translation>보관함 제외</translation>
    </message>
    <message>
        <source>Only the archive</source>
        <translation>보관함만</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>초기화</translation>
    </message>
</context>
<context>
    <name>SearchPage</name>
    <message>
        <source>What is found</source>
        <translation>검색 결과</translation>
    </message>
    <message>
        <source>Narrow the search</source>
        <translation>검색 조건</translation>
    </message>
    <message>
        <source>Search without filters</source>
        <translation>조건 없이 검색</translation>
    </message>
    <message>
        <source>Some messages are still being made searchable. More may be found in a moment.</source>
        <translation>아직 검색할 수 없는 메시지가 있습니다. 잠시 뒤에 더 찾을 수 있습니다.</translation>
    </message>
    <message>
        <source>The first {count} results</source>
        <translation>처음 {count}개만 표시</translation>
    </message>
    <message numerus="yes">
        <source>%n result(s)</source>
        <translation>
            <numerusform>결과 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is found for “{text}”.</source>
        <translation>“{text}” 검색 결과가 없습니다.</translation>
    </message>
</context>
<context>
    <name>SelfTest</name>
    <message>
        <source>This PC</source>
        <translation>이 PC</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>엔진</translation>
    </message>
    <message>
        <source>A reply of a tiny model</source>
        <translation>아주 작은 모델의 답변</translation>
    </message>
    <message>
        <source>Saving conversations</source>
        <translation>대화 저장</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>폴더</translation>
    </message>
    <message>
        <source>Window and fonts</source>
        <translation>창과 글꼴</translation>
    </message>
    <message>
        <source>works</source>
        <translation>정상</translation>
    </message>
    <message>
        <source>could be better</source>
        <translation>개선할 점 있음</translation>
    </message>
    <message>
        <source>does not work</source>
        <translation>작동하지 않음</translation>
    </message>
    <message>
        <source>could not be tried</source>
        <translation>확인하지 못함</translation>
    </message>
</context>
<context>
    <name>SelfTestController</name>
    <message>
        <source>Save the report</source>
        <translation>보고서 저장</translation>
    </message>
    <message>
        <source>Saved as “{name}”.</source>
        <translation>“{name}” 파일로 저장했습니다.</translation>
    </message>
    <message>
        <source>The report was not saved: {reason}.</source>
        <translation>보고서를 저장하지 못했습니다({reason}).</translation>
    </message>
</context>
<context>
    <name>SelfTestDialog</name>
    <message>
        <source>Check this computer</source>
        <translation>이 컴퓨터 점검</translation>
    </message>
    <message>
        <source>Nothing is sent. The report names no conversation, no model and no person, so it can go along with a question.</source>
        <translation>아무것도 보내지 않습니다. 보고서에는 대화도, 모델 이름도, 개인 정보도 없으므로 문의할 때 함께 보내도 됩니다.</translation>
    </message>
    <message>
        <source>The whole report</source>
        <translation>보고서 전체</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>점검하는 중…</translation>
    </message>
    <message>
        <source>Everything works.</source>
        <translation>모두 정상입니다.</translation>
    </message>
    <message>
        <source>Something does not work.</source>
        <translation>작동하지 않는 것이 있습니다.</translation>
    </message>
    <message>
        <source>Copy the report</source>
        <translation>보고서 복사</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>저장…</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>다시 점검</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>The checks</source>
        <translation>점검 항목</translation>
    </message>
    <message>
        <source>The report is on the clipboard.</source>
        <translation>보고서를 클립보드에 복사했습니다.</translation>
    </message>
</context>
<context>
    <name>SendButton</name>
    <message>
        <source>Send (Enter)</source>
        <translation>보내기 (Enter)</translation>
    </message>
    <message>
        <source>Send after this reply (Enter)</source>
        <translation>답변이 끝나면 보내기 (Enter)</translation>
    </message>
    <message>
        <source>Stop (Esc)</source>
        <translation>멈추기 (Esc)</translation>
    </message>
</context>
<context>
    <name>ServiceNotices</name>
    <message>
        <source>Show</source>
        <translation>보기</translation>
    </message>
</context>
<context>
    <name>SettingsActions</name>
    <message>
        <source>Larger text</source>
        <translation>글자 크게</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>글자 작게</translation>
    </message>
    <message>
        <source>Usual text size</source>
        <translation>글자 보통 크기로</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>밝은 테마</translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation>어두운 테마</translation>
    </message>
    <message>
        <source>Theme of the system</source>
        <translation>시스템 테마</translation>
    </message>
    <message>
        <source>Language of the system</source>
        <translation>시스템 언어</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Downloaded models are kept here now.</source>
        <translation>이제 다운로드한 모델을 여기에 보관합니다.</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>설정 페이지</translation>
    </message>
    <message>
        <source>Restore this page&apos;s defaults</source>
        <translation>이 페이지를 기본값으로 되돌리기</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>Some changes take effect when the model is loaded again.</source>
        <translation>일부 변경은 모델을 다시 불러오면 적용됩니다.</translation>
    </message>
    <message>
        <source>Load again now</source>
        <translation>지금 다시 불러오기</translation>
    </message>
    <message>
        <source>Replies</source>
        <translation>답변</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>대화</translation>
    </message>
    <message>
        <source>Models and engine</source>
        <translation>모델과 엔진</translation>
    </message>
    <message>
        <source>Downloads</source>
        <translation>다운로드</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>모양</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>저장 공간</translation>
    </message>
    <message>
        <source>Undo restoring the defaults</source>
        <translation>바꾸기 전 설정으로 되돌리기</translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>Find an action, a chat or a model</source>
        <translation>작업, 대화, 모델 찾기</translation>
    </message>
    <message>
        <source>New window</source>
        <translation>새 창</translation>
    </message>
    <message>
        <source>Go to the next part of the window</source>
        <translation>창의 다음 영역으로</translation>
    </message>
    <message>
        <source>Go to the part before</source>
        <translation>창의 이전 영역으로</translation>
    </message>
    <message>
        <source>Menu of the window</source>
        <translation>창 메뉴</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>키보드 단축키</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>글자 크게</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>글자 작게</translation>
    </message>
    <message>
        <source>Usual text size</source>
        <translation>글자 보통 크기로</translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation>창 닫기</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>앱 종료</translation>
    </message>
    <message>
        <source>New chat</source>
        <translation>새 대화</translation>
    </message>
    <message>
        <source>Search all messages</source>
        <translation>모든 메시지 검색</translation>
    </message>
    <message>
        <source>Show or hide the conversations</source>
        <translation>대화 목록 보기/숨기기</translation>
    </message>
    <message>
        <source>Open the conversation</source>
        <translation>대화 열기</translation>
    </message>
    <message>
        <source>Open in a new window</source>
        <translation>새 창에서 열기</translation>
    </message>
    <message>
        <source>Export the open conversation</source>
        <translation>열린 대화 내보내기</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>이름 바꾸기</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>Undo the last change</source>
        <translation>마지막 변경 되돌리기</translation>
    </message>
    <message>
        <source>Choose several</source>
        <translation>여러 개 선택</translation>
    </message>
    <message>
        <source>Open a folder</source>
        <translation>폴더 펼치기</translation>
    </message>
    <message>
        <source>Close a folder</source>
        <translation>폴더 접기</translation>
    </message>
    <message>
        <source>Move a folder up</source>
        <translation>폴더를 위로 옮기기</translation>
    </message>
    <message>
        <source>Move a folder down</source>
        <translation>폴더를 아래로 옮기기</translation>
    </message>
    <message>
        <source>Go to the message before</source>
        <translation>이전 메시지로</translation>
    </message>
    <message>
        <source>Go to the next message</source>
        <translation>다음 메시지로</translation>
    </message>
    <message>
        <source>Find in this conversation</source>
        <translation>이 대화에서 찾기</translation>
    </message>
    <message>
        <source>Go to the next hit</source>
        <translation>다음 결과로</translation>
    </message>
    <message>
        <source>Go to the hit before</source>
        <translation>이전 결과로</translation>
    </message>
    <message>
        <source>Go to the beginning</source>
        <translation>맨 처음으로</translation>
    </message>
    <message>
        <source>Go to the end</source>
        <translation>맨 끝으로</translation>
    </message>
    <message>
        <source>Copy the message, or what is selected</source>
        <translation>메시지나 선택한 글 복사</translation>
    </message>
    <message>
        <source>Select the whole text of a message</source>
        <translation>메시지 전체 선택</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>보내기</translation>
    </message>
    <message>
        <source>New line</source>
        <translation>줄 바꿈</translation>
    </message>
    <message>
        <source>Stop the reply, or give up an edit</source>
        <translation>답변 멈추기, 편집 취소</translation>
    </message>
    <message>
        <source>Edit the last message</source>
        <translation>마지막 메시지 편집</translation>
    </message>
    <message>
        <source>Earlier messages, in the empty field</source>
        <translation>이전 메시지 불러오기(빈 칸에서)</translation>
    </message>
    <message>
        <source>Saved prompts, at the beginning</source>
        <translation>저장한 프롬프트(글 맨 앞에서)</translation>
    </message>
    <message>
        <source>Bold</source>
        <translation>굵게</translation>
    </message>
    <message>
        <source>Italic</source>
        <translation>기울임꼴</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>코드</translation>
    </message>
    <message>
        <source>Block of code</source>
        <translation>코드 블록</translation>
    </message>
    <message>
        <source>Numbered list</source>
        <translation>번호 목록</translation>
    </message>
    <message>
        <source>List</source>
        <translation>글머리 기호 목록</translation>
    </message>
    <message>
        <source>Indent, within a list or code</source>
        <translation>들여쓰기(목록이나 코드 안에서)</translation>
    </message>
    <message>
        <source>Switch the model</source>
        <translation>모델 바꾸기</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>모델 창</translation>
    </message>
    <message>
        <source>Choose a persona</source>
        <translation>페르소나 고르기</translation>
    </message>
    <message>
        <source>Instructions and settings of this conversation</source>
        <translation>이 대화의 지침과 설정</translation>
    </message>
    <message>
        <source>Open a model file</source>
        <translation>모델 파일 열기</translation>
    </message>
    <message>
        <source>Search, in the window of models</source>
        <translation>모델 창에서 검색</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>어디서나</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>대화</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>읽기</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>글쓰기</translation>
    </message>
    <message>
        <source>Models and personas</source>
        <translation>모델과 페르소나</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>키보드 단축키</translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>New chat</source>
        <translation>새 대화</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>Show the conversations</source>
        <translation>대화 목록 보기</translation>
    </message>
    <message>
        <source>Hide the conversations</source>
        <translation>대화 목록 숨기기</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>검색</translation>
    </message>
    <message>
        <source>Search all conversations</source>
        <translation>모든 대화 검색</translation>
    </message>
</context>
<context>
    <name>SidebarController</name>
    <message>
        <source>Folder deleted. What was in it is kept.</source>
        <translation>폴더를 삭제했습니다. 안에 있던 대화는 그대로 있습니다.</translation>
    </message>
    <message>
        <source>New folder</source>
        <translation>새 폴더</translation>
    </message>
    <message>
        <source>Delete for good</source>
        <translation>영구 삭제</translation>
    </message>
    <message>
        <source>Nothing can bring this back.</source>
        <translation>삭제하면 되돌릴 수 없습니다.</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n conversation(s) for good?</source>
        <translation>
            <numerusform>대화 %n개를 영구 삭제할까요?</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete “{title}” for good?</source>
        <translation>“{title}” 대화를 영구 삭제할까요?</translation>
    </message>
</context>
<context>
    <name>SidebarNotes</name>
    <message>
        <source>Conversation deleted.</source>
        <translation>대화를 삭제했습니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n conversation(s) deleted.</source>
        <translation>
            <numerusform>대화 %n개를 삭제했습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Conversation restored.</source>
        <translation>대화를 복원했습니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n conversation(s) restored.</source>
        <translation>
            <numerusform>대화 %n개를 복원했습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Conversation archived.</source>
        <translation>대화를 보관했습니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n conversation(s) archived.</source>
        <translation>
            <numerusform>대화 %n개를 보관했습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Conversation taken out of the archive.</source>
        <translation>대화를 보관함에서 꺼냈습니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n conversation(s) taken out of the archive.</source>
        <translation>
            <numerusform>대화 %n개를 보관함에서 꺼냈습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Conversation taken out of its folder.</source>
        <translation>대화를 폴더에서 꺼냈습니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n conversation(s) taken out of their folders.</source>
        <translation>
            <numerusform>대화 %n개를 폴더에서 꺼냈습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Conversation moved to “{folder}”.</source>
        <translation>대화를 “{folder}” 폴더로 옮겼습니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n conversation(s) moved to “{folder}”.</source>
        <translation>
            <numerusform>대화 %n개를 “{folder}” 폴더로 옮겼습니다.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SignPopup</name>
    <message>
        <source>Sign</source>
        <translation>아이콘</translation>
    </message>
    <message>
        <source>Another sign</source>
        <translation>다른 아이콘</translation>
    </message>
    <message>
        <source>Any emoji or letter</source>
        <translation>이모지나 글자</translation>
    </message>
    <message>
        <source>No sign</source>
        <translation>아이콘 없음</translation>
    </message>
</context>
<context>
    <name>SitesEditor</name>
    <message>
        <source>Remove</source>
        <translation>빼기</translation>
    </message>
    <message>
        <source>Remove {site}</source>
        <translation>{site} 빼기</translation>
    </message>
    <message>
        <source>None so far.</source>
        <translation>아직 없습니다.</translation>
    </message>
</context>
<context>
    <name>SourcePage</name>
    <message>
        <source>Choose what another app exported: the zip of a ChatGPT or Claude account as it is, files of LM Studio, GPT4All, Jan or Open WebUI, or an export of this app. Nothing leaves this PC.</source>
        <translation>다른 앱에서 내보낸 것을 고르세요. ChatGPT나 Claude 계정에서 받은 zip 파일 그대로, LM Studio, GPT4All, Jan, Open WebUI의 파일, 이 앱에서 내보낸 파일을 쓸 수 있습니다. 아무것도 이 PC 밖으로 나가지 않습니다.</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>파일 고르기…</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>폴더 고르기…</translation>
    </message>
    <message>
        <source>On this PC</source>
        <translation>이 PC에 있는 대화</translation>
    </message>
    <message>
        <source>No conversations of Jan, LM Studio or GPT4All are in their usual folders.</source>
        <translation>Jan, LM Studio, GPT4All의 보통 폴더에는 대화가 없습니다.</translation>
    </message>
    <message>
        <source>Looking into the folders of other apps…</source>
        <translation>다른 앱의 폴더를 살펴보는 중…</translation>
    </message>
    <message numerus="yes">
        <source>%n conversation(s)</source>
        <translation>
            <numerusform>대화 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>Look inside</source>
        <translation>살펴보기</translation>
    </message>
    <message>
        <source>Look inside: {app}</source>
        <translation>살펴보기: {app}</translation>
    </message>
</context>
<context>
    <name>Spinner</name>
    <message>
        <source>Working</source>
        <translation>작업 중</translation>
    </message>
</context>
<context>
    <name>StoragePage</name>
    <message>
        <source>Storage</source>
        <translation>저장 공간</translation>
    </message>
    <message>
        <source>Everything stays on this PC. Models lie where you put them.</source>
        <translation>모든 것은 이 PC에 있습니다. 모델은 두신 자리에 그대로 있습니다.</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>대화</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Logs (without what you write)</source>
        <translation>로그 (쓴 글은 들어 있지 않음)</translation>
    </message>
    <message>
        <source>Models on the list</source>
        <translation>목록에 있는 모델</translation>
    </message>
    <message>
        <source>The app is portable: everything is kept beside it in “{folder}” and goes where it goes. Only an access token for the hub is in the keychain of the PC you entered it on.</source>
        <translation>휴대용으로 실행 중입니다. 모든 것을 앱 옆의 “{folder}” 폴더에 보관하므로 앱과 함께 옮길 수 있습니다. 허브 액세스 토큰만은 토큰을 입력한 PC의 키체인에 있습니다.</translation>
    </message>
    <message>
        <source>Export all conversations…</source>
        <translation>모든 대화 내보내기…</translation>
    </message>
    <message>
        <source>Import conversations…</source>
        <translation>대화 가져오기…</translation>
    </message>
    <message>
        <source>Backups…</source>
        <translation>백업…</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>폴더 열기</translation>
    </message>
    <message>
        <source>Open folder: {name}</source>
        <translation>폴더 열기: {name}</translation>
    </message>
</context>
<context>
    <name>Summarizing</name>
    <message>
        <source>What is attached is short already: shorten what you wrote.</source>
        <translation>첨부한 내용은 이미 짧습니다. 쓴 글을 줄이세요.</translation>
    </message>
    <message>
        <source>Summarizing “{name}”: part {part} of {total}…</source>
        <translation>“{name}” 요약하는 중: {part} / {total}…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Summary of {name}</source>
        <translation>{name} 요약</translation>
    </message>
    <message>
        <source>Nothing was summarized; what is attached is as it was. {reason}</source>
        <translation>요약하지 못했습니다. 첨부한 내용은 그대로 있습니다. {reason}</translation>
    </message>
    <message>
        <source>Summarized: {names}.</source>
        <translation>요약했습니다: {names}</translation>
    </message>
</context>
<context>
    <name>TemplateDialog</name>
    <message>
        <source>Chat template</source>
        <translation>채팅 템플릿</translation>
    </message>
    <message>
        <source>A chat template is how your conversation is written for the model. If its answers look broken or never end, try another one.</source>
        <translation>채팅 템플릿은 대화를 모델에게 전하는 형식입니다. 답이 깨져 보이거나 끝나지 않으면 다른 템플릿을 골라 보세요.</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>자동</translation>
    </message>
    <message>
        <source>What the model reads</source>
        <translation>모델이 읽는 글</translation>
    </message>
    <message>
        <source>Load the model to see which template it uses.</source>
        <translation>어떤 템플릿을 쓰는지 보려면 모델을 불러오세요.</translation>
    </message>
    <message>
        <source>In use: the template inside the model file.</source>
        <translation>사용 중: 모델 파일 안에 있는 템플릿</translation>
    </message>
    <message>
        <source>In use: {title}.</source>
        <translation>사용 중: {title}</translation>
    </message>
    <message>
        <source>The file&apos;s own does not work: {reason}</source>
        <translation>파일에 든 템플릿은 작동하지 않습니다: {reason}</translation>
    </message>
</context>
<context>
    <name>TemplateSurface</name>
    <message>
        <source>You are helpful.</source>
        <translation>당신은 친절한 도우미입니다.</translation>
    </message>
    <message>
        <source>Hello!</source>
        <translation>안녕하세요!</translation>
    </message>
</context>
<context>
    <name>TextMenu</name>
    <message>
        <source>Text</source>
        <translation>텍스트</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Copy as Markdown</source>
        <translation>마크다운으로 복사</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>모두 선택</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>링크 복사</translation>
    </message>
    <message>
        <source>Copy formula</source>
        <translation>수식 복사</translation>
    </message>
    <message>
        <source>Copy code</source>
        <translation>코드 복사</translation>
    </message>
    <message>
        <source>Save code…</source>
        <translation>코드 저장…</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Undo</source>
        <translation>되돌리기</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>이 알림 닫기</translation>
    </message>
</context>
<context>
    <name>TokenDialog</name>
    <message>
        <source>Access token</source>
        <translation>액세스 토큰</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>“{repository}” asks for your consent on its website.</source>
        <translation>“{repository}” 저장소는 웹사이트에서 동의를 받습니다.</translation>
    </message>
    <message>
        <source>Sign in on its page, and accept its terms there:</source>
        <translation>페이지에서 로그인하고 약관에 동의하세요:</translation>
    </message>
    <message>
        <source>Make an access token of the kind “Read”:</source>
        <translation>“Read” 종류의 액세스 토큰을 만드세요:</translation>
    </message>
    <message>
        <source>Paste it here:</source>
        <translation>여기에 붙여 넣으세요:</translation>
    </message>
    <message>
        <source>Keep the token</source>
        <translation>토큰 저장</translation>
    </message>
    <message>
        <source>Forget the token</source>
        <translation>토큰 지우기</translation>
    </message>
    <message>
        <source>There is one; a new one takes its place</source>
        <translation>이미 있습니다. 새로 넣으면 바뀝니다</translation>
    </message>
    <message>
        <source>A token has no spaces and only Latin letters, digits and signs.</source>
        <translation>토큰에는 공백 없이 영문자와 숫자, 기호만 들어갑니다.</translation>
    </message>
    <message>
        <source>Kept in this PC&apos;s keychain, never in a file.</source>
        <translation>이 PC의 키체인에 보관하며 파일에는 쓰지 않습니다.</translation>
    </message>
    <message>
        <source>Hide the token</source>
        <translation>토큰 숨기기</translation>
    </message>
    <message>
        <source>Show the token</source>
        <translation>토큰 보이기</translation>
    </message>
</context>
<context>
    <name>TokenRow</name>
    <message>
        <source>Forget</source>
        <translation>지우기</translation>
    </message>
    <message>
        <source>Forget the access token</source>
        <translation>액세스 토큰 지우기</translation>
    </message>
    <message>
        <source>Access token</source>
        <translation>액세스 토큰</translation>
    </message>
    <message>
        <source>Replace…</source>
        <translation>바꾸기…</translation>
    </message>
    <message>
        <source>Enter…</source>
        <translation>입력…</translation>
    </message>
    <message>
        <source>Replace the access token…</source>
        <translation>액세스 토큰 바꾸기…</translation>
    </message>
    <message>
        <source>Enter an access token…</source>
        <translation>액세스 토큰 입력…</translation>
    </message>
    <message>
        <source>Forget the access token?</source>
        <translation>액세스 토큰을 지울까요?</translation>
    </message>
    <message>
        <source>To use it again you have to enter it again.</source>
        <translation>다시 쓰려면 다시 입력해야 합니다.</translation>
    </message>
    <message>
        <source>Some models ask for your consent on their website; those need one.</source>
        <translation>웹사이트에서 동의를 받는 모델에 필요합니다.</translation>
    </message>
    <message>
        <source>There is one, in this PC&apos;s keychain. On another PC it has to be entered again.</source>
        <translation>이 PC의 키체인에 있습니다. 다른 PC에서는 다시 입력해야 합니다.</translation>
    </message>
    <message>
        <source>There is one, in this PC&apos;s keychain.</source>
        <translation>이 PC의 키체인에 있습니다.</translation>
    </message>
    <message>
        <source>There is one, until the app ends: this PC has no keychain the app could use.</source>
        <translation>앱이 끝날 때까지만 있습니다. 이 PC에는 앱이 쓸 수 있는 키체인이 없습니다.</translation>
    </message>
</context>
<context>
    <name>TooLong</name>
    <message numerus="yes">
        <source>This is about %Ln tokens longer than the model can read at once.</source>
        <translation>
            <numerusform>모델이 한 번에 읽을 수 있는 양보다 약 %Ln토큰 깁니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Send anyway</source>
        <translation>그래도 보내기</translation>
    </message>
    <message>
        <source>Summarize first</source>
        <translation>먼저 요약하기</translation>
    </message>
    <message>
        <source>Cut to fit</source>
        <translation>맞게 자르기</translation>
    </message>
    <message>
        <source>The end of what is attached was cut off.</source>
        <translation>첨부한 내용의 끝부분을 잘랐습니다.</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Cancel loading</source>
        <translation>불러오기 취소</translation>
    </message>
    <message>
        <source>More</source>
        <translation>더 보기</translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation>모델 고르기</translation>
    </message>
    <message>
        <source>Choose the model that answers</source>
        <translation>답할 모델 고르기</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>불러오는 중…</translation>
    </message>
    <message>
        <source>Model: {name}</source>
        <translation>모델: {name}</translation>
    </message>
    <message>
        <source>Choose a persona</source>
        <translation>페르소나 고르기</translation>
    </message>
    <message>
        <source>Persona: {name}</source>
        <translation>페르소나: {name}</translation>
    </message>
    <message>
        <source>none</source>
        <translation>없음</translation>
    </message>
</context>
<context>
    <name>Transcript</name>
    <message>
        <source>Conversation</source>
        <translation>대화</translation>
    </message>
</context>
<context>
    <name>UpdateDialog</name>
    <message>
        <source>Check for updates</source>
        <translation>업데이트 확인</translation>
    </message>
    <message>
        <source>Looking for a newer version…</source>
        <translation>새 버전이 있는지 확인하는 중…</translation>
    </message>
    <message>
        <source>You have the newest version.</source>
        <translation>최신 버전을 사용하고 있습니다.</translation>
    </message>
    <message>
        <source>Desktop Chat {version}</source>
        <translation>Desktop Chat {version}</translation>
    </message>
    <message>
        <source>It is not known whether there is a newer version.</source>
        <translation>새 버전이 있는지 알 수 없습니다.</translation>
    </message>
    <message>
        <source>Desktop Chat {version} is available.</source>
        <translation>Desktop Chat {version} 버전이 나왔습니다.</translation>
    </message>
    <message>
        <source>You have {version}. Get the new one from its page and install it over this one: conversations, settings and models stay.</source>
        <translation>지금 버전은 {version}입니다. 다운로드 페이지에서 새 버전을 받아 그대로 덮어 설치하세요. 대화와 설정, 모델은 그대로 남습니다.</translation>
    </message>
    <message>
        <source>What changed</source>
        <translation>바뀐 점</translation>
    </message>
    <message>
        <source>Skip this version</source>
        <translation>이 버전 건너뛰기</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Open the download page</source>
        <translation>다운로드 페이지 열기</translation>
    </message>
</context>
<context>
    <name>UpdatesController</name>
    <message>
        <source>Desktop Chat {version} is available.</source>
        <translation>Desktop Chat {version} 버전이 나왔습니다.</translation>
    </message>
    <message>
        <source>What changed</source>
        <translation>바뀐 점</translation>
    </message>
</context>
<context>
    <name>UserMessage</name>
    <message>
        <source>You: {0}</source>
        <translation>나: {0}</translation>
    </message>
    <message>
        <source>Your message</source>
        <translation>내 메시지</translation>
    </message>
    <message>
        <source>Show more</source>
        <translation>더 보기</translation>
    </message>
</context>
<context>
    <name>VariablesPopup</name>
    <message>
        <source>Variables</source>
        <translation>변수</translation>
    </message>
    <message>
        <source>the name of the model</source>
        <translation>모델 이름</translation>
    </message>
    <message>
        <source>Any other name is a blank, such as {{topic}}: it is selected when the prompt is called, and you type over it. Tab leads to the next one.</source>
        <translation>그 밖의 이름은 {{topic}}처럼 빈칸이 됩니다. 프롬프트를 불러오면 빈칸이 선택되어 바로 채울 수 있고, Tab 키를 누르면 다음 빈칸으로 갑니다.</translation>
    </message>
    <message>
        <source>A variable is replaced by what it stands for when the prompt is called:</source>
        <translation>프롬프트를 불러올 때 변수가 실제 값으로 바뀝니다:</translation>
    </message>
    <message>
        <source>A variable is replaced by what it stands for whenever a reply is written:</source>
        <translation>답변을 쓸 때마다 변수가 실제 값으로 바뀝니다:</translation>
    </message>
    <message>
        <source>Today&apos;s date</source>
        <translation>오늘 날짜</translation>
    </message>
    <message>
        <source>Day of the week</source>
        <translation>요일</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>시각</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>연도</translation>
    </message>
    <message>
        <source>Language of the app</source>
        <translation>앱 언어</translation>
    </message>
    <message>
        <source>Model that answers</source>
        <translation>답하는 모델</translation>
    </message>
    <message>
        <source>Operating system</source>
        <translation>운영 체제</translation>
    </message>
</context>
<context>
    <name>WindowMenu</name>
    <message>
        <source>Show the conversations</source>
        <translation>대화 목록 보기</translation>
    </message>
    <message>
        <source>Hide the conversations</source>
        <translation>대화 목록 숨기기</translation>
    </message>
    <message>
        <source>Chat template…</source>
        <translation>채팅 템플릿…</translation>
    </message>
    <message>
        <source>New window</source>
        <translation>새 창</translation>
    </message>
    <message>
        <source>Switch the model</source>
        <translation>모델 바꾸기</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>Open a model file…</source>
        <translation>모델 파일 열기…</translation>
    </message>
    <message>
        <source>Check this computer</source>
        <translation>이 컴퓨터 점검</translation>
    </message>
    <message>
        <source>Check for updates</source>
        <translation>업데이트 확인</translation>
    </message>
    <message>
        <source>This conversation…</source>
        <translation>이 대화…</translation>
    </message>
    <message>
        <source>Choose a persona…</source>
        <translation>페르소나 고르기…</translation>
    </message>
    <message>
        <source>Personas and prompts…</source>
        <translation>페르소나와 프롬프트…</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>설정…</translation>
    </message>
    <message>
        <source>Open the log folder</source>
        <translation>로그 폴더 열기</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>키보드 단축키</translation>
    </message>
    <message>
        <source>About Desktop Chat</source>
        <translation>Desktop Chat 정보</translation>
    </message>
</context>
<context>
    <name>WorkDialog</name>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
</context>
<context>
    <name>duration</name>
    <message>
        <source>{0} s</source>
        <translation>{0}초</translation>
    </message>
    <message>
        <source>{0} min {1} s</source>
        <translation>{0}분 {1}초</translation>
    </message>
</context>
</TS>
