"""社区矫正中心: the county's place of work for community corrections: rooms, equipment, bookings, who is on duty, its ledgers.

The centre is an office (``OfficeKind.CENTRE``) that lends rooms by :mod:`fengqiao.booking` and has a roster
(:mod:`fengqiao.booking.roster`). Nothing here holds a name: who comes stands in the cases.
"""
