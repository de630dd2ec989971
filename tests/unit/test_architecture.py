"""What import contracts cannot see: who reads the environment, the clock and files, who prints, what schemas needs."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import extract
import schemas

EXTRACT = Path(extract.__file__).parent
SCHEMAS = Path(schemas.__file__).parent
PURE = ("normalise", "reconcile")
CLOCKS = {"today", "now", "utcnow", "fromtimestamp"}


def nodes(folder: Path) -> Iterator[tuple[str, ast.AST]]:
    """Every node of every module under a folder, with the module's path from there."""
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            yield path.relative_to(folder).as_posix(), node


def names_of(node: ast.AST) -> set[str]:
    """What a node refers to, as written: {"os.environ"}, {"print"}, for an import each name brought in."""
    if isinstance(node, ast.ImportFrom):
        return {f"{node.module}.{alias.name}" for alias in node.names}
    if isinstance(node, ast.Attribute | ast.Name):
        return {ast.unparse(node)}
    return set()


def test_one_module_reads_the_environment() -> None:
    readers = {module for module, node in nodes(EXTRACT) if names_of(node) & {"os.environ", "os.getenv", "os.environb"}}
    assert readers == {"base/settings.py"}


def test_the_command_alone_prints() -> None:
    printing = {module for module, node in nodes(EXTRACT) if names_of(node) & {"print", "sys.stdout"}}
    commands = {f"cli/{name}/command.py" for name in ("explain", "review", "tables", "unknown")}
    assert printing == {"cli/main.py", "cli/look.py", *commands}


@pytest.mark.parametrize("package", PURE)
def test_pure_packages_open_no_file_and_ask_no_clock(package: str) -> None:
    impure = [
        f"{module}:{node.lineno}"
        for module, node in nodes(EXTRACT / package)
        if isinstance(node, ast.Call)
        and (names_of(node.func) == {"open"} or (isinstance(node.func, ast.Attribute) and node.func.attr in CLOCKS))
    ]
    assert impure == []


def test_schemas_needs_pydantic_alone() -> None:
    imported = {
        name.split(".")[0]
        for _, node in nodes(SCHEMAS)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""])
    }
    # pydantic_core is a part of pydantic that comes with it.
    assert imported - sys.stdlib_module_names - {"pydantic_core"} == {"pydantic", "schemas"}


def test_no_module_outgrows_its_idea() -> None:
    long = [path.name for path in EXTRACT.rglob("*.py") if len(path.read_text(encoding="utf-8").splitlines()) > 300]
    assert long == []
