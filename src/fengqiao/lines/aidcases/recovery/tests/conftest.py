from fengqiao.lines.aidcases.tests.conftest import aid

__all__ = ["aid"]
