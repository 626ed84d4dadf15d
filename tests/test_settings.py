import msgspec
import pytest

from desktop_chat.engine.protocol import SamplerOptions
from desktop_chat.faults import FaultError
from desktop_chat.settings import (
    AppearanceSettings,
    EngineSettings,
    GenerationSettings,
    LanguageSettings,
    Settings,
    SettingsFile,
    StorageSettings,
)


@pytest.fixture
def file(tmp_path):
    return SettingsFile(tmp_path / "설정" / "settings.toml")


def write_text(file, text):
    file.path.parent.mkdir(exist_ok=True)
    file.path.write_text(text, encoding="utf-8")


def test_no_file_gives_the_defaults_without_a_word(file):
    assert file.read() == (Settings(), [])


def test_every_value_comes_back_as_it_was_written(file):
    settings = Settings(
        generation=GenerationSettings(
            sampler=SamplerOptions(
                temperature=0.0, seed=7, logit_bias={5: -1.5, 151643: 2.0}, grammar='root ::= "예"\n'
            ),
            max_tokens=100,
            stop=("###", "질문:\n"),
            thinking="off",
            system_prompt='줄 하나\n"둘"\\',
        ),
        engine=EngineSettings(context_tokens=8192, threads=3, gpu_layers=0, kv_type="q8_0", memory_map=False),
        appearance=AppearanceSettings(theme="dark", text_scale=1.25),
        language=LanguageSettings(language="ko"),
        storage=StorageSettings(models_folder="D:\\모델"),
    )
    file.write(settings)
    assert file.read() == (settings, [])


def test_one_value_is_changed_and_the_rest_kept(file):
    file.write(Settings(engine=EngineSettings(threads=2)))
    settings, _ = file.read()
    appearance = msgspec.structs.replace(settings.appearance, theme="light")
    file.write(msgspec.structs.replace(settings, appearance=appearance))
    assert file.read()[0] == Settings(
        engine=EngineSettings(threads=2), appearance=AppearanceSettings(theme="light")
    )


def test_a_default_is_not_written_so_that_a_better_one_is_used_later(file):
    file.write(Settings(appearance=AppearanceSettings(theme="dark")))
    assert "text_scale" not in file.path.read_text()
    assert 'theme = "dark"' in file.path.read_text()


@pytest.mark.parametrize(
    ("text", "name", "allowed"),
    [
        ("[engine]\nthreads = -1", "engine.threads", "0 – 1024"),
        ("[engine]\nthreads = '4'", "engine.threads", "0 – 1024"),
        ("[engine]\nthreads = 2.5", "engine.threads", "0 – 1024"),
        ("[engine]\nthreads = true", "engine.threads", "0 – 1024"),
        ("[engine]\nmemory_map = 1", "engine.memory_map", "true, false"),
        ("[engine]\nkv_type = 'q5_0'", "engine.kv_type", "auto, f16, q4_0, q8_0"),
        ("[appearance]\ntext_scale = 5", "appearance.text_scale", "0.8 – 2.0"),
        ("[appearance]\ntext_scale = nan", "appearance.text_scale", "0.8 – 2.0"),
        ("[appearance]\ntheme = 1979-05-27", "appearance.theme", "dark, light, system"),
        ("[storage]\nmodels_folder = 1", "storage.models_folder", '"…"'),
        ("[generation]\nstop = 'END'", "generation.stop", '["…"]'),
        ("[generation]\nstop = ['a', '']", "generation.stop", '["…"]'),
        ("[generation.sampler]\nmirostat = 3", "generation.sampler.mirostat", "0, 1, 2"),
        ("[generation.sampler]\ntop_p = 1.1", "generation.sampler.top_p", "0.0 – 1.0"),
        ("[generation.sampler]\ntemperature = inf", "generation.sampler.temperature", "0.0 – 5.0"),
        (
            "[generation.sampler.logit_bias]\n5 = nan",
            "generation.sampler.logit_bias",
            "{ … = … }",
        ),
        ("generation.sampler = 1", "generation.sampler", "{ … = … }"),
        ("language = 'ko'", "language", "{ … = … }"),
    ],
)
def test_a_bad_value_is_refused_alone_by_its_name_with_what_is_allowed(file, text, name, allowed):
    write_text(file, text)
    settings, (refused,) = file.read()
    assert settings == Settings()
    assert (refused.name, refused.fault.code) == (name, "bad_setting")
    assert refused.fault.values["allowed"] == allowed
    assert name in refused.reason


def test_the_good_values_beside_bad_ones_are_kept(file):
    write_text(
        file,
        "[generation]\nmax_tokens = 'many'\nsystem_prompt = 'kind'\n"
        "[generation.sampler]\ntop_k = -4\ntemperature = 1\n[engine]\nthreads = 1.5\nbatch_tokens = 256\n",
    )
    settings, refused = file.read()
    assert [value.name for value in refused] == [
        "generation.max_tokens",
        "generation.sampler.top_k",
        "engine.threads",
    ]
    assert settings == Settings(
        generation=GenerationSettings(sampler=SamplerOptions(temperature=1.0), system_prompt="kind"),
        engine=EngineSettings(batch_tokens=256),
    )


def test_an_unknown_setting_is_named_and_ignored(file):
    write_text(file, "colour = 1\n[engine]\nturbo = true\nthreads = 2\n")
    settings, refused = file.read()
    assert [(value.name, value.fault.code) for value in refused] == [
        ("colour", "unknown_setting"),
        ("engine.turbo", "unknown_setting"),
    ]
    assert settings.engine.threads == 2


def test_a_long_value_is_shown_short(file):
    write_text(file, f"[appearance]\ntheme = '{'x' * 100_000}'")
    _, (refused,) = file.read()
    assert len(refused.reason) < 250


@pytest.mark.parametrize("content", [b"not toml at all", b"\xff\xfe\x00", b"a = 1\na = 2\n", b"\0" * 100])
def test_a_file_that_is_not_toml_is_kept_aside(file, content):
    write_text(file, "")
    file.path.write_bytes(content)
    settings, (refused,) = file.read()
    assert settings == Settings()
    assert refused.fault.code == "settings_unreadable"
    assert file.path.with_name(refused.fault.values["name"]).read_bytes() == content
    assert not file.path.exists()


def test_each_bad_file_is_kept(file):
    for number in (1, 2):
        write_text(file, f"{number} is not toml")
        _, (refused,) = file.read()
        assert refused.fault.values["name"] == f"settings.toml.bad-{number}"


def test_a_file_saved_by_notepad_is_read(file):
    write_text(file, "\ufeff[engine]\r\nthreads = 2\r\n")
    assert file.read() == (Settings(engine=EngineSettings(threads=2)), [])


def test_a_file_that_cannot_be_read_stays_where_it_is(file):
    file.path.mkdir(parents=True)
    settings, (refused,) = file.read()
    assert settings == Settings()
    assert refused.fault.code == "settings_unreadable"
    assert file.path.is_dir()


def test_settings_that_cannot_be_saved_are_a_fault(file):
    file.path.mkdir(parents=True)
    with pytest.raises(FaultError) as raised:
        file.write(Settings())
    assert raised.value.fault.code == "settings_not_saved"
