"""Checks of declared procedures, run by ``manage.py check``, by every start and by ``fengqiao verify --declarations``.

A procedure that cites nothing, leads nowhere or forgets what an expiry means is refused before it meets a case. What
cannot be seen from a declaration is the stage a :class:`Goes` picks from the facts: the engine refuses a stage outside
``among`` at the moment it is picked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from django.core.checks import CheckMessage, Error, register

from fengqiao.daycount import Unit
from fengqiao.matter import registry
from fengqiao.matter.citations import citations_of_action, citations_of_deadline
from fengqiao.matter.needs import Need, Rows
from fengqiao.matter.parameters import word_of
from fengqiao.matter.procedure import (
    ANY,
    ANY_OPEN,
    REMINDER_FIELDS,
    UPWARDS,
    Action,
    Deadline,
    Goes,
    Moment,
    Procedure,
    Recurring,
    Stage,
)
from fengqiao.matter.second_eyes import EXEMPT, SEND_UP
from fengqiao.matter.timeline import VOID
from fengqiao.statutes import Citation, verify

if TYPE_CHECKING:
    from fengqiao.documents import PaperKind

SLOT = re.compile(r"\{(\w+)\}")
OF_EFFECTS = frozenset({"deadline", "due_on"})  # what the sweep writes into an expiry's entry


@register("procedures")
def check_procedures(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """The faults of every declared procedure of every line."""
    found: list[CheckMessage] = []
    for line in registry.lines():
        for procedure in line.procedures:
            found += check_procedure(procedure, line.papers)
    return [*found, *check_versions(registry.procedures())]


def check_procedure(procedure: Procedure, papers: Mapping[str, PaperKind] | None = None) -> list[CheckMessage]:
    """The faults of one procedure; ``papers`` are the kinds its line declares."""
    found: list[CheckMessage] = []
    for check in (_codes, _references, _stages, _parameters, _citations):
        found += check(procedure)
    for action in procedure.actions:
        found += _action(procedure, action, papers or {})
    for deadline in procedure.deadlines:
        found += _deadline(procedure, deadline)
    return found


def check_versions(procedures: Iterable[Procedure]) -> list[CheckMessage]:
    """Two versions of one procedure in force on the same day: then the day would not choose."""
    found: list[CheckMessage] = []
    by_code: dict[str, list[Procedure]] = {}
    for procedure in procedures:
        by_code.setdefault(procedure.code, []).append(procedure)
    for versions in by_code.values():
        versions.sort(key=lambda each: each.in_force_from)
        for older, newer in pairwise(versions):
            if older.in_force_until is None or older.in_force_until >= newer.in_force_from:
                found.append(
                    _error(
                        "E019", f"与{newer.version}版在同一天都有效，无法按日期选定",
                        f"请把{older.version}版的in_force_until写成{newer.version}的前一天。", _of(older),
                    )
                )  # fmt: skip
    return found


# Codes and references ------------------------------------------------------------------------------------------------


def _codes(procedure: Procedure) -> Iterator[CheckMessage]:
    ways = [action.code for action in procedure.actions] + [journey.code for journey in procedure.journeys]
    deadlines = [each.code for each in procedure.deadlines]
    stages = [each.code for each in procedure.stages]
    for word, codes in (("阶段", stages), ("办理事项", ways), ("期限", deadlines)):
        for code, times in Counter(codes).items():
            if times > 1:
                yield _error("E014", f"{word}代码“{code}”用了{times}次", "请给每一个不同的代码。", _of(procedure))


def _references(procedure: Procedure) -> Iterator[CheckMessage]:
    """Everything spoken of is declared: stages, actions, needs, parameters."""
    stages, actions = set(procedure.stages), {action.code for action in procedure.actions}
    for action in procedure.actions:
        named = (*action.may_reach(), *(action.from_ if isinstance(action.from_, tuple) else ()))
        for stage in dict.fromkeys(named):
            if stage not in stages:
                yield _error("E016", f"用到未列出的阶段“{stage.label}”", "请把它列入stages。", _of(procedure, action))
        if action.not_by and action.not_by not in actions:
            yield _error("E016", f"not_by指向没有的事项“{action.not_by}”", "请核对代码。", _of(procedure, action))
        for code in action.never_by:
            if code not in actions:
                yield _error("E016", f"never_by指向没有的事项“{code}”", "请核对代码。", _of(procedure, action))
        if action.way_out == UPWARDS and SEND_UP not in actions:
            yield _error("E016", "way_out=UPWARDS，却没有“提请上级审核”", "请用second_eyes.with_way_up(procedure)登记。", _of(procedure, action))
        for caution in action.cautions:
            if caution.does not in actions:
                yield _error("E016", f"cautions指向没有的事项“{caution.does}”", "请核对代码。", _of(procedure, action))
    for deadline in procedure.deadlines:
        for action in _actions_of(deadline):
            if action.code not in actions:
                hint = "请把它列入actions。"
                yield _error("E016", f"用到未列出的事项“{action.label}”", hint, _of(procedure, deadline))
        if isinstance(deadline.after, Recurring) and (deadline.pauses or deadline.extension or deadline.on_expiry.effect):
            hint = "周期性期限的停顿和变化写进rhythms；每一期没有自己的法律后果。"
            yield _error("E021", "周期性期限写了pauses、extension或有法律后果的on_expiry", hint, _of(procedure, deadline))
        if deadline.settled_by and not isinstance(deadline.after, Recurring):
            hint = "只有周期性期限的一期可以“已处理”；其他期限请列入met_by。"
            yield _error("E021", "settled_by只用于周期性期限", hint, _of(procedure, deadline))
    if VOID not in actions and any(deadline.on_expiry.effect is not None for deadline in procedure.deadlines):
        hint = "请用with_everyday补上日常事项，或单独列入void。"
        yield _error("E020", "期满有法律后果，却没有“作废一条记录”：补录表明没有期满时无法撤下", hint, _of(procedure))
    for expected in procedure.expected:
        if expected.stage not in stages:
            message = f"expected用到未列出的阶段“{expected.stage.label}”"
            yield _error("E016", message, "请把它列入stages。", _of(procedure))


def _actions_of(deadline: Deadline) -> Iterator[Action]:
    """Every action a deadline speaks of."""
    if isinstance(deadline.after, Action):
        yield deadline.after
    yield from (met for met in deadline.met_by if isinstance(met, Action))
    yield from deadline.settled_by
    if deadline.on_expiry.effect is not None:
        yield deadline.on_expiry.effect
    for pause in deadline.pauses:
        yield from (pause.by, pause.until)
    if deadline.extension is not None:
        yield deadline.extension.by
    if deadline.todo is not None and deadline.todo.does is not None:
        yield deadline.todo.does


# Stages --------------------------------------------------------------------------------------------------------------


def _stages(procedure: Procedure) -> Iterator[CheckMessage]:
    if not procedure.openings:
        yield _error("E018", "没有任何事项能立案", "请声明一个from_为空的事项。", _of(procedure))
        return
    reached = reachable(procedure)
    for stage in procedure.stages:
        if stage not in reached:
            hint = "请声明到达它的事项，或删去这个阶段。"
            yield _error("E005", f"阶段“{stage.label}”走不到", hint, _of(procedure, stage))
        elif not stage.closed and not any(leaves(action, stage) for action in procedure.actions):
            hint = "请声明离开它的事项；确是终点的，写明closed=True。"
            yield _error("E006", f"阶段“{stage.label}”没有出口", hint, _of(procedure, stage))


def reachable(procedure: Procedure) -> set[Stage]:
    """The stages some order of actions leads to; a Goes may lead to all it names."""
    found = {stage for action in procedure.openings for stage in action.may_reach()}
    while True:
        more = {
            stage
            for action in procedure.actions
            if any(action.allowed_in(here) for here in found)
            for stage in action.may_reach()
        }
        if more <= found:
            return found
        found |= more


def leaves(action: Action, stage: Stage) -> bool:
    """Whether the action can lead from the stage to another."""
    return action.allowed_in(stage) and any(after is not stage for after in action.may_reach())


# Actions -------------------------------------------------------------------------------------------------------------


def _action(procedure: Procedure, action: Action, papers: Mapping[str, PaperKind]) -> Iterator[CheckMessage]:
    here = _of(procedure, action)
    if not action.label:
        yield _error("E009", "没有名称", "请写明label，用办事人员的话。", here)
    if action.by is None and not action.help and not _is_effect(procedure, action):
        yield _error(
            "E008", "没有权限，也不是任何期限届满的法律后果",
            "请写明by；确由系统记录的，作为某个期限的on_expiry，或在help中说明何时由系统记录。", here,
        )  # fmt: skip
    if action.opens and not action.may_reach():
        yield _error("E016", "立案后没有阶段", "请写明to。", here)
    if decides(action) and not action.cite:
        yield _error("E010", "作出决定却没有依据", "请在cite写明法律、条、款；内部环节写明本局文件。", here)
    yield from _needs(action.needs, here)
    yield from _sentence(action, here)
    for produces in action.produces:
        if papers.get(produces.paper.code) != produces.paper:
            hint = "请把它列入该条线的papers。"
            yield _error("E013", f"出具的文书“{produces.paper.title}”不在本条线的文书之列", hint, here)


def decides(action: Action) -> bool:
    """Whether something follows from the action in law: a stage, a number, a paper, or the action is the law's own."""
    return bool(action.to or action.gives_number or action.produces or action.by is None)


