"""Who may open an administrator's page. Each page names the duty it belongs to; nobody does another's."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse

from fengqiao.desk.access import staff_only
from fengqiao.matter.refusals import NotVisible, Refused
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.permissions import Permission
from fengqiao.orgs.refusal import NotAllowed, NotHere

View = Callable[..., HttpResponse]


def administrators(*permissions: Permission) -> Callable[[View], View]:
    """A page for those who hold one of the permissions: 403 with a reason for others, 404 for what is not in the county."""

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            actor: Actor = request.actor  # type: ignore[attr-defined]
            if not any(actor.holds(permission) for permission in permissions):
                raise Refused.because("permission", actor.lacks(permissions[0]))
            try:
                return view(request, *args, **kwargs)
            except NotHere:
                raise NotVisible from None
            except NotAllowed as refusal:
                raise Refused.because("not-allowed", str(refusal)) from refusal

        checked.for_administrators = True  # type: ignore[attr-defined]
        return staff_only(checked)

    return decorate


def refuse(form: forms.Form, refusal: NotAllowed) -> None:
    """Show a refusal beside the field it belongs to, or above the form."""
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
