"""Forms of the gallery: every kind of widget."""

from __future__ import annotations

from django import forms

from fengqiao.ui.forms import Form

TYPES = [("", "请选择"), ("1", "婚姻家庭纠纷"), ("2", "邻里纠纷"), ("3", "劳务报酬纠纷"), ("4", "土地承包经营权纠纷")]


class IntakeForm(Form):
    story = forms.CharField(
        label="事情经过",
        help_text="照当事人说的写，不少于十个字。",
        min_length=10,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    kind = forms.ChoiceField(label="纠纷类型", choices=TYPES)
    happened_on = forms.DateField(label="发生日期", widget=forms.DateInput(attrs={"type": "date"}), required=False)
    phone = forms.CharField(
        label="联系电话", help_text="手机号或带区号的固定电话。", widget=forms.TextInput(attrs={"type": "tel"})
    )
    amount = forms.DecimalField(label="涉及金额", required=False, help_text="没有金额可以不填。")
    consent = forms.ChoiceField(
        label="双方是否同意调解",
        choices=[("both", "双方都同意"), ("one", "只有申请人同意"), ("none", "还没有问")],
        widget=forms.RadioSelect,
    )
    urgent = forms.MultipleChoiceField(
        label="紧急情形",
        choices=[("arms", "持械"), ("threat", "扬言报复"), ("minor", "涉及未成年人"), ("home", "家庭暴力")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    oral = forms.BooleanField(label="已当面告知：调解不收费，任何一方可以随时要求终止", required=True)


class FilterForm(Form):
    kind = forms.ChoiceField(label="纠纷类型", choices=[("", "不限"), *TYPES[1:]], required=False)
    stage = forms.ChoiceField(label="阶段", choices=[("", "不限"), ("1", "调解中"), ("2", "履行回访")], required=False)
    mediator = forms.CharField(label="调解员", required=False)
    from_on = forms.DateField(label="登记日期从", widget=forms.DateInput(attrs={"type": "date"}), required=False)
    to_on = forms.DateField(label="到", widget=forms.DateInput(attrs={"type": "date"}), required=False)


class PartyForm(Form):
    name = forms.CharField(label="姓名或名称")
    role = forms.ChoiceField(label="身份", choices=[("a", "申请人"), ("b", "被申请人")])
    phone = forms.CharField(label="联系电话", required=False)


PartyFormSet = forms.formset_factory(PartyForm, extra=0, min_num=2, can_delete=True)


class SignInForm(Form):
    username = forms.CharField(label="用户名", widget=forms.TextInput(attrs={"autocomplete": "username"}))
    password = forms.CharField(label="密码", widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}))


class ActionForm(Form):
    when = forms.DateField(label="回访日期", widget=forms.DateInput(attrs={"type": "date"}))
    how = forms.ChoiceField(label="方式", choices=[("p", "电话"), ("v", "上门")], widget=forms.RadioSelect)
    result = forms.CharField(label="回访情况", widget=forms.Textarea(attrs={"rows": 3}))
