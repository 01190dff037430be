"""Pages of the gallery."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from fengqiao.ui.gallery import content
from fengqiao.ui.gallery.forms import ActionForm, FilterForm, IntakeForm, PartyFormSet, SignInForm
from fengqiao.ui.htmx import redirect_to, render_page, say, wants_fragment
from fengqiao.ui.once import mark_sent
from fengqiao.ui.parts import Place
from fengqiao.ui.rows import unjudged, wants_row, with_row


def _page(current: str, **context: object) -> dict[str, object]:
    return {
        "shell": content.SHELL,
        "rail": content.rail(current),
        "today": content.TODAY,
        "pages": content.PAGES,
        **context,
    }


def workbench(request: HttpRequest) -> HttpResponse:
    context = _page("工作台", groups=content.worklist(), numbers=content.NUMBERS[:4])
    return render_page(request, "ui/gallery/workbench.html", context)


def matter(request: HttpRequest) -> HttpResponse:
    context = _page(
        "人民调解",
        places=content.PLACES,
        stages=content.stages(),
        deadlines=content.deadlines(),
        due=content.due_in(2),
        entries=content.timeline(),
        facts=content.FACTS,
        allowed=content.ALLOWED,
        refused=content.REFUSED,
    )
    return render_page(request, "ui/gallery/matter.html", context)


def register(request: HttpRequest) -> HttpResponse:
    context = _page(
        "人民调解",
        places=[Place("枫林镇司法所", content.at("workbench")), Place("人民调解")],
        columns=content.COLUMNS,
        rows=content.rows(),
        totals=content.TOTALS,
        chips=content.CHIPS,
        tabs=content.TABS,
        form=FilterForm(auto_id="filter_%s"),
    )
    return render_page(request, "ui/gallery/list.html", context, fragment="table")


def intake(request: HttpRequest) -> HttpResponse:
    if wants_row(request):
        again = with_row(request)
        context = _page("登记", form=unjudged(IntakeForm(again)), parties=unjudged(PartyFormSet(again, prefix="party")))
        return render_page(request, "ui/gallery/form.html", context)
    data: Mapping[str, object] | None = request.POST if request.method == "POST" else None
    if request.GET.get("wrong"):
        data = {"story": "吵架", "phone": "123", "kind": "", "amount": "三千"}
    form = IntakeForm(data)
    if request.method == "POST" and form.is_valid():
        messages.success(request, "已登记，编号 LJ99990120261123-0007。")
        return mark_sent(request, redirect_to(request, content.at("workbench")))
    parties = PartyFormSet(prefix="party", initial=[{"name": "李秀英"}])
    context = _page("登记", form=form, parties=parties)
    return render_page(request, "ui/gallery/form.html", context, status=422 if request.method == "POST" else 200)


def components(request: HttpRequest) -> HttpResponse:
    conflict = [
        {
            "name": "c1",
            "label": "回访情况",
            "mine": "第一期款已付清，双方满意。",
            "theirs": "第一期款付清，申请人要求催第二期。",
        },
        {"name": "c2", "label": "回访日期", "mine": "2026-11-23", "theirs": "2026-11-22"},
    ]
    context = _page(
        "临时事项",
        stages=content.stages(),
        skipped=[*content.stages(2)[:3], {"label": "出具协议书", "state": "skipped"}],
        dues=[
            content.due_in(-2),
            content.due_in(0),
            content.due_in(2),
            content.due_in(12),
            content.due_in(43, provisional=True),
            content.due_in(5, paused=True),
            content.due_in(-4, house=True),
            content.due_in(1, provisional=True),
        ],
        numbers=content.NUMBERS,
        laws=[content.ART_17, content.ART_31, {"label": "枫司〔2026〕12号"}],
        conflict=conflict,
        now=timezone.now(),
        tabs=content.TABS,
        facts=content.FACTS,
        chips=content.CHIPS,
        empty={
            "title": "还没有临时事项",
            "text": "镇里交办、电话约定这类不成案的事记在这里，到期会出现在工作台。",
            "url": content.at("form"),
            "url_label": "记一件临时事项",
            "icon": "flag",
        },
    )
    return render_page(request, "ui/gallery/components.html", context)


def sign_in(request: HttpRequest) -> HttpResponse:
    return render_page(
        request, "ui/gallery/sign_in.html", {"form": SignInForm(), "demo": True, "office": "枫林县司法局"}
    )


def sheet(request: HttpRequest) -> HttpResponse:
    context = {
        "office": "枫林镇人民调解委员会",
        "code": "（2026）枫林镇人调字第0012号",
        "printed_at": timezone.now(),
        "printed_by": "陈晓岚",
        "demo": True,
        "stages": content.stages(),
        "deadlines": content.deadlines(),
        "facts": content.FACTS,
    }
    return render_page(request, "ui/gallery/print.html", context)


def missing(request: HttpRequest) -> HttpResponse:
    context = {
        "title": "没有找到这个案件",
        "text": "可能是案号写错了，也可能它不在您的岗位能看到的范围内。"
        "您现在的岗位是枫林镇司法所所长；要看其他所的案件，请联系县局人民调解科。",
        "url": content.at("workbench"),
        "url_label": "回工作台",
    }
    return render_page(request, "ui/error_page.html", context, status=404)


def article(request: HttpRequest) -> HttpResponse:
    text = "人民调解委员会应当对调解协议的履行情况进行监督，督促当事人履行约定的义务。"
    return render_page(request, "ui/gallery/article.html", {"text": text, "shell": content.SHELL}, fragment="content")


def action(request: HttpRequest) -> HttpResponse:
    context = _page("人民调解", form=ActionForm(auto_id="action_%s"))
    return render_page(request, "ui/gallery/action.html", context, fragment="form")


def done(request: HttpRequest) -> HttpResponse:
    if not wants_fragment(request):
        messages.success(request, "已记为办完。")
        return redirect_to(request, content.at("workbench"))
    row = {"id": 3, "todo": "去白水村送材料", "url": content.at("components"), "done": True}
    return say(render_page(request, "ui/worklist_row.html", {"row": row}), "已记为办完。")


def act_for(request: HttpRequest) -> HttpResponse:
    messages.info(request, "现在以“白水乡司法所 · 代行所长”的岗位办理。")
    return redirect_to(request, content.at("workbench"))
