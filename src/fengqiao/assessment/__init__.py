"""考核与排名: schemes of indicators with weights and methods, the score sheets they make, appeals, the city's own ranking.

A room of its own above the indicators and below the lines: it reads figures, never matters, and no line needs to know of it.
"""
