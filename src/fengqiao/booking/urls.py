"""Addresses of booking, under ``booking/``."""

from __future__ import annotations

from django.urls import path

from fengqiao.booking import pages

urlpatterns = [
    path("", pages.resources, name="booking-resources"),
    path("new/", pages.new, name="booking-resource-new"),
    path("calendar/", pages.calendar, name="booking-calendar"),
    path("meeting/", pages.meeting, name="booking-meeting"),
    path("meeting/<str:booking>/cancel/", pages.cancel, name="booking-cancel"),
    path("<int:number>/", pages.resource, name="booking-resource"),
    path("<int:number>/times/", pages.add_times, name="booking-times"),
    path("<int:number>/times/<int:row>/end/", pages.end_time, name="booking-time-end"),
    path("<int:number>/closures/", pages.close, name="booking-close"),
    path("<int:number>/closures/<int:row>/end/", pages.reopen, name="booking-reopen"),
]
