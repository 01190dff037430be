"""The forms of a scheme: what it says of itself, one item with its method, the units."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from fengqiao.assessment import codes, grouping, rules
from fengqiao.assessment.codes import Method, Source
from fengqiao.assessment.models import Scheme, SchemeItem
from fengqiao.assessment.scoring import plain
from fengqiao.indicators.registry import find, sets
from fengqiao.orgs.models import Office
from fengqiao.ui.forms import Form
from fengqiao.ui.uploads import FileIn
from fengqiao.vault.uploads import MATERIAL

PARAMS = ("x0", "x1", "target", "d", "a", "b", "slack", "each", "most", "over")
_LINES = forms.Textarea(attrs={"rows": 4})


class SchemeForm(Form):
    """A scheme's own words and rules."""

    name = forms.CharField(label="方案名称", max_length=80)
    year = forms.IntegerField(label="年度", min_value=2015, max_value=2100)
    basis = forms.CharField(label="依据文件", max_length=200, help_text="文件名称和文号。")
    periods = forms.MultipleChoiceField(label="考核周期", choices=codes.PERIODS, widget=forms.CheckboxSelectMultiple)
    groups = forms.CharField(label="分组权重", required=False, widget=_LINES, help_text="一行一组：人民调解：40。合计100；不分组的空着。")
    grades = forms.CharField(label="等次", widget=_LINES, initial="优秀：90\n良好：80\n合格：60\n不合格：0", help_text="一行一等：名称和最低分，最低一等从0分起。")
    bonus_cap = forms.DecimalField(label="加分上限", min_value=0, max_digits=6, decimal_places=2, required=False)
    deduct_cap = forms.DecimalField(label="减分上限", min_value=0, max_digits=6, decimal_places=2, required=False)
    min_coverage = forms.IntegerField(label="最低覆盖率（%）", min_value=0, max_value=100, initial=60, help_text="有数的分值不到这么多的，列出成绩，不参与排名。")
    small_n = forms.IntegerField(label="小基数标注", min_value=0, max_value=1000, initial=10, help_text="分母小于它的，在成绩单上注明基数小。")
    appeal_days = forms.IntegerField(label="申诉期（工作日）", min_value=1, max_value=15, initial=5)
    publish_scope = forms.ChoiceField(label="公布范围", choices=codes.Scope.choices, initial=codes.Scope.SELF)
    false_points = forms.DecimalField(label="认定失实减几分", min_value=0, max_digits=6, decimal_places=2, required=False, help_text="数据疑点认定失实的，除了那一项计零分，另外减几分；由人逐件确认。空着就是方案没有规定。")
    rank_groups = forms.CharField(label="分组排名", required=False, widget=_LINES, help_text="一行一组：街道：东街、西街。写“按街道、镇、乡”由系统照名称分；空着，全部单位一起排。")
    by_core = forms.BooleanField(label="总分并列的先看核心指标", required=False, initial=True)
    interim_lists = forms.BooleanField(label="年度以外也公布名次表", required=False, help_text="按月、按季通报排名容易层层加压，一般不勾。")
    units = forms.MultipleChoiceField(label="被考核单位", widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, offices: list[Office], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offices = {str(each.pk): each for each in offices}
        self.fields["units"].choices = [(pk, each.short_name) for pk, each in self.offices.items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "rank_groups" in data and "units" in data:
            try:
                data["rank_groups"] = grouping.read(data["rank_groups"], [self.offices[pk] for pk in data["units"]])
            except ValueError as wrong:
                self.add_error("rank_groups", str(wrong))
        return data

    def clean_groups(self) -> list[list[str]]:
        return self._pairs("groups")

    def clean_grades(self) -> list[list[str]]:
        return self._pairs("grades")

    def _pairs(self, name: str) -> list[list[str]]:
        found = []
        for line in filter(None, (each.strip() for each in self.cleaned_data[name].splitlines())):
            word, _, points = line.replace(":", "：").rpartition("：")
            try:
                read = rules.number(points)
            except ValueError as wrong:
                raise forms.ValidationError(str(wrong)) from None
            if not word or read is None or read < 0:
                raise forms.ValidationError(f"“{line}”认不出来。请写成：名称：分数。")
            found.append([word.strip(), plain(read)])
        return found

    def values(self) -> tuple[dict[str, Any], list[Office]]:
        """The model's fields, and the units."""
        found = {name: value for name, value in self.cleaned_data.items() if name != "units"}
        found["min_coverage"] = Decimal(found["min_coverage"]) / 100
        return found, [self.offices[pk] for pk in self.cleaned_data["units"]]

    @staticmethod
    def initial_of(scheme: Scheme) -> dict[str, Any]:
        names = ("name", "year", "basis", "periods", "bonus_cap", "deduct_cap", "small_n", "appeal_days", "publish_scope", "by_core", "interim_lists", "false_points")
        found = {name: getattr(scheme, name) for name in names}
        pairs = {name: "\n".join(f"{word}：{points}" for word, points in getattr(scheme, name)) for name in ("groups", "grades")}
        units = [str(pk) for pk in scheme.units.values_list("office_id", flat=True)]
        return {**found, **pairs, "min_coverage": int(scheme.min_coverage * 100), "units": units, "rank_groups": grouping.write(scheme)}


class ItemForm(Form):
    """An item: the indicator it reads, its points, how they are given."""

    code = forms.CharField(label="序号", max_length=12)
    group = forms.CharField(label="分组", max_length=40, required=False)
    source = forms.ChoiceField(label="取数", choices=Source.choices, initial=Source.SYSTEM)
    indicator = forms.ChoiceField(label="系统指标", required=False, help_text="系统取数的选这里，和“统计”里是同一个定义。")
    label = forms.CharField(label="名称", max_length=80, required=False, help_text="系统取数的可以空着，用指标的名称。")
    definition = forms.CharField(label="统计口径", max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 2}), help_text="填报的指标写清楚算什么、不算什么。")
    unit = forms.CharField(label="单位", max_length=12, required=False, help_text="填报的指标写：件、人次、%。")
    weight = forms.DecimalField(label="分值", min_value=0, max_digits=6, decimal_places=2, initial=0, help_text="加分、减分、否决项写0。")
    method = forms.ChoiceField(label="计分方法", choices=Method.choices)
    better = forms.ChoiceField(label="方向", choices=codes.BETTER[::-1], required=False)
    x0 = forms.CharField(label="零分值", max_length=20, required=False, help_text="线性：低于它得0分；越低越好的，零分值比满分值大。百分数直接写95。")
    x1 = forms.CharField(label="满分值", max_length=20, required=False)
    target = forms.CharField(label="目标值", max_length=20, required=False, help_text="门槛：达到得满分，否则0分。各单位不同的，空着，导入目标值。")
    bands = forms.CharField(label="分档", max_length=600, required=False, widget=_LINES, help_text="一行一档，首尾相接：不到80：0；80-90：5；90以上：10。")
    d = forms.CharField(label="每次扣分", max_length=20, required=False)
    also = forms.CharField(label="其他扣分情形", max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 3}), help_text="扣分项还要数别的系统指标的，一行一个：corrections/I15b：2。")
    a = forms.CharField(label="区间下限", max_length=20, required=False)
    b = forms.CharField(label="区间上限", max_length=20, required=False)
    slack = forms.CharField(label="归零宽度", max_length=20, required=False, help_text="区间：偏离这么多得0分。")
    each = forms.CharField(label="每次加（减）分", max_length=20, required=False)
    most = forms.CharField(label="最多加（减）分", max_length=20, required=False)
    over = forms.CharField(label="超过几次否决", max_length=20, required=False)
    missing = forms.ChoiceField(label="缺报规则", choices=codes.Missing.choices, initial=codes.Missing.ZERO)
    report_days = forms.IntegerField(label="期满后几日内报", min_value=0, max_value=90, initial=10)
    periods = forms.MultipleChoiceField(label="只在这些周期考核", choices=codes.PERIODS, required=False, widget=forms.CheckboxSelectMultiple, help_text="都不勾，每个周期都考核。")
    core = forms.BooleanField(label="核心指标", required=False)
    public = forms.BooleanField(label="可以对外公开", required=False, help_text="公布范围是公开的方案，只有勾了的项对外列出。")
    people = forms.BooleanField(label="数的是人", required=False, help_text="不足五人的，别的单位看不到具体数。")
    mark_no = forms.CharField(label="表号", max_length=40, required=False, help_text="报表填报的，表号、制定机关、批准或者备案文号、有效期限都要有（统计法第十七条）。")
    mark_issuer = forms.CharField(label="制定机关", max_length=60, required=False)
    mark_approval = forms.CharField(label="批准或者备案文号", max_length=60, required=False)
    mark_until = forms.CharField(label="有效期限", max_length=40, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = [(found.label, [(f"{found.code}/{each.code}", each.label) for each in found.indicators]) for found in sets()]
        self.fields["indicator"].choices = [("", "（填报的不选）"), *listed]  # type: ignore[attr-defined]

    def clean_bands(self) -> list[list[str | None]]:
        try:
            return rules.read_bands(self.cleaned_data["bands"])
        except ValueError as wrong:
            raise forms.ValidationError(str(wrong)) from None

    def clean_also(self) -> list[list[str]]:
        found = []
        for line in filter(None, (each.strip() for each in self.cleaned_data["also"].splitlines())):
            where, _, points = line.replace(":", "：").partition("：")
            set_code, _, code = where.strip().partition("/")
            try:
                indicator, read = find(set_code).indicator(code), rules.number(points)
            except KeyError:
                raise forms.ValidationError(f"没有“{where.strip()}”这个系统指标。请照“统计”里的编码写，例如corrections/I15b：2。") from None
            except ValueError as wrong:
                raise forms.ValidationError(str(wrong)) from None
            if read is None or read < 0:
                raise forms.ValidationError(f"“{line}”没有写每次扣几分。")
            found.append([indicator.label, plain(read), set_code, code])
        return found

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name in PARAMS:
            try:
                rules.number(data.get(name))
            except ValueError as wrong:
                self.add_error(name, str(wrong))
        if data.get("source") == Source.SYSTEM and not data.get("indicator"):
            self.add_error("indicator", "系统取数的，请选一个系统指标；没有的，改选报表填报或者上级文件。")
        if data.get("source") != Source.SYSTEM and not data.get("label"):
            self.add_error("label", "请填写名称。")
        return data

    def values(self) -> dict[str, Any]:
        """The model's fields; of the parameters only those the method asks for."""
        data = self.cleaned_data
        method = data["method"]
        asked = [key for key, _ in (*rules.ASKS.get(method, ()), *rules.FURTHER.get(method, ()))]
        params = {key: data[key].strip().rstrip("%％") if key != "bands" else data[key] for key in asked if data.get(key)}
        if method == Method.DED and data["source"] == Source.SYSTEM and data.get("also"):
            params["also"] = data["also"]
        names = ("code", "group", "source", "label", "definition", "unit", "weight", "method", "better", "missing", "report_days", "periods", "core", "people", "public")
        system = data["source"] == Source.SYSTEM
        set_code, _, indicator = data["indicator"].partition("/") if system else ("", "", "")
        marks = {key: data[f"mark_{key}"].strip() for key, _ in codes.MARKS if data.get(f"mark_{key}")} if data["source"] == Source.FORM else {}
        return {**{name: data[name] for name in names}, "params": params, "set_code": set_code, "indicator_code": indicator, "form_mark": marks}

    @staticmethod
    def initial_of(item: SchemeItem) -> dict[str, Any]:
        names = ("code", "group", "source", "label", "definition", "unit", "method", "better", "missing", "report_days", "periods", "core", "people", "public")
        found = {name: getattr(item, name) for name in names}
        bands = rules.write_bands(item.params.get("bands", ()))
        marks = {f"mark_{key}": item.form_mark.get(key, "") for key, _ in codes.MARKS}
        also = "\n".join(f"{set_code}/{code}：{d}" for _, d, set_code, code in item.params.get("also", ()))
        params = {key: value for key, value in item.params.items() if key in PARAMS}
        return {**found, **params, **marks, "bands": bands, "also": also, "weight": plain(item.weight), "indicator": f"{item.set_code}/{item.indicator_code}" if item.set_code else ""}


class BasisForm(Form):
    """The paper a scheme rests on."""

    file = FileIn(takes=MATERIAL, most_mb=30, label="依据文件", help_text="印发的文件，PDF、Word或者扫描件。不得上传国家秘密和工作秘密。")


class VersionForm(Form):
    """What a new version changes."""

    changes = forms.CharField(label="这一版改什么、为什么", max_length=400, widget=forms.Textarea(attrs={"rows": 3}))


class AnswerForm(Form):
    """A unit's word on a scheme."""

    opinion = forms.CharField(label="意见", max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    confirms = forms.ChoiceField(label="是否同意", choices=(("yes", "没有意见，确认"), ("no", "有意见")), widget=forms.RadioSelect)
