import pytest

from desktop_chat.chat.encodings import decode

KOREAN = "안녕하세요. 이 파일은 오래된 편집기에서 저장했습니다.\n다음 주 회의는 화요일입니다."
JAPANESE = "これは古いエディタで保存したファイルです。\n会議は火曜日です。"
CHINESE = "这是一个旧编辑器保存的文件。\n会议在星期二。"
TRADITIONAL = "這是一個舊編輯器保存的文件。\n會議在星期二。"
GERMAN = "Die Prüfung wäre größer, würde ich sagen: „schön“ – für 5 €."
PORTUGUESE = "A instrução não é válida: ações e informações."
CODE = "def main():\n    # 설정을 읽는다\n    return read('설정.toml')\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (KOREAN, "utf-8"),
        (KOREAN, "utf-8-sig"),
        (KOREAN, "utf-16"),
        (KOREAN, "utf-16-le"),
        (KOREAN, "utf-16-be"),
        (KOREAN, "utf-32"),
        (KOREAN, "cp949"),
        (KOREAN, "euc-kr"),
        (CODE, "cp949"),
        (CODE * 2000, "cp949"),
        ("def main():\n    pass\n" * 4000 + "# 끝입니다", "cp949"),
        ("똠방각하 펲시콜라", "cp949"),
        (JAPANESE, "shift-jis"),
        (JAPANESE, "euc-jp"),
        (JAPANESE, "iso-2022-jp"),
        (JAPANESE, "utf-16-le"),
        (CHINESE, "gb18030"),
        (TRADITIONAL, "big5"),
        (GERMAN, "cp1252"),
        ("Prüfung: wäre größer", "latin-1"),
        (PORTUGUESE, "latin-1"),
        ("plain ASCII", "utf-16-le"),
        ("plain ASCII\n", "ascii"),
        ("\x1b[31mred\x1b[0m and a bell \x07 in a log of " + "many words " * 50, "utf-8"),
        ("", "utf-8"),
    ],
)
def test_a_text_is_read_in_whichever_encoding_it_is(text, encoding):
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("text", ["안녕", "예: 12", "제목,값\n가,1\n"])
def test_a_few_korean_words_are_enough(text):
    assert decode(text.encode("cp949")) == text


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 20,
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0\x08\x06\0\0\0",
        b"\x7fELF\2\1\1" + b"\0" * 60 + b"\3\0\x3e\0",
        b"GGUF\3\0\0\0" + b"\x1f\0\0\0\0\0\0\0" * 30,
        b"\0" * 1000,
        b"\x01\x02\x03\x04" * 100,
        b"PK\3\4\x14\0\6\0\x08\0\0\0!\0" + b"\xdf\xa4\xd2\x6c\x00\x9a" * 40,
    ],
)
def test_what_is_no_text_is_refused(data):
    with pytest.raises(UnicodeError):
        decode(data)
