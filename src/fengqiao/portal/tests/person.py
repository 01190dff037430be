"""A citizen with a telephone, without scripts: fills in what is asked, reads the code, presses on."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from django.utils import timezone

from fengqiao.messages.sending import latest_demo
from fengqiao.messages.wording import VERIFICATION_CODE
from fengqiao.portal import inside
from tests.web import WebClient

STORY = {
    "town": None, "village": None, "photos": {}, "story": {"summary": "邻居家的院墙滴水，淋坏了我家的墙。"}, "claim": {"claim": "请他把墙修好。"},
    "when": {"occurred_on": ""}, "other": {"other_name": "李四", "other_phone": "15400000002"}, "who": {"who": "party"}, "name": {"name": "张三"},
}  # fmt: skip


class Person:
    """One person at one telephone."""

    def __init__(self, phone: str, address: str = "10.0.0.1") -> None:
        self.phone = phone
        self.web = WebClient(REMOTE_ADDR=address)
        self.page: Any = None

    @property
    def text(self) -> str:
        """What the page says."""
        main = self.page.content.decode().partition("<main")[2].partition("</main>")[0]
        return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main)))

    def open(self, path: str) -> Person:
        self.page = self.web.get(path, follow=True)
        return self

    @property
    def at(self) -> str:
        found = re.search(r'data-at="(\w+)"', self.page.content.decode())
        return found[1] if found else ""

    def choices(self, name: str) -> list[str]:
        return re.findall(rf'name="{name}" value="([^"]*)"', self.page.content.decode())

    def press(self, go: str = "next", **values: Any) -> Person:
        """Fill in and press a button."""
        content = self.page.content.decode()
        state = re.search(r'name="_state" value="([^"]+)"', content)
        action = re.search(r'<form class="cz-form"[^>]*action="([^"]+)"', content)
        assert state, content
        assert action
        self.page = self.web.post(action[1], {"_state": state[1], "_go": go, **values}, follow=True)
        return self

    def code(self) -> str:
        """The code on the telephone's screen."""
        found = re.search(r"\d{6}", latest_demo(self.phone, template=VERIFICATION_CODE))
        assert found, "no message came"
        return found[0]

    def prove(self) -> Person:
        """Give the telephone's number and the code that came."""
        self.press(phone=self.phone)
        assert self.at == "code", self.text
        return self.press(code=self.code())

    def tell(self, office: int | None = None, until: str = "check", **answers: Any) -> Person:
        """Answer the questions of 反映纠纷 up to a place on the way."""
        self.open(f"/m/begin/dispute/{f'?o={office}' if office else ''}")
        while self.at in STORY and self.at != until:
            given = {**STORY, **answers}[self.at]
            if given is None:
                name = "town" if self.at == "town" else "place_unit"
                given = {name: self.choices(name)[0]}
            before = self.at
            self.press(**given)
            assert self.at != before, self.text
        if self.at == "phone" and until not in ("phone", "code"):
            self.prove()
        return self

    def report(self, office: int | None = None, **answers: Any) -> Person:
        """Send a report and see it registered."""
        self.tell(office, **answers).press()
        assert inside.take_waiting(now=timezone.now()) >= 1
        return self.open(self.page.request["PATH_INFO"])

    def mine(self) -> Person:
        """我的事, after what was asked for has been looked up."""
        self.open("/m/mine/")
        if self.at == "phone":
            self.prove()
        inside.take_waiting(now=timezone.now())
        return self.open("/m/mine/")

    def links(self, part: str) -> list[str]:
        return re.findall(rf'href="([^"]*{part}[^"]*)"', self.page.content.decode())
