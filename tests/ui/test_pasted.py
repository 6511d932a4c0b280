# SPDX-License-Identifier: Apache-2.0
"""What comes into a letter from elsewhere, and what goes out: pastes, drags, the clipboard."""

from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

from tests.paper.typists import Dropped
from tests.ui.drafting_kit import Make, bold, par
from ui.drafting.pasted import from_html
from workspace.paper.body import Attrs, Run, line

Key, Control = Qt.Key, Qt.KeyboardModifier.ControlModifier

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset=utf-8><style>p{color:red}</style>
<!--[if gte mso 9]><xml><o:shapedefaults/></xml><![endif]--></head><body lang=IN><!--StartFragment-->
<p class=MsoNormal align=center style='text-align:center'><b style='mso-bidi-font-weight:normal'><span
style='font-size:14.0pt'>NOTA <u>DINAS</u><o:p></o:p></span></b></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>1.<span>&nbsp;&nbsp;</span></span><![endif]>pertama</p>
<p class=MsoListParagraph
style='mso-list:l0 level2 lfo1'><!--[if !supportLists]--><span>·&nbsp;</span><!--[endif]-->kedua</p>
<table><tr><td><p>a</p><p>b</p></td><td></td></tr><tr><td>c</td></tr></table><!--EndFragment--></body></html>"""

DOCS = """<meta charset='utf-8'><b style="font-weight:normal;"><p dir="ltr"><span style="font-weight:700">Tebal</span>
<span style="font-style:italic;text-decoration:underline">miring</span></p>
<ul><li><p>satu</p><ol><li>dalam</li></ol></li>
<li>dua</li></ul></b><br>"""

HOSTILE = """<script>alert(1)</script><p onclick="x()">aman<img src="file:///etc/passwd">
<iframe src="http://x">dalam</iframe>
<svg><text>tidak</text></svg><a href="javascript:x()">tautan</a></p><style>p{background:url(http://x)}</style>"""


def test_a_page_of_a_word_processor_keeps_what_a_letter_has() -> None:
    both: Attrs = (("b", True), ("u", True))
    assert from_html(WORD) == [
        line([bold("NOTA "), Run("DINAS", both)], (("a", "c"),)),
        par("pertama", t="n"),
        par("kedua", t="b", l="2"),
        par("a", cell="p0/0/0"),
        par("b", cell="p0/0/0"),
        par("", cell="p0/0/1"),
        par("c", cell="p0/1/0"),
    ]


def test_a_page_of_a_browser_keeps_what_a_letter_has() -> None:
    slanted: Attrs = (("i", True), ("u", True))
    assert from_html(DOCS) == [
        line([bold("Tebal"), Run(" "), Run("miring", slanted)]),
        par("satu", t="b"),
        par("dalam", t="n", l="2"),
        par("dua", t="b"),
    ]


def test_nothing_else_comes_through() -> None:
    assert from_html(HOSTILE) == [par("aman tautan")]
    assert from_html("<td>x</li></p></td></table><tr><pre>a\n b</pre>") == [par("x"), par("a"), par(" b")]


def test_a_paste_joins_the_line_it_falls_in_and_tables_stay_tables(paper: Make) -> None:
    one = paper(par("awal akhir"))
    one.select((0, 5))
    one.paste(text="satu\r\ndua\u2028tiga ")
    assert one.text == "awal satu\ndua\ntiga akhir"
    assert one.caret() == (2, 5)
    one.press(Key.Key_Z, Control)
    one.select((0, 5))
    one.paste("<table><tr><td>x<td>y</table>")
    assert [x.text for x in one.lines] == ["awal ", "x", "y", "akhir"]
    assert one.editor.binding.laid.shape == [(1, 1, 2)]
    one.select((1, 1))
    one.paste("<table><tr><td>p<td>q</table>")  # no table within a table
    assert one.editor.binding.laid.shape == [(1, 1, 2)]
    assert [x.text for x in one.lines] == ["awal ", "xp", "q", "y", "akhir"]


def test_what_was_cut_can_be_pasted_with_its_emphasis(paper: Make) -> None:
    one = paper(line([Run("satu "), bold("dua"), Run(" tiga")]), par("empat", a="c"))
    before = one.lines
    one.select((0, 5), (1, 2))
    one.press(Key.Key_X, Control)
    assert one.text == "satu pat"
    one.press(Key.Key_V, Control)
    assert [x.runs for x in one.lines] == [x.runs for x in before]
    QApplication.clipboard().clear()


def test_what_is_copied_keeps_types_levels_and_alignment(paper: Make) -> None:
    lines = [
        par("satu", t="n"),
        par("dua", t="n", l="2"),
        par("tiga", t="b", l="3"),
        par("empat", t="h", l="2", a="c"),
    ]
    one = paper(*lines)
    one.editor.selectAll()
    data = one.editor.createMimeDataFromSelection()
    assert from_html(data.html()) == lines
    assert data.text() == "satu\ndua\ntiga\nempat"


def test_a_drag_within_the_letter_moves_once_and_is_one_step(paper: Make) -> None:
    one = paper(par("satu dua"), par("tiga"))
    one.select((0, 0), (0, 5))
    there = QTextCursor(one.editor.document())
    there.setPosition(one.editor.binding.position((1, 4)))
    at = QPointF(one.editor.cursorRect(there).center())
    one.editor.dropEvent(Dropped(at, one.editor.createMimeDataFromSelection(), one.editor))
    assert one.text == "dua\ntigasatu "
    one.press(Key.Key_Z, Control)
    assert one.text == "satu dua\ntiga"
    data = QMimeData()
    data.setText("luar")
    one.editor.dropEvent(Dropped(at, data, None))
    assert one.text == "satu dua\ntigaluar"
