# SPDX-License-Identifier: Apache-2.0
"""Settings: what is wrong is said in one sentence that names the place, the key and what is expected."""

from pathlib import Path

import pytest

from server import config
from server.config import ConfigError, Settings
from tests.sync.wires import Authority

GOOD = '[server]\ndata = "x"\n'


def load(tmp_path: Path, toml: str | None, **environ: str) -> Settings:
    file = tmp_path / "server.toml"
    if toml is not None:
        file.write_text(toml, encoding="utf-8")
    return config.load(file, {f"RUANGKERJA_SERVER_{key}": value for key, value in environ.items()})


def test_a_file_and_the_environment_that_wins(tmp_path: Path) -> None:
    toml = '[server]\ndata = "here"\nagency = "Dinas Contoh"\nport = 9000\n'
    settings = load(tmp_path, toml, PORT="0", HOST="::1")
    assert (settings.data, settings.agency, settings.port, settings.host) == (
        Path("here"),
        "Dinas Contoh",
        0,
        "::1",
    )


def test_the_environment_alone_is_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    settings = config.load(None, {"RUANGKERJA_SERVER_DATA": "/srv/rk", "HOME": "/root"})
    assert settings == Settings(Path("/srv/rk"))
    assert settings.host == "127.0.0.1", "loopback unless somebody says otherwise"


@pytest.mark.parametrize(
    ("toml", "environ", "sentence"),
    [
        (GOOD + 'port = "high"', {}, "[server] port is 'high', but must be a whole number from 0 to 65535."),
        (GOOD + "port = true", {}, "[server] port is True, but must be a whole number"),
        (GOOD + "port = 70000", {}, "[server] port is 70000, but must be"),
        ('[server]\ndata = ""', {}, "[server] data is '', but must be the folder of the database"),
        ("[server]\ndata = 3", {}, "[server] data is 3, but must be the folder of the database"),
        (GOOD + "trusted_proxy = 3", {}, "[server] trusted_proxy is 3, but must be the address of the proxy"),
        (GOOD + 'trusted_proxy = "*"', {}, "[server] trusted_proxy is '*', but must be the address of the proxy"),
        (GOOD + "prot = 1", {}, "[server] prot is not a setting: did you mean port?"),
        (GOOD + "zzz = 1", {}, "[server] zzz is not a setting: there are data, agency,"),
        ('data = "x"', {}, "has 'data', but only a table [server] is expected."),
        ("server = 3", {}, "has 'server', but only a table [server] is expected."),
        ("[server", {}, "server.toml is not TOML:"),
        ("[server]\n", {}, "has no [server] data, and RUANGKERJA_SERVER_DATA is not set"),
        (None, {}, "server.toml cannot be read: No such file or directory."),
        (GOOD, {"PORT": "-1"}, "RUANGKERJA_SERVER_PORT is '-1', but must be a whole number"),
        (GOOD, {"PROT": "1"}, "RUANGKERJA_SERVER_PROT is not a setting: did you mean port?"),
        (GOOD, {"POLL_S": "1"}, "RUANGKERJA_SERVER_POLL_S is '1', but must be a whole number from 5"),
        (GOOD, {"CERT": "/no.pem"}, "cert is set but key is not: TLS needs a file with the certificate's"),
        (GOOD, {"CERT": "/no.pem", "KEY": "/no"}, "cert is '/no.pem', but there is no such file"),
        (GOOD, {"HOST": "192.0.2.1"}, "host is '192.0.2.1', which others can reach, but neither cert and key"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_one_sentence(
    tmp_path: Path, toml: str | None, environ: dict[str, str], sentence: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, toml, **environ)
    told = str(caught.value)
    assert sentence in told
    assert told.endswith((".", "?"))
    assert "\n" not in told.strip()


def test_tls_needs_a_certificate_and_the_key_that_belongs_to_it(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        Authority.make(tmp_path / name).server("localhost")
    one, two, text = tmp_path / "one" / "server.pem", tmp_path / "two" / "server.pem", tmp_path / "text.pem"
    text.write_text("no certificate")
    assert load(tmp_path, GOOD, CERT=str(one), KEY=str(one)).cert == one
    for cert, key in ((one, two), (text, one), (one, text)):
        with pytest.raises(
            ConfigError, match=f"cert '{cert}' and key '{key}' are not a certificate"
        ) as caught:
            load(tmp_path, GOOD, CERT=str(cert), KEY=str(key))
        assert "None" not in str(caught.value)


def test_the_data_lie_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("")
    with pytest.raises(ConfigError, match="text', but must be the folder of the database"):
        load(tmp_path, GOOD, DATA=str(tmp_path / "text"))


def test_help_names_every_setting_with_its_default() -> None:
    told = config.describe()
    for name in Settings.__slots__:
        assert f"  {name} = " in told
    assert "(8443)" in told
