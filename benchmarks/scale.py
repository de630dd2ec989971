"""``python -m benchmarks.scale --records N [N ...]``: very many strikes put together, beside Splink on DuckDB.

Strikes are made up with planted duplicates (`synthetic_strikes`) or read from ``--data`` (`strike_columns`).  Each
engine runs in a process of its own on the same file of flat columns.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from importlib import import_module, util
from pathlib import Path
from typing import Any

import numpy as np

from .strike_columns import read_data, table
from .synthetic_strikes import synthetic

ENGINES = {"ours": "columns_engine", "splink": "splink_model"}


def main(arguments: Sequence[str] | None = None) -> None:
    """Print what was measured, as a table or as JSON."""
    options = _parse(arguments)
    if options.engine:
        _run_here(options.engine, *options.file)
        return
    with tempfile.TemporaryDirectory() as made:
        measured = [one for data in _data(options, Path(made)) for one in _measured(data, options.only)]
    print(json.dumps(measured, indent=2) if options.json else shown(measured))


def score(key: Any, response: Any) -> dict[str, float]:
    """Precision, recall and F1, in percent, of the pairs put together: a cluster for each record, in one order."""
    ours, theirs = (np.unique(np.asarray(labels, dtype=object), return_inverse=True)[1] for labels in (key, response))
    both = np.unique(ours.astype(np.int64) * (int(theirs.max(initial=0)) + 1) + theirs, return_counts=True)[1]
    shared, planted, found = (_pairs(counts) for counts in (both, np.bincount(ours), np.bincount(theirs)))
    precision, recall = shared / found if found else 1.0, shared / planted if planted else 1.0
    return {
        "precision": round(100 * precision, 1),
        "recall": round(100 * recall, 1),
        "f1": round(200 * shared / (planted + found), 1) if planted + found else 100.0,
    }


def shown(measured: Sequence[dict[str, Any]]) -> str:
    """The measurements for a reader."""
    head = f"{'data':<28}{'records':>9}  {'engine':<8}{'P':>6}{'R':>6}{'F1':>6}{'seconds':>9}{'MB':>7}"
    return "\n".join((f"{head}{'pairs a record':>16}", *map(_line, measured)))


def _line(one: dict[str, Any]) -> str:
    what = f"{one['data']:<28}{one['records']:>9,}  {one['engine']:<8}"
    if "error" in one:
        return what + str(one["error"])
    quality = "".join(f"{one[name]:>6}" for name in ("precision", "recall", "f1"))
    return f"{what}{quality}{one['seconds']:>9.1f}{one['megabytes']:>7,}{one['pairs_per_record']:>16.1f}"


def _data(options: argparse.Namespace, folder: Path) -> Any:
    """Each name and file to measure on, made when it is its turn."""
    import pyarrow.parquet as pq  # noqa: PLC0415

    file = folder / "strikes.parquet"
    if options.data:
        pq.write_table(read_data(options.data), file)
        yield options.data.name, file
        return
    for density in options.density:
        for records in options.records:
            pq.write_table(table(synthetic(records, seed=options.seed, density=density)), file)
            yield f"{density}, seed {options.seed}", file


def _measured(data: tuple[str, Path], only: str | None) -> Any:
    import pyarrow.parquet as pq  # noqa: PLC0415

    name, file = data
    told = pq.read_table(file, columns=["record", "cluster"])
    planted = dict(zip(told["record"].to_pylist(), told["cluster"].to_pylist(), strict=True))
    for engine in ENGINES:
        if only in (None, engine):
            yield {"data": name, "records": len(planted), "engine": engine, **_measure(engine, file, planted)}


def _measure(engine: str, file: Path, planted: dict[str, str]) -> dict[str, Any]:
    if engine == "splink" and util.find_spec("splink") is None:
        return {"error": "not run: pip install '.[benchmark]'"}
    out = file.with_suffix(".found.npz")
    command = [sys.executable, "-m", "benchmarks.scale", "--engine", engine, "--file", str(file), str(out)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    if ended.returncode:
        return {"error": ended.stderr.strip().splitlines()[-1] if ended.stderr.strip() else f"ended {ended.returncode}"}
    cost = json.loads(ended.stdout.splitlines()[-1])
    with np.load(out, allow_pickle=True) as found:
        key = [planted[record] for record in found["records"].tolist()]
        scored = score(key, found["clusters"])
    return {**scored, **cost, "pairs_per_record": round(cost["pairs"] / max(1, len(planted)), 1)}


def _run_here(engine: str, file: str, out: str) -> None:
    """The body of the process of one engine."""
    found = import_module(f"benchmarks.{ENGINES[engine]}").put_together(Path(file))
    np.savez(out, records=np.asarray(found.pop("records"), dtype=object), clusters=np.asarray(found.pop("clusters")))
    print(json.dumps({**found, "seconds": round(found["seconds"], 2)}))


def _pairs(sizes: Any) -> int:
    sizes = sizes.astype(np.int64)
    return int((sizes * (sizes - 1) // 2).sum())


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=__doc__)
    parser.add_argument("--records", type=int, nargs="+", default=[10_000], metavar="N", help="how many to make up")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--density",
        nargs="+",
        choices=("growing", "constant"),
        default=["growing"],
        help="growing: towns and period stay; constant: they grow with the records",
    )
    parser.add_argument("--data", type=Path, help="a .parquet or .jsonl file instead, see docs/scale.md")
    parser.add_argument("--only", choices=tuple(ENGINES), help="one engine alone")
    parser.add_argument("--json", action="store_true", help="machine-readable")
    parser.add_argument("--engine", choices=tuple(ENGINES), help=argparse.SUPPRESS)
    parser.add_argument("--file", nargs=2, help=argparse.SUPPRESS)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
