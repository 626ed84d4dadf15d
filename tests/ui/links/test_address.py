import pytest

from desktop_chat.ui.links.address import address_of


@pytest.mark.parametrize(
    ("link", "parts"),
    [
        ("https://example.org", ("https://", "example.org", "")),
        ("HTTPS://Example.ORG:443/a/b?q=1#x", ("https://", "example.org", "/a/b?q=1#x")),
        ("http://example.org:8080/p", ("http://", "example.org:8080", "/p")),
        ("https://[::1]:81/a", ("https://", "[::1]:81", "/a")),
        ("http://0x7f.1/", ("http://", "127.0.0.1", "/")),
        ("https://bücher.example/ü", ("https://", "xn--bcher-kva.example", "/%C3%BC")),
        ("https://a.org/https://b.org/", ("https://", "a.org", "/https://b.org/")),
        ("mailto:a@b.org?subject=Hi%20you", ("mailto:", "a@b.org", "?subject=Hi%20you")),
    ],
)
def test_a_link_is_shown_as_it_will_be_asked_for(link, parts):
    address = address_of(link)
    assert (address.before, address.site, address.after) == parts
    assert address.oddities in ((), ("foreign",))


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "smb://server/share",
        "data:text/html,hello",
        "ms-settings:network",
        "//example.org/",
        "/etc/passwd",
        "https:///path",
        "https://exa mple.org",
        "mailto:",
        "",
    ],
)
def test_what_is_neither_the_web_nor_mail_is_not_opened(link):
    assert address_of(link) is None


@pytest.mark.parametrize(
    ("link", "site"),
    [
        ("https://good.example@evil.example/x", "evil.example"),
        ("https://good.example:443@evil.example/", "evil.example"),
        ("https://good.example\\@evil.example/", "evil.example"),
        ("https://user:secret@evil.example:81/", "evil.example:81"),
    ],
)
def test_a_user_name_before_the_site_is_told_from_it(link, site):
    address = address_of(link)
    assert address.site == site
    assert address.oddities == ("user",)
    assert not address.can_be_trusted


@pytest.mark.parametrize("link", ["https://аррӏе.com/", "https://exаmple.com", "https://ρaypal.com/"])
def test_a_site_whose_letters_pose_as_others_is_told(link):
    address = address_of(link)
    assert address.oddities == ("lookalike",)
    assert address.site.startswith("xn--")
    assert not address.can_be_trusted


@pytest.mark.parametrize(
    ("link", "readable"),
    [
        ("https://한글.kr/", "한글.kr"),
        ("https://日本語テスト.jp/", "日本語テスト.jp"),
        ("https://пример.рф/", "пример.рф"),
        ("https://bücher.example/", "bücher.example"),
    ],
)
def test_a_site_in_other_letters_is_named_in_them(link, readable):
    address = address_of(link)
    assert address.oddities == ("foreign",)
    assert address.readable == readable
    assert address.text.isascii()
    assert address.can_be_trusted


@pytest.mark.parametrize(
    "link",
    [
        "https://a.org/\u202egpj.exe",
        "https://a.org/%E2%80%AEgpj.exe",
        "https://a.org/a\u200bb",
        "https://a.org/%0A",
    ],
)
def test_characters_that_nobody_sees_are_told(link):
    address = address_of(link)
    assert address.oddities == ("hidden",)
    assert address.text.isprintable()
    assert address.text.isascii()


def test_a_link_to_mail_attaches_no_file():
    address = address_of("mailto:a@b.org?attach=/etc/passwd&subject=Hi&attachment=x&body=x%26y")
    assert address.text == "mailto:a@b.org?subject=Hi&body=x%26y"
    assert address.url.toString() == address.text
    assert not address.can_be_trusted
