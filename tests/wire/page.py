# SPDX-License-Identifier: Apache-2.0
"""docs/protocol.md beside the code: every table is read and compared, both ways, and each difference is a sentence."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
import textwrap
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from server.api.endpoint import Endpoint
from server.api.information import LIMITS
from server.api.openapi import INSTANT, UUID, describe
from server.api.routes import TABLE
from workspace.domain import registry
from workspace.domain.canonical import EXACT
from workspace.domain.command import Verb
from workspace.domain.errors import CODES
from workspace.wire import codec, protocol
from workspace.wire.problems import KINDS

HOUSE = Path(__file__).resolve().parents[2]
PAGE = (HOUSE / "docs" / "protocol.md").read_text(encoding="utf-8")
MESSAGES: list[type] = [*protocol.Message.__subclasses__(), codec.Envelope]
SHAPES = describe(TABLE, "")["components"]["schemas"]
# Where refusals are given; a code that stands nowhere here is not given by this release.
JUDGES = ("workspace/domain", "workspace/storage", "workspace/wire/codec.py", "server/services")
CHALLENGE = {"unauthenticated": "epoch, nonce"}  # added by the edge, whoever says it
WORDS = {
    "str": "text",
    "bytes": "base64",
    "int": "int",
    "bool": "bool",
    "Id": "id",
    "Key": "key",
    "Instant": "instant",
}
Row = dict[str, str]


def under(text: str, heading: str, column: str) -> list[Row]:
    """The rows of the table whose first column is called so, in the part under a heading."""
    part = re.search(rf"^#+ {re.escape(heading)}\n(.*?)(?=^#|\Z)", text, re.MULTILINE | re.DOTALL)
    lines = [_cells(line) for line in part[1].splitlines()] if part else []
    starts = [n for n, cells in enumerate(lines) if cells[:1] == [column]]
    rows: list[Row] = []
    for cells in lines[starts[0] + 2 :] if starts else ():
        if not cells:
            break
        rows.append(dict(zip(lines[starts[0]], cells, strict=True)))
    return rows


def _cells(line: str) -> list[str]:
    return (
        [cell.strip().replace("`", "") for cell in line.strip("|").split("|")] if line.startswith("|") else []
    )


def listed(cell: str) -> frozenset[str]:
    """The words of a cell, a comma between."""
    return frozenset(filter(None, cell.split(", ")))


def differences(what: str, page: Mapping[str, Any], code: Mapping[str, Any]) -> list[str]:
    """A sentence for every name that one of both lacks or that both describe differently."""
    lacks = [f"{what} {name} is in the code and not on the page" for name in code if name not in page]
    more = [f"{what} {name} is on the page and not in the code" for name in page if name not in code]
    other = [
        f"{what} {name}: the page says {page[name]}, the code {said}"
        for name, said in code.items()
        if page.get(name, said) != said
    ]
    return [*lacks, *more, *other]


# ---- routes --------------------------------------------------------------------------------------


def routes(text: str) -> list[str]:
    """Method, path, who may ask, what is taken and given, and the problems of its own."""
    page = {
        f"{row['method']} {row['path']}": tuple(row.values())[2:] for row in under(text, "Routes", "method")
    }
    return differences("route", page, {f"{row.method} {row.path}": _told(row) for row in TABLE})


def _told(row: Endpoint) -> tuple[str, ...]:
    given = "OpenAPI 3.1" if row.gives is dict else row.gives.__name__ if row.gives else ""
    other = {"text/event-stream": "pokes", "application/octet-stream": "octets"}
    return (
        row.who,
        "yes" if row.proto else "no",
        row.takes.__name__ if row.takes else "octets" if row.octets else "",
        str(row.body_max) if row.takes else "",
        other.get(row.media, given),
        f"{row.cache_s} s" if row.cache_s else "",
        ", ".join(row.problems),
    )


def shared_problems(text: str) -> list[str]:
    """The problems a route answers with by what it is: with its own, all it can answer."""
    page = {row["route"]: listed(row["problems"]) for row in under(text, "Routes", "route")}
    own = {f"{row['method']} {row['path']}": row for row in under(text, "Routes", "method")}
    said: dict[str, frozenset[str]] = {}
    for name, row in own.items():
        kinds = {
            "every": True, "wants Sync-Proto": row["Sync-Proto"] == "yes", "for an officer": row["who"] == "officer",
            "takes octets": row["request"] == "octets", "takes a request": row["request"] not in {"", "octets"},
        }  # fmt: skip
        groups = [page.get(kind, frozenset()) for kind, counts in kinds.items() if counts]
        said[name] = frozenset(listed(row["problems of its own"]).union(*groups))
    code = {f"{row.method} {row.path}": frozenset(row.all_problems) for row in TABLE}
    told = [
        f"problem {each} of {name} is in the code and not on the page"
        for name, codes in code.items()
        for each in sorted(codes - said.get(name, codes))
    ]
    more = [
        f"problem {each} of {name} is on the page and not in the code"
        for name, codes in code.items()
        for each in sorted(said.get(name, codes) - codes)
    ]
    reached = frozenset().union(*said.values(), page.get("not in the table", frozenset()))
    return (
        told + more + [f"no route answers with the problem {each}" for each in sorted(set(KINDS) - reached)]
    )


# ---- messages ------------------------------------------------------------------------------------


def messages(text: str) -> list[str]:
    """Every field with its type, whether it is needed, and its cap."""
    headings = re.findall(r"^### (\w+)$", text, re.MULTILINE)
    found = differences("message", dict.fromkeys(headings), {kind.__name__: None for kind in MESSAGES})
    for kind in MESSAGES:
        rows = under(text, kind.__name__, "field")
        page = {row["field"]: (row["type"], row["needed"], row["cap"]) for row in rows}
        if kind.__name__ in headings:
            found += differences(f"field {kind.__name__}", page, fields(kind))
    return found


def fields(kind: Any) -> dict[str, tuple[str, str, str]]:
    """By the name on the wire: type, "yes" or the default, and the cap of the served description."""
    types = {
        line.target.id: _word(line.annotation)
        for line in ast.walk(ast.parse(textwrap.dedent(inspect.getsource(kind))))
        if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name)
    }
    shape = SHAPES.get(kind.__name__, {"properties": {}})["properties"]  # a receipt is raw there
    return {
        f.encode_name: (
            types[f.name],
            "yes" if f.required else _default(f),
            _cap(shape.get(f.encode_name, {})),
        )
        for f in msgspec.structs.fields(kind)
    }


def _default(field: Any) -> str:
    value = field.default_factory() if field.default is msgspec.NODEFAULT else field.default
    return codec.canonical(value).decode()


def _word(node: ast.expr) -> str:
    match node:
        case ast.Subscript(value=ast.Name(id="tuple"), slice=ast.Tuple(elts=[inner, _])):
            return f"[{_word(inner)}]"
        case ast.Subscript(value=ast.Name(id="dict"), slice=ast.Tuple(elts=[key, value])):
            return f"{{{_word(key)}: {_word(value)}}}"
        case ast.Subscript(value=ast.Name(id="Annotated"), slice=ast.Tuple(elts=[inner, *_])):
            return _word(inner)
        case ast.BinOp(left=left, right=ast.Constant(value=None)):
            return f"{_word(left)} or null"
        case ast.Attribute(attr="Raw"):
            return "raw"
    name = ast.unparse(node)
    return WORDS.get(name, name)


def _cap(shape: Mapping[str, Any]) -> str:
    pairs = [("minimum", "maximum", ""), ("minLength", "maxLength", " characters")]
    for low, high, unit in pairs:
        if high in shape:
            return f"{shape[low]}–{shape[high]}{unit}".replace(str(EXACT), "2^53−1")
    if "maxItems" in shape:
        return f"at most {shape['maxItems']}"
    if "enum" in shape:
        return "a problem's code"
    return {UUID: "id", INSTANT: "instant"}.get(shape.get("pattern", ""), "")


# ---- nouns, verbs, codes -------------------------------------------------------------------------


def verbs(text: str) -> list[str]:
    """Each verb with its noun, version, giver, whether it is quiet, and its counter."""
    page = {row["verb"]: tuple(row.values()) for row in under(text, "Nouns and verbs", "noun")}
    code = {
        verb.name: (
            noun.kind,
            verb.name,
            str(verb.v),
            _giver(verb),
            "yes" if verb.quiet else "",
            verb.counter,
        )
        for noun in registry.NOUNS.values()
        for verb in noun.verbs
    }
    return differences("verb", page, code)


def _giver(verb: Verb) -> str:
    return "server" if verb.server else "own" if verb.own else "position"


def refusals(text: str) -> list[str]:
    """The closed list, which of it this release gives, and what its sentences are filled in with."""
    page = {row["code"]: (row["given"], row["params"]) for row in under(text, "Refusals", "code")}
    given = said_in(JUDGES, frozenset({"Refused"}), CODES)
    code = {each: ("yes", given[each]) if each in given else ("kept", "") for each in sorted(CODES)}
    return differences("refusal", page, code)


def problems(text: str) -> list[str]:
    """The closed list with status, what helps, and what its sentences are filled in with."""
    rows = under(text, "Problems", "code")
    given = said_in(("server",), frozenset({"ProblemError", "Denied"}), frozenset(KINDS)) | CHALLENGE
    code = {each: (str(kind.status), kind.retry, given.get(each, "")) for each, kind in KINDS.items()}
    return differences(
        "problem", {row["code"]: (row["status"], row["retry"], row["params"]) for row in rows}, code
    )


@cache
def said_in(paths: tuple[str, ...], names: frozenset[str], codes: frozenset[str]) -> dict[str, str]:
    """The codes that calls of these names are given in the source, each with the keys of its params."""
    found: dict[str, set[str]] = {}
    for path in paths:
        for file in [*(HOUSE / path).rglob("*.py")] or [HOUSE / path]:
            tree = ast.parse(file.read_text(encoding="utf-8"))
            scopes = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
            for around, call in ((scope, node) for scope in scopes for node in ast.walk(scope)):
                if isinstance(call, ast.Call) and ast.unparse(call.func) in names and call.args:
                    for each in _codes(call.args[0], around, scopes) & codes:
                        found.setdefault(each, set()).update(*map(_params, call.args[1:]))
    return {each: ", ".join(sorted(keys)) for each, keys in found.items()}


def _codes(node: ast.expr, scope: ast.AST, scopes: Iterable[Any]) -> set[str]:
    """The texts a code may be: written there, assigned before, or returned by a function of the file."""
    where: list[ast.AST] = [node]
    match node:
        case ast.Name(id=name):
            assigned = (n for n in ast.walk(scope) if isinstance(n, ast.Assign))
            where = [n.value for n in assigned if ast.unparse(n.targets[0]) == name]
        case ast.Call(func=ast.Attribute(attr=name)):
            where = [one for one in scopes if one.name == name]
    return {str(n.value) for one in where for n in ast.walk(one) if isinstance(n, ast.Constant)}


def _params(node: ast.expr) -> set[str]:
    match node:
        case ast.Dict(keys=keys):
            return {str(key.value) for key in keys if isinstance(key, ast.Constant)}
        case ast.Tuple(elts=pairs):
            return {
                str(p.elts[0].value)
                for p in pairs
                if isinstance(p, ast.Tuple) and isinstance(p.elts[0], ast.Constant)
            }
    return set()


# ---- limits --------------------------------------------------------------------------------------


def limits(text: str) -> list[str]:
    """Each limit by where it stands, its value, and its name in /v1/meta."""
    rows = under(text, "Limits", "name")
    page = {row["name"]: row["value"] for row in rows}
    numbers = {f"{protocol.__name__}.{n}": str(v) for n, v in vars(protocol).items() if type(v) is int}
    told = {row["in /v1/meta"]: row["value"] for row in rows if row["in /v1/meta"]}
    return [
        *differences("limit", page, numbers | {name: _standing(name) for name in page}),
        *differences("limit of /v1/meta", told, {name: str(value) for name, value in LIMITS.items()}),
    ]


def _standing(dotted: str) -> str:
    module, _, name = dotted.rpartition(".")
    value = getattr(importlib.import_module(module), name, "no such limit")
    return f"{value:g}" if isinstance(value, float) else str(value)


TABLES: tuple[Callable[[str], list[str]], ...] = (
    routes, shared_problems, messages, verbs, refusals, problems, limits,
)  # fmt: skip


def wrong(text: str) -> list[str]:
    """Every difference between a page and the code."""
    return [sentence for compare in TABLES for sentence in compare(text)]
