"""The pages: what one can do, the questions, what became of it. Public: no account; a proved telephone opens what is its own."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header, url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST, require_safe

from fengqiao.matter import public
from fengqiao.matter.needs import Choice
from fengqiao.portal import front, papers, verifying
from fengqiao.portal.board import Places
from fengqiao.portal.flow import Flow, State, key_of
from fengqiao.portal.front import MINE, Handed
from fengqiao.portal.guides import shown_guides
from fengqiao.portal.keeping import content_of, index_of
from fengqiao.portal.models import Status, Submission, SubmissionState
from fengqiao.ui import offline as kept
from fengqiao.ui.context import MODE_COOKIE

KEPT = ("ui/css/tokens.css", "ui/css/base.css", "portal/portal.css", "portal/portal.js", "portal/icons.svg", "ui/mark.svg")
MODE_SECONDS = 60 * 60 * 24 * 365


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What one can do here; a poster's office is named and kept in the links."""
    places, number = Places(), request.GET.get("o", "")
    office = places.office(int(number)) if number.isdigit() and len(number) < 10 else None
    context = {
        "services": public.services() if places else [], "office": office, "preset": f"?o={office['id']}" if office else "",
        "bureau": places.boards[0].content if places else None, "proved": verifying.proved(request),
        "guides": shown_guides(places),
    }  # fmt: skip
    return render(request, "portal/home.html", context)


# Beginning something ---------------------------------------------------------------------------------------------------


class ServiceFlow(Flow):
    """The questions of a service."""

    def __init__(self, request: HttpRequest, service: public.PublicService) -> None:
        super().__init__(request, service.screens, f"service:{service.code}", service.label)
        self.service, self.send_label = service, service.send_label
        self.needs_code = self.keeps = not service.keeps_nothing

    def begin(self) -> State:
        """At the first question; where a link has answered it already, at the next."""
        state, (first, *others) = super().begin(), self.screens
        given, need = self.request.GET.get("k", ""), first.needs[0]
        if others and isinstance(need, Choice) and given in dict(need.pairs()):
            state.answers[need.name] = given
            state.at = self.stops(state)[1]
        return state

    def _go(self, state: State, go: str) -> HttpResponse:
        if self.service.writes is not None and go in papers.DRAWN and not self._lacks(state):
            return papers.taken_away(self.request, self.service.writes(state.answers, timezone.localdate(self.now)), go, self.now)
        return super()._go(state, go)

    def _send(self, state: State) -> HttpResponse:
        """What is only asked is answered here, and nothing of it is kept."""
        if not self.service.keeps_nothing:
            return super()._send(state)
        if lacks := self._lacks(state):
            state.at = lacks
            return self.show(state, status=422)
        if self.service.writes is not None:
            return papers.shown(self.request, self.service, self.service.writes(state.answers, timezone.localdate(self.now)), state.sealed(self.kind))
        assert self.service.answers is not None
        return render(self.request, "portal/answered.html", {"answer": self.service.answers(state.answers), "service": self.service})

    def handed(self, state: State) -> Handed:
        phone = self.proved or self.fresh
        return Handed(key_of(state), self.service.code, self.county(state), phone, state.answers, tuple(state.files))


def begin(request: HttpRequest, service: str) -> HttpResponse:
    """One question after the other."""
    try:
        found = public.service(service)
    except KeyError:
        raise Http404 from None
    flow = ServiceFlow(request, found)
    if not flow.places:
        return render(request, "portal/closed.html", status=503)
    return flow.answer()


@require_GET
def sent(request: HttpRequest, key: UUID) -> HttpResponse:
    """What became of what was sent: registered under which number, or why not. Only for the telephone it came from."""
    submission = Submission.objects.filter(pk=key, phone_index=_mine(request)).exclude(service=MINE).first()
    if submission is None:
        if not verifying.proved(request):
            return _to(f"{reverse('portal-enter')}?next={request.path}")
        raise Http404
    waiting = submission.state == SubmissionState.WAITING
    context = {"submission": submission, "waiting": waiting, "refused": submission.state == SubmissionState.REFUSED,
               "outside": settings.PORTAL_ONLY, "shown": _shown_token(submission), "done": _done_word(submission)}  # fmt: skip
    return render(request, "portal/sent.html", context)


