"""`python -m interview_practice` is the same as `interview-practice`."""

from interview_practice.cli import main

main(prog_name="interview-practice")
