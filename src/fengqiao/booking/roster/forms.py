"""The forms of the roster: a shift, who stands in, with whom to swap, who is away, what happened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any

from django import forms

from fengqiao.booking.roster.models import AwayKind, Days, Duty
from fengqiao.matter.fields import DayField, TimeField
from fengqiao.orgs.models import Staff
from fengqiao.ui.forms import Form

ASK = ("", "请选择")


class ShiftForm(Form):
    """A shift of the office."""

    name = forms.CharField(label="班次", max_length=20, help_text="例如：上午、下午、全天、夜班。")
    begins = TimeField(label="几点起", max_length=10)
    ends = TimeField(label="几点止", max_length=10, help_text="不晚于开始的，算到第二天。")
    days = forms.ChoiceField(label="哪些天", choices=Days.choices)
    heads = forms.IntegerField(label="几个人", min_value=1, max_value=6, initial=1)
    lawyers = forms.BooleanField(label="只排律师", required=False, help_text="名册里执业证有效的律师；别人排不上。")
    signs = forms.BooleanField(label="值班人要签到、签退", required=False, help_text="开始三十分钟没有签到的算缺勤，告诉排班的人（本局时限）。")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        self.base_fields["from_on"] = DayField(label="从哪天起", today=today, future=True, initial=today.isoformat())
        super().__init__(*args, **kwargs)

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        return data | {
            "begins": time.fromisoformat(data["begins"]), "ends": time.fromisoformat(data["ends"]), "from_on": date.fromisoformat(data["from_on"]),
        }  # fmt: skip


class _OfPeople(Form):
    def offer(self, name: str, people: Sequence[Staff]) -> None:
        self.fields[name].choices = [ASK, *((each.pk, each.name) for each in people)]  # type: ignore[attr-defined]


class StandInForm(Form):
    """Somebody else takes a duty."""

    staff = forms.TypedChoiceField(label="改由谁值", coerce=int)
    why = forms.CharField(label="为什么", max_length=120, help_text="例如：临时出差。记入变动记录，不写病情。")

    def __init__(self, *args: Any, people: Sequence[Staff], duties: Mapping[int, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(each.pk, f"{each.name}（本月{duties.get(each.pk, 0)}班）") for each in people]
        self.fields["staff"].choices = [ASK if named else ("", "没有别人可以值"), *named]  # type: ignore[attr-defined]


class SwapForm(Form):
    """Two duties are exchanged."""

    other = forms.TypedChoiceField(label="与哪一班对调", coerce=int)
    why = forms.CharField(label="为什么对调", max_length=120)

    def __init__(self, *args: Any, others: Sequence[Duty], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].choices = [  # type: ignore[attr-defined]
            ASK, *((each.pk, f"{each.on.month}月{each.on.day}日 {each.shift.name} {each.staff.name}") for each in others),
        ]  # fmt: skip


class TakeOffForm(Form):
    """Nobody has the duty."""

    why = forms.CharField(label="为什么不排人", max_length=120)


class NoteForm(Form):
    """What happened on duty."""

    note = forms.CharField(label="值班记录", max_length=500, widget=forms.Textarea(attrs={"rows": 4}), help_text="来了什么事、怎么办的、交给了谁。不写当事人姓名。")


class SignOutForm(Form):
    """Goes from the duty."""

    served = forms.IntegerField(label="接待了几个人", min_value=0, max_value=999, help_text="没有人来的写0。")
    note = forms.CharField(label="值班记录", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}), help_text="来了什么事、怎么办的。不写当事人姓名。")

    def propose(self, received: int) -> None:
        """What the lines above counted, to be changed where more came."""
        self.fields["served"].help_text = f"在这个站点登记、由您答复的有{received}件，已经填好，可以改。"
        self.initial["served"] = received


class EnterForm(Form):
    """When somebody came and went, entered late or put right."""

    came = TimeField(label="几点签到", max_length=10, required=False, help_text="没有来的，签到、签退、人数都空着。")
    left = TimeField(label="几点签退", max_length=10, required=False)
    served = forms.IntegerField(label="接待了几个人", min_value=0, max_value=999, required=False)
    why = forms.CharField(label="为什么补登、更正", max_length=120, help_text="例如：网络断了，有窗口登记簿为证。")


class AwayForm(_OfPeople):
    """Somebody is away."""

    staff = forms.TypedChoiceField(label="谁", coerce=int)
    kind = forms.ChoiceField(label="原因", choices=AwayKind.choices)

    def __init__(self, *args: Any, people: Sequence[Staff], today: date, **kwargs: Any) -> None:
        self.base_fields["from_on"] = DayField(label="从哪天", today=today, future=True)
        self.base_fields["to_on"] = DayField(label="到哪天（含当天）", today=today, future=True)
        super().__init__(*args, **kwargs)
        self.order_fields(["staff", "from_on", "to_on", "kind"])
        self.offer("staff", people)
