"""The rail: all of it where it is short, by areas where somebody does ten lines of work."""

from __future__ import annotations

from tests.web import SignedIn, as_web

__all__ = ["as_web"]


def words(as_web: SignedIn, who: str, address: str) -> list[str]:
    """The entries of the rail on a page, those under 更多 left out."""
    return [item.label for item in as_web(who).get(address).context["rail"] if not item.folded]


def test_a_mediator_sees_every_entry(as_web: SignedIn) -> None:
    assert "人民调解" in words(as_web, "mediator", "/")


def test_who_does_ten_lines_of_work_sees_areas_and_of_one_its_entries(as_web: SignedIn) -> None:
    at_home = words(as_web, "office_staff", "/")
    assert at_home[:3] == ["工作台", "矛盾纠纷", "矫正帮教"]
    assert len(at_home) < 8
    inside = words(as_web, "office_staff", "/register/corrections/")
    assert {"社区矫正", "安置帮教", "远程会见"} <= set(inside)
    assert "人民调解" not in inside
    assert inside.index("社区矫正") > inside.index("矫正帮教")
