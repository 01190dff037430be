"""Operating fengqiao on a machine: what is wrong with it, and running several processes as one.

    from fengqiao.operate.supervise import Command, supervise
    supervise([Command("worker", "后台任务", argv), Command("web", "网页", argv, is_ready=…)], log=home / "log") -> int

    from fengqiao.operate.check import run_checks
    run_checks(home, port, os.environ) -> list[Finding(code, level, title, said, do)]

Nothing here imports Django or needs a configuration.
"""
