"""What the interface answers, as its OpenAPI document describes it."""

from __future__ import annotations

from datetime import date, datetime

from ninja import Field, Schema


class ErrorOut(Schema):
    code: str = Field(..., description="给程序看的代码")
    said: str = Field(..., description="给人看的一句话：哪里不对，怎么办")


class OfficeOut(Schema):
    territory: int = Field(..., description="区域号，15位；别处的office参数用它")
    name: str
    kind: str = Field(..., description="机构类别")
    from_on: date
    to_on: date | None = Field(None, description="撤并的写最后一天")


class IndicatorOut(Schema):
    code: str
    label: str
    words: str = Field(..., description="统计口径")
    unit: str
    is_rate: bool = Field(..., description="是率的，有分子met和分母of")
    people: bool = Field(..., description="数的是人：不足五人的，没有exact权限的令牌读不到具体数")
    source: str = Field(..., description="来源（报表名、版本、栏次）")
    cite: list[str] = Field(..., description="依据的法条")
    kinds: dict[str, str] = Field(..., description="by=kind时各类的代码和名称")
    version: str = Field(..., description="定义版本，口径变了就变")


class SetOut(Schema):
    code: str = Field(..., description="条线代码；别处的line参数用它")
    label: str
    indicators: list[IndicatorOut]


class FigureOut(Schema):
    line: str
    code: str
    label: str
    version: str
    unit: str
    group: str = Field("", description="by的那一组：区域号或类别代码；空的是合计")
    group_label: str = ""
    of: int | None = Field(None, description="分母，或者数本身；金额以分计")
    met: int | None = Field(None, description="分子；不是率的没有")
    value: str | None = Field(None, description="值，精确小数写成文字；率在0到1之间，金额以元计；没有的（空分母、不给的）为空")
    words: str = Field(..., description="页面上的写法；＜5、不列是不给具体数的")
    withheld: bool = Field(False, description="不给具体数")
    frozen: bool = Field(False, description="是锁定的数")
    now_value: str | None = Field(None, description="锁定的数以外，按现在的记录是多少；不锁定的、不给的为空")
    now_words: str = Field("", description="现在的数在页面上的写法")
    difference: str | None = Field(None, description="现在的数减锁定的数，写成文字；没有变动是0")


class FiguresOut(Schema):
    office: int
    office_name: str
    from_on: date
    to_on: date
    as_was: bool = Field(..., description="按当时的机构计")
    by: str
    exact: bool = Field(..., description="是否给精确数")
    locked: str | None = Field(None, description="这一期已锁定的，是哪一次冻结")
    figures: list[FigureOut]


class SnapshotOut(Schema):
    id: str
    label: str
    office: int
    office_name: str
    from_on: date
    to_on: date
    as_was: bool
    taken_at: datetime
    locks: bool = Field(..., description="锁定统计期间的；其余是报告等冻结的")
    digest: str = Field(..., description="SM3摘要")


class SnapshotFiguresOut(SnapshotOut):
    figures: list[FigureOut]