def _is_effect(procedure: Procedure, action: Action) -> bool:
    return any(deadline.on_expiry.effect == action for deadline in procedure.deadlines)


def _needs(needs: tuple[Need, ...], here: str) -> Iterator[CheckMessage]:
    for name, times in Counter(need.name for need in needs).items():
        if times > 1:
            yield _error("E011", f"要填的“{name}”写了{times}次", "请合并，或改用不同的名称。", here)
    named = {need.name for need in needs}
    for need in needs:
        if not need.label:
            yield _error("E009", f"要填的“{need.name}”没有名称", "请写明label。", here)
        if need.name == EXEMPT:
            yield _error("E025", f"要填的“{need.name}”是一人办理的留痕用的名称", "请改用别的名称。", here)
        if need.only_if is not None and need.only_if[0] not in named:
            hint = "请核对only_if里的名称。"
            yield _error("E016", f"“{need.label}”取决于没有的“{need.only_if[0]}”", hint, here)
        if isinstance(need, Rows):
            yield from _needs(need.of, f"{here}·{need.label}")


def _sentence(action: Action, here: str) -> Iterator[CheckMessage]:
    if action.gathers is not None:  # what it gathers may stand in the sentence, and no declaration names it
        return
    if action.gathers is not None:  # it may say what it gathers, which is known only when it is done
        return
    known = {need.name for need in action.needs} | (OF_EFFECTS if action.by is None else frozenset())
    for slot in sorted(set(SLOT.findall(action.sentence)) - known):
        yield _error("E012", f"句子里的“{{{slot}}}”不是要填的内容", "请改用needs中的名称。", here)


