"""What the program reads before it shows anything."""

import subprocess
import sys


def test_reading_the_arguments_of_the_window_loads_no_science() -> None:
    code = (
        "import sys\n"
        "from equilibre.arguments import parse\n"
        'parse(["--language", "fr"])\n'
        'print(sorted({"numpy", "equilibre.learning", "equilibre.lifecycle"}'
        " & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"
