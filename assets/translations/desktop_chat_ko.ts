<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko" sourcelanguage="en">
<context>
    <name>Banner</name>
    <message>
        <source>Close this message</source>
        <translation>이 알림 닫기</translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <source>Stop (Esc)</source>
        <translation>멈추기 (Esc)</translation>
    </message>
    <message>
        <source>Send (Enter)</source>
        <translation>보내기 (Enter)</translation>
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
        <source>Message</source>
        <translation>메시지</translation>
    </message>
    <message>
        <source>Enter sends, Shift+Enter breaks the line</source>
        <translation>Enter로 보내고 Shift+Enter로 줄을 바꿉니다</translation>
    </message>
    <message>
        <source>Editing an earlier message: sending starts another version from there</source>
        <translation>이전 메시지를 고치는 중입니다. 보내면 그 자리에서 다른 버전이 시작됩니다</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
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
        <source>{0} of {1} tokens of the model&apos;s context are in use, your draft included.</source>
        <translation>모델 컨텍스트 {1}토큰 중 {0}토큰을 쓰고 있습니다. 쓰고 있는 글도 포함됩니다.</translation>
    </message>
</context>
<context>
    <name>ConversationDelegate</name>
    <message>
        <source>Title of the conversation</source>
        <translation>대화 제목</translation>
    </message>
</context>
<context>
    <name>ConversationList</name>
    <message>
        <source>Rename</source>
        <translation>이름 바꾸기</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>Del</source>
        <comment>name of the delete key</comment>
        <translation>Del</translation>
    </message>
</context>
<context>
    <name>ConversationModel</name>
    <message>
        <source>New chat</source>
        <translation>새 대화</translation>
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
        <source>Open a language model file (its name ends in .gguf) that you have on this PC, and ask away.</source>
        <translation>이 PC에 있는 언어 모델 파일(이름이 .gguf로 끝남)을 열고 무엇이든 물어보세요.</translation>
    </message>
    <message>
        <source>Open a model file…</source>
        <translation>모델 파일 열기…</translation>
    </message>
    <message>
        <source>or drop a .gguf file here</source>
        <translation>또는 .gguf 파일을 여기에 끌어다 놓으세요</translation>
    </message>
    <message>
        <source>Everything stays on this PC: no account, no network.</source>
        <translation>모든 내용은 이 PC에만 남습니다. 계정도 네트워크도 쓰지 않습니다.</translation>
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
        <translation>“{name}” 파일이 온전하지 않습니다({missing} 부족). 다시 내려받거나 복사하세요.</translation>
    </message>
    <message>
        <source>“{name}” is damaged ({reason}). Download or copy it again.</source>
        <translation>“{name}” 파일이 손상되었습니다({reason}). 다시 내려받거나 복사하세요.</translation>
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
        <source>The app cannot make its folder “{name}” ({reason}). Check the disk and what you may write there, then start again.</source>
        <translation>앱이 쓸 “{name}” 폴더를 만들지 못했습니다({reason}). 디스크와 쓰기 권한을 확인한 뒤 다시 시작하세요.</translation>
    </message>
    <message>
        <source>Your conversations could not be saved ({reason}). Keep the window open and check the disk.</source>
        <translation>대화를 저장하지 못했습니다({reason}). 창을 닫지 말고 디스크를 확인하세요.</translation>
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
        <translation>고치기</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>{0} tokens/s</source>
        <translation>초당 {0}토큰</translation>
    </message>
    <message>
        <source>first token {0} s</source>
        <translation>첫 토큰 {0}초</translation>
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
    <name>ModelSwitcher</name>
    <message>
        <source>Models</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>No model yet. Open a GGUF file you have; it stays where it is.</source>
        <translation>아직 모델이 없습니다. 가지고 있는 GGUF 파일을 여세요. 파일은 있던 자리에 그대로 있습니다.</translation>
    </message>
    <message>
        <source>Open a model file…</source>
        <translation>모델 파일 열기…</translation>
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
        <translation>먼저 생각할 수 있는 모델이 그렇게 할지 정합니다.</translation>
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
        <translation>그래픽 카드에 올릴 층</translation>
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
        <source>1 is the usual size.</source>
        <translation>1이 보통 크기입니다.</translation>
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
        <source>On</source>
        <translation>켬</translation>
    </message>
