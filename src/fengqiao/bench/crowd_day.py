"""A day at the desk as locust plays it: mostly looking what is next, opening it, now and then writing something down."""

from __future__ import annotations

import json
import os
import random
import re
from typing import Any

from locust import HttpUser, between, task  # type: ignore[import-not-found,import-untyped,unused-ignore]

from fengqiao.bench.crowd import NAMES, PASSWORD

_LEFT = json.loads(os.environ[NAMES])
_MATTER = re.compile(r'href="(/matters/[0-9a-f]{32}/)"')
_NOTE = re.compile(r'"(/matters/[0-9a-f]{32}/do/note/)')
_FAMILY = "赵钱孙李周吴郑王冯陈"
RECEIVE = "/register/reports/new/intake/"


class Person(HttpUser):  # type: ignore[misc,unused-ignore]
    """Somebody at a desk, who reads for a second or three before the next thing."""

    wait_time = between(1, 3)

    def on_start(self) -> None:
        """Sign in; what is met first is the workbench."""
        self.name = _LEFT.pop()
        self.matters: list[str] = []
        self.may_receive = True
        self.client.get("/sign-in/", name="登录")
        form = {"username": self.name, "password": os.environ[PASSWORD]}
        self._post("/sign-in/", form, "登录")
        self.workbench()

    @task(40)
    def workbench(self) -> None:
        page = self.client.get("/", name="工作台")
        self.matters = _MATTER.findall(page.text) or self.matters

    @task(12)
    def register(self) -> None:
        page = self.client.get("/register/disputes/", name="登记簿")
        self.matters += _MATTER.findall(page.text)[:5]

    @task(25)
    def matter(self) -> None:
        """Open one, and one time in four write a note to it."""
        if not self.matters:
            return
        page = self.client.get(random.choice(self.matters), name="案件页")
        note = _NOTE.search(page.text)
        if note and random.random() < 0.25:
            form = self.client.get(note[1], name="办理的表单")
            given = {"text": "电话联系双方，约定下周见面。", "happened_on": _today(form.text)}
            self._post(note[1], given, "工作记事")

    @task(8)
    def search(self) -> None:
        self.client.get("/search/", params={"q": random.choice(("邻里纠纷", "王", "院墙 滴水", "工资"))}, name="查找")

    @task(8)
    def receive(self) -> None:
        """Somebody comes to the window: the form, what is proposed while one types, and the report."""
        if not self.may_receive:
            return
        with self.client.get(RECEIVE, name="受理的表单", catch_response=True) as page:
            if page.status_code == 403:  # not everybody receives
                self.may_receive = False
                page.success()
                return
        one, other = (random.choice(_FAMILY) + "".join(random.choices("建国秀英志强桂兰文明", k=2)) for _ in range(2))
        told = {
            "summary": f"{one}和邻居{other}两家为院墙滴水吵了半个月，墙面返潮掉皮，昨天又吵了一回。", "claim": "把滴水改过去。",
            "place_unit": "-1", "channel": "01", "reporter_role": "party", "reporter_name": one, "type": "T02", "then": "later",
            "parties-TOTAL_FORMS": "1", "parties-INITIAL_FORMS": "0", "parties-0-name": other, "parties-0-side": "respondent",
            "parties-0-kind": "person", "on": _today(page.text),
        }  # fmt: skip
        self._post("/disputes/reports/beside/", told, "旁边的建议")
        self._post(RECEIVE, told, "登记来件")

    def _post(self, path: str, form: dict[str, str], name: str) -> Any:
        token = self.client.cookies.get("csrftoken") or self.client.cookies.get("__Host-csrftoken") or ""
        headers = {"X-CSRFToken": token, "Referer": f"{self.host}{path}"}
        with self.client.post(path, form, headers=headers, name=name, catch_response=True) as answer:
            if answer.status_code >= 400:
                answer.failure(f"{answer.status_code}")
        return answer


def _today(page: str) -> str:
    from datetime import date

    found = re.search(r'name="(?:on|happened_on)"[^>]*value="([0-9-]+)"', page) or re.search(
        r'value="([0-9-]+)"[^>]*name="(?:on|happened_on)"', page
    )
    return found[1] if found else date.today().isoformat()
