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
from fengqiao.lines.mediation.committees.standards import form_page
from fengqiao.lines.mediation.committees.standards import page as standard_page
from fengqiao.lines.mediation.subsidies import batch_pages, claim_list, rule_page

urlpatterns = [
    path("committees/", committee_list.committees, name="committees"),
    path("committees/standards/", standard_page.standard_list, name="committee-standards"),
    path("committees/standards/new/", standard_page.new_standard, name="committee-standard-new"),
    path("committees/<str:code>/standard/<slug:step>/", form_page.standard_form, name="committee-standard"),
    path("committees/export.xlsx", export.committees, name="committees-export"),
    path("committees/import/", import_page.import_roster, name="committees-import"),
    path("committees/import/form.xlsx", export.blank, name="committees-form"),
    path("mediators/", mediator_list.mediators, name="mediators"),
    path("mediators/export.xlsx", export.mediators, name="mediators-export"),
    path("mediators/training/", training_page.training, name="mediators-training"),
    path("mediators/<str:code>/<int:n>/", mediator_page.mediator, name="mediator"),
    path("mediators/<str:code>/<int:n>/change/", change_page.change_member, name="mediator-change"),
    path("subsidies/", claim_list.subsidies, name="subsidies"),
    path("subsidies/export.xlsx", claim_list.export, name="subsidies-export"),
    path("subsidies/draw/", batch_pages.draw, name="subsidy-draw"),
    path("subsidies/rules/", rule_page.rule_list, name="subsidy-rules"),
    path("subsidies/rules/new/", rule_page.new_rule, name="subsidy-rule-new"),
    path("subsidies/batches/", batch_pages.batch_list, name="subsidy-batches"),
    path("subsidies/batches/new/", batch_pages.new_batch, name="subsidy-batch-new"),
    path("subsidies/batches/<int:number>/", batch_pages.batch, name="subsidy-batch"),
    path("subsidies/batches/<int:number>/notice/", batch_pages.notice, name="subsidy-notice"),
    path("subsidies/batches/<int:number>/list/", batch_pages.make_list, name="subsidy-list-make"),
    path(
        "subsidies/batches/<int:number>/list/<int:version>.<str:form>", batch_pages.list_file, name="subsidy-list-file"
    ),
    path("subsidies/batches/<int:number>/pay/", batch_pages.record_payment, name="subsidy-pay"),
]
