"""Before anything is installed: is this Python new enough, and can it make a virtual environment? Says so in one line."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - runs on whatever python3 the machine has
    here = ".".join(map(str, sys.version_info[:2]))
    sys.exit("枫桥需要 Python 3.11 或更高版本，现在是 " + here + "。请安装后再试（openEuler 24.03、Debian 12 自带 3.11）。")
try:
    import ensurepip  # noqa: F401
    import venv  # noqa: F401
except ImportError:
    sys.exit("这个 Python 缺少 venv 模块。Debian、Ubuntu 请先运行：sudo apt-get install python3-venv")
