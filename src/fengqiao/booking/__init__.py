"""Booking 预约: what an office has to lend (rooms, terminals, equipment, beds), when it is open, and who has it when.

**That nobody is given the same thing twice is a constraint of the database**, not a check before writing: every booking
is one range of numbers (:mod:`booking.spans`: the thing's number and the minute), and two that overlap cannot be stored,
however many try at once. The same holds for those who can be in one place only (an inmate, a visitor, who sleeps in a
bed): ``subjects``. What a line needs stands in :mod:`fengqiao.booking.taking` and :mod:`fengqiao.booking.free`:

A booking that belongs to a matter is written by its procedure's ``keeps`` from the facts, in the action's transaction,
and is the same however often it is written (``taking.keep``; ``verify`` compares by ``taking.differs``)::

    from fengqiao.booking.taking import State, Wanted, keep, subject_key

    def keep_rows(matter, facts, before):
        stay = bed_of(facts)                                   # None: no bed is wanted (any more)
        keep(matter, [Wanted(
            resource_id=stay["bed"],                           # Resource.pk, picked by a need (see below)
            from_at=day(stay["from_on"]), to_at=day(stay["to_on"]),   # booking.spans.day; to_at None: until further notice
            state=State.BOOKED,                                # State.SOFT: 软占, until somebody outside has answered
            subjects=(subject_key("resettlement", id_no),),    # cannot lie in two beds; 16 bytes, says nothing of anybody
            what="过渡性安置",                                   # in words, never a name
        )] if stay else [])

``keep`` raises ``Taken`` (a ``Refused``): 该场次已被预约 with the three nearest free ones; nothing of the action is left, the
form keeps what was typed. What cannot be had (under repair, closed) is refused before, where the act gathers
(``taking.why_not(wanted)`` gives the sentence, or None). Ended early: give the true ``to_at``; cancelled: leave it out.

Choosing (a form's options)::

    from fengqiao.booking import free
    free.beds(county_territory, "bed", from_at, to_at)        # [Resource] free all that time; words: str(resource)
    free.slots(resources, first_on, last_on, now=now)          # [FreeSlot] of the timetable; .key for forms, .words to read
    free.parse(key)                                            # the FreeSlot's resource_id, from_at, to_at, buffer_minutes

Several more words: ``taking.hold`` (10 minutes while somebody types; cleared by the next attempt once it has expired),
``taking.book`` and ``taking.cancel`` (a meeting, no matter), ``closing.hears`` (a thing is taken out of use: the line is
told which of its matters had it). Pages under ``booking/``: what there is, its timetable and closures, the calendar.
"""
