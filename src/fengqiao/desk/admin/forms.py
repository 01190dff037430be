"""The administrators' forms."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from fengqiao.matter.fields import DayField
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.duties import offices_of, posts_of_county
from fengqiao.orgs.models import Office, OfficeKind, Post, PostKind
from fengqiao.orgs.posting import grantable
from fengqiao.orgs.roles import ROLES
from fengqiao.orgs.sheet import MOST_BYTES
from fengqiao.orgs.territories import UNDER
from fengqiao.ui.forms import Form
from fengqiao.ui.uploads import FileIn
from fengqiao.vault.uploads import MB, TABLE

_MOST_CHOICES = 3_000


def day(label: str, today: date, *, required: bool = True, future: bool = True, help_text: str = "") -> DayField:
    """A date field whose clean value is ``YYYY-MM-DD``."""
    return DayField(label=label, today=today, future=future, required=required, help_text=help_text)


def as_day(value: str | None) -> date | None:
    """The clean value of a date field as a date."""
    return date.fromisoformat(value) if value else None


class OfficeChoice(forms.TypedChoiceField):
    """One office of the county, by number; anything else is refused by the server."""

    def __init__(self, actor: Actor, kinds: tuple[str, ...] = (), **kwargs: Any) -> None:
        found = offices_of(actor).filter(to_on__isnull=True)
        if kinds:
            found = found.filter(kind__in=kinds)
        self.offices = {office.pk: office for office in found.order_by("territory")[:_MOST_CHOICES]}
        choices = [("", "请选择"), *((pk, office.name) for pk, office in self.offices.items())]
        super().__init__(choices=choices, coerce=int, empty_value=None, **kwargs)

    def clean(self, value: Any) -> Office | None:
        number = super().clean(value)
        return self.offices[number] if number is not None else None


class OfficeForm(Form):
    """What may be changed of an office."""

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = forms.CharField(label="名称", max_length=120)
        self.fields["short_name"] = forms.CharField(label="简称", max_length=60, help_text="列表和岗位上显示的名字。")
        self.fields["number_word"] = forms.CharField(
            label="文号用字", max_length=20, required=False, help_text="用于案号，如“枫林镇”：（2026）枫林镇人调字第0012号。"
        )
        self.fields["area"] = forms.CharField(label="中心所片区", max_length=40, required=False)
        self.fields["address"] = forms.CharField(label="地址", max_length=200, required=False)
        self.fields["phone"] = forms.CharField(label="电话", max_length=40, required=False)
        self.fields["court"] = forms.CharField(label="所在地基层人民法院", max_length=60, required=False)
        self.fields["town"] = OfficeChoice(actor, (OfficeKind.TOWN,), label="属地乡镇（街道）", required=False)
        self.fields["basis"] = forms.CharField(
            label="批准文号或依据", max_length=120, required=False, help_text="更名时请填写。"
        )


class NewOfficeForm(OfficeForm):
    """A new office: kind and parent first."""

    def __init__(self, *args: Any, actor: Actor, today: date, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        first = {
            "kind": forms.ChoiceField(
                label="机构类别", choices=[("", "请选择"), *((k, OfficeKind(k).label) for k in UNDER)]
            ),
            "parent": OfficeChoice(actor, tuple({p for kinds in UNDER.values() for p in kinds}), label="业务上级"),
            "from_on": day("生效日期", today),
        }
        self.fields = {**first, **self.fields}
        self.fields["short_name"].required = False


class CloseForm(Form):
    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_on"] = day("撤销日期", today, help_text="最后一天。")
        self.fields["basis"] = forms.CharField(label="批准文号或依据", max_length=120)


class MoveForm(Form):
    """Another parent, or another office to be merged into."""

    def __init__(self, *args: Any, actor: Actor, office: Office, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["way"] = forms.ChoiceField(
            label="怎样调整", widget=forms.RadioSelect,
            choices=[("move", "改由另一个上级管理"), ("merge", "并入另一个同类机构")],
        )  # fmt: skip
        kinds = (*UNDER.get(office.kind, ()), office.kind)
        self.fields["parent"] = OfficeChoice(actor, kinds, label="新的上级，或并入的机构")
        self.fields["on"] = day("自哪天起", today)
        self.fields["basis"] = forms.CharField(label="批准文号或依据", max_length=120)


class AccountForm(Form):
    name = forms.CharField(label="姓名", max_length=40)
    phone = forms.CharField(label="办公电话", max_length=20, required=False)


class NewAccountForm(Form):
    """An account with its first post."""

    username = forms.RegexField(
        r"^[A-Za-z0-9._-]{3,40}$", label="登录名", help_text="3到40位字母、数字；建议用姓名全拼加单位编号。",
        error_messages={"invalid": "登录名用3到40位字母、数字、点、横线或下划线。"},
    )  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = forms.CharField(label="姓名", max_length=40)
        self.fields["phone"] = forms.CharField(label="办公电话", max_length=20, required=False)
        self.fields["office"] = OfficeChoice(actor, label="在哪个机构")
        self.fields["from_on"] = day("自哪天起", today)


class LeaveForm(Form):
    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["left_on"] = day("离任日期", today, future=False, help_text="最后一天。办理后立即不能登录。")


class PostForm(Form):
    """A post: regular, acting, or standing in."""

    def __init__(self, *args: Any, actor: Actor, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = forms.ChoiceField(label="任职方式", choices=PostKind.choices, widget=forms.RadioSelect)
        self.fields["office"] = OfficeChoice(actor, label="机构")
        self.posts = {
            post.pk: post for post in posts_of_county(actor).not_over(today).filter(kind=PostKind.REGULAR).exclude(roles=[])
        }
        choices = [("", "（正式任职不选）"), *((pk, f"{p.staff.name}：{p}") for pk, p in self.posts.items())]
        self.fields["stands_for"] = forms.TypedChoiceField(
            label="代行或替补谁的岗位", choices=choices, coerce=int, empty_value=None, required=False,
            help_text="代行空缺的岗位不选人。替补（AB岗）必选。",
        )  # fmt: skip
        self.fields["from_on"] = day("自哪天起", today)
        self.fields["to_on"] = day("到哪天为止", today, required=False, help_text="代行和替补必填；正式任职不定期的不填。")
        self.fields["basis"] = forms.CharField(label="依据", max_length=120, required=False, help_text="任命文号或AB岗安排。代行和替补必填。")

    @property
    def stands_for(self) -> Post | None:
        number = self.cleaned_data.get("stands_for")
        return self.posts[number] if number else None


class EndForm(Form):
    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_on"] = day("最后一天", today)


class RolesForm(Form):
    """The roles of one post, out of those this administrator may give it."""

    def __init__(self, *args: Any, actor: Actor, post: Post, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["roles"] = forms.MultipleChoiceField(
            label="角色", required=False, widget=forms.CheckboxSelectMultiple,
            choices=[(role.code, role.label) for role in grantable(actor, post)],
            help_text="一个不选，就是收回授权。",
        )  # fmt: skip


class SecondFactorForm(Form):
    roles = forms.MultipleChoiceField(
        label="须用动态码登录的角色", required=False, widget=forms.CheckboxSelectMultiple,
        choices=[(code, role.label) for code, role in ROLES.items() if role.at],
    )  # fmt: skip


class SheetForm(Form):
    """A spreadsheet to look at."""

    file = FileIn(
        takes=TABLE, most_mb=MOST_BYTES // MB, label="机构表",
        help_text="Excel 或 WPS 表格，5MB 以内。不得上传国家秘密。",
    )  # fmt: skip

    def clean_file(self) -> bytes:
        file = self.cleaned_data["file"]
        return bytes(file.read())
