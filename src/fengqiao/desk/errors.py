"""The pages nobody plans for."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from fengqiao.desk.access import error


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token no longer fits: another person signed in meanwhile, or the page is a day old."""
    return error(request, 403, "页面已过期", "请返回上一页刷新后再办理；填写的内容保存在本机，不会丢失。")


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return error(request, 404, "找不到这一页", "地址不对，或这一页已经不在。请从工作台重新进入。")


def went_wrong(request: HttpRequest) -> HttpResponse:
    text = "系统出了问题，刚才的办理没有保存，请稍后再试一次。仍然不行的，请把时间告诉系统管理员。"
    return error(request, 500, "没有办成", text)
