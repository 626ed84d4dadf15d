"""What the tests of exporting share."""

import time

from desktop_chat.chat.exporting.contents import EVERYTHING
from desktop_chat.chat.exporting.export import export_steps
from desktop_chat.chat.exporting.forms import form_of
from desktop_chat.chat.exporting.texts import ExportTexts
from tests.support.steps import result_of

TEXTS = ExportTexts(
    language="ko",
    untitled="제목 없음",
    you="나",
    model="모델",
    system_prompt="시스템 프롬프트",
    reasoning="생각",
    moment=lambda seconds: time.strftime("%Y-%m-%d %H:%M", time.gmtime(seconds)),
)


def steps_of(store, path, kind, ids, contents=EVERYTHING, *, is_folder=False):
    """Begin an export; without ids everything."""
    form = form_of(store, kind, TEXTS, with_library=ids is None)
    return export_steps(store, path, form, ids, contents, untitled=TEXTS.untitled if is_folder else "")


def export(store, path, kind, ids, contents=EVERYTHING, *, is_folder=False):
    """Export in one go; gives the number of conversations."""
    return result_of(steps_of(store, path, kind, ids, contents, is_folder=is_folder))
