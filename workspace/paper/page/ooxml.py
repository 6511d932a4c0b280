# SPDX-License-Identifier: Apache-2.0
"""The parts of a Word file (ECMA-376): tables, pictures, styles, headers, and how they hang together."""

from collections.abc import Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

MM = 56.6929  # twentieths of a point in a mm
EMU = 36_000  # in a mm
PAGE_BREAK = '<w:p><w:pPr><w:spacing w:after="0"/></w:pPr><w:r><w:br w:type="page"/></w:r></w:p>'
TAB_MARK = "<w:r><w:tab/></w:r>"

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACK = "http://schemas.openxmlformats.org/package/2006"
_WORDML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def table(
    widths: Sequence[float],
    rows: Sequence[Sequence[str]],
    *,
    lined: bool = True,
    head: bool = False,
    left: float = 0,
) -> str:
    """A table of cells that are paragraphs; widths and indent in mm. A head is repeated on every page."""
    line = '"single" w:sz="4" w:space="0" w:color="auto"' if lined else '"nil"'
    borders = "".join(f"<w:{side} w:val={line}/>" for side in _SIDES)
    inset = 80 if lined else 0
    about = (
        f'<w:tblW w:w="{round(sum(widths) * MM)}" w:type="dxa"/>'
        f'<w:tblInd w:w="{round(left * MM) + inset}" w:type="dxa"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f'<w:tblCellMar><w:left w:w="{inset}" w:type="dxa"/><w:right w:w="{inset}" w:type="dxa"/></w:tblCellMar>'
    )
    grid = "".join(f'<w:gridCol w:w="{round(wide * MM)}"/>' for wide in widths)
    told = [
        f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' * (head and k == 0)}</w:trPr>"
        + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{round(wide * MM)}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
            for wide, cell in zip(widths, row, strict=True)
        )
        + "</w:tr>"
        for k, row in enumerate(rows)
    ]
    return f"<w:tbl><w:tblPr>{about}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(told)}</w:tbl>"


def image(relation: str, no: int, wide: int, high: int, alt: str) -> str:
    """A picture in a line, in mm, with what is said of it."""
    size = f'cx="{wide * EMU}" cy="{high * EMU}"'
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{_WP}" distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:docPr id="{no}" name="{relation}" descr={quoteattr(alt)}/><a:graphic xmlns:a="{_A}">'
        f'<a:graphicData uri="{_PIC}"><pic:pic xmlns:pic="{_PIC}"><pic:nvPicPr><pic:cNvPr id="{no}" name="{relation}"/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip {_R} r:embed="{relation}"/><a:stretch><a:fillRect/>'
        f'</a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r>"
    )


def parts(body: str, data: Mapping[str, Any], media: Mapping[str, tuple[str, bytes]]) -> dict[str, bytes]:
    """The files of the package by name, for a body and the pictures in it."""
    style = data["style"]
    edges = {"top": style["top"], "right": style["right"], "bottom": style["bottom"], "left": style["left"]}
    margins = " ".join(f'w:{side}="{round(mm * MM)}"' for side, mm in edges.items())
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="header"/><w:headerReference w:type="first" r:id="first"/>'
        f'<w:pgSz w:w="{round(style["width"] * MM)}" w:h="{round(style["height"] * MM)}"/>'
        f'<w:pgMar {margins} w:header="500" w:footer="500" w:gutter="0"/><w:titlePg/></w:sectPr>'
    )
    number = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
    number += '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    told = {
        "word/document.xml": f"<w:document {_W} {_R}><w:body>{body}{section}</w:body></w:document>",
        "word/styles.xml": _styles(style),
        "word/header.xml": _header(data, number),
        "word/first.xml": _header(data, ""),
        "word/_rels/document.xml.rels": _relations(media),
        "_rels/.rels": f'<Relationships xmlns="{_PACK}/relationships"><Relationship Id="document" Type="{_REL}/'
        f'officeDocument" Target="word/document.xml"/><Relationship Id="core" Type="{_PACK}/relationships/metadata/'
        'core-properties" Target="docProps/core.xml"/></Relationships>',
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{_PACK}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(data["title"])}</dc:title>'
        "<dc:language>id-ID</dc:language></cp:coreProperties>",
    }
    made = {"[Content_Types].xml": _types()} | told
    return {name: (_XML + text).encode() for name, text in made.items()} | {
        f"word/media/{name}": raw for name, raw in media.values()
    }


def _types() -> str:
    own = {"document": "document.main", "styles": "styles", "header": "header", "first": "header"}
    told = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_WORDML}.{kind}+xml"/>'
        for part, kind in own.items()
    )
    kinds = {"xml": "application/xml", "png": "image/png", "jpeg": "image/jpeg"}
    kinds["rels"] = "application/vnd.openxmlformats-package.relationships+xml"
    plain = "".join(f'<Default Extension="{end}" ContentType="{kind}"/>' for end, kind in kinds.items())
    core = "application/vnd.openxmlformats-package.core-properties+xml"
    told += f'<Override PartName="/docProps/core.xml" ContentType="{core}"/>'
    return f'<Types xmlns="{_PACK}/content-types">{plain}{told}</Types>'


def _relations(media: Mapping[str, tuple[str, bytes]]) -> str:
    own = {
        "styles": ("styles", "styles.xml"),
        "header": ("header", "header.xml"),
        "first": ("header", "first.xml"),
    }
    own |= {relation: ("image", f"media/{name}") for relation, (name, _) in media.items()}
    told = "".join(
        f'<Relationship Id="{id_}" Type="{_REL}/{kind}" Target={quoteattr(target)}/>'
        for id_, (kind, target) in own.items()
    )
    return f'<Relationships xmlns="{_PACK}/relationships">{told}</Relationships>'


def _header(data: Mapping[str, Any], number: str) -> str:
    """Class and KONSEP at the left, the number in the middle."""
    mark = " ".join(filter(None, (data["mark"], "KONSEP" if data["draft"] else "")))
    colour = "B3261E" if data["red"] else "5F5F5F"
    left = f'<w:r><w:rPr><w:b/><w:color w:val="{colour}"/></w:rPr><w:t>{mark}</w:t></w:r>' if mark else ""
    style = data["style"]
    middle = round((style["width"] - style["left"] - style["right"]) / 2 * MM)
    tabs = f'<w:pPr><w:tabs><w:tab w:val="center" w:pos="{middle}"/></w:tabs><w:jc w:val="left"/></w:pPr>'
    return f"<w:hdr {_W}><w:p>{tabs}{left}{TAB_MARK}{number}</w:p></w:hdr>"


def _styles(style: Mapping[str, Any]) -> str:
    """Normal in Arial, and headings as bold as the page has them."""
    fonts = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial" w:eastAsia="Arial"/>'
    aligned = '<w:jc w:val="both"/>' if style["justified"] else ""
    headings = "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{k}"><w:name w:val="heading {k}"/><w:basedOn w:val="Normal"/>'
        '<w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:jc w:val="left"/>'
        f'<w:outlineLvl w:val="{k - 1}"/></w:pPr>'
        "<w:rPr><w:b/></w:rPr></w:style>"
        for k in range(1, 7)
    )
    return (
        f'<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr>{fonts}<w:sz w:val="{2 * style["size"]}"/>'
        '<w:lang w:val="id-ID"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
        f'<w:spacing w:after="120" w:line="{round(240 * style["spacing"])}" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        '</w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        f"<w:qFormat/><w:pPr>{aligned}</w:pPr></w:style>{headings}</w:styles>"
    )
