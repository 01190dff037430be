"""The form of a county's own list of what to bring."""

from __future__ import annotations

from django import forms

from fengqiao.ui.forms import Form


class ListForm(Form):
    """One material to a line."""

    materials = forms.CharField(label="要带的材料", max_length=2000, widget=forms.Textarea(attrs={"rows": 8}), help_text="一行一样，照公证处的告知单写。")
    note = forms.CharField(label="说明", max_length=200, required=False, help_text="例如：先打电话核对权属。群众的手机页上也看得到。")
    source = forms.CharField(label="依据", max_length=120, help_text="公证处的告知单或者电话答复，写明日期。")
