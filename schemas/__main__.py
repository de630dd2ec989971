"""``python -m schemas``: the JSON Schema of each public model, as one JSON object on standard output."""

from __future__ import annotations

import json

from schemas import KINDS, EventSet


def json_schemas() -> dict[str, object]:
    """JSON Schemas by model name: each kind's draft, record and event, then `EventSet`."""
    models = [model for kind in KINDS.values() for model in (kind.draft, kind.record, kind.event)]
    return {model.__name__: model.model_json_schema() for model in [*models, EventSet]}


if __name__ == "__main__":
    print(json.dumps(json_schemas(), indent=2, ensure_ascii=False))
