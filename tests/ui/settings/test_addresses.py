import pytest

from desktop_chat.ui.settings.addresses import hub_address, proxy_address


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("", ""),
        ("  ", ""),
        (" https://example.org/ ", "https://example.org"),
        ("http://127.0.0.1:8080/hub", "http://127.0.0.1:8080/hub"),
        ("https://[::1]:80", "https://[::1]:80"),
    ],
)
def test_an_address_of_a_hub_is_taken_without_what_is_around_it(text, address):
    assert hub_address(text) == address


@pytest.mark.parametrize(
    "text",
    [
        "example.org",
        "ftp://example.org",
        "https://",
        "https://exa mple.org",
        "https://example.org:99999",
        "https://example.org:0",
        "https://user:word@example.org",
        "https://example.org/?a=b",
        "https://[::1",
        "https://example.org/\x07",
    ],
)
def test_what_cannot_be_a_hub_is_refused(text):
    with pytest.raises(ValueError):
        hub_address(text)


@pytest.mark.parametrize("text", ["10.0.0.1:8080", "http://user:word@proxy.example:3128"])
def test_a_proxy_may_lack_its_kind_and_have_a_password(text):
    assert proxy_address(text) == text


@pytest.mark.parametrize("text", ["socks5://10.0.0.1:1080", "http://", "10.0.0.1:port"])
def test_what_cannot_be_a_proxy_is_refused(text):
    with pytest.raises(ValueError):
        proxy_address(text)
