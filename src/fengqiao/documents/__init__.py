"""Papers 文书."""
from fengqiao.documents.blocks import (Closing, Column, Conditional, Field, FieldTable, Head, Heading, Labelled, Notice,
                                       Number, OfficialHead, PageBreak, PaperKind, Para, PartiesBlock, Passage, QrCode,
                                       RowsTable, Sign, Signatures, SignCell, Terms, Title, Value)
from fengqiao.documents.pdf import render_pdf
from fengqiao.documents.slots import Rows, Slot
from fengqiao.documents.word import render_docx
