"""The forms of booking: a thing, its weekly times, a closure, a meeting."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from django import forms

from fengqiao.booking.models import WEEKDAYS, Condition, Kind, Resource, SlotKind
from fengqiao.matter.fields import DayField, TimeField
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office, OfficeKind, Post, Staff
from fengqiao.ui.forms import Form

_KINDS = (OfficeKind.BUREAU, OfficeKind.SECTION, OfficeKind.CENTRE, OfficeKind.OFFICE, OfficeKind.STATION)


def offices(actor: Actor) -> list[tuple[int, str]]:
    """The offices of the actor's reach that may have something to lend."""
    found = Office.objects.filter(territory__gte=actor.low, territory__lte=actor.high, kind__in=_KINDS, to_on=None)
    return list(found.order_by("territory").values_list("pk", "name"))


class ResourceForm(Form):
    """One thing an office lends."""

    office = forms.TypedChoiceField(label="哪个机构的", coerce=int)
    kind = forms.ChoiceField(label="种类", choices=Kind.choices)
    name = forms.CharField(label="名称", max_length=40, help_text="例如：1号会见终端、心理咨询室。")
    sort = forms.CharField(label="类别", max_length=20, required=False, help_text="例如：训诫室、执法记录仪、电子定位装置。")
    number = forms.CharField(label="编号", max_length=40, required=False, help_text="资产编号或者机身号。")
    seats = forms.IntegerField(label="能坐几人", min_value=1, max_value=500, initial=3)
    condition = forms.ChoiceField(label="状态", choices=Condition.choices, initial=Condition.USABLE)
    condition_reason = forms.CharField(label="维护、停用的原因", max_length=120, required=False)
    note = forms.CharField(label="说明", max_length=200, required=False, help_text="例如：一楼，轮椅可进；有手语视频。")

    def __init__(self, *args: Any, actor: Actor, today: date, fixed: bool = False, **kwargs: Any) -> None:
        self.base_fields["network_checked_on"] = DayField(
            label="最近一次检查网络", today=today, future=False, required=False
        )
        self.base_fields["since_on"] = DayField(label="启用日期", today=today, future=False, required=False)
        super().__init__(*args, **kwargs)
        self.keepers = {person.pk: person for person in _people(actor, today)}
        self.fields["keeper"] = forms.TypedChoiceField(
            label="保管人", coerce=int, empty_value=None, required=False,
            choices=[("", "未定"), *((pk, person.name) for pk, person in self.keepers.items())],
        )  # fmt: skip
        if fixed:
            del self.fields["office"]
        else:
            self.fields["office"].choices = offices(actor)  # type: ignore[attr-defined]
        self.order_fields(["office", "kind", "name", "sort", "number", "since_on", "keeper"])

    def values(self) -> dict[str, Any]:
        found = {name: value for name, value in self.cleaned_data.items() if name != "office"}
        days = {name: date.fromisoformat(found[name]) if found[name] else None for name in ("network_checked_on", "since_on")}
        return found | days | {"keeper": self.keepers.get(found["keeper"])}


def _people(actor: Actor, today: date) -> list[Staff]:
    """Those who are in a post of the actor's reach today and may be given something to keep."""
    held = Post.objects.held_on(today).filter(office__territory__gte=actor.low, office__territory__lte=actor.high, office__kind__in=_KINDS)
    found = Staff.objects.filter(pk__in=held.values("staff"), confirmed=True, left_on=None)
    return list(found.order_by("pk"))


class TimesForm(Form):
    """A time on some weekdays."""

    weekdays = forms.TypedMultipleChoiceField(
        label="周几", choices=WEEKDAYS, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    begins = TimeField(label="开始", max_length=10)
    ends = TimeField(label="结束", max_length=10)
    kind = forms.ChoiceField(
        label="种类",
        choices=SlotKind.choices,
        help_text="优先预留：给高龄、患病、残疾、孕产、路远的家属，前三个工作日才向其他家属开放。",
    )
    buffer_minutes = forms.IntegerField(label="之后空出几分钟", min_value=0, max_value=120, initial=10)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        self.base_fields["from_on"] = DayField(label="从哪天起", today=today, future=True, initial=today.isoformat())
        super().__init__(*args, **kwargs)

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "weekdays": data["weekdays"], "begins": time.fromisoformat(data["begins"]), "ends": time.fromisoformat(data["ends"]),
            "kind": data["kind"], "buffer_minutes": data["buffer_minutes"], "from_on": date.fromisoformat(data["from_on"]),
        }  # fmt: skip


class ClosureForm(Form):
    """When nothing is lent; without times whole days."""

    from_time = TimeField(label="几点起", max_length=10, required=False, help_text="整天的不用填。")
    to_time = TimeField(label="几点止", max_length=10, required=False)
    reason = forms.CharField(label="原因", max_length=120)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days = {
            "from_on": DayField(label="从哪天", today=today, future=True), "to_on": DayField(label="到哪天（含当天）", today=today, future=True, required=False),
        }  # fmt: skip
        self.fields = {"from_on": days["from_on"], "from_time": self.fields["from_time"], "to_on": days["to_on"], **{
            name: self.fields[name] for name in ("to_time", "reason")}}  # fmt: skip


class CheckForm(Form):
    """A thing was inspected."""

    said = forms.CharField(label="检查、保养情况", max_length=200, help_text="例如：电量、存储、时间都正常。")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        on = DayField(label="哪天", today=today, future=False, initial=today.isoformat())
        self.fields = {"on": on, "said": self.fields["said"]}


class MeetingForm(Form):
    """A booking of no matter."""

    resource = forms.TypedChoiceField(label="场所、设备", coerce=int)
    begins = TimeField(label="几点起", max_length=10)
    ends = TimeField(label="几点止", max_length=10)
    what = forms.CharField(label="做什么用", max_length=80, help_text="例如：集中教育、心理辅导、会议。不要写姓名。")

    def __init__(self, *args: Any, resources: list[Resource], today: date, **kwargs: Any) -> None:
        self.base_fields["on"] = DayField(label="哪天", today=today, future=True)
        super().__init__(*args, **kwargs)
        self.order_fields(["resource", "on", "begins", "ends", "what"])
        self.fields["resource"].choices = [(each.pk, str(each)) for each in resources if not each.by_days]  # type: ignore[attr-defined]
