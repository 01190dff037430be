"""对外的表：不足五的不列，由合计、由旁边的数推得出来的也不列。"""

from __future__ import annotations

from fengqiao.indicators.withholding import told, withheld

SUM = [(("甲所", "乙所", "丙所"), "合计")]


def test_the_only_small_number_takes_the_least_of_the_others_with_it() -> None:
    numbers = {"甲所": 12, "乙所": 3, "丙所": 7, "合计": 22}
    hidden = withheld(numbers, SUM)
    assert hidden == {"乙所", "丙所"}
    assert [told(n, place in hidden) for place, n in numbers.items()] == ["12", "＜5", "不列", "22"]


def test_two_ones_beside_a_total_are_told_by_it_and_so_a_third_goes() -> None:
    """合计22，列出20，藏着的两格只能各是1。"""
    assert withheld({"甲所": 20, "乙所": 1, "丙所": 1, "合计": 22}, SUM) == {"甲所", "乙所", "丙所"}


def test_three_small_ones_that_come_to_five_hide_nothing_else() -> None:
    assert withheld({"甲所": 4, "乙所": 3, "丙所": 0, "合计": 7}, SUM) == {"甲所", "乙所"}


def test_the_one_small_number_alone_takes_its_total_with_it() -> None:
    assert withheld({"甲所": 3, "乙所": 0, "丙所": 0, "合计": 3}, SUM) == {"甲所", "合计"}


def test_nothing_small_nothing_hidden() -> None:
    assert withheld({"甲所": 5, "乙所": 0, "丙所": 9, "合计": 14}, SUM) == frozenset()


def test_across_and_down_every_line_is_kept_from_telling() -> None:
    """两所两类：一格是2，同行、同列、对角的都推得出来，四格都不列，合计照列。"""
    numbers = {("甲", "一"): 2, ("甲", "二"): 10, ("乙", "一"): 11, ("乙", "二"): 12, ("甲", ""): 12, ("乙", ""): 23, ("", "一"): 13, ("", "二"): 22, ("", ""): 35}
    rows = [([(row, "一"), (row, "二")], (row, "")) for row in ("甲", "乙", "")]
    columns = [([("甲", column), ("乙", column)], ("", column)) for column in ("一", "二", "")]
    assert withheld(numbers, rows + columns) == {("甲", "一"), ("甲", "二"), ("乙", "一"), ("乙", "二")}
