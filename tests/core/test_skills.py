from interview_practice.core.skills import MOST_LINES, requirements


def test_a_description_becomes_lines_without_marks_and_repeats():
    text = "Requirements\n- SQL\n• Python\n\n2. SQL\n  * Git  "
    assert requirements(text) == ["Requirements", "SQL", "Python", "Git"]


def test_a_paragraph_becomes_sentences():
    text = f"You know {'much ' * 30}. You write SQL every day of the week for our team."
    assert requirements(text)[-1] == "You write SQL every day of the week for our team."


def test_500_lines_are_cut_to_what_one_can_look_through():
    found = requirements("\n".join(f"skill {n}" for n in range(500)))
    assert len(found) == MOST_LINES
    assert all(len(line) <= 200 for line in requirements("x" * 5000))
