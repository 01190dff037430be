"""One question after the other, to the end: the answers travel in the page itself, sealed; nothing is kept here until it is
sent. The same pages serve a new matter, something done in a matter one follows, and proving one's telephone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from fengqiao.matter.public import Screen
from fengqiao.messages.sending import latest_demo
from fengqiao.messages.wording import VERIFICATION_CODE
from fengqiao.portal import limits, verifying
from fengqiao.portal.board import Places
from fengqiao.portal.front import Handed, hand_in
from fengqiao.portal.keeping import MOST_BYTES, hold, index_of, opened, seal
from fengqiao.portal.limits import NotNow
from fengqiao.portal.models import Held, Submission
from fengqiao.portal.questions import Question, photos_of, words_of
from fengqiao.ui.uploads import checked
from fengqiao.vault import VaultError
from fengqiao.vault.uploads import MATERIAL, short

PHONE, CODE, CHECK = "phone", "code", "check"
MOST_IN_ALL = 30 * 1024 * 1024
TRAP = "website"  # a field nobody sees; who fills it in is no person
OLD = "这一页放得太久，请从头再来。写过的字如果还在本机，会自动填回来。"


@dataclass
class State:
    """How far one person has come. ``key`` is what makes it one submission however often it is sent."""

    key: str = field(default_factory=lambda: uuid4().hex)
    at: str = ""
    answers: dict[str, Any] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    phone: str = ""
    office: int = 0
    looking_over: bool = False

    def sealed(self, kind: str) -> str:
        return seal(self.__dict__, f"flow:{kind}")

    @classmethod
    def of(cls, sealed: str, kind: str) -> State | None:
        """The state of a page of this kind; None where it does not open."""
        try:
            return cls(**opened(sealed, f"flow:{kind}"))
        except (VaultError, TypeError):
            return None


class Flow:
    """A way through questions. ``kind`` names it; what is sent is called ``service``, about ``subject``."""

    send_label, title, kind = "发送", "", ""
    needs_code = True
    ends_with_check = True
    keeps = True  # whether the person's own device may keep what was typed

    def __init__(self, request: HttpRequest, screens: Sequence[Screen], kind: str, title: str) -> None:
        self.request, self.screens, self.kind, self.title = request, screens, kind, title
        self.now = timezone.now()
        self.proved = verifying.proved(request)
        self.errors: list[str] = []
        self.offered: dict[str, Any] = {}  # what the matter itself lets one choose from, by the need's name
        self.fresh = ""  # the telephone proved by this very request

    @cached_property
    def places(self) -> Places:
        return Places()

    # The way

    def stops(self, state: State) -> list[str]:
        """The codes of everything asked, in order, as far as the answers tell."""
        found = [
            screen.code for screen in self.screens if screen.when(state.answers) and not self._is_given(screen, state)
        ]
        if self.needs_code and not (self.proved or self.fresh):
            found += [PHONE, CODE]
        return [*found, CHECK] if self.ends_with_check else found

    def _is_given(self, screen: Screen, state: State) -> bool:
        """A poster's office needs no asking which town, where it has but one."""
        office = self.places.office(state.office) if screen.code == "town" and state.office else None
        return office is not None and len(office["towns"]) == 1

    def screen(self, code: str) -> Screen | None:
        return next((screen for screen in self.screens if screen.code == code), None)

    def begin(self) -> State:
        state, office = State(), self.request.GET.get("o", "")
        found = self.places.office(int(office)) if office.isdigit() and len(office) < 10 else None
        if found is not None:
            state.office = found["id"]
            if len(found["towns"]) == 1:
                state.answers["town"] = f"{found['id']}:{found['towns'][0]}"
        state.at = (self.stops(state) or [CHECK])[0]
        return state

    def answer(self) -> HttpResponse:
        """The page that is due."""
        if self.request.method != "POST":
            return self.show(self.begin())
        state = State.of(self.request.POST.get("_state", ""), self.kind)
        if state is None:
            self.errors.append(OLD)
            return self.show(self.begin(), status=422)
        if self.request.POST.get(TRAP):
            self.errors.append("没有收到完整的内容。" + limits.ELSEWHERE)
            return self.show(state, status=422)
        try:
            return self._go(state, self.request.POST.get("_go", "next"))
        except NotNow as error:
            self.errors.append(str(error))
            return self.show(state, status=422)

    def _go(self, state: State, go: str) -> HttpResponse:
        screen = self.screen(state.at)
        if go.startswith("edit:"):
            if self.screen(go[5:]) is not None:
                state.at, state.looking_over = go[5:], True
            return self.show(state)
        if go == "back":
            return self._back(state, screen)
        if screen is not None:
            return self._answered(state, screen, go)
        if state.at == PHONE:
            return self._send_code(state, self.request.POST.get("phone", ""))
        if state.at == CODE:
            return self._send_code(state, state.phone) if go == "again" else self._check_code(state)
        return self._send(state)

    def _back(self, state: State, screen: Screen | None) -> HttpResponse:
        if screen is not None:
            form = self._form(screen, state, self.request.POST)
            state.answers |= form.as_far_as_right()
        stops = self.stops(state)
        place = stops.index(state.at) if state.at in stops else len(stops)
        state.at, state.looking_over = stops[max(0, place - 1)], False
        return self.show(state)

    def _form(self, screen: Screen, state: State, data: Any = None) -> Question:
        return Question(screen, state.answers, self.places, timezone.localdate(self.now), data, self.offered)

    def _answered(self, state: State, screen: Screen, go: str) -> HttpResponse:
        form = self._form(screen, state, self.request.POST)
        right = form.is_valid()
        if photos_of(screen) is not None:
            self._take_photos(state)
        if not right or self.errors:
            return self.show(state, form, status=422)
        if form.answered().get("town", state.answers.get("town")) != state.answers.get("town"):
            state.answers.pop("place_unit", None)
        state.answers |= form.answered()
        if go == "more":
            return self.show(state)
        return self.show(self._onward(state))

    def _onward(self, state: State) -> State:
        stops = self.stops(state)
        after = stops[stops.index(state.at) + 1 :] if state.at in stops else stops
        unanswered = [code for code in after if not self._has_answer(state, code)]
        state.at = (unanswered if state.looking_over else after or [CHECK])[0]
        return state

    def _has_answer(self, state: State, code: str) -> bool:
        screen = self.screen(code)
        return screen is not None and all(need.name in state.answers or not need.required for need in screen.needs)

    # Photographs

    def _take_photos(self, state: State) -> None:
        drop = set(self.request.POST.getlist("drop"))
        state.files = [held for held in state.files if held not in drop]
        need = photos_of(screen) if (screen := self.screen(state.at)) else None
        most = need.most if need else 9
        given = [file for name in ("camera", "files") for file in self.request.FILES.getlist(name)]
        if given:
            limits.count(limits.FILES_HERE, limits.here(self.request), self.now, times=len(given))
        size = sum(Held.objects.filter(pk__in=state.files).values_list("size_bytes", flat=True))
        for file in given:
            size += file.size or 0
            if len(state.files) >= most or size > MOST_IN_ALL:
                self.errors.append(f"最多传{most}个，一共不超过30MB；{short(file.name)}没有传上。多出来的可以以后“补充情况”。")
                return
            self._hold(state, file)

    def _hold(self, state: State, file: Any) -> None:
        try:
            checked(file, MATERIAL, MOST_BYTES)
            state.files.append(str(hold(file.name or "照片", file.read(), now=self.now).pk))
        except (ValidationError, VaultError) as error:
            self.errors += error.messages if isinstance(error, ValidationError) else [f"{short(file.name)}：{error}"]

    # The telephone

    def _send_code(self, state: State, raw: str) -> HttpResponse:
        state.phone = verifying.issue(raw, self.request, self.county(state), now=self.now)
        state.at = CODE
        return self.show(state)

    def county(self, state: State) -> int:
        return self.places.county_of(str(state.answers.get("town", "")))

    def _check_code(self, state: State) -> HttpResponse:
        if not verifying.check(state.phone, self.request.POST.get("code", ""), self.request, now=self.now):
            self.errors.append(verifying.WRONG)
            return self.show(state, status=422)
        self.fresh, state.at = state.phone, CHECK
        response = self.proved_now(state)
        return verifying.remember(self.request, response, state.phone, now=self.now)

    def proved_now(self, state: State) -> HttpResponse:
        """What comes when the telephone is proved."""
        return self.show(state)

    # Sending

    def _send(self, state: State) -> HttpResponse:
        if missing := self._lacks(state):
            state.at = missing
            return self.show(state, status=422)
        return self.sent(self.hand_in(state))

    def _lacks(self, state: State) -> str:
        """The first question still to be answered; empty for none."""
        return next((code for code in self.stops(state)[:-1] if not self._has_answer(state, code)), "")

    def handed(self, state: State) -> Handed | None:
        """What is handed in at the end; None where the way only proves a telephone."""
        return None

    def hand_in(self, state: State) -> Submission:
        """Count and keep; a second time with the same key counts nothing. Raises NotNow."""
        handed = self.handed(state)
        if handed is None or not handed.phone:
            raise NotNow("请先用验证码确认手机号，再办理。")
        if not Submission.objects.filter(pk=handed.key).exists():
            limits.count(limits.SENT_HERE, limits.here(self.request), self.now)
            limit = limits.ACTS_PHONE if handed.subject else limits.SENT_PHONE
            limits.count(limit, index_of("phone", handed.phone), self.now)
        try:
            return hand_in(handed, now=self.now)
        except LookupError:
            raise NotNow("这一份已经用另一个手机号交过，不能再交。要反映自己的事，请回首页重新开始。") from None

    def sent(self, submission: Submission) -> HttpResponse:
        """On to the page that says what becomes of it."""
        response = HttpResponseRedirect(reverse("portal-sent", args=[submission.pk]))
        response.status_code = 303
        return response

    # Showing

    def show(self, state: State, form: Question | None = None, status: int = 200) -> HttpResponse:
        screen = self.screen(state.at)
        stops = self.stops(state)
        if screen is not None and form is None:
            form = self._form(screen, state)
        context: dict[str, Any] = {
            "title": self.title, "screen": screen, "form": form, "at": state.at, "state": state.sealed(self.kind), "errors": self.errors,
            "place": stops.index(state.at) + 1 if state.at in stops else 1, "total": len(stops), "kind": self.kind,
            "is_first": not stops or stops[0] == state.at, "send_label": self.send_label, "phone": state.phone,
            "photos": photos_of(screen) if screen else None, "files": self._files(state), "url": self.request.path, "keeps": self.keeps,
            "demo_text": latest_demo(state.phone, template=VERIFICATION_CODE, now=self.now) if state.at == CODE and state.phone else "",
        }  # fmt: skip
        if state.at == CHECK:
            context |= {"rows": self._rows(state), "proved": self.proved or self.fresh}
        return render(self.request, "portal/flow.html", context, status=status)

    def _files(self, state: State) -> list[Held]:
        return list(Held.objects.filter(pk__in=state.files).only("id", "name", "size_bytes")) if state.files else []

    def _rows(self, state: State) -> list[dict[str, Any]]:
        stops, rows = self.stops(state), []
        for screen in self.screens:
            if screen.code not in stops:
                continue
            words = words_of(screen, state.answers, self.places, self.offered)
            if photos_of(screen) is not None:
                words = f"{len(state.files)}个" if state.files else ""
            rows.append({"code": screen.code, "question": screen.question, "words": words or "（没有填）"})
        return rows


def key_of(state: State) -> UUID:
    return UUID(state.key)
