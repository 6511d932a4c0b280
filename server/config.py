# SPDX-License-Identifier: Apache-2.0
"""The server's settings: a TOML file, and environment variables that win over it.

Whatever is wrong is one sentence that names the file or variable, the key, and what is expected there.
"""

from __future__ import annotations

import difflib
import ipaddress
import ssl
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

SECTION = "server"
PREFIX = "RUANGKERJA_SERVER_"
FILE = "server.toml"


class ConfigError(Exception):
    """A setting is wrong. The message is the sentence to show."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What an agency sets. `data` is the folder of the database; TLS needs both files; a `trusted_proxy` may
    say whom it speaks for.
    """

    data: Path
    agency: str = "Instansi"
    host: str = "127.0.0.1"
    port: int = 8443
    cert: Path | None = None
    key: Path | None = None
    trusted_proxy: str = ""
    device_class: int = 1
    poll_s: int = 60
    jitter_s: int = 30
    password_memory_kib: int = 65536
    password_rounds: int = 3

    @property
    def database(self) -> Path:
        """The database file."""
        return self.data / "server.db"


@dataclass(frozen=True, slots=True)
class _Rule:
    """What a key takes: `read` gives the value or raises ValueError; `expected` ends the sentence."""

    read: Callable[[Any], Any]
    expected: str


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(value)
    return value


def _path(value: Any) -> Path:
    return Path(_text(value)).expanduser()


def _addresses(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(value)  # noqa: TRY004 - one kind of error for every wrong value
    for part in filter(None, value.split(",")):
        ipaddress.ip_network(part.strip())
    return value


def _number(low: int, high: int) -> _Rule:
    def read(value: Any) -> int:
        number = int(value) if isinstance(value, str) and value.isascii() else value
        if not isinstance(number, int) or isinstance(number, bool) or not low <= number <= high:
            raise ValueError(value)
        return number

    return _Rule(read, f"a whole number from {low} to {high}")


RULES: dict[str, _Rule] = {
    "data": _Rule(_path, 'the folder of the database, such as "/var/lib/ruang-kerja"'),
    "agency": _Rule(_text, "the agency's name"),
    "host": _Rule(_text, 'an address to listen on, such as "127.0.0.1"'),
    "port": _number(0, 65535),
    "cert": _Rule(_path, "a file with the certificate chain (PEM)"),
    "key": _Rule(_path, "a file with the certificate's private key (PEM)"),
    "trusted_proxy": _Rule(
        _addresses, 'the address of the proxy in front, such as "127.0.0.1", or "" for none'
    ),
    "device_class": _number(0, 3),
    "poll_s": _number(5, 86_400),
    "jitter_s": _number(0, 86_400),
    "password_memory_kib": _number(8192, 4_194_304),
    "password_rounds": _number(1, 20),
}


def load(file: Path | None, environ: Mapping[str, str]) -> Settings:
    """The settings of a file (None: `server.toml` here, if there is one) and of the environment."""
    values = dict[str, Any]()
    if file is not None or Path(FILE).exists():
        values |= _from_file(file or Path(FILE))
    values |= _from_environment(environ)
    if "data" not in values:
        raise ConfigError(
            f"{file or FILE} has no [{SECTION}] data, and {PREFIX}DATA is not set: {RULES['data'].expected} is needed."
        )
    settings = Settings(**values)
    _check(settings)
    return settings


def _from_file(file: Path) -> dict[str, Any]:
    try:
        document = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{file} cannot be read: {error.strerror}.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file} is not TOML: {error}.") from None
    strangers = [name for name in document if name != SECTION]
    section = document.get(SECTION, {})
    if strangers or not isinstance(section, dict):
        raise ConfigError(
            f"{file} has {strangers[0] if strangers else SECTION!r}, but only a table [{SECTION}] is expected."
        )
    return {key: _read(f"{file}: [{SECTION}] {key}", key, value) for key, value in section.items()}


def _from_environment(environ: Mapping[str, str]) -> dict[str, Any]:
    found = {name: value for name, value in environ.items() if name.startswith(PREFIX)}
    return {
        key: _read(name, key, value)
        for name, value in found.items()
        if (key := name.removeprefix(PREFIX).lower()) != "config"
    }


def _read(where: str, key: str, value: Any) -> Any:
    rule = RULES.get(key)
    if rule is None:
        near = difflib.get_close_matches(key, RULES, 1)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(RULES)}."
        raise ConfigError(f"{where} is not a setting: {hint}")
    try:
        return rule.read(value)
    except ValueError:
        raise ConfigError(f"{where} is {value!r}, but must be {rule.expected}.") from None


def _check(settings: Settings) -> None:
    """What single keys cannot know."""
    if (settings.cert is None) != (settings.key is None):
        missing, given = ("key", "cert") if settings.key is None else ("cert", "key")
        raise ConfigError(f"{given} is set but {missing} is not: TLS needs {RULES[missing].expected} too.")
    if settings.cert is not None and settings.key is not None:
        _check_tls(settings.cert, settings.key)
    if settings.data.exists() and not settings.data.is_dir():
        raise ConfigError(f"data is {str(settings.data)!r}, but must be {RULES['data'].expected}.")
    loopback = settings.host in {"127.0.0.1", "::1", "localhost"}
    if not loopback and settings.cert is None and not settings.trusted_proxy:
        raise ConfigError(
            f"host is {settings.host!r}, which others can reach, but neither cert and key nor trusted_proxy is set:"
            " passwords would travel in the clear."
        )


def _check_tls(cert: Path, key: Path) -> None:
    for name, path in (("cert", cert), ("key", key)):
        if not path.is_file():
            raise ConfigError(
                f"{name} is {str(path)!r}, but there is no such file: {RULES[name].expected} is needed."
            )
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(cert, key, lambda: "")
    except OSError as error:
        why = getattr(error, "reason", None) or error.strerror
        raise ConfigError(
            f"cert {str(cert)!r} and key {str(key)!r} are not a certificate (PEM) and its key, without password: {why}."
        ) from None


def describe() -> str:
    """Every setting with what it takes, for --help."""
    defaults = {f.name: f.default for f in fields(Settings)}
    lines = [f"  {key} = {rule.expected}{_default(defaults.get(key))}" for key, rule in RULES.items()]
    return f"[{SECTION}] in {FILE}, or {PREFIX}<KEY> in the environment:\n" + "\n".join(lines)


def _default(value: Any) -> str:
    return f" ({value!r})" if isinstance(value, str | int) and value != "" else ""
