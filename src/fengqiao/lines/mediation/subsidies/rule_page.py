"""The county's standards on screen, and the form of a new version. A version that is in force is never changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from fengqiao.desk.access import staff_only
from fengqiao.lines.mediation.codes import PREDICTION, TYPES
from fengqiao.lines.mediation.committees.codes import IDENTITIES
from fengqiao.lines.mediation.subsidies import codes
from fengqiao.lines.mediation.subsidies.batch_pages import allowed
from fengqiao.lines.mediation.subsidies.permissions import MAY_SEE_SUBSIDIES, SET_RULES
from fengqiao.lines.mediation.subsidies.rule import EXTRAS, FORMS, HOST_LEVELS, LEVELS, WORDS, Criterion, Rule
from fengqiao.lines.mediation.subsidies.rules import add_rule, rules
from fengqiao.matter.fields import DayField
from fengqiao.matter.refusals import Refused
from fengqiao.ui.forms import Form
from fengqiao.ui.htmx import redirect_to, render_page
from fengqiao.ui.once import mark_sent
from fengqiao.ui.parts import Cell, Column, Row

BY_CRITERIA = ("major", "hard")
MOST_YUAN = 100_000


def _yuan(label: str, required: bool = False) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=MOST_YUAN, required=required)


class RuleForm(Form):
    """A new version: its paper, the rates, the criteria of the levels, the caps and who gets none."""

    name = forms.CharField(label="文件名称", max_length=120)
    document_no = forms.CharField(label="文号", max_length=60, help_text="标准须有本局（会同财政部门）的文件。")

    def __init__(self, *args: Any, today: date, last: Rule | None = None, **kwargs: Any) -> None:
        super().__init__(*args, initial=initial_of(last), **kwargs)
        self.fields["from_on"] = DayField(
            label="自哪天起（按协议生效日期）",
            today=today,
            future=True,
            initial=today.replace(month=1, day=1).isoformat(),
        )
        for key, label in rate_fields():
            self.fields[key] = _yuan(label, required=True)
        for level in BY_CRITERIA:
            self.fields[f"{level}_people"] = forms.IntegerField(label="涉及人数达到", min_value=0, required=False)
            self.fields[f"{level}_amount"] = _yuan("涉及金额达到（元）")
            self.fields[f"{level}_sessions"] = forms.IntegerField(label="调解次数达到", min_value=0, required=False)
            self.fields[f"{level}_types"] = _many("列明的纠纷类型", TYPES)
            self.fields[f"{level}_predictions"] = _many("激化可能", PREDICTION[1:])
        for code, label in EXTRAS.items():
            self.fields[f"extra_{code}"] = _yuan(f"{label}另加")
        self.fields["case_cap"] = _yuan("每案最高")
        self.fields["month_cap"] = _yuan("每人每月最高")
        self.fields["excluded"] = _many("不领补贴的身份", IDENTITIES)
        self.fields["performed_required"] = forms.BooleanField(label="协议履行完毕才补贴", required=False)
        self.fields["archived_required"] = forms.BooleanField(label="归档以后才申报", required=False)

    def groups(self) -> Iterator[tuple[str, list[Any]]]:
        """The fields in groups with a heading, in the order in which the bureau's paper is read."""
        yield "标准文件", [self[name] for name in ("name", "document_no", "from_on")]
        for host, place in HOST_LEVELS.items():
            yield f"每案金额（元）：{place}", [self[key] for key, _ in rate_fields() if key.startswith(f"rate_{host}_")]
        for level in reversed(BY_CRITERIA):
            yield (
                f"什么是“{WORDS[level]}”（有其中之一；不用的空着）",
                [field for field in self if field.name.startswith(f"{level}_")],
            )
        yield (
            "另加和上限（元；不用的空着）",
            [self[name] for name in (*(f"extra_{code}" for code in EXTRAS), "case_cap", "month_cap")],
        )
        yield "条件", [self[name] for name in ("performed_required", "archived_required", "excluded")]

    def rule(self) -> Rule:
        """The version the form describes."""
        data = self.cleaned_data
        criteria = tuple(
            Criterion(
                level, data[f"{level}_people"] or 0, (data[f"{level}_amount"] or 0) * 100, data[f"{level}_sessions"] or 0,
                tuple(data[f"{level}_types"]), tuple(data[f"{level}_predictions"]),
            )
            for level in BY_CRITERIA
        )  # fmt: skip
        return Rule(
            data["name"], data["document_no"], date.fromisoformat(data["from_on"]),
            {key.removeprefix("rate_").replace("_", "."): data[key] for key, _ in rate_fields()}, criteria,
            {code: data[f"extra_{code}"] for code in EXTRAS if data[f"extra_{code}"]}, data["case_cap"] or 0, data["month_cap"] or 0,
            tuple(data["excluded"]), data["performed_required"], data["archived_required"],
        )  # fmt: skip


def _many(label: str, options: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=label, choices=options, required=False, widget=forms.CheckboxSelectMultiple)


