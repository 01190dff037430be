"""The web process. It refuses to serve without the net under it."""

from __future__ import annotations

import os
import sys

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fengqiao.conf.settings")
application = get_wsgi_application()


def _refuse_without_net() -> None:
    from fengqiao.matter import net

    holes = net.holes()
    if holes:
        print(
            "不能启动网页："
            + "；".join(holes)
            + "。请运行 fengqiao migrate，或由数据库管理员执行 fengqiao db roles-sql 的输出。"
        )
        sys.exit(3)


_refuse_without_net()
