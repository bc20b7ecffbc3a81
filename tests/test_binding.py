"""The binding to Qt counts its references rightly; PySide6 6.12.0 does not on Python 3.11."""

import sys

from PySide6.QtCore import QObject


def test_a_method_without_a_result_keeps_the_count_of_none() -> None:
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(300):
        thing.setObjectName("x")
    assert abs(sys.getrefcount(None) - before) < 30
