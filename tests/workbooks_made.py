"""Small workbooks, written part by part as the formats say."""

from __future__ import annotations

import io
import struct
import zipfile
from dataclasses import dataclass
from xml.sax.saxutils import escape

_STATES = {True: "hidden", False: "visible"}
_XML = '<?xml version="1.0" encoding="UTF-8"?>'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


@dataclass(frozen=True)
class Sheet:
    """Rows of cells as XML of the format; ``first``: the number of the first row."""

    name: str
    rows: list[list[str]]
    hidden: bool = False
    first: int = 1


def text(value: str) -> str:
    return f't="inlineStr"><is><t>{escape(value)}</t></is>'


def number(value: float, style: int = 0) -> str:
    return f's="{style}"><v>{value}</v>'


def day(serial: float) -> str:
    return number(serial, 1)


def moment(serial: float) -> str:
    return number(serial, 2)


ERROR = 't="e"><v>#N/A</v>'
TRUE = 't="b"><v>1</v>'
NOTHING = ">"


def xlsx(*sheets: Sheet, parts: tuple[str, ...] = ()) -> bytes:
    """An Excel workbook; ``parts``: further files in it, such as ``xl/vbaProject.bin``."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", _types())
        packed.writestr("_rels/.rels", _relations([("officeDocument", "xl/workbook.xml")]))
        packed.writestr("xl/workbook.xml", _book(sheets))
        targets = [("worksheet", f"worksheets/sheet{at}.xml") for at in range(len(sheets))]
        packed.writestr("xl/_rels/workbook.xml.rels", _relations([*targets, ("styles", "styles.xml")]))
        packed.writestr("xl/styles.xml", _styles())
        for at, sheet in enumerate(sheets):
            packed.writestr(f"xl/worksheets/sheet{at}.xml", _sheet(sheet))
        for part in parts:
            packed.writestr(part, b"never to be run")
    return target.getvalue()


def _types() -> str:
    kinds = "application/vnd.openxmlformats-package.relationships+xml"
    defaults = f'<Default Extension="rels" ContentType="{kinds}"/><Default Extension="xml" ContentType="text/xml"/>'
    return f'{_XML}<Types xmlns="{_PACKAGE}/content-types">{defaults}</Types>'


def _relations(targets: list[tuple[str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="r{at}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets)
    )
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


def _book(sheets: tuple[Sheet, ...]) -> str:
    lines = "".join(
        f'<sheet name="{sheet.name}" sheetId="{at + 1}" r:id="r{at}" state="{_STATES[sheet.hidden]}"/>'
        for at, sheet in enumerate(sheets)
    )
    return f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{lines}</sheets></workbook>'


def _styles() -> str:
    formats = '<xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/>'
    return f'{_XML}<styleSheet xmlns="{_MAIN}"><cellXfs count="3">{formats}</cellXfs></styleSheet>'


def _sheet(sheet: Sheet) -> str:
    lines = "".join(
        f'<row r="{at}">' + "".join(_cell(at, place, cell) for place, cell in enumerate(row)) + "</row>"
        for at, row in enumerate(sheet.rows, sheet.first)
    )
    return f'{_XML}<worksheet xmlns="{_MAIN}"><sheetData>{lines}</sheetData></worksheet>'


def _cell(row: int, place: int, cell: str) -> str:
    letters = (chr(64 + place // 26) if place >= 26 else "") + chr(65 + place % 26)
    return f'<c r="{letters}{row}" {cell}</c>' if cell != NOTHING else ""


def ods(*sheets: Sheet) -> bytes:
    """An OpenDocument workbook; its cells are plain texts."""
    spaces = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    tables = "".join(f'<table:table table:name="{sheet.name}">{_ods_rows(sheet)}</table:table>' for sheet in sheets)
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("content.xml", f"{_XML}<office:document-content{spaces}>{body}</office:document-content>")
        packed.writestr("META-INF/manifest.xml", f"{_XML}<manifest/>")
    return target.getvalue()


def _ods_rows(sheet: Sheet) -> str:
    def cell(value: str) -> str:
        if value.startswith("20"):
            return f'<table:table-cell office:value-type="date" office:date-value="{value}"/>'
        return f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>'

    rows = ("".join(map(cell, row)) for row in sheet.rows)
    return "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)


def xlsb(name: str, rows: list[list[str | float]]) -> bytes:
    """A binary Excel workbook of one sheet."""
    book = _record(131) + _record(143) + _record(156, struct.pack("<II", 0, 1) + _wide("r0") + _wide(name))
    cells = b"".join(
        _record(0, struct.pack("<I", at) + bytes(13))
        + b"".join(_binary_cell(place, cell) for place, cell in enumerate(row))
        for at, row in enumerate(rows)
    )
    size = struct.pack("<IIII", 0, len(rows) - 1, 0, len(rows[0]) - 1)
    sheet = _record(129) + _record(148, size) + _record(145) + cells + _record(146) + _record(130)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as packed:
        packed.writestr("[Content_Types].xml", _types())
        packed.writestr("xl/workbook.bin", book + _record(144) + _record(132))
        packed.writestr("xl/_rels/workbook.bin.rels", _relations([("worksheet", "worksheets/sheet1.bin")]))
        packed.writestr("xl/worksheets/sheet1.bin", sheet)
    return target.getvalue()


def _record(kind: int, data: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return head + bytes([len(data)]) + data


def _wide(value: str) -> bytes:
    return struct.pack("<I", len(value)) + value.encode("utf-16-le")


def _binary_cell(place: int, cell: str | float) -> bytes:
    head = struct.pack("<II", place, 0)
    return _record(6, head + _wide(cell)) if isinstance(cell, str) else _record(5, head + struct.pack("<d", cell))
