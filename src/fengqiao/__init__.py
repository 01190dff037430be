"""fengqiao 枫桥: a work platform for county justice bureaus and township justice offices."""

__version__ = "0.1.0"
