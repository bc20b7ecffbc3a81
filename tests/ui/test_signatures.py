"""PySide6 says what it always says, though it reads late what it says it with."""

import os
import subprocess
import sys
from pathlib import Path

SPEAK = """
import sys
{first}
from PySide6.QtCore import QObject, Qt
import numpy  # it must not have them read
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QBoxLayout, QLabel

def said(call):
    try:
        return call()
    except Exception as problem:
        return f"{{type(problem).__name__}}: {{problem}}"

application = QApplication([])
label = QLabel()
unread = [name for name, module in sys.modules.items()
          if name.startswith("shibokensupport") and hasattr(module, "__getattr__")
          and not {{"type_map", "SignatureLayout", "EnumSelect", "Formatter"}} & set(vars(module))]
print(len(unread), file=sys.stderr)
for call in (
    lambda: label.resize("wide"),
    lambda: label.resize(1, 2, 3),
    lambda: QLabel(alignement=1),
    lambda: QColor(object()),
    lambda: QBoxLayout(),
    lambda: QObject(3, 4),
    lambda: label.text.__signature__,
    lambda: QLabel.__signature__,
    lambda: label.setText.__doc__,
    lambda: QLabel.__ge__.__doc__,
    lambda: Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop,
    lambda: __import__("PySide6.support.signature.lib.enum_sig").support.signature.mapping.Missing,
):
    print(said(call))
"""


def spoken(first: str) -> tuple[str, int]:
    """Return what PySide6 says of wrong calls, and how many modules it had left unread."""
    done = subprocess.run(
        [sys.executable, "-c", SPEAK.format(first=first)],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout, int(done.stderr)


def test_pyside_says_of_wrong_arguments_what_it_says_of_itself() -> None:
    late, unread = spoken("from equilibre.ui import binding")
    usual, read = spoken("")
    assert (unread, read) == (7, 0)
    assert late == usual
    assert "Supported signatures" in late
