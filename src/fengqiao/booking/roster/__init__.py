"""The duty roster 值班表: who is on duty at an office on which day from when to when, who stands in, what was changed and why.

A word for every office that keeps a counter open. **That nobody is on duty in two places at the same hour is a constraint of the
database**, as with rooms: a duty is one range of numbers (:mod:`fengqiao.booking.spans`, the person's number and the minute)::

    from fengqiao.booking.roster.reading import on_duty
    on_duty([office.pk], today)         # [Duty] in order of time; .staff, .shift, .words, .note

An office names its shifts (早班, 8:30–12:00, on working days, one person), a month is filled in by hand or as the weeks before, two
people swap, somebody stands in. Who has left or is away is refused. Every change of what was on the roster is a line that stays.
"""
