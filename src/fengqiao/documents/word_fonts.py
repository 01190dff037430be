"""The font table of a Word document: which font stands in where the office machine lacks one (ECMA-376, 17.8.3.1)."""

from __future__ import annotations

from docx.document import Document as DocumentType
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from lxml import etree

from fengqiao.documents.faces import Faces
from fengqiao.documents.word_xml import element

FALLBACKS = {
    "仿宋_GB2312": "仿宋,FangSong,华文仿宋,STFangsong,方正仿宋_GBK,Noto Serif CJK SC",
    "仿宋": "FangSong,仿宋_GB2312,华文仿宋,STFangsong,Noto Serif CJK SC",
    "楷体_GB2312": "楷体,KaiTi,华文楷体,STKaiti,Noto Serif CJK SC",
    "楷体": "KaiTi,楷体_GB2312,华文楷体,STKaiti,Noto Serif CJK SC",
    "黑体": "SimHei,华文黑体,STHeiti,Noto Sans CJK SC",
    "方正小标宋简体": "方正小标宋_GBK,华文中宋,STZhongsong,宋体,SimSun,Noto Serif CJK SC",
    "宋体": "SimSun,华文宋体,STSong,Noto Serif CJK SC",
}
GB2312_CHARSET = "86"


def declare_fonts(document: DocumentType, faces: Faces) -> None:
    """Name the fonts used and their fallbacks in the document's font table."""
    part = next(
        relation.target_part
        for relation in document.part.rels.values()
        if relation.reltype == RELATIONSHIP_TYPE.FONT_TABLE
    )
    table = parse_xml(part.blob)
    for name in dict.fromkeys((faces.body, faces.head, faces.kai, faces.title, "宋体")):
        children = (element("altName", val=FALLBACKS[name]),) if name in FALLBACKS else ()
        table.append(element("font", (*children, element("charset", val=GB2312_CHARSET)), name=name))
    part._blob = etree.tostring(table, xml_declaration=True, encoding="UTF-8", standalone=True)
