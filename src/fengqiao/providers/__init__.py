"""Providers 法律服务机构、人员和站点: the county's registers of those who give legal services, and where they are found.

A room below the lines, beside booking. A line assigns a :class:`~fengqiao.providers.models.Provider`, receives at a
:class:`~fengqiao.providers.models.ServicePoint`, and asks before it assigns whether there is a conflict of interest.
"""
