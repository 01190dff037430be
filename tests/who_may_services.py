"""Who may open what of the legal services: legal aid, its cases, the queue, the registers, advisers."""

from __future__ import annotations

from tests.who_may import ADMINS, ANSWERS_QUESTIONS, KEEPS_POINTS, RECEIVES_AID, SEES_PROVIDERS, Route

OF_LEGAL_SERVICES = (
    # Public legal services
    Route("register", "/register/legalservice/", {200: ANSWERS_QUESTIONS, 403: ADMINS}, rest=404, note="of legal services"),
    Route("open-new", "/register/legalservice/new/intake/", {200: ANSWERS_QUESTIONS}, note="a call"),
    Route("legalservice-queue", "/legalservice/queue/", {200: ANSWERS_QUESTIONS}),
    Route("legalservice-next", "/legalservice/queue/next/", {303: ANSWERS_QUESTIONS}, post={}, note="of an empty queue"),
    Route("legalservice-beside", "/legalservice/beside/", {200: ANSWERS_QUESTIONS}, post={"content": "老板拖欠工资"}),
    Route("legalservice-history", "/legalservice/history/", {200: ANSWERS_QUESTIONS}, post={"phone": "13800002222"}),
    Route("legalservice-items", "/legalservice/knowledge/", {200: ANSWERS_QUESTIONS}),
    Route("legalservice-item-new", "/legalservice/knowledge/new/", {200: "office_head office2_head other_head"}),
    Route("legalservice-item", "/legalservice/knowledge/999999/", {404: ANSWERS_QUESTIONS}, note="of nobody"),
    Route("legalservice-item-write", "/legalservice/knowledge/999999/write/", {404: "office_head office2_head other_head"}, note="of nobody"),
    Route("legalservice-item-review", "/legalservice/knowledge/999999/review/", {}, post={"do": "publish"}, note="the centre's head alone"),
    Route("legalservice-skills", "/legalservice/skills/", {}, note="the centre's head alone"),
    Route("legalservice-skill", "/legalservice/skills/1/", {}, note="the centre's head alone"),
    Route("legalservice-figures", "/legalservice/figures/", {200: "office_head office2_head other_head leader"}),
    # Notary bookings
    Route("register", "/register/notary/", {200: ANSWERS_QUESTIONS, 403: ADMINS}, rest=404, note="of notary bookings"),
    Route("open-new", "/register/notary/new/ask/", {200: ANSWERS_QUESTIONS}, note="a notary booking"),
    Route("notary-day", "/notary/day/", {200: ANSWERS_QUESTIONS}),
    Route("notary-items", "/notary/items/", {200: ANSWERS_QUESTIONS}),
    Route("notary-item", "/notary/items/will/", {}, note="the notary's window and the section alone"),
    Route("notary-figures", "/notary/figures/", {200: "leader"}),
    # The registers of legal services: bodies and people are kept by a section nobody here is of; points by their office
    Route("providers", "/providers/", {303: SEES_PROVIDERS}),
    Route("providers-list", "/providers/orgs/", {200: SEES_PROVIDERS}),
    Route("providers-list", "/providers/nothing/", {404: SEES_PROVIDERS}, note="of no such register"),
    Route("providers-export", "/providers/points/export.xlsx", {200: SEES_PROVIDERS}),
    Route("providers-import", "/providers/import/", {}),
    Route("providers-new", "/providers/people/new/", {}, note="a person"),
    Route("providers-new", "/providers/points/new/", {200: "office_head office_staff office2_head other_head"}, note="a point"),
    Route("providers-one", "/providers/points/{point}/", {200: "office_head office_staff office2_head clerk section leader", 404: "other_head other_section"}),
    Route("providers-change", "/providers/points/{point}/change/", {200: KEEPS_POINTS, 404: "other_head other_section"}),
    Route("providers-confirm", "/providers/points/{point}/confirm/", {303: KEEPS_POINTS, 404: "other_head other_section"}, post={}),
    Route("providers-do", "/providers/points/{point}/step/", {422: KEEPS_POINTS, 404: "other_head other_section"}, post={}),
    Route("providers-do", "/providers/points/{point}/suspend/", {404: SEES_PROVIDERS}, post={}, note="no point is suspended"),
    Route("providers-end", "/providers/points/{point}/hours/999999/end/", {404: f"{KEEPS_POINTS} other_head other_section"}, post={}),
    # Legal aid: receiving points receive and open what they received; the centre's own people are not in this county
    Route("register", "/register/legalaid/", {200: RECEIVES_AID, 403: ADMINS}, rest=404, note="of legal aid"),
    Route("register", "/register/aid_objections/", {403: ADMINS}, rest=404, note="of objections, the bureau's reviewer's"),
    Route("open-new", "/register/legalaid/new/receive/", {200: RECEIVES_AID}, note="an application"),
    Route("matter", "/matters/{aid}/", {200: "office_staff clerk", 403: ADMINS}, rest=404, note="an application, who received it and the window"),
    Route("act", "/matters/{aid}/do/accept/", {200: "clerk", 403: f"office_staff {ADMINS}"}, rest=404, note="accept an application"),
    Route("act", "/matters/{aid}/do/grant/", {403: f"office_staff clerk {ADMINS}"}, rest=404, note="grant aid"),
    Route("aid-standards", "/legalaid/standards/", {200: RECEIVES_AID}),
    Route("aid-standards", "/legalaid/standards/", {}, post={}, note="a new standard, the centre's head alone"),
    Route("aid-figures", "/legalaid/figures/", {200: "leader"}),
    # Legal aid cases: the centre and the lawyer of the case; nobody of them is among these people
    Route("aid-batch", "/aidcases/assigning/", {}),
    Route("aid-proposal", "/aidcases/assigning/x/", {}),
    Route("aid-case-figures", "/aidcases/figures/", {200: "leader"}),
    Route("register", "/register/aidrates/", {200: "finance", 403: ADMINS}, rest=404, note="of aid rates"),
    Route("register", "/register/aidbatches/", {200: "finance", 403: ADMINS}, rest=404, note="of aid payments"),
    Route("register", "/register/aidcases/", {200: "finance", 403: ADMINS}, rest=404, note="of aid cases"),
    Route("register", "/register/legalhelp/", {403: ADMINS}, rest=404, note="of duty help"),
    Route("open-new", "/register/aidcases/new/receive/", {}, note="an organ's letter"),
    # Advisers, government counsel, petition reception
    Route("adviser-months", "/advisers/months/", {200: "office_head office_staff office2_head other_head"}),
    Route("register", "/register/advisers/", {200: "office_head office_staff office2_head other_head", 403: ADMINS}, rest=404, note="of appointments"),
    Route("open-new", "/register/advisers/new/propose/", {200: "office_head office_staff office2_head other_head"}, note="an appointment"),
    Route("counsel-counts", "/advisers/counsel/", {200: "office_head office_staff office2_head other_head"}),
    Route("register", "/register/counsel_contracts/", {200: "office_head office_staff office2_head other_head", 403: ADMINS}, rest=404, note="of contracts"),
    Route("open-new", "/register/counsel_contracts/new/sign_contract/", {}, note="a contract: nobody here is of the section"),
    Route("open-new", "/register/counsel_tasks/new/ask_counsel/", {200: "office_head office_staff office2_head other_head"}, note="a matter for counsel"),
    Route("register", "/register/petition_sessions/", {200: "office_head office_staff office2_head other_head", 403: ADMINS}, rest=404, note="of petition reception"),
    Route("open-new", "/register/petition_sessions/new/receive_petition/", {200: "office_head office_staff office2_head other_head"}, note="a petitioner"),
)
