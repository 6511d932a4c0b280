# SPDX-License-Identifier: Apache-2.0
"""Hypothesis strategies read off the shapes themselves: a new noun, verb or message is drawn without a word here."""

from collections.abc import Iterator
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import msgspec
from hypothesis import strategies as st

from workspace.domain.canonical import EXACT

UUIDS = st.uuids().map(str)
TEXTS = st.text(max_size=12)  # every letter there is, but no half of a surrogate pair: that is no text
INTEGERS = st.integers(-EXACT, EXACT)
RAW = st.dictionaries(st.sampled_from("abc"), INTEGERS, max_size=2).map(msgspec.json.encode).map(msgspec.Raw)


def drawn(kind: Any, texts: st.SearchStrategy[str] = TEXTS) -> st.SearchStrategy[Any]:
    """Values of a type as its annotations describe it; `texts` are drawn for every string."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Annotated and get_origin(inner[0]) is tuple:
        return drawn(inner[0], texts)  # shorter than any bound
    if origin is Annotated:
        return _bounded(inner[0], inner[1])
    if origin in (Union, UnionType):
        return st.one_of([drawn(option, texts) for option in inner])
    if origin is tuple:
        return st.lists(drawn(inner[0], texts), max_size=2).map(tuple)
    if origin is dict:
        return st.dictionaries(drawn(inner[0], texts), drawn(inner[1], texts), max_size=2)
    plain = {str: texts, int: INTEGERS, bool: st.booleans(), NoneType: st.none(), msgspec.Raw: RAW}
    if kind in plain:
        return plain[kind]
    return st.builds(kind, **{name: drawn(hint, texts) for name, hint in hints_of(kind).items()})


def hints_of(kind: type) -> dict[str, Any]:
    """The fields of a dataclass or message with their types."""
    return get_type_hints(kind, include_extras=True)


def _bounded(kind: type, meta: msgspec.Meta) -> st.SearchStrategy[Any]:
    if kind is int:
        return st.integers(int(meta.ge or 0), int(meta.le or EXACT))
    return st.text(min_size=meta.min_length or 0, max_size=meta.max_length)


def objects(data: Any) -> Iterator[dict[str, Any]]:
    """Every JSON object in decoded JSON, the outermost first."""
    if isinstance(data, dict):
        yield data
    for inner in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from objects(inner)
