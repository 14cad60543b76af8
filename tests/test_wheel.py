"""The installed package, without the checkout: static files, bank and migrations."""

import re
import subprocess
import sys
import sysconfig
import urllib.request
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT]
    subprocess.run(command, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """An environment that has the wheel; the libraries it needs are lent by this one."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=False)
    packages = next(folder.glob("lib/python*/site-packages"))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(packages)
    (packages / "lent.pth").write_text(sysconfig.get_paths()["purelib"])
    return folder / "bin" / "python"


def test_the_wheel_holds_what_the_program_needs(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    for path in [*ROOT.glob("static/**/*"), *ROOT.glob("question_bank/**/*.toml"),
                 *ROOT.glob("interview_practice/**/*.html"),
                 *ROOT.glob("interview_practice/migrations/**/*.py")]:  # fmt: skip
        if path.is_file():
            inside = path.relative_to(ROOT).as_posix().removeprefix("interview_practice/")
            assert f"interview_practice/{inside}" in names
    assert not [name for name in names if name.startswith(("tests/", "scripts/"))]


def test_the_installed_program_serves_a_page_and_its_stylesheet(installed, tmp_path):
    where = subprocess.run([installed, "-c", "import interview_practice as p; print(p.__file__)"],
                           cwd=tmp_path, check=True, capture_output=True, text=True)  # fmt: skip
    assert str(installed.parents[1]) in where.stdout, "not the one of the checkout"
    command = [installed, "-m", "interview_practice", "serve", "--no-browser", "--port", "0",
               "--data", tmp_path / "data"]  # fmt: skip
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=tmp_path, text=True) as server:
        try:
            link = re.search(r"http://\S+", server.stdout.readline())[0]
            page = fetch(link)
            assert "Interview practice" in page
            sheet = re.search(r'href="(/static/style\.css)"', page)[1]
            assert "--accent" in fetch(link.partition("/entry")[0] + sheet)
        finally:
            server.terminate()


def fetch(address: str) -> str:
    """The text at an address; cookies are kept over the redirect, as a browser keeps them."""
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    with opener.open(address, timeout=20) as response:
        return response.read().decode()
