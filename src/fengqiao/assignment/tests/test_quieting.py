"""What a library prints goes nowhere while a solver runs, and the way is open again afterwards."""

from __future__ import annotations

import ctypes
import os
import threading

from fengqiao.assignment.quieting import quiet


def test_what_c_prints_meanwhile_is_not_seen(capfd):
    libc = ctypes.CDLL(None)
    print("before")
    with quiet():
        libc.puts(b"HighsMipSolverData::transformNewIntegerFeasibleSolution tmpSolver.run();")
        os.write(1, b"straight\n")
    print("after")
    libc.puts(b"from C again")
    libc.fflush(None)
    assert capfd.readouterr().out == "before\nafter\nfrom C again\n"


def test_the_last_of_several_threads_turns_it_back(capfd):
    first, second = threading.Event(), threading.Event()

    def slow():
        with quiet():
            first.set()
            second.wait(5)
            os.write(1, b"still nowhere\n")

    thread = threading.Thread(target=slow)
    thread.start()
    first.wait(5)
    with quiet():
        pass
    second.set()
    thread.join()
    os.write(1, b"seen\n")
    assert capfd.readouterr().out == "seen\n"
