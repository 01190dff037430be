"""The further pages of legal aid cases, under ``aidcases/``."""

from __future__ import annotations

from django.urls import path

from fengqiao.lines.aidcases.balance.pages import balance_page
from fengqiao.lines.aidcases.moving import pages as letter_pages
from fengqiao.lines.aidcases.organs import pages as organ_pages
from fengqiao.lines.aidcases.phone import pages as phone
from fengqiao.lines.aidcases.proposals import pages

urlpatterns = [
    path("assigning/", pages.batch, name="aid-batch"),
    path("assigning/<str:code>/", pages.proposal, name="aid-proposal"),
    path("mine/", phone.offers, name="aid-mine"),
    path("mine/cases/", phone.cases, name="aid-mine-cases"),
    path("mine/duty/", phone.duty, name="aid-mine-duty"),
    path("mine/judged/", phone.judgements, name="aid-mine-judged"),
    path("mine/money/", phone.money, name="aid-mine-money"),
    path("mine/offers/<str:code>/", phone.offer, name="aid-mine-offer"),
    path("mine/offers/<str:code>/back/", phone.give_back, name="aid-mine-back"),
    path("mine/cases/<str:code>/", phone.case, name="aid-mine-case"),
    path("mine/cases/<str:code>/log/", phone.log, name="aid-mine-log"),
    path("mine/cases/<str:code>/file/", phone.file, name="aid-mine-file"),
    path("mine/offline/", phone.without_line, name="aid-mine-offline"),
    path("mine/worker.js", phone.worker, name="aid-mine-worker"),
    path("mine/manifest.webmanifest", phone.manifest, name="aid-mine-manifest"),
    path("letters/", letter_pages.letters, name="aid-case-letters"),
    path("letters/<int:number>/", letter_pages.task, name="aid-case-task"),
    path("balance/", balance_page, name="aid-balance"),
    path("organs/", organ_pages.organ_months, name="aid-organ-months"),
]
