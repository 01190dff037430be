"""Charts as Word draws them: XlsxWriter makes the chart and the sheet behind it, both go into the document, and Word can edit them.

No picture is drawn, so that the office may change colours and numbers as in a chart of its own.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

import xlsxwriter
from docx.document import Document as DocumentType
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.shared import Mm
from lxml import etree

from fengqiao.documents.word_xml import element

CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_BOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
INKS = ("#1D4F91", "#9FB6D3")  # told apart in grey print too
WIDTH, HEIGHT = Mm(150), Mm(72)


@dataclass(frozen=True)
class Chart:
    """Columns side by side, a group for each label."""

    title: str
    labels: Sequence[str]
    series: Sequence[tuple[str, Sequence[int]]]


def put(document: DocumentType, chart: Chart, number: int) -> etree._Element:
    """A paragraph that holds the chart, its parts added to the document; ``number`` tells the charts of a document apart."""
    drawn, book = _made(chart)
    package = document.part.package
    book_part = Part(PackURI(f"/word/embeddings/chart{number}.xlsx"), _BOOK_TYPE, book, package)
    root = etree.fromstring(drawn)
    chart_part = Part(PackURI(f"/word/charts/chart{number}.xml"), _CHART_TYPE, b"", package)
    link = chart_part.relate_to(book_part, f"{_RELATION}/package")
    behind = etree.SubElement(root, f"{{{CHART}}}externalData", {f"{{{_RELATION}}}id": link})
    etree.SubElement(behind, f"{{{CHART}}}autoUpdate", {"val": "0"})
    if (setup := root.find(f"{{{CHART}}}printSettings")) is not None:
        root.remove(setup)
    chart_part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return _paragraph(document.part.relate_to(chart_part, f"{_RELATION}/chart"), chart.title, number)


def _made(chart: Chart) -> tuple[bytes, bytes]:
    """The chart's XML and the workbook it stands for."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet("数据")
    sheet.write_row(0, 0, ["", *(name for name, _ in chart.series)])
    for row, label in enumerate(chart.labels, 1):
        sheet.write_row(row, 0, [label, *(numbers[row - 1] for _, numbers in chart.series)])
    drawn, last = book.add_chart({"type": "column"}), len(chart.labels)
    font = {"name": "宋体", "size": 9}
    for n, _ in enumerate(chart.series, 1):
        drawn.add_series({
            "name": ["数据", 0, n], "categories": ["数据", 1, 0, last, 0], "values": ["数据", 1, n, last, n], "fill": {"color": INKS[(n - 1) % len(INKS)]}, "gap": 60,
        })  # fmt: skip
    drawn.set_title({"none": True})
    drawn.set_legend({"position": "bottom", "font": font} if len(chart.series) > 1 else {"none": True})
    ticks = {"num_font": font, "major_tick_mark": "none", "minor_tick_mark": "none"}
    drawn.set_x_axis(ticks)
    drawn.set_y_axis({**ticks, "major_gridlines": {"visible": True, "line": {"color": "#DFE3E8"}}, "min": 0})
    sheet.insert_chart("F2", drawn)
    book.close()
    with zipfile.ZipFile(io.BytesIO(stream.getvalue())) as package:
        return package.read("xl/charts/chart1.xml"), stream.getvalue()


def _paragraph(link: str, words: str, number: int) -> etree._Element:
    inline = parse_xml(
        '<w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
        f' xmlns:c="{CHART}" xmlns:r="{_RELATION}"><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{WIDTH}" cy="{HEIGHT}"/>'
        f'<wp:docPr id="{900 + number}" name="图{number}" descr=""/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{CHART}">'
        f'<c:chart r:id="{link}"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
    )
    inline[0].find("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr").set("descr", words)
    how = element("pPr", (element("snapToGrid", val=0), element("spacing", before=60, after=60, line=240, lineRule="auto"), element("jc", val="center")))
    return element("p", (how, element("r", (inline,))))
