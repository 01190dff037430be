"""A person in front of a browser: what they see, fill in and press, in the words on the screen."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from urllib.parse import urljoin

from pypdf import PdfReader

PASSWORD = "correct-horse-battery"
PATIENCE_MS = 15_000


@dataclass(frozen=True)
class Look:
    """A screen: its size, and whether scripts run."""

    name: str
    width: int
    height: int
    scripts: bool


LAPTOP, PHONE = Look("laptop", 1366, 768, True), Look("phone", 390, 844, True)
LAPTOP_PLAIN, PHONE_PLAIN = Look("laptop-no-scripts", 1366, 768, False), Look("phone-no-scripts", 390, 844, False)
LOOKS = (LAPTOP, PHONE, LAPTOP_PLAIN, PHONE_PLAIN)
CROSSED = (LAPTOP, PHONE_PLAIN)  # wide and narrow, with scripts and without, in two runs


class Visitor:
    """One person at one computer."""

    def __init__(self, chromium: Any, address: str, look: Look, elder: bool = False, **options: bool) -> None:
        self.address, self.look = address, look
        size = {"width": look.width, "height": look.height}
        self.context = chromium.new_context(viewport=size, java_script_enabled=look.scripts, locale="zh-CN", **options)
        self.context.set_default_timeout(PATIENCE_MS)
        if elder:
            self.context.add_cookies([{"name": "ui_mode", "value": "elder", "url": address}])
        self.page = self.context.new_page()
        self.errors: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", self._hear)

    def _hear(self, said: Any) -> None:
        if "Content Security Policy" in said.text:
            self.errors.append(said.text)

    def leave(self) -> None:
        self.context.close()

    def sign_in(self, name: str) -> Visitor:
        if not self.page.url.startswith(self.address):
            self.open("/sign-in/")
        self.page.fill("[name=username]", name)
        self.page.fill("[name=password]", PASSWORD)
        self.page.click("form.form .button--primary")
        self.page.wait_for_selector(".shell")
        if "set=pin" in self.page.url:  # whether this computer is shared is asked once
            self.page.check("[name=never]")
            self.page.click("button:has-text('以后再说')")
            self.page.wait_for_url(lambda url: "set=pin" not in url)
        return self

    # Seeing

    def open(self, path: str) -> Visitor:
        self.page.goto(path if path.startswith("http") else self.address + path)
        return self

    @property
    def path(self) -> str:
        return str(self.page.url).removeprefix(self.address)

    @property
    def text(self) -> str:
        """What the page says, blanks drawn together."""
        return re.sub(r"\s+", " ", self.page.inner_text("main"))

    def sees(self, *words: str) -> None:
        """Each of the words comes to stand on the page."""
        for word in words:
            self.page.locator(f"main >> text={word} >> nth=0").wait_for(state="attached")

    def message(self) -> str:
        """The message at the head of the page."""
        self.page.wait_for_selector(".message")
        return str(self.page.inner_text(".message >> nth=0"))

    def errors_said(self) -> list[str]:
        """What the form asks to be put right."""
        self.page.wait_for_selector(".form-errors")
        return [str(line) for line in self.page.locator(".form-errors li").all_inner_texts()]

    @property
    def stage(self) -> str:
        return str(self.page.inner_text(".stage--now .stage-label"))

    @property
    def primary(self) -> str:
        """The one action the page puts first."""
        return str(self.page.inner_text(".actions-allowed .button--primary"))

    def pdf(self, path: str) -> PdfReader:
        """A PDF fetched with this person's session."""
        answer = self.context.request.get(path if path.startswith("http") else self.address + path)
        assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
        return PdfReader(BytesIO(answer.body()))

    # Filling in and pressing

    def fill(self, **values: Any) -> Visitor:
        """Fill the fields of these names; ``parties_0_name`` is the name of the first row of parties."""
        for name, value in values.items():
            self.set(re.sub(r"_(\d+)_", r"-\1-", name), value)
        return self

    def set(self, name: str, value: Any) -> None:
        """Set one field by its name: text, a choice, several choices, files."""
        fields = self.page.locator(f"main form.form[method=post] [name='{name}']")
        fields.first.wait_for(state="attached")
        kind = fields.first.evaluate("el => el.tagName === 'SELECT' ? 'select' : el.type")
        self._unfold(fields.first)
        if kind in ("radio", "checkbox"):
            wanted = [str(each) for each in (value if isinstance(value, list) else [value])]
            for box in fields.all():
                own = box.get_attribute("value") or "on"
                box.set_checked(own in wanted or value is True) if kind == "checkbox" else box.check() if own in wanted else None
        elif kind == "select":
            fields.first.select_option(str(value))
        elif kind == "file":
            fields.first.set_input_files(value)
        else:
            fields.first.fill(str(value))

    def _unfold(self, field: Any) -> None:
        """Open what the field is folded into, as a person would."""
        for box in field.locator("xpath=ancestor::details[not(@open)]").all():
            box.locator("> summary").click()

    def press(self, label: str) -> Visitor:
        """Press the form's button; what the page said before no longer counts."""
        self.page.evaluate("document.querySelectorAll('.message--success').forEach((said) => said.remove())")
        self.page.click(f"main form.form[method=post] .button--primary:has-text('{label}')")
        return self

    def follow(self, label: str) -> Visitor:
        """Follow a link by its words, and be on the page it leads to."""
        link = self.page.locator(f"main a:text-is('{label}')").first
        goal = urljoin(self.page.url, str(link.get_attribute("href")))
        link.click()
        self.page.wait_for_url(lambda url: url == goal or url.startswith(goal + "?"))
        return self

    def begin(self, label: str) -> Visitor:
        """Press an action among the next steps; its form opens in place, or as a page where no scripts run."""
        link = self.page.locator(f".actions-allowed a:text-is('{label}')").first
        self._unfold(link)
        link.click()
        if self.look.scripts:
            self.page.wait_for_selector(f"#action .action-head:text-is('{label}')")
        return self

    def do(self, label: str, **values: Any) -> Visitor:
        """Begin an action on the matter's page, fill its form, carry it out, and be back on the matter's page."""
        self.begin(label).fill(**values)
        self.press(label)
        self.done(label)
        return self

    def done(self, label: str) -> Visitor:
        """The page says that it was carried out."""
        self.page.wait_for_selector(f".message--success:has-text('已办理：{label}'), .form-errors")
        assert self.page.locator(".form-errors li").all_inner_texts() == []
        assert "/do/" not in self.path
        return self

    def add_row(self, prefix: str) -> None:
        """加一行."""
        before = self.page.locator(f"[data-rows='{prefix}'] [data-rows-row]").count()
        self.page.click(f"[data-rows='{prefix}'] [name=_add_row]")
        self.page.wait_for_selector(f"[data-rows='{prefix}'] [data-rows-row] >> nth={before}")
