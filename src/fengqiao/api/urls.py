"""Addresses of the interface, under ``api/v1/``; what none of them matches is refused in the same words."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, include, path, re_path
from django.views.decorators.csrf import csrf_exempt

from fengqiao.api.door import said, spoken
from fengqiao.api.reading import api


@csrf_exempt
def nothing(request: HttpRequest) -> HttpResponse:
    """No such address."""
    return said(404, "address", "没有这个地址。有的是 /api/v1/indicators/、/figures/、/offices/、/snapshots/，说明见 /api/v1/openapi.json。")


_patterns, _, _namespace = api.urls
for _each in _patterns:
    if isinstance(_each, URLPattern) and _each.name != "openapi-json":  # how to ask may be read by anybody
        _each.callback = nothing if _each.name == "api-root" else spoken(_each.callback)

urlpatterns = [
    path("", include((_patterns, _namespace), namespace=_namespace)),
    re_path(r"", nothing, name="api-nothing"),
]
