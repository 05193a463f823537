"""Spreadsheets packed from parts written by hand: .xlsx and .ods."""

import io
import zipfile
from collections.abc import Iterable, Mapping

_SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """Return parts packed as well as can be."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    """Return the parts of a packed file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def of_size(data: bytes, name: str, size: int) -> bytes:
    """Return a packed file that states another size of a part than it has."""
    place = data.rindex(name.encode()) - 46  # the entry in the table at the end
    assert data[place : place + 4] == b"PK\x01\x02"
    return data[: place + 24] + size.to_bytes(4, "little") + data[place + 28 :]


def xlsx(rows: bytes, strings: bytes = b"", after: bytes = b"", **parts: bytes) -> bytes:
    """Return an .xlsx file of one sheet; `strings` are the shared ones, each in its tag."""
    return zipped(
        {
            "[Content_Types].xml": b"<Types/>",
            "_rels/.rels": b'<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument'
            b'/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/_rels/workbook.xml.rels": b'<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats'
            b'.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/workbook.xml": b'<workbook xmlns:r="http://r"><sheets><sheet name="list" sheetId="1" r:id="rId1"/>'
            b"</sheets></workbook>",
            "xl/sharedStrings.xml": b"<sst>" + strings + b"</sst>",
            "xl/worksheets/sheet1.xml": b"<worksheet><sheetData>" + rows + b"</sheetData>" + after + b"</worksheet>",
            **{name.replace("__", "/"): content for name, content in parts.items()},
        }
    )


def ods(rows: Iterable[bytes] | bytes, end: bytes = b"</table:table></office:spreadsheet>") -> bytes:
    """Return an .ods file of one sheet."""
    body = rows if isinstance(rows, bytes) else b"".join(rows)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("mimetype", _SPREADSHEET, zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", b"<manifest:manifest/>")
        archive.writestr(
            "content.xml",
            b'<office:document-content><office:body><office:spreadsheet><table:table table:name="list">'
            + body
            + end
            + b"</office:body></office:document-content>",
        )
    return stream.getvalue()


def ods_row(*texts: str, times: int = 1) -> bytes:
    """Return a row of an .ods file."""
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>' for text in texts
    )
    return f'<table:table-row table:number-rows-repeated="{times}">{cells}</table:table-row>'.encode()
