# SPDX-License-Identifier: Apache-2.0
"""Every statement of the server's ledger, built with SQLAlchemy Core and compiled once, when the server starts."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Executable, Table, bindparam, func, literal_column, select
from sqlalchemy.dialects import sqlite

from server.store import schema

_dialect = sqlite.dialect(paramstyle="qmark")


def sql(statement: Executable) -> str:
    """A statement as SQLite's text, with its parameters as `?` in the order in which they stand."""
    text = str(statement.compile(dialect=_dialect))  # type: ignore[attr-defined]
    return text.removesuffix(" OFFSET ?")  # Core writes one after each LIMIT


def upsert(table: Table, *fixed: str) -> str:
    """Insert a row, or replace all but the key of the one that is there; what is `fixed` stays, and its index rests."""
    new = sqlite.insert(table).values({c.name: bindparam(c.name) for c in table.columns})
    rest = {c.name: new.excluded[c.name] for c in table.columns if not c.primary_key and c.name not in fixed}
    return sql(new.on_conflict_do_update(index_elements=list(table.primary_key.columns), set_=rest))


def insert(table: Table) -> str:
    """Insert a row; a second one with the same key is an error."""
    return sql(table.insert().values({c.name: bindparam(c.name) for c in table.columns}))


def by(table: Table, *conditions: ColumnElement[bool]) -> str:
    """Whole rows under some conditions."""
    return sql(select(table).where(*conditions))


def _listed(name: str) -> Any:
    """A list parameter: `json_each` keeps it one statement whatever its length."""
    return select(literal_column("value")).select_from(func.json_each(bindparam(name)))


def _param(name: str) -> Any:
    return bindparam(name)


_ONE: ColumnElement[int] = literal_column("1")
_r, _v, _c, _l = schema.record.c, schema.vis.c, schema.receipt.c, schema.leaf.c
METAS = by(schema.meta)
SET_META = upsert(schema.meta)
RECORD = by(schema.record, _r.id == _param("id"))
RECORDS = sql(select(schema.record).where(_r.id.in_(_listed("ids"))))
KINDS = sql(select(schema.record).where(_r.kind.in_(_listed("kinds"))).order_by(_r.id))
PUT_RECORD = upsert(schema.record, "kind")
SEE = upsert(schema.vis)
EVER_SEEN = sql(select(_ONE).where(_v.id == _param("id"), _v.key.in_(_listed("keys"))).limit(_ONE))
SEEN_AFTER = sql(
    select(_v.seq, _v.id, _v.gone)
    .where(_v.key == _param("key"), _v.seq > _param("seq"))
    .order_by(_v.seq, _v.id)
    .limit(_param("room"))
)
SEEN_AT = sql(
    select(_v.seq, _v.id, _v.gone)
    .where(_v.key == _param("key"), _v.seq == _param("seq"), _v.id > _param("id"))
    .order_by(_v.id)
)
RECEIPT = by(schema.receipt, _c.id == _param("id"))
RECEIPTS = sql(select(schema.receipt).where(_c.id.in_(_listed("ids"))))
TWIN = sql(
    select(func.max(_c.seq)).where(
        _c.officer == _param("officer"),
        _c.args_sha == _param("args_sha"),
        _c.name == _param("name"),
        _c.outcome == literal_column("'applied'"),
    )
)
PUT_RECEIPT = insert(schema.receipt)
RECEIPTS_AFTER = sql(
    select(schema.receipt)
    .where(_c.officer == _param("officer"), _c.seq > _param("seq"), _c.received >= _param("since"))
    .order_by(_c.seq, _c.id)
    .limit(_param("room"))
)
RECEIPTS_AT = sql(
    select(schema.receipt)
    .where(
        _c.officer == _param("officer"),
        _c.seq == _param("seq"),
        _c.received >= _param("since"),
        _c.id > _param("id"),
    )
    .order_by(_c.id)
)
ADD_LEAF = insert(schema.leaf)
CHAIN_AT = sql(
    select(_l.chain).where(_l.seq <= _param("seq")).order_by(_l.seq.desc(), _l.n.desc()).limit(_ONE)
)
LEAVES = sql(select(_l.seq, _l.leaf, _l.chain, _l.ending).order_by(_l.n))
LEAF_AT = sql(select(_l.leaf, _l.ending).where(_l.n == _param("n")))
LEAF_NUMBER = sql(select(_l.n).where(_l.seq == _param("seq"), _l.leaf == _param("leaf")))
KEYSET = sql(select(schema.keyset.c["keys"]).where(schema.keyset.c.digest == _param("digest")))
PUT_KEYSET = upsert(schema.keyset)
CONTACT = sql(select(schema.contact.c.at).where(schema.contact.c.dev == _param("dev")))
SET_CONTACT = upsert(schema.contact)
_a = schema.awaited.c
AWAITED = sql(select(_a.at).where(_a.id == _param("id")))
PUT_AWAITED = insert(schema.awaited).replace("INSERT INTO", "INSERT OR IGNORE INTO")
FORGET_AWAITED = sql(schema.awaited.delete().where(_a.at < _param("forget")))
