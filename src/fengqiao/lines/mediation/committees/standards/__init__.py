"""规范化人民调解委员会: the bureau's own standard, and a committee's way through it.

Self-assessment, the office's check, the bureau's recognition, putting right, the end of a recognition. The standard is the
bureau's paper (本局标准), never law; what a committee is follows from the timeline of its matter.
"""