def _shown_token(submission: Submission) -> str:
    token = submission.subject or submission.token
    return token if token and Status.objects.filter(pk=token).exists() else ""


def _done_word(submission: Submission) -> str:
    try:
        if not submission.subject:
            return public.service(submission.service).done
        status = Status.objects.filter(pk=submission.subject).first()
        line = front.shown_of(status)["line"] if status is not None else ""
        return public.follow_of(line).act(submission.service).done
    except KeyError:
        return "已经收到。"


# One's own -------------------------------------------------------------------------------------------------------------


class EnterFlow(Flow):
    """Proving one's telephone, and on to what was wanted."""

    ends_with_check = False

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request, (), "enter", "查看我的事")
        self.proved = ""  # asked anew

    def proved_now(self, state: State) -> HttpResponse:
        front.ask_for_mine(state.phone, [board.county for board in self.places.boards], now=self.now)
        return _to(_next(self.request))


def enter(request: HttpRequest) -> HttpResponse:
    """A telephone and a code, then one's own matters."""
    if request.method != "POST" and verifying.proved(request):
        return _to(_next(request))
    return EnterFlow(request).answer()


def _next(request: HttpRequest) -> str:
    wanted = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe and wanted.startswith("/m/") else reverse("portal-mine")


def _mine(request: HttpRequest) -> bytes:
    phone = verifying.proved(request)
    return index_of("phone", phone) if phone else b""


def _enter_first(request: HttpRequest) -> HttpResponse:
    return _to(f"{reverse('portal-enter')}?next={request.path}")


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What this telephone follows, the newest first."""
    phone = verifying.proved(request)
    if not phone:
        return _to(reverse("portal-enter"))
    index = index_of("phone", phone)
    statuses = list(Status.objects.filter(phone_index=index).order_by("closed", "-changed_at")[:50])
    open_ones = Submission.objects.filter(phone_index=index, state=SubmissionState.WAITING)
    waiting = list(open_ones.exclude(service=MINE).filter(subject="").order_by("-made_at")[:10])
    refused = Submission.objects.filter(phone_index=index, state=SubmissionState.REFUSED, subject="").order_by(
        "-made_at"
    )[:5]
    context = {
        "rows": [{"token": status.pk, "shown": front.shown_of(status), "on": status.changed_at} for status in statuses],
        "waiting": waiting, "refused": list(refused), "looking": open_ones.filter(service=MINE).exists(), "phone": phone,
        "outside": settings.PORTAL_ONLY,
    }  # fmt: skip
    return render(request, "portal/mine.html", context)


@require_safe
def one(request: HttpRequest, token: str) -> HttpResponse:
    """One matter, like a parcel on its way: who has it, since when, until when, what one can do."""
    index = _mine(request)
    if not index:
        return _enter_first(request)
    status = _status(index, token)
    shown = front.shown_of(status)
    follow = public.follow_of(shown["line"])
    acts = [follow.act(code) for code in shown["acts"] if code in follow.codes]
    asked = set(shown.get("asks") or ())
    context = {"token": token, "shown": shown, "acts": [act for act in acts if act.code not in asked],
               "asked": [act for act in acts if act.code in asked], "files": list(status.files.defer("content").order_by("name")),
               "on": status.changed_at, "outside": settings.PORTAL_ONLY}  # fmt: skip
    return render(request, "portal/one.html", context)


def _status(index: bytes, token: str) -> Status:
    found = Status.objects.filter(pk=token, phone_index=index).first()
    if found is None:
        raise Http404
    return found


@require_safe
def file(request: HttpRequest, token: str, number: UUID) -> HttpResponse:
    """A paper issued to this person."""
    index = _mine(request)
    if not index:
        return _enter_first(request)
    held = _status(index, token).files.filter(pk=number).first()
    if held is None:
        raise Http404
    response = HttpResponse(content_of(held), content_type=held.mime)
    response["Content-Disposition"] = content_disposition_header(True, held.name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    return response


class ActFlow(Flow):
    """The questions of something done in a matter one follows."""

    def __init__(self, request: HttpRequest, status: Status, act: public.PublicAct, offered: dict[str, Any]) -> None:
        super().__init__(request, act.screens, f"act:{status.pk}:{act.code}", act.label)
        self.status, self.act, self.send_label = status, act, act.send_label
        self.offered = offered

    def county(self, state: State) -> int:
        return self.status.county

    def handed(self, state: State) -> Handed:
        return Handed(
            key_of(state),
            self.act.code,
            self.status.county,
            self.proved,
            state.answers,
            tuple(state.files),
            self.status.pk,
        )


def act(request: HttpRequest, token: str, code: str) -> HttpResponse:
    """Do something in a matter one follows."""
    index = _mine(request)
    if not index:
        return _enter_first(request)
    status = _status(index, token)
    shown = front.shown_of(status)
    follow = public.follow_of(shown["line"])
    if code not in follow.codes:
        raise Http404
    if code not in shown["acts"] and request.method != "POST":
        return _to(reverse("portal-one", args=[token]))
    return ActFlow(request, status, follow.act(code), shown.get("offered") or {}).answer()


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Let the telephone no longer stand proved here: the next person at this device sees nothing."""
    return verifying.forget(_to(reverse("portal-home")))


