"""Each rule a declared procedure must keep, with a sample that keeps it and one that breaks it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fengqiao.daycount import Period, Unit
from fengqiao.documents import PaperKind, Para
from fengqiao.matter import registry
from fengqiao.matter.checks import check_procedure, check_procedures, check_versions, not_checked
from fengqiao.matter.everyday import void
from fengqiao.matter.needs import Rows, Text
from fengqiao.matter.procedure import (
    ANY_OPEN,
    OVERDUE,
    UPWARDS,
    Action,
    Deadline,
    Expected,
    Expiry,
    Extension,
    Goes,
    Pause,
    Procedure,
    Produces,
    Reminder,
    Stage,
    Todo,
)
from fengqiao.orgs.permissions import Permission
from fengqiao.orgs.roles import CLERK
from fengqiao.statutes import BureauPaper, Statute

LAW = Statute("人民调解法", "2010", in_force_on=date(2011, 1, 1))
PAPER = BureauPaper("枫林县司法局内部办理时限规定", "枫司发〔2026〕3号")
MAY = Permission("sample.act", "办理样例", roles=(CLERK,))
NOTICE = PaperKind("sample_notice", "样例通知书", (Para("兹通知。"),), form="自拟", version="1")
FIVE_DAYS = Period(5, Unit.WORKING)

OPEN = Stage("open", "待受理")
DONE = Stage("done", "办结", closed=True)
apply = Action("apply", "登记", (), MAY, to=OPEN, cite=(LAW.art(17),), needs=(Text("who", "谁"),), sentence="{who}申请")
accept = Action("accept", "受理", (OPEN,), MAY, to=DONE, cite=(LAW.art(17),), needs=(Text("reason", "理由"),))
reply = Deadline("reply", "答复", FIVE_DAYS, after=apply, met_by=(accept,), on_expiry=OVERDUE, cite=(LAW.art(17),))
GOOD = Procedure("sample", "样例", date(2011, 1, 1), (OPEN, DONE), (apply, accept), (reply,), parameters={"days": 3}, parameter_words={"days": "答复（日）"})


def house_days(parameters: Mapping[str, Any]) -> Period | None:
    return Period(parameters["days"], Unit.WORKING) if parameters["days"] else None


def unknown_days(parameters: Mapping[str, Any]) -> Period:
    return Period(parameters["dayz"], Unit.WORKING)


house = replace(reply, code="house", label="内部答复", cite=(), basis=(PAPER.whole(),), period=house_days)
lapse = Action("lapse", "视为受理", (OPEN,), None, to=DONE, cite=(LAW.art(17),))
prolong = Action("prolong", "延期", (OPEN,), MAY, needs=(Text("until", "延到哪天"),))


def of(procedure: Procedure, papers: dict[str, PaperKind] | None = None) -> list[str]:
    return [f"{found.id} {found.msg}" for found in check_procedure(procedure, papers)]


def with_action(action: Action, *more: Action) -> Procedure:
    """The good sample with its second action replaced or further ones added."""
    kept = tuple(a for a in GOOD.actions if a.code not in {action.code})
    return replace(GOOD, actions=(*kept, action, *more))


def with_deadline(deadline: Deadline, *more: Action) -> Procedure:
    return replace(GOOD, deadlines=(deadline,), actions=(*GOOD.actions, *more))


def test_the_samples_the_rest_is_made_from_are_good() -> None:
    assert of(GOOD) == []
    assert of(with_deadline(house)) == []


GOOD_SAMPLES = {
    "法定期限写明条款": with_deadline(replace(reply, cite=(LAW.art(29),))),
    "本局时限写明本局文件": with_deadline(house),
    "期满的后果由系统记录": with_deadline(replace(reply, on_expiry=Expiry("视为受理", lapse)), lapse, void),
    "系统记录的事项在help中说明": with_action(replace(lapse, help="批量迁移时由系统记录")),
    "不作决定的记录不必有依据": with_action(Action("note", "记事", ANY_OPEN, MAY)),
    "句子用到要填的内容": with_action(replace(accept, sentence="受理：{reason}")),
    "延期写到要填的日期": with_deadline(replace(reply, extension=Extension(prolong, "until")), prolong),
    "要求办理并写明什么算完成": with_deadline(replace(reply, todo=Todo("受理", accept))),
    "多行里的同名不与外面相混": with_action(
        replace(accept, needs=(Text("name", "名称"), Rows("rows", "明细", of=(Text("name", "名称"),))))
    ),
    "当事人的权利可以没有完成的事项": with_deadline(replace(reply, met_by=(), on_expiry=Expiry("可以起诉"))),
}


@pytest.mark.parametrize("name", GOOD_SAMPLES)
def test_good_samples_pass(name: str) -> None:
    assert of(GOOD_SAMPLES[name]) == []


BAD_SAMPLES: dict[str, tuple[Procedure, str]] = {
    "没有依据的期限": (with_deadline(replace(reply, cite=())), "E001 没有依据"),
    "没有的条": (
        with_deadline(replace(reply, cite=(LAW.art(99),))),
        "E002 人民调解法第九十九条：没有这一条。该文本共35条。请核对条号。",
    ),
    "没有的款": (
        with_action(replace(accept, cite=(LAW.art(17, 9),))),
        "E002 人民调解法第十七条第九款：没有这一款。第十七条共1款。请核对款号。",
    ),
    "没有的法": (
        with_action(replace(accept, cite=(Statute("枫林县调解法", "2020", in_force_on=date(2020, 1, 1)).art(1),))),
        "E002 枫林县调解法第一条：法律不在库内。法律库内没有这部法律。请核对名称；确有此法的，更新法律库。",
    ),
    "把本局时限当作法定期限": (
        with_deadline(replace(house, cite=(LAW.art(17),))),
        "E003 同时写了法律依据和本局文件：本局时限不能当作法定期限",
    ),
    "本局时限没有本局文件": (
        with_deadline(replace(house, basis=(LAW.art(17),))),
        "E004 本局时限的依据“人民调解法第十七条”是法律规定，不是本局文件",
    ),
    "法定期限只有本局文件": (
        with_deadline(replace(reply, cite=(PAPER.art(2),))),
        "E004 法定期限的依据“枫林县司法局内部办理时限规定第二条”是本局文件，不是法律规定",
    ),
    "走不到的阶段": (replace(GOOD, stages=(OPEN, DONE, Stage("lost", "中止"))), "E005 阶段“中止”走不到"),
    "没有出口的阶段": (
        replace(with_action(replace(accept, to=Stage("end", "终止"))), stages=(OPEN, Stage("end", "终止"))),
        "E006 阶段“终止”没有出口",
    ),
    "期满没有含义": (with_deadline(replace(reply, on_expiry=Expiry(""))), "E007 没有说明期满意味着什么"),
    "没有权限的事项": (with_action(replace(accept, by=None)), "E008 没有权限，也不是任何期限届满的法律后果"),
    "法律后果可以手工办理": (
        with_deadline(replace(reply, on_expiry=Expiry("视为受理", accept))),
        "E008 期满的法律后果“受理”有人工权限，只能由系统记录",
    ),
    "没有名称的事项": (with_action(replace(accept, label="")), "E009 没有名称"),
    "作决定而没有依据": (with_action(replace(accept, cite=())), "E010 作出决定却没有依据"),
    "同一名称填两次": (
        with_action(replace(accept, needs=(Text("reason", "理由"), Text("reason", "说明")))),
        "E011 要填的“reason”写了2次",
    ),
    "借用留痕的名称": (with_action(replace(accept, needs=(Text("by_one_person", "豁免"),))), "E025 要填的“by_one_person”是一人办理的留痕用的名称"),
    "多行里同一名称填两次": (
        with_action(replace(accept, needs=(Rows("rows", "明细", of=(Text("a", "甲"), Text("a", "乙"))),))),
        "E011 要填的“a”写了2次",
    ),
    "句子用到没有的内容": (
        with_action(replace(accept, sentence="受理：{because}")), "E012 句子里的“{because}”不是要填的内容",
    ),
    "文书不在本条线": (
        with_action(replace(accept, produces=(Produces(NOTICE),))), "E013 出具的文书“样例通知书”不在本条线的文书之列",
    ),
    "代码重复": (replace(GOOD, actions=(*GOOD.actions, replace(accept, label="再受理"))), "E014 办理事项代码“accept”用了2次"),
    "要求办理而没有完成的事项": (
        with_deadline(replace(reply, met_by=(), todo=Todo("受理", accept))), "E015 要求“受理”，却没有什么能算完成",
    ),
    "用到未列出的阶段": (
        with_action(replace(accept, to=Goes(lambda facts: None, (DONE, Stage("else", "另处"))))),
        "E016 用到未列出的阶段“另处”",
    ),
    "用到未列出的事项": (with_deadline(replace(reply, met_by=(prolong,))), "E016 用到未列出的事项“延期”"),
    "期待未列出的阶段": (
        replace(GOOD, expected=(Expected(Stage("else", "另处"), Todo("办")),)), "E016 expected用到未列出的阶段“另处”",
    ),
    "延到没有要填的日期": (
        with_deadline(replace(reply, extension=Extension(prolong, "new_due_on")), prolong), "E016 “延期”没有要填的“new_due_on”",
    ),
    "取决于没有的内容": (
        with_action(replace(accept, needs=(Text("reason", "理由", only_if=("kind", ("a",))),))),
        "E016 “理由”取决于没有的“kind”",
    ),
    "不是期限长短的参数没有名称": (replace(GOOD, parameter_words={}), "E023 参数“days”没有名称"),
    "以小时计算的期间会中止": (
        with_deadline(replace(reply, period=Period(24, Unit.HOUR), pauses=(Pause(accept, prolong),)), prolong),
        "E024 以小时计算的期间连续计算，没有中止、延期，也不按期重复",
    ),
    "期限用到没有的参数": (with_deadline(replace(house, period=unknown_days)), "E017 期限长短用到没有的参数“dayz”"),
    "法定期限一开始就停用": (
        replace(with_deadline(replace(reply, period=house_days)), parameters={"days": 0}),
        "E017 法定期限的参数起始值把它停用了",
    ),
    "期满的后果撤不下来": (
        with_deadline(replace(reply, on_expiry=Expiry("视为受理", lapse)), lapse),
        "E020 期满有法律后果，却没有“作废一条记录”：补录表明没有期满时无法撤下",
    ),
    "提请上级没有事项": (with_action(replace(accept, way_out=UPWARDS)), "E016 way_out=UPWARDS，却没有“提请上级审核”"),
    "提醒里没有可填的内容": (
        with_deadline(replace(reply, reminders=(Reminder("R", (1,), "red", "{label}到{on}，{party}没有答复。"),))),
        "E022 提醒里的“{party}”没有可填的内容",
    ),
    "没有立案的事项": (replace(GOOD, actions=(accept,), deadlines=()), "E018 没有任何事项能立案"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD_SAMPLES)
def test_bad_samples_are_named(name: str) -> None:
    procedure, expected = BAD_SAMPLES[name]
    assert f"fengqiao.{expected}" in of(procedure)


def test_every_finding_says_what_to_do_and_where() -> None:
    for procedure, _ in BAD_SAMPLES.values():
        for found in check_procedure(procedure):
            assert found.hint
            assert str(found.obj).startswith("样例（2011-01-01版）")
    (found,) = check_procedure(with_deadline(replace(reply, cite=())))
    assert str(found.obj) == "样例（2011-01-01版）·期限“答复”（reply）"
    assert found.hint == "法定期限写cite；本局自定的写basis（本局文件）。"


def test_a_declared_paper_may_be_produced() -> None:
    produces = with_action(replace(accept, produces=(Produces(NOTICE),)))
    assert of(produces, {"sample_notice": NOTICE}) == []


def test_versions_of_one_procedure_may_not_overlap() -> None:
    newer = replace(GOOD, in_force_from=date(2024, 1, 1))
    ended = replace(GOOD, in_force_until=date(2023, 12, 31))
    assert check_versions([newer, ended]) == []
    (found,) = check_versions([newer, replace(GOOD, in_force_until=date(2024, 1, 1))])
    assert f"{found.id} {found.msg}" == "fengqiao.E019 与2024-01-01版在同一天都有效，无法按日期选定"


def test_a_stage_picked_outside_its_declaration_is_refused_by_the_engine() -> None:
    """What a Goes picks cannot be seen from the declaration; the engine refuses it when it happens."""
    astray = replace(accept, to=Goes(lambda facts: OPEN, (DONE,)))
    with pytest.raises(ValueError, match="picked stage open, which its declaration does not name"):
        astray.next_stage(OPEN, None)  # type: ignore[arg-type]
    assert not_checked([with_action(astray)]) == [
        "样例：“受理”之后的阶段由事实决定，不能从声明核对；办理时超出所列阶段即报错。"
    ]


def test_every_declared_procedure_is_sound() -> None:
    assert check_procedures() == []
    assert {procedure.code for procedure in registry.procedures()} >= {"mediation"}


@pytest.fixture
def root() -> Path:
    return next(parent for parent in Path(__file__).parents if (parent / "manage.py").exists())


def test_manage_py_check_needs_no_database(root: Path, tmp_path: Path) -> None:
    home = tmp_path / "nothing-here"
    env = {"PATH": os.environ["PATH"], "FENGQIAO_HOME": str(home)}
    done = subprocess.run(
        [sys.executable, str(root / "manage.py"), "check"], env=env, cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert not home.exists()
