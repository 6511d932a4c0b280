# SPDX-License-Identifier: Apache-2.0
"""The fields of a page, from the form of a letter and what is known of agency and region."""

from collections.abc import Mapping, Sequence

from workspace.domain.directory import Directory
from workspace.domain.form import Form
from workspace.domain.ids import Id
from workspace.domain.moment import Instant
from workspace.domain.profile import Profile
from workspace.domain.signature import REGION, Signer, signer
from workspace.paper.page.fields import Fields, Paraf, letterhead
from workspace.paper.page.spoken import counted

ORDINARY = "normal"  # the urgency that no letter mentions


def fields_of(
    form: Form,
    drafter: Id,
    known: Directory,
    profile: Profile,
    now: Instant,
    numbers: Mapping[Id, str] | None = None,
) -> Fields:
    """A draft's fields, without number and day. `drafter` is the position that wrote it; `numbers` has the NIP of
    officers as digits, as far as they are known here. The letterhead names the whole agency, the topmost unit
    above whoever signs; its address and crest, and the days of the route, are not known from these and are put in
    by whoever knows them.
    """
    line = known.line(known.unit_of(form.signer[-1] if form.signer else drafter) or "")
    agency = known.units.get(line[-1]) if line else None
    return Fields(
        kind=form.kind,
        letterhead=letterhead(profile, agency.name if agency else "", ()),
        subject=form.subject,
        to=form.to,
        signer=_signer(form.signer, known, now, numbers or {}),
        sender=form.sender,
        place=form.place,
        to_place=form.to_place,
        cls=form.cls,
        urgency="" if form.urgency == ORDINARY else _label(form.urgency, profile),
        attached=counted(len(form.attached), "berkas"),
        copies=form.copies,
        parafs=tuple(Paraf(_title(one, known)) for one in form.route),
        basis=form.basis,
        assigned=form.assigned,
        purposes=form.purposes,
    )


def _signer(chain: Sequence[Id], known: Directory, now: Instant, numbers: Mapping[Id, str]) -> Signer:
    """Who signs now: who acts for the position before who holds it, for they act because the other is away. Of a
    position that nobody holds, or of an officer who is not known here, only the offices are told.
    """
    nobody = Signer(tuple(_title(one, known) for one in chain) or ("",), "")
    post = known.positions.get(chain[-1]) if chain else None
    held = known.holders(post.id, now) if post else ()
    if not post or not held:
        return nobody
    officer, own = held[-1].officer, next((role for role in post.roles if role in REGION), "")
    return signer(known, chain, officer, now, numbers.get(officer, ""), own) or nobody


def _title(position: Id, known: Directory) -> str:
    post = known.positions.get(position)
    return post.title if post else ""


def _label(urgency: str, profile: Profile) -> str:
    return next((one.id for one in profile.urgencies if one.code == urgency), urgency)
