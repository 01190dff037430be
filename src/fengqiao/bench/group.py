"""The running group whose memory is measured: web and worker on the bench's database, as ``fengqiao up`` starts them."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from fengqiao.localdb.own import ConnectInfo
from fengqiao.operate.serving import HOST, serve


def main(argv: Sequence[str]) -> int:
    """``group PORT WEB_URL WORKER_URL``: serve until told to stop."""
    port, web, worker = argv
    return serve(ConnectInfo(os.environ["FENGQIAO_BENCH_OWNER"], web, worker, embedded=True), HOST, int(port), "demo")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
