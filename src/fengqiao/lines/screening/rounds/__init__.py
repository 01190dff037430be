"""Rounds 排查活动: planned, started, ended on a fixed day, summed up, archived."""
