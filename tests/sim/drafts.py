# SPDX-License-Identifier: Apache-2.0
"""What officers and forgers do with the drafts of letters, each a draw of the dice."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

from tests.sim.world import body_of
from workspace.domain import draft, letter
from workspace.domain.form import Form, change, form_hash, written_hash
from workspace.domain.ids import Id
from workspace.domain.letter import Letter
from workspace.storage.desk import Draft

SAID = ("Undangan", "Permintaan", "Permohonan")


def begun(rng: Random, id_: Id, acting: Id, route: tuple[Id, ...]) -> Draft | None:
    """A draft along a route; nobody drafts who stands above all others."""
    if not route:
        return None
    cls = rng.choices((0, 1, 2), (8, 2, 0.5))[0]
    form = Form("nota-dinas", rng.choice(SAID), signer=route[-1:], route=route, cls=cls)
    return Draft("letter.draft", acting, draft.Draft(id_, form))


def changed(rng: Random, x: Letter, acting: Id) -> Draft:
    """Filled in, submitted, discarded or put back, as the form is shown."""
    form = form_of(x)
    match rng.randrange(10):
        case 0 | 1:
            new = replace(form, **rng.choice(_CHANGES)(rng))
            return Draft("letter.fill", acting, draft.Fill(x.id, *change(form, new)))
        case 3 if x.state == "draft":
            return Draft("letter.discard", acting, draft.Discard(x.id))
        case 2 | 3 | 4 | 5 | 6 if x.state == "returned":
            version = rng.choice(x.versions).no
            args = draft.Restore(x.id, x.generation, version, form_hash(form))
            return Draft("letter.restore", acting, args)
    return Draft("letter.submit_draft", acting, submitted(x, body_of(x.id, x.generation)))


_CHANGES: tuple[Any, ...] = (
    lambda r: {"subject": r.choice(SAID)},
    lambda r: {"to": (r.choice(SAID),), "place": r.choice(SAID)},
    lambda r: {"urgency": r.choice(("normal", "urgent")), "cls": r.choice((0, 0, 1))},
)


def submitted(x: Letter, body: str) -> draft.SubmitDraft:
    """The letter as its form is shown, with this body."""
    return draft.SubmitDraft(x.id, x.generation, body, written_hash(form_of(x), body))


def forged(rng: Random, x: Letter) -> tuple[Letter, str, Any]:
    """Past every check of a desk: another body than is there, another form than is there, a form on its way."""
    form = form_of(x)
    other = replace(form, subject="palsu")
    return (
        x,
        *rng.choice(
            (
                ("letter.submit_draft", submitted(x, body_of(x.id, 0))),
                ("letter.submit_draft", submitted(replace(x, form=other), body_of(x.id, x.generation))),
                ("letter.fill", draft.Fill(x.id, *change(form, other))),
                ("letter.discard", draft.Discard(x.id)),
                ("letter.resubmit", letter.Resubmit(x.id, x.version, "palsu", "", x.hash)),
            )
        ),
    )


def form_of(x: Letter) -> Form:
    """The form of a written letter."""
    assert x.form is not None
    return x.form
