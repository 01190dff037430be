"""办案机关按月数据: how many persons an organ's concluded cases had, and how many of them were defended or helped.

The organs' own figures, kept with where they come from; a later entry of the same month takes the place of the earlier one, which stays.
"""
