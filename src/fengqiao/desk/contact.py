"""在系统外接收提醒: a person chooses mail, SMS or nothing for red and amber notices, on a page of one's own."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from fengqiao.desk.access import staff_only
from fengqiao.messages.addresses import clean_address
from fengqiao.messages.models import StaffContact, Way
from fengqiao.messages.refusals import BadAddress
from fengqiao.messages.staff import address_of, masked_address, save_contact
from fengqiao.ui.forms import Form
from fengqiao.ui.htmx import redirect_to

WAYS = (("", "不另外通知"), (Way.EMAIL.value, "发邮件"), (Way.SMS.value, "发短信"))


class ContactForm(Form):
    by = forms.ChoiceField(label="红牌、橙牌提醒", choices=WAYS, widget=forms.RadioSelect, required=False)
    email = forms.CharField(
        label="邮箱", max_length=200, required=False, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    mobile = forms.CharField(
        label="手机号", max_length=30, required=False, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name, way in (("email", Way.EMAIL), ("mobile", Way.SMS)):
            raw = data.get(name, "")
            if data.get("by") == way and not raw:
                self.add_error(name, f"请填写接收提醒的{self.fields[name].label}，或选“不另外通知”。")
            elif raw:
                try:
                    data[name] = clean_address(way, raw)
                except BadAddress as error:
                    self.add_error(name, str(error))
        return data


@staff_only
def contact(request: HttpRequest) -> HttpResponse:
    """Choose; the address is one's own and shown in full to oneself alone."""
    staff: Any = request.user
    kept, back = StaffContact.objects.filter(pk=staff.pk).first(), reverse("profile")
    initial = (
        {"by": kept.by, "email": address_of(kept, Way.EMAIL), "mobile": address_of(kept, Way.SMS)}
        if kept
        else {"by": ""}
    )
    form = ContactForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        save_contact(staff.pk, by=data["by"], email=data["email"], mobile=data["mobile"])
        messages.success(request, "已保存。红牌、橙牌提醒会另外通知您。" if data["by"] else "已保存，不另外通知。")
        return redirect_to(request, back)
    context = {
        "title": "在系统外接收提醒", "form": form, "label": "保存", "back_url": back,
        "note": "只说有一条红牌或橙牌提醒和届满日，不说是哪一件、涉及谁；免打扰时段内的到时再发。",
        "places": [{"label": "我的账号", "url": back}, {"label": "在系统外接收提醒"}],
    }  # fmt: skip
    return render(request, "desk/admin/form.html", context, status=422 if form.errors else 200)


def contact_words(staff_id: int) -> str:
    """发邮件到z***@qq.com, for the person's own account page."""
    kept = StaffContact.objects.filter(pk=staff_id).first()
    if kept is None or not kept.by:
        return "现在不另外通知。"
    return f"现在{dict(WAYS)[kept.by]}到{masked_address(kept, kept.by)}。"
