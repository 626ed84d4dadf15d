"""What the tests of exporting share."""

import time

from desktop_chat.chat.exporting.texts import ExportTexts

TEXTS = ExportTexts(
    language="ko",
    untitled="제목 없음",
    you="나",
    model="모델",
    system_prompt="시스템 프롬프트",
    reasoning="생각",
    moment=lambda seconds: time.strftime("%Y-%m-%d %H:%M", time.gmtime(seconds)),
)