# Deadlines -----------------------------------------------------------------------------------------------------------


def _deadline(procedure: Procedure, deadline: Deadline) -> Iterator[CheckMessage]:
    here = _of(procedure, deadline)
    yield from _sources(deadline, here)
    if not deadline.label:
        yield _error("E009", "没有名称", "请写明label。", here)
    if not deadline.on_expiry.meaning:
        hint = "请写明：逾期、视为受理、不能再申请……"
        yield _error("E007", "没有说明期满意味着什么", hint, here)
    effect = deadline.on_expiry.effect
    if effect is not None and effect.by is not None:
        hint = "请把它声明为by=None的事项。"
        yield _error("E008", f"期满的法律后果“{effect.label}”有人工权限，只能由系统记录", hint, here)
    if deadline.todo is not None and not deadline.met_by:
        hint = "请在met_by写明办了什么就算完成，或删去todo。"
        yield _error("E015", f"要求“{deadline.todo.label}”，却没有什么能算完成", hint, here)
    if deadline.extension is not None:
        names = {need.name for need in deadline.extension.by.needs}
        if deadline.extension.until not in names:
            message = f"“{deadline.extension.by.label}”没有要填的“{deadline.extension.until}”"
            yield _error("E016", message, "请核对extension的until。", here)
    for slot in sorted({slot for rung in deadline.reminders or () for slot in SLOT.findall(rung.text)} - REMINDER_FIELDS):
        hint = f"可以用：{'、'.join(f'{{{name}}}' for name in sorted(REMINDER_FIELDS))}。"
        yield _error("E022", f"提醒里的“{{{slot}}}”没有可填的内容", hint, here)
    yield from _hours(procedure, deadline, here)
    if callable(deadline.period):
        yield from _period(procedure, deadline, deadline.period, here)


def _sources(deadline: Deadline, here: str) -> Iterator[CheckMessage]:
    """A limit of the house rests on the bureau's paper and never passes as law; a legal one rests on law."""
    if deadline.cite and deadline.basis:
        hint = "法定期限只写cite；本局时限只写basis。"
        yield _error("E003", "同时写了法律依据和本局文件：本局时限不能当作法定期限", hint, here)
    elif not deadline.cite and not deadline.basis:
        hint = "法定期限写cite；本局自定的写basis（本局文件）。"
        yield _error("E001", "没有依据", hint, here)
    for citation in deadline.basis:
        if citation.is_law:
            message = f"本局时限的依据“{citation.label}”是法律规定，不是本局文件"
            yield _error("E004", message, "依法的期限请改写在cite；本局时限请写BureauPaper。", here)
    for citation in deadline.cite:
        if not citation.is_law:
            message = f"法定期限的依据“{citation.label}”是本局文件，不是法律规定"
            yield _error("E004", message, "请改写在basis，或补上法律、法规、规章的条文。", here)


