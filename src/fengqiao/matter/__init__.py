"""Matters 案件: the timeline, the vocabulary of procedures, deadlines, tasks and papers.

A matter is a file with a life. Its timeline is append-only and is the truth; everything else about it (stage, deadlines,
tasks, a line's own columns) is derived from the timeline by pure functions and can be rebuilt at any time.
"""
