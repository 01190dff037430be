"""Addresses of booking, under ``booking/``."""

from __future__ import annotations

from django.urls import path

from fengqiao.booking import pages
from fengqiao.booking.roster import own_pages
from fengqiao.booking.roster import pages as roster

urlpatterns = [
    path("", pages.resources, name="booking-resources"),
    path("new/", pages.new, name="booking-resource-new"),
    path("calendar/", pages.calendar, name="booking-calendar"),
    path("meeting/", pages.meeting, name="booking-meeting"),
    path("meeting/<str:booking>/cancel/", pages.cancel, name="booking-cancel"),
    path("roster/", roster.roster, name="roster"),
    path("roster/sheet/", roster.sheet, name="roster-sheet"),
    path("roster/repeat/", roster.repeat, name="roster-repeat"),
    path("roster/shifts/", roster.shifts, name="roster-shifts"),
    path("roster/shifts/<int:number>/end/", roster.end_shift, name="roster-shift-end"),
    path("roster/shifts/<int:number>/sign/", roster.ask_to_sign, name="roster-shift-sign"),
    path("roster/mine/", own_pages.mine, name="roster-mine"),
    path("roster/away/", roster.go_away, name="roster-away"),
    path("roster/away/<int:number>/end/", roster.come_back, name="roster-back"),
    path("roster/<int:number>/", roster.duty, name="roster-duty"),
    path("<int:number>/", pages.resource, name="booking-resource"),
    path("<int:number>/times/", pages.add_times, name="booking-times"),
    path("<int:number>/times/<int:row>/end/", pages.end_time, name="booking-time-end"),
    path("<int:number>/checked/", pages.checked, name="booking-checked"),
    path("<int:number>/closures/", pages.close, name="booking-close"),
    path("<int:number>/closures/<int:row>/end/", pages.reopen, name="booking-reopen"),
]
