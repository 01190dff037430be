"""The forms of the centre: a room for a purpose, how it was used."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from fengqiao.booking.models import Kind, Outcome, Resource
from fengqiao.lines.corrections.centre import codes
from fengqiao.matter.fields import DayField, TimeField
from fengqiao.ui.forms import Form


class RoomForm(Form):
    """A room of the centre for a time."""

    room = forms.TypedChoiceField(label="哪一间", coerce=int)
    purpose = forms.ChoiceField(label="做什么用", choices=codes.PURPOSES)
    begins = TimeField(label="几点起", max_length=10)
    ends = TimeField(label="几点止", max_length=10)
    group = forms.ChoiceField(label="谁参加", choices=codes.GROUPS, help_text="未成年人与成年人分别进行，等候也错开。")
    people = forms.IntegerField(label="大约几人", min_value=1, max_value=300, initial=2)
    note = forms.CharField(label="补充说明", max_length=40, required=False, help_text="例如：县法院第二审判庭。不要写姓名。")

    def __init__(self, *args: Any, rooms: Sequence[Resource], today: date, on: date, **kwargs: Any) -> None:
        self.base_fields["on"] = DayField(label="哪天", today=today, future=True, initial=on.isoformat())
        super().__init__(*args, **kwargs)
        self.order_fields(["room", "purpose", "on", "begins", "ends", "group", "people", "note"])
        self.rooms = {each.pk: each for each in rooms if each.kind == Kind.ROOM and each.usable}
        self.fields["room"].choices = [  # type: ignore[attr-defined]
            ("", "请选择"), *((pk, f"{each.name}（{each.seats}座）") for pk, each in self.rooms.items()),
        ]  # fmt: skip

    @property
    def words(self) -> str:
        """What the diary says of it."""
        data = self.cleaned_data
        marks = [codes.MINORS_WORD] if data["group"] == codes.MINORS else []
        marks += [data["note"]] if data["note"] else []
        return dict(codes.PURPOSES)[data["purpose"]] + (f"（{'；'.join(marks)}）" if marks else "")


class ReceptionForm(Form):
    """Somebody came to the centre."""

    time = TimeField(label="几点", max_length=10)
    kind = forms.ChoiceField(label="谁来", choices=codes.VISITORS)
    people = forms.IntegerField(label="几人", min_value=1, max_value=200, initial=1)
    what = forms.CharField(label="何事", max_length=120, help_text="例如：咨询外出请假手续。不写姓名；要办的事在案件里办。")
    done = forms.CharField(label="怎么办的", max_length=200)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        self.base_fields["on"] = DayField(label="哪天", today=today, future=False)
        super().__init__(*args, **kwargs)
        self.order_fields(["on", "time", "kind", "people", "what", "done"])


class UsedForm(Form):
    """How a booking went."""

    outcome = forms.ChoiceField(label="用了没有", choices=Outcome.choices)
    people = forms.IntegerField(label="到场几人", min_value=0, max_value=300, required=False)
    said = forms.CharField(label="使用情况", max_length=200, required=False, help_text="例如：宣告完毕；法院改期。不要写姓名。")
