"""The wheel works where there is nothing but the wheel: inside a checkout, missing package data would not be missed."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("extract", "schemas", "prompts")


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command away from the checkout, with no model set and nothing on the path; its standard output."""
    hidden = {"EXTRACT_MODEL", "OPENAI_API_KEY", "PYTHONPATH", "PYTHONHOME"}
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip = (sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation")
    run(*pip, "--wheel-dir", folder, ROOT, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of a fresh environment with the wheel in it; other libraries are lent by the one of the tests."""
    folder = tmp_path_factory.mktemp("fresh")
    run(sys.executable, "-m", "venv", "--without-pip", folder, cwd=folder)
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    interpreter = scripts / "python"
    pip = (sys.executable, "-m", "pip", "--python", interpreter, "install", "--quiet", "--no-deps", "--no-index")
    run(*pip, wheel, cwd=folder)
    site = Path(run(interpreter, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).strip())
    (site / "lent.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return interpreter


def test_the_wheel_holds_every_file_of_the_packages(wheel: Path) -> None:
    files = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    packed = set(zipfile.ZipFile(wheel).namelist())
    assert any(name.endswith(".toml") for name in files)
    assert files - packed == set()


def test_every_library_that_is_imported_is_installed_with_the_program_or_an_extra() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [*project["dependencies"], *(one for extra in project["optional-dependencies"].values() for one in extra)]
    named = {_plain(re.split(r"[^\w.-]", line)[0]) for line in lines}
    # pydantic_core is a part of pydantic that comes with it.
    known = {*sys.stdlib_module_names, *PACKAGES, "pydantic_core"}
    libraries = {module for package in PACKAGES for module in _imported(ROOT / package)} - known
    installed = packages_distributions()
    assert [one for one in sorted(libraries & set(installed)) if not named & {_plain(d) for d in installed[one]}] == []


def _imported(package: Path) -> set[str]:
    """The libraries that modules of a package import, wherever they do."""
    found = set()
    for path in package.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.split(".")[0])
    return found


def _plain(distribution: str) -> str:
    """The name as the package index knows it."""
    return re.sub(r"[-_.]+", "-", distribution).lower()


def test_the_wheel_holds_the_licence_and_nothing_beside_the_packages(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert any(name.endswith("/licenses/LICENSE") for name in names)
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == set(PACKAGES)


def test_the_installed_package_replays_the_seeds_from_an_empty_folder(python: Path, tmp_path: Path) -> None:
    where = run(python, "-c", "import extract, schemas, prompts; print(extract.__file__)", cwd=tmp_path)
    assert not Path(where.strip()).is_relative_to(ROOT)
    run(python, "-m", "extract", ROOT / "seeds", "--cassettes", ROOT / "cassettes", cwd=tmp_path)
    read_back = (
        "import pathlib, schemas\n"
        "events = schemas.EventSet.model_validate_json(pathlib.Path('out/events.json').read_bytes())\n"
        "print(len(events.articles), len(events.events) > 0)"
    )
    articles = len(list((ROOT / "seeds").glob("*.txt")))
    assert run(python, "-c", read_back, cwd=tmp_path).strip() == f"{articles} True"


def test_the_installed_command_knows_its_version(python: Path, tmp_path: Path) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    version = run(python, "-m", "extract", "--version", cwd=tmp_path)
    assert version.strip() == f"rashomon-events {project['version']}"
    script = python.with_name("rashomon")
    assert run(script, "--version", cwd=tmp_path) == version
