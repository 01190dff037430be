"""The further pages of people's mediation: committees, mediators, subsidies."""

from __future__ import annotations

from django.urls import path

from fengqiao.lines.mediation.committees import (
    change_page,
    committee_list,
    export,
    import_page,
    mediator_list,
    mediator_page,
    training_page,
)

urlpatterns = [
    path("committees/", committee_list.committees, name="committees"),
    path("committees/export.xlsx", export.committees, name="committees-export"),
    path("committees/import/", import_page.import_roster, name="committees-import"),
    path("committees/import/form.xlsx", export.blank, name="committees-form"),
    path("mediators/", mediator_list.mediators, name="mediators"),
    path("mediators/export.xlsx", export.mediators, name="mediators-export"),
    path("mediators/training/", training_page.training, name="mediators-training"),
    path("mediators/<str:code>/<int:n>/", mediator_page.mediator, name="mediator"),
    path("mediators/<str:code>/<int:n>/change/", change_page.change_member, name="mediator-change"),
]
