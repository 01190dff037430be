"""What is loaded when the product starts: a solver and its pandas are for whoever asks for a proposal."""

from __future__ import annotations

import os
import subprocess
import sys


def test_no_process_loads_the_solver_before_it_is_asked() -> None:
    asked = "import django, sys; django.setup(); from django.urls import get_resolver; get_resolver().url_patterns; print(sorted({'ortools', 'pandas'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, env=os.environ, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "[]"), done.stderr