def _hours(procedure: Procedure, deadline: Deadline, here: str) -> Iterator[CheckMessage]:
    """A period of hours runs through nights and rest days without a stop (CV-11)."""
    try:
        period = deadline.period(procedure.parameters) if callable(deadline.period) else deadline.period
    except KeyError:
        return  # said of the parameter
    if period is None or period.unit is not Unit.HOUR:
        return
    if deadline.pauses or deadline.extension is not None or isinstance(deadline.after, Recurring):
        yield _error("E024", "以小时计算的期间连续计算，没有中止、延期，也不按期重复", "请删去pauses、extension，或改用日。", here)


def _period(procedure: Procedure, deadline: Deadline, period: Callable[..., Any], here: str) -> Iterator[CheckMessage]:
    try:
        found = period(procedure.parameters)
    except KeyError as missing:
        hint = "请把它和起始值列入procedure的parameters。"
        yield _error("E017", f"期限长短用到没有的参数“{missing.args[0]}”", hint, here)
        return
    if found is None and deadline.statutory:
        yield _error("E017", "法定期限的参数起始值把它停用了", "请写明法律允许的长短。", here)


def _parameters(procedure: Procedure) -> Iterator[CheckMessage]:
    """Whoever sets a parameter is told what it is."""
    for name in procedure.parameters:
        try:
            nameless = not word_of(procedure, name)
        except KeyError:
            return  # a deadline asks for a parameter that is not there; said of the deadline
        if nameless:
            hint = "不是期限长短的参数，请在procedure的parameter_words写明叫什么、用什么单位，设定的人才看得懂。"
            yield _error("E023", f"参数“{name}”没有名称", hint, _of(procedure))


# Citations -----------------------------------------------------------------------------------------------------------


def _citations(procedure: Procedure) -> Iterator[CheckMessage]:
    for action in procedure.actions:
        yield from _existing(citations_of_action(action), _of(procedure, action))
    for deadline in procedure.deadlines:
        yield from _existing(citations_of_deadline(deadline), _of(procedure, deadline))
    yield from _existing(procedure.left_to_people, _of(procedure))


def _existing(citations: Iterable[Citation], here: str) -> Iterator[CheckMessage]:
    for problem in verify(citations):
        if problem.is_error:
            hint = "请对照法律文本更正条、款、项；可用 fengqiao statutes show 查看。"
            yield _error("E002", str(problem), hint, here)


# Words ---------------------------------------------------------------------------------------------------------------


def _of(procedure: Procedure, thing: Stage | Action | Deadline | None = None) -> str:
    """Where a fault lies, in words: 人民调解（2011-01-01版）·期限“归档”（archive）."""
    place = f"{procedure.label}（{procedure.version}版）"
    if thing is None:
        return place
    word = {Stage: "阶段", Action: "事项", Deadline: "期限"}[type(thing)]
    return f"{place}·{word}“{thing.label or '无名称'}”（{thing.code}）"


def _error(code: str, message: str, hint: str, obj: str) -> Error:
    return Error(message, hint=hint, obj=obj, id=f"fengqiao.{code}")


def not_checked(procedures: Iterable[Procedure]) -> list[str]:
    """What a declaration cannot show, in sentences for ``verify --declarations``."""
    said = []
    for procedure in procedures:
        goes = [action.label for action in procedure.actions if isinstance(action.to, Goes)]
        moments = {d.after.label for d in procedure.deadlines if isinstance(d.after, Moment)}
        if goes:
            said.append(
                f"{procedure.label}：“{'”“'.join(goes)}”之后的阶段由事实决定，不能从声明核对；办理时超出所列阶段即报错。"
            )
        if moments:
            said.append(f"{procedure.label}：{'、'.join(sorted(moments))}由事实推算，是否起算不能从声明核对。")
        for where in (ANY, ANY_OPEN):
            count = sum(1 for action in procedure.actions if action.from_ == where)
            if count:
                word = "任何阶段" if where == ANY else "未办结的任何阶段"
                said.append(f"{procedure.label}：有{count}项在{word}都可办理。")
    return said