</context>
<context>
    <name>ReasoningFold</name>
    <message>
        <source>Thinking…</source>
        <translation>생각하는 중…</translation>
    </message>
    <message numerus="yes">
        <source>Thought for %n second(s)</source>
        <translation>
            <numerusform>%n초 동안 생각함</numerusform>
        </translation>
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
    <name>ReplyMessage</name>
    <message>
        <source>Reply</source>
        <translation>답변</translation>
    </message>
</context>
<context>
    <name>ReplyStatus</name>
    <message>
        <source>Retry</source>
        <translation>다시 시도</translation>
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
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Restore this page&apos;s defaults</source>
        <translation>이 쪽의 기본값 되돌리기</translation>
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
        <source>Models and engine</source>
        <translation>모델과 엔진</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>모양</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>저장 공간</translation>
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
        <source>Show the conversations</source>
        <translation>대화 목록 보기</translation>
    </message>
    <message>
        <source>Hide the conversations</source>
        <translation>대화 목록 숨기기</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>대화</translation>
    </message>
    <message>
        <source>No conversations yet. Ask something, and it is kept here, on this PC only.</source>
        <translation>아직 대화가 없습니다. 무엇이든 물어보면 이 PC에만, 여기에 남습니다.</translation>
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
        <source>Where your models are</source>
        <translation>모델이 있는 곳</translation>
    </message>
    <message>
        <source>The folder that opening a model file starts in.</source>
        <translation>모델 파일을 열 때 처음 보여 줄 폴더입니다.</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>폴더 고르기…</translation>
    </message>
    <message>
        <source>The folder used last</source>
        <translation>마지막으로 쓴 폴더</translation>
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
        <source>Open folder</source>
        <translation>폴더 열기</translation>
    </message>
    <message>
        <source>Open folder: {name}</source>
        <translation>폴더 열기: {name}</translation>
    </message>
</context>
<context>
    <name>SystemPromptDialog</name>
    <message>
        <source>Instructions for this conversation</source>
        <translation>이 대화의 지침</translation>
    </message>
    <message>
        <source>What the model always keeps in mind here: who it is, how it answers, in which language.</source>
        <translation>이 대화에서 모델이 늘 염두에 둘 내용입니다. 누구인지, 어떻게, 어느 언어로 답할지 적으세요.</translation>
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
    <name>TextView</name>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>링크 복사</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>모두 선택</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Close this message</source>
        <translation>이 알림 닫기</translation>
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
</context>
<context>
    <name>Transcript</name>
    <message>
        <source>Conversation</source>
        <translation>대화</translation>
    </message>
    <message>
        <source>Go to the end</source>
        <translation>맨 끝으로</translation>
    </message>
</context>
<context>
    <name>UserMessage</name>
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
    <name>WindowController</name>
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
        <source>Conversation deleted.</source>
        <translation>대화를 삭제했습니다.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>되돌리기</translation>
    </message>
    <message>
        <source>You are helpful.</source>
        <translation>당신은 친절한 도우미입니다.</translation>
    </message>
    <message>
        <source>Hello!</source>
        <translation>안녕하세요!</translation>
    </message>
    <message>
        <source>Open a model file…</source>
        <translation>모델 파일 열기…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>Instructions for this conversation…</source>
        <translation>이 대화의 지침…</translation>
    </message>
    <message>
        <source>Chat template…</source>
        <translation>채팅 템플릿…</translation>
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
        <source>About Desktop Chat</source>
        <translation>Desktop Chat 정보</translation>
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
        <source>Open a link</source>
        <translation>링크 열기</translation>
    </message>
    <message>
        <source>Open this address in your browser?</source>
        <translation>이 주소를 브라우저에서 열까요?</translation>
    </message>
</context>
</TS>