# Around ----------------------------------------------------------------------------------------------------------------


@require_POST
def mode(request: HttpRequest) -> HttpResponse:
    """长辈模式 on this device."""
    response = _to(_back_to(request))
    if request.POST.get("mode") == "elder":
        response.set_cookie(
            MODE_COOKIE, "elder", max_age=MODE_SECONDS, samesite="Lax", httponly=True, secure=request.is_secure()
        )
    else:
        response.delete_cookie(MODE_COOKIE)
    return response


def _back_to(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe and wanted.startswith("/m/") else reverse("portal-home")


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What is done with what one writes here."""
    places = Places()
    return render(request, "portal/about.html", {"bureau": places.boards[0].content if places else None})


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """What the service worker shows where there is no line. Nothing personal stands in it."""
    return render(request, "portal/offline.html")


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, served where its scope is."""
    return kept.worker(request, "m", reverse("portal-offline"), "portal/offline.html", KEPT)


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    return kept.manifest(request, "枫桥 群众办事", "枫桥", reverse("portal-home"))


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token no longer fits, mostly because cookies are refused."""
    return _error(request, 403, "这一页过期了", "请回到首页再来一次；写过的字如果选了保存在本机，会自动填回来。")


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return _error(request, 404, "没有这一页", "地址不对，或者这件事不是用这个手机号反映的。可以回首页，或拨打12348。")


def went_wrong(request: HttpRequest) -> HttpResponse:
    return _error(
        request, 500, "没有办成", "系统出了问题，刚才的没有保存。请过一会儿再试，或拨打12348、到司法所窗口办理。"
    )


def _error(request: HttpRequest, status: int, title: str, text: str) -> HttpResponse:
    return render(request, "portal/error.html", {"title": title, "text": text}, status=status)


def _to(url: str) -> HttpResponse:
    response = HttpResponseRedirect(url)
    response.status_code = 303
    return response


def to_home(request: HttpRequest) -> HttpResponse:
    """Outside, the bare address leads to the pages."""
    query = request.META.get("QUERY_STRING", "")
    return _to(reverse("portal-home") + (f"?{query}" if query else ""))