def rate_fields() -> Iterator[tuple[str, str]]:
    """The rates a standard must have: by level of committee, level of case and form of agreement."""
    for host in HOST_LEVELS:
        for level in reversed(LEVELS):
            for form, word in FORMS.items():
                yield f"rate_{host}_{level}_{form}", f"{WORDS[level]} · {word}"


def initial_of(rule: Rule | None) -> dict[str, Any]:
    """What the form begins with: the version in force, or the product's start values."""
    if rule is None:
        return {"performed_required": True, "archived_required": True, "excluded": list(codes.EXCLUDED)}
    found: dict[str, Any] = {
        "name": rule.name, "case_cap": rule.case_cap_yuan, "month_cap": rule.month_cap_yuan, "excluded": list(rule.excluded),
        "performed_required": rule.performed_required, "archived_required": rule.archived_required,
    }  # fmt: skip
    found |= {f"rate_{key.replace('.', '_')}": yuan for key, yuan in rule.rates.items()}
    found |= {f"extra_{code}": yuan for code, yuan in rule.extras.items()}
    for c in rule.criteria:
        found |= {
            f"{c.level}_people": c.people_least, f"{c.level}_amount": c.amount_least_fen // 100, f"{c.level}_sessions": c.sessions_least,
            f"{c.level}_types": list(c.types), f"{c.level}_predictions": list(c.predictions),
        }  # fmt: skip
    return found


@staff_only
def rule_list(request: HttpRequest) -> HttpResponse:
    """All versions, newest first; the rates of each unfold."""
    actor = allowed(request, MAY_SEE_SUBSIDIES)
    context = {
        "rules": [shown(rule) for rule in rules(actor.territory)], "may_set": actor.holds(SET_RULES),
        "columns": [Column("等次"), *(Column(f"{place}·{word}", num=True) for place in HOST_LEVELS.values() for word in FORMS.values())],
        "empty": {"title": "还没有登记补贴标准", "text": "补贴标准由县司法局会同财政部门发文确定；登记以后才能申报。", "icon": "coin",
                  "url": reverse("subsidy-rule-new") if actor.holds(SET_RULES) else "", "url_label": "登记标准"},
        "places": [{"label": "案件补贴", "url": reverse("subsidies")}, {"label": "补贴标准"}],
    }  # fmt: skip
    return render(request, "mediation/subsidies/rules.html", context)


def shown(rule: Rule) -> dict[str, Any]:
    """A version as a table of rates and sentences."""
    rows = [
        Row(
            (
                Cell(WORDS[level]),
                *(Cell(rule.rates.get(f"{host}.{level}.{form}", "—")) for host in HOST_LEVELS for form in FORMS),
            )
        )
        for level in reversed(LEVELS)
    ]
    said = [sentence for criterion in rule.criteria if (sentence := _criterion(criterion))]
    said += [f"{EXTRAS[code]}另加{yuan}元。" for code, yuan in rule.extras.items()]
    if rule.case_cap_yuan:
        said.append(f"每案最高{rule.case_cap_yuan}元。")
    if rule.month_cap_yuan:
        said.append(f"每人每月最高{rule.month_cap_yuan}元。")
    if rule.excluded:
        said.append(f"不领补贴的身份：{'、'.join(rule.excluded)}。")
    said.append("协议履行完毕才补贴。" if rule.performed_required else "不要求履行完毕。")
    if rule.archived_required:
        said.append("归档以后才申报。")
    return {"label": rule.label, "from_on": rule.from_on, "rows": rows, "said": said}


def _criterion(c: Criterion) -> str:
    types, predictions = dict(TYPES), dict(PREDICTION)
    parts = [
        f"涉及{c.people_least}人以上" if c.people_least else "", f"涉及金额{c.amount_least_fen // 100:,}元以上" if c.amount_least_fen else "",
        f"调解{c.sessions_least}次以上" if c.sessions_least else "", "、".join(types[t] for t in c.types if t in types),
        "、".join(predictions[t] for t in c.predictions if t in predictions),
    ]  # fmt: skip
    held = [part for part in parts if part]
    return f"{WORDS[c.level]}：{'；'.join(held)}（有其中之一）。" if held else ""


@staff_only
def new_rule(request: HttpRequest) -> HttpResponse:
    """Register a new version."""
    actor = allowed(request, SET_RULES)
    known, today = rules(actor.territory), timezone.localdate()
    form = RuleForm(request.POST or None, today=today, last=known[0] if known else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = add_rule(actor, form.rule(), now=timezone.now())
        except Refused as refusal:
            for reason in refusal.reasons:
                form.add_error(reason.need or None, str(reason))
        else:
            messages.success(request, f"已登记补贴标准，自{made.from_on.isoformat()}起适用。")
            return mark_sent(request, redirect_to(request, reverse("subsidy-rules")))
    context = {
        "form": form, "places": [{"label": "案件补贴", "url": reverse("subsidies")}, {"label": "补贴标准", "url": reverse("subsidy-rules")},
                                 {"label": "新的标准"}],
    }  # fmt: skip
    return render_page(request, "mediation/subsidies/new_rule.html", context, status=422 if form.errors else 200)
