"""The coverage of a package is told as it is."""

from tests import coverage


def test_lines_and_branches_of_all_its_files_count_and_a_shortfall_is_said() -> None:
    def summary(lines: int, branches: int) -> dict[str, dict[str, int]]:
        return {
            "summary": {
                "covered_lines": lines,
                "missing_lines": 10 - lines,
                "covered_branches": branches,
                "missing_branches": 4 - branches,
            }
        }

    files = {
        str(coverage.PROGRAM / "meter" / "energy.py"): summary(10, 4),
        str(coverage.PROGRAM / "meter" / "sensors" / "nvml.py"): summary(8, 2),
        str(coverage.PROGRAM / "growth" / "trend.py"): summary(10, 4),
    }
    told = coverage.line(files, "meter")
    assert told.startswith("meter       85.7 %  18 of 20 lines, 6 of 8 branches")
    assert told.endswith("9.3 below the goal")
    assert coverage.line(files, "growth").endswith("4 of 4 branches")
