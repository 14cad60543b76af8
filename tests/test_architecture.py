"""Who may import whom, and who may commit: held by walking the syntax trees."""

import ast
import sys
from pathlib import Path

import pytest

import interview_practice

PACKAGE = Path(interview_practice.__file__).parent

INWARDS = {
    "core": {"core"},
    "models": {"core", "models"},
    "actions": {"core", "models", "actions", "config"},
    "audio": {"core", "audio"},
    "web": {"core", "models", "actions", "audio", "web"},
    "cli": {"core", "models", "actions", "audio", "cli", "config", "app"},
    "jobs": {"core", "models", "actions", "audio", "jobs", "config"},
}
"""What each part may import of our own; `app.py` alone sees everything. `config` is plain data."""

ADMITTED = {
    ("cli/serve.py", "interview_practice.web.security"): "serve opens the web door: it gives "
    "waitress the same limit, and prints the link that lets a browser in",
}

LIBRARIES = {
    "core": {"fsrs"},
    "models": {"msgspec", "tomli", "tomlkit", "filelock", "sqlalchemy", "flask_sqlalchemy"},
}
"""What these parts may import besides the standard library."""

FLASK = {
    "actions/upgrades.py": "migrations run inside an application context, through Flask-Migrate",
    "jobs/erasures.py": "names the type of the application whose context its thread opens",
    "jobs/transcriber.py": "names the type of the application whose context its thread opens",
    "migrations/env.py": "Alembic runs it on the application's own database",
    "models/base.py": "the database object is Flask-SQLAlchemy's",
    "app.py": "makes the application",
    "cli/serve.py": "serves the application",
}
"""Where Flask or an extension of it may be imported outside of `web/`, and why."""

HEAVY = {"av", "ctranslate2", "faster_whisper", "numpy", "onnxruntime", "sounddevice", "soxr"}


def sources():
    files = sorted(PACKAGE.rglob("*.py"))
    return [path.relative_to(PACKAGE).as_posix() for path in files if "versions" not in path.parts]


def in_part(*parts):
    return [name for name in sources() if name.partition("/")[0] in parts]


def imports(name):
    """Every (module, whether a function imports it), without those for the type checker."""
    return list(_imports(ast.parse((PACKAGE / name).read_text()), inside=False))


def _imports(node, inside):
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING":
            continue
        if isinstance(child, ast.Import):
            yield from ((alias.name, inside) for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            assert child.level == 0, "imports are absolute"
            yield from ((f"{child.module}.{alias.name}", inside) for alias in child.names)
        function = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        yield from _imports(child, inside or function)


def root(module):
    return module.partition(".")[0]


def ours(name):
    """Our own parts that a file imports, as (module, part)."""
    found = [module for module, _ in imports(name) if root(module) == "interview_practice"]
    return [(module, [*module.split("."), ""][1]) for module in found]


def test_the_rules_see_the_package():
    assert {name.partition("/")[0] for name in sources()} >= set(INWARDS)
    assert ("flask.Flask", False) in imports("app.py")
    assert ("numpy", True) in imports("audio/flac.py")


@pytest.mark.parametrize("name", in_part(*INWARDS))
def test_imports_point_inwards(name):
    allowed = INWARDS[name.partition("/")[0]] | {"__version__"}
    outwards = [module for module, part in ours(name)
                if part not in allowed and not _admitted(name, module)]  # fmt: skip
    assert not outwards


def _admitted(name, module):
    return any(name == file and module.startswith(prefix) for file, prefix in ADMITTED)


@pytest.mark.parametrize("name", in_part(*LIBRARIES))
def test_rules_and_tables_rest_on_few_libraries(name):
    allowed = LIBRARIES[name.partition("/")[0]] | {"interview_practice"} | sys.stdlib_module_names
    assert {root(module) for module, _ in imports(name)} <= allowed


def test_flask_stays_at_the_doors():
    users = {name for name in sources() if not name.startswith("web/")
             if any(root(module).startswith("flask") for module, _ in imports(name))}  # fmt: skip
    assert users <= set(FLASK)


def test_the_transcriber_knows_of_flask_only_the_type():
    used = {module for module, _ in imports("jobs/transcriber.py") if root(module) == "flask"}
    assert used == {"flask.Flask"}


def commits(name):
    tree = ast.parse((PACKAGE / name).read_text())
    calls = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    return [f for f in calls if isinstance(f, ast.Attribute) and f.attr in ("commit", "begin")
            and "session" in ast.unparse(f.value)]  # fmt: skip


def test_only_actions_commit():
    assert {name for name in sources() if commits(name)} == {"actions/transactions.py"}


@pytest.mark.parametrize("name", sources())
def test_heavy_libraries_are_imported_late_and_in_audio_only(name):
    for module, inside_function in imports(name):
        if root(module) in HEAVY:
            assert name.startswith("audio/"), f"{module} belongs to audio"
            assert inside_function, f"{module} would be loaded while the server starts"


def unclear_sessions(name):
    return [module for module, _ in imports(name)
            if module in ("flask.session", "sqlalchemy.orm.session")]  # fmt: skip


def test_no_bare_session_is_imported():
    assert not [name for name in sources() if unclear_sessions(name)]
