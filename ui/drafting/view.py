# SPDX-License-Identifier: Apache-2.0
"""Konsep Naskah: my drafts, and the desk of the one that is open."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui import problems, when, words
from ui.bridge import Bridge, Fault
from ui.drafting.desk import Desk
from ui.drafting.draftlist import ICONS, DraftList, entry_of, subject_of
from ui.drafting.form import ROWS, About
from ui.drafting.keeping import Begun, Keeping
from ui.drafting.new import NewSheet
from ui.drafting.preview import Printer
from ui.room import Room, Run
from ui.widgets.button import Button, IconButton
from ui.widgets.card import Divider, Pane
from ui.widgets.chip import Chip, Tile
from ui.widgets.keyed import KeyedActions, hint, keys_text
from ui.widgets.label import ElidedLabel
from ui.widgets.lines import Entry
from ui.widgets.over import Over
from ui.widgets.statusbar import KeyHint
from ui.widgets.toast import Toast
from workspace.domain.changes import Changes
from workspace.domain.errors import Refused
from workspace.domain.form import Form
from workspace.domain.ids import Id
from workspace.domain.letter import Letter
from workspace.domain.moment import Instant
from workspace.domain.profile import Profile
from workspace.paper.body import Line
from workspace.paper.checks import Facts, Place
from workspace.paper.page.fields import KINDS, Fields
from workspace.paper.page.filled import fields_of
from workspace.services.deeds import Deeds, Outcome
from workspace.services.drafts import EDITED, Drafts, Elsewhere
from workspace.services.finding import Finding
from workspace.services.reading import Reading
from workspace.services.writing import Of, Writing

translate = QCoreApplication.translate

FILL_MS: Final = 800  # after the last change of the form
LISTED: Final = 200  # drafts
FOUND: Final = 6  # positions for some words


class DraftingView(Room):
    """Letters as records go by `drafts`, their text by `writing`, both on the desk's worker. `hints` has the legend."""

    hints = Signal(object)
    begun = Signal()  # a letter is begun: the action acts in every room

    def __init__(
        self, reading: Reading, deeds: Deeds, drafts: Drafts, writing: Writing, bridge: Bridge,
        elapsed: Callable[[], float] = time.monotonic, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._reading, self._deeds, self._drafts = reading, deeds, drafts
        self._writing, self._bridge = writing, bridge
        self._run: Run = bridge.run
        self._press: Run = partial(bridge.run, on="press")
        self._elapsed, self._finding, self._printer = elapsed, Finding(reading), Printer()
        self._letter: Letter | None = None
        self._keeping: Keeping | None = None
        self._desk: Desk | None = None
        self._wanted: Id = ""  # is opened as soon as it can be
        self._base = Form("")  # the form as it was handed over last
        self._typed_at = ""
        self._filling = 0
        self._sending = False  # it goes once it was read through; another key says that it is not ready
        self._fill_soon = QTimer(self)
        self._fill_soon.setSingleShot(True)
        self._fill_soon.timeout.connect(self._fill)
        self.acts = KeyedActions("drafting.room", self)
        for code, keys, icon, call in (
            ("new", ("Ctrl+Shift+N",), "file-plus", self.new_draft),
            ("submit", ("Ctrl+Return",), "", self.submit),
            ("close", ("Alt+Left",), "", self.close_draft),
        ):
            self.acts.make(code, keys, icon)
            self.acts[code].triggered.connect(call)
        self.acts.attach(self)
        self._name_acts()

    # ---- how it is made ----------------------------------------------------------------------

    def _name_acts(self) -> None:
        """They are offered before the room was opened."""
        for code, text in (
            ("new", translate("drafting", "New draft")),
            ("submit", translate("drafting", "Submit")),
            ("close", translate("drafting", "All drafts")),
        ):
            self.acts[code].setText(text)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._name_acts()
        super().changeEvent(event)

    def build(self) -> QWidget:
        self._pages = QStackedWidget()
        self._drafts_page = DraftList(self.acts["new"])
        self._drafts_page.picked.connect(self.open_letter)
        self.list = self._drafts_page.list
        self._pages.addWidget(self._drafts_page)
        self._pages.addWidget(self._desk_page())
        made = QWidget()  # a page that is turned to would cover a toast among the pages
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        self.toast = Toast(made)
        self._tell()
        return made

    def _desk_page(self) -> QWidget:
        back = self._back = IconButton(self.acts["close"].text(), "arrow-left")
        back.setObjectName("drafting.back")
        back.set_shortcut_hint(hint(self.acts["close"]))
        back.clicked.connect(self.close_draft)
        self._title = ElidedLabel(size=17, weight=600)
        self._kind = Chip("", "grey")
        self._saved = ElidedLabel(size=12, ink="text2", tabular=True)
        self._stops = Chip("", "red", "circle-alert", height=28)
        self._send = Button("", "primary", "send")
        self._send.setObjectName("drafting.submit.button")
        self._send.set_shortcut_hint(hint(self.acts["submit"]))
        self._send.clicked.connect(self.submit)
        first = QHBoxLayout()
        first.setSpacing(10)
        first.addWidget(self._title)
        first.addWidget(self._kind)
        first.addStretch(1)
        told = QVBoxLayout()
        told.setSpacing(1)
        told.addLayout(first)
        told.addWidget(self._saved)
        head = QHBoxLayout()
        head.setContentsMargins(10, 10, 16, 10)
        head.setSpacing(10)
        for widget in (back, Tile("file-pen-line", side=36)):
            head.addWidget(widget)
        head.addLayout(told, 1)
        head.addWidget(self._stops)
        head.addWidget(self._send)
        made = Pane("surface")
        self._place = QVBoxLayout(made)
        self._place.setContentsMargins(0, 0, 0, 0)
        self._place.setSpacing(0)
        self._place.addLayout(head)
        self._place.addWidget(Divider())
        return made

    @property
    def desk(self) -> Desk | None:
        """The desk of the letter that is open."""
        return self._desk

    def restore(self, kept: Any) -> None:
        """The open letter goes on in the other language; its text is the same widget."""
        self._reload()
        if self._desk is not None:
            self._place.addWidget(self._desk, 1)
            self._pages.setCurrentIndex(1)
            self._tell()

    # ---- what the window calls ---------------------------------------------------------------

    def panes(self) -> list[QWidget]:
        self.ensure()
        if self._desk is not None:
            return [*self._desk.panes(), self._send]
        return [self._drafts_page.front]

    def legend(self) -> tuple[KeyHint, ...]:
        if self._desk is None:
            return (KeyHint(keys_text(self.acts["new"]), translate("drafting", "new draft")),)
        return (
            KeyHint(keys_text(self._desk.moves["preview"]), translate("drafting", "preview")),
            KeyHint(keys_text(self._desk.moves["finding_next"]), translate("drafting", "next finding")),
            KeyHint("Ctrl Enter", translate("drafting", "submit")),
        )

    def changed(self, changes: Changes) -> None:
        if self._content is None:
            return
        if self.isVisible() and (changes.ids or changes.kinds):
            self._reload()
        if self._letter is not None and self._letter.id in changes.ids:
            self._look_again(self._letter.id)
        if self._letter is None and self._wanted in changes.bodies:
            self.open_letter(self._wanted)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._reload()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.settle()

    def settle(self) -> None:
        """Hand over what was filled in: the room is left, or the desk about to be locked."""
        self._fill()

    def wake(self) -> None:
        """The desk was locked and is open again: the letter goes on in its copy."""
        if self._keeping is not None:
            self._keeping.wake()

    # ---- the list ----------------------------------------------------------------------------

    def _reload(self) -> None:
        mine, found = set(self._reading.my_positions()), list[Entry]()
        for lines in self._reading.newest("letter"):
            values = [self._reading.value(line.id) for line in lines if line.state in EDITED]
            letters = [one for one in values if isinstance(one, Letter)]
            found += [entry_of(one, self._reading) for one in letters if one.form and one.drafter in mine]
            if len(found) >= LISTED:
                break
        self._drafts_page.show_entries(sorted(found, key=lambda entry: entry.group))

    # ---- opening and closing -----------------------------------------------------------------

    def open_letter(self, id_: Id) -> None:
        """Open a letter that is written here."""
        self.ensure()
        self._wanted = id_
        if self._letter is None:
            self._run(self, self._taken, self._drafts.take, id_)
        elif self._letter.id != id_:
            self.close_draft()

    def _taken(self, found: Letter | Elsewhere | Refused) -> None:
        if isinstance(found, Refused):
            self.toast.say(words.refused(found))
        elif isinstance(found, Elsewhere):
            self.toast.say(translate("drafting", "The text of this letter has not come to this laptop yet."))
        elif found.form is None or found.form.kind not in ROWS:
            self.toast.say(translate("drafting", "Letters of this kind cannot be written here yet."))
        elif self._reading.profile() is None:
            self.toast.say(no_profile())
        else:
            self._letter = found
            of = Of(found.id, found.generation)
            ticks, clock = lambda: int(1000 * self._elapsed()), self._reading.clock
            keeping = Keeping(self._bridge, self._writing, clock, ticks, of, self)
            keeping.opened.connect(partial(self._opened, found, keeping))
            keeping.refused.connect(self._refused)
            keeping.typed.connect(self._typed)
            keeping.kept.connect(self._kept)
            keeping.came.connect(self._came)
            keeping.open()

    def _opened(self, letter: Letter, keeping: Keeping, begun: Begun) -> None:
        self._keeping, self._base, self._wanted = keeping, letter.form or Form(""), ""
        about, facts = self._about(letter.drafter), self._facts(self._base)
        self._desk = Desk(begun.replica, self._base, about, facts, self._press, self._printer)
        self._desk.writing["picture"].setVisible(
            False
        )  # until its bytes have a place: attachments come later
        self._desk.form_changed.connect(self._form_changed)
        self._desk.looked.connect(self._looked)
        self._place.addWidget(self._desk, 1)
        self._pages.setCurrentIndex(1)
        self._typed_at, self._sending = "", False
        self._saved.setText(translate("drafting", "Saved on this device"))  # its beginning is
        if begun.recovered:
            text = translate("drafting", "Draft recovered up to {time}.")
            self.toast.say(text.format(time=when.clock(begun.recovered, self._reading.zone, seconds=True)))
        self._tell()
        self._desk.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hints.emit(self.legend())

    def _refused(self, why: Refused) -> None:
        self._letter, self._wanted = None, ""
        self.toast.say(words.refused(why))

    def _came(self, raws: Sequence[bytes]) -> None:
        if self._desk is not None:
            self._desk.editor.receive(*raws)

    def close_draft(self) -> None:
        """Back to the list, once the last keys and the last fields are kept."""
        self._fill()
        if self._keeping is not None and self._desk is not None and self._desk.isEnabled():
            now = QApplication.focusWidget()
            if now is not None and self._desk.isAncestorOf(now):
                self._back.setFocus(Qt.FocusReason.OtherFocusReason)  # or it would stand nowhere meanwhile
            self._desk.setEnabled(False)
            self._keeping.put_away(self._closed, self._stays)

    def _stays(self, fault: Fault) -> None:
        """The disk does not take what was typed last: the letter stays open."""
        if self._desk is not None:
            self._desk.setEnabled(True)
            if self._back.hasFocus():
                self._desk.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self._wanted = ""
        self.toast.say(problems.fault(fault.text, world=fault.world))

    def _closed(self) -> None:
        desk, keeping = self._desk, self._keeping
        self._letter = self._desk = self._keeping = None
        if desk is not None and keeping is not None:
            self._pages.setCurrentIndex(0)
            self._place.removeWidget(desk)
            desk.hide()
            desk.deleteLater()
            keeping.deleteLater()
        self._tell()
        self._reload()
        if self._wanted:
            self.open_letter(self._wanted)
        else:
            self.enter()
        self.hints.emit(self.legend())

    def _look_again(self, id_: Id) -> None:
        """Somebody else, or an answer, changed the letter that is open."""
        value = self._reading.value(id_)
        if not isinstance(value, Letter) or value.state not in EDITED or value.form is None:
            self.close_draft()
        elif self._keeping is not None and self._keeping.of.generation != value.generation:
            self._wanted = (
                id_  # it was submitted and came back: words for what was submitted nobody takes any more
            )
            self.close_draft()
        elif self._desk is not None and not self._filling and self._desk.form == self._base != value.form:
            self._base = value.form
            self._desk.set_form(value.form)

    # ---- writing -----------------------------------------------------------------------------

    def _typed(self, at: Instant) -> None:
        self._typed_at, self._sending = at, False
        self._saved.setText(translate("drafting", "Being saved…"))

    def _kept(self, at: Instant) -> None:
        if at >= self._typed_at:
            text = translate("drafting", "Saved on this device at {time}")
            self._saved.setText(text.format(time=when.clock(at, self._reading.zone)))

    def _form_changed(self, _: Form) -> None:
        self._sending = False
        self._fill_soon.start(FILL_MS)
        self._tell()

    def _fill(self) -> None:
        """Hand over what was filled in."""
        self._fill_soon.stop()
        if self._letter is None or self._desk is None or self._desk.form == self._base:
            return
        old, self._base = self._base, self._desk.form
        self._filling += 1
        self._run(self, self._filled, self._deeds.fill, self._letter.id, old, self._base)

    def _filled(self, outcome: Outcome) -> None:
        self._filling -= 1
        if outcome.refused:
            self.toast.say(words.refused(outcome.refused[0][1]))
        if outcome.refused and self._letter is not None and self._desk is not None:
            value = self._reading.value(self._letter.id)
            if isinstance(value, Letter) and value.form is not None:
                self._base = value.form
                self._desk.set_form(value.form)

    def _tell(self) -> None:
        """Say in the head how the letter stands."""
        for code in ("submit", "close"):
            self.acts[code].setEnabled(self._desk is not None)
        if self._desk is None:
            return
        form, stops = self._desk.form, self._desk.checks.counts[1]
        self._title.setText(subject_of(form))
        self._kind.set(KINDS[form.kind].name, "grey")
        self._stops.setVisible(stops > 0)
        self._stops.set(translate("drafting", "%n must be mended", "", stops), "red", "circle-alert")
        first = self._reading.title(form.route[0]) if form.route else ""
        to = translate("drafting", "Submit to {title}").format(title=first)
        self._send.set_caption(to if first else self.acts["submit"].text())
        self._send.set_kind("tint" if stops or self._desk.form_panel.missing else "primary")

    def _looked(self) -> None:
        self._tell()
        if self._sending and self._desk is not None and self._desk.read_through:
            self.submit()

    # ---- a new one, and sending --------------------------------------------------------------

    def new_draft(self) -> None:
        """Ask which letter is to be written, unless something else is being asked."""
        self.ensure()
        if any(over.isVisible() for over in self.over.findChildren(Over)):
            return
        self.begun.emit()
        positions = self._reading.my_positions()
        profile = self._reading.profile()
        if profile is None or not positions:
            self.toast.say(no_profile())
            return
        offered = [kind for kind in (profile.kinds or ROWS) if kind in ROWS]
        group = translate("drafting", "Correspondence")
        kinds = [
            Entry(kind, KINDS[kind].name, ICONS[kind][0], trailing=ICONS[kind][1], group=group)
            for kind in offered
        ]
        begin = partial(self._begin, positions[0])
        make = partial(self._make, positions[0])
        NewSheet(self.over, kinds, begin, make, self._press, self._printer).ask()

    def _begin(self, acting: Id, kind: str) -> tuple[Form, About]:
        """What is known of a new letter: who writes it, who signs, who endorses."""
        route = tuple(one for one in self._reading.heads_above(acting)[:1] if one != acting)
        form = Form(kind, sender=self._reading.title(acting), signer=(acting,), route=route)
        post = translate("drafting", "from your position")
        origins = {
            "sender": post, "signer": post, "route": translate("drafting", "from the structure of your agency"),
            "letterhead": translate("drafting", "from the directory"),
        }  # fmt: skip
        return form, self._about(acting, origins)

    def _make(self, acting: Id, form: Form) -> None:
        self._run(self, self._made, self._drafts.start, acting, form)

    def _made(self, outcome: Outcome) -> None:
        if outcome.refused:
            self.toast.say(words.refused(outcome.refused[0][1]))
        else:
            self._reload()
            self.open_letter(outcome.record)

    def submit(self) -> None:
        """Send it along its route, read through as it is now; what must be mended or filled in first is gone to."""
        if self._letter is None or self._desk is None:
            return
        self._sending = not self._desk.read_through
        if self._sending:
            self._desk.look()
            return
        if self._desk.checks.counts[1]:
            self._desk.show_view("checks")
            self._desk.checks.step(1)
            return
        if missing := self._desk.form_panel.missing:
            self._desk.jump(Place(missing[0]))
            return
        self._fill()
        lines: Sequence[Line] = self._desk.lines()
        self._run(self, self._sent, self._drafts.submit, self._letter.id, self._base, lines)

    def _sent(self, outcome: Outcome) -> None:
        if outcome.refused:
            self.toast.say(words.refused(outcome.refused[0][1]))
        else:
            self.close_draft()
            self.toast.say(words.done("letter.submit"))

    # ---- what is known -----------------------------------------------------------------------

    def _about(self, drafter: Id, origins: dict[str, str] | None = None) -> About:
        profile = self._reading.profile()
        urgencies = [(one.code, words.label(one)) for one in profile.urgencies] if profile else []
        return About(
            self._find, self._reading.title, urgencies, partial(self._fields, drafter, profile), origins or {}
        )

    def _fields(self, drafter: Id, profile: Profile | None, form: Form) -> Fields:
        assert profile is not None, "no letter is opened without the rules of a region"  # noqa: S101 - told to mypy
        return fields_of(form, drafter, self._reading.directory, profile, self._reading.clock())

    def _find(self, text: str) -> list[Entry]:
        people = self._finding.people(text, FOUND)
        return [Entry(one.position, one.title, trailing=one.name) for one in people]

    def _facts(self, form: Form) -> Facts:
        directory = self._reading.directory
        return Facts(
            self._reading.today(),
            units=frozenset(unit.name for unit in directory.units.values()),
            positions=frozenset(post.title for post in directory.positions.values()),
            files=len(form.attached),
            personnel=False,  # pangkat and NIP of the signer are put in by the server
        )


def no_profile() -> str:
    """Why no letter can be written."""
    return translate("drafting", "Letters can be written once the rules of your region are here.")
