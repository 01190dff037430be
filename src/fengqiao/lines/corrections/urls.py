"""The further pages of community corrections."""

from __future__ import annotations

from django.urls import path

from fengqiao.lines.corrections import delegations_page
from fengqiao.lines.corrections.centre import ledger_pages as ledgers
from fengqiao.lines.corrections.centre import pages as centre
from fengqiao.lines.corrections.handover import pages as handover
from fengqiao.lines.corrections.lists import pages as lists
from fengqiao.lines.corrections.queries import view_page
from fengqiao.lines.corrections.replies import page as replies_page
from fengqiao.lines.corrections.watch import pages as watch

urlpatterns = [
    path("centre/", centre.centre, name="corrections-centre"),
    path("centre/bookings/<str:booking>/cancel/", centre.cancel, name="corrections-centre-cancel"),
    path("centre/bookings/<str:booking>/used/", centre.used, name="corrections-centre-used"),
    path("centre/reception/", ledgers.receive, name="corrections-centre-receive"),
    path("centre/ledgers/<slug:kind>/", ledgers.ledger, name="corrections-centre-ledger"),
    path("centre/ledgers/<slug:kind>/export.xlsx", ledgers.ledger_excel, name="corrections-centre-ledger-excel"),
    path("centre/ledgers/<slug:kind>/ask/", ledgers.ledger_ask, name="corrections-centre-ledger-ask"),
    path("leaks/", watch.leaks, name="corrections-leaks"),
    path("procuracy/", watch.procuracy, name="corrections-procuracy"),
    path("lists/", lists.lists, name="corrections-lists"),
    path("lists/<int:pk>/", lists.one_list, name="corrections-list"),
    path("letters/may-be-given/", replies_page.what_may_be_given, name="may-be-given"),
    path("queries/<str:code>/view/", view_page.view_sealed, name="sealed-view"),
    path("delegations/", delegations_page.register, name="corrections-delegations"),
    path("delegations/<int:number>/end/", delegations_page.end, name="corrections-delegation-end"),
    path("handover/", handover.handovers, name="corrections-handover"),
    path("handover/in/<str:digest>/", handover.taking, name="corrections-handover-in"),
    path("handover/out/<str:code>/", handover.packing, name="corrections-handover-out"),
]
