"""LangExtract over a folder of articles, with its own prompt and threads; prints as JSON what it took.

Runs in an installation of its own (`--langextract-python`), so it imports nothing of this project.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

import langextract as lx  # type: ignore[import-not-found]
from langextract.providers.openai import OpenAILanguageModel  # type: ignore[import-not-found]

TASK = (
    "Extract, using exact text: strike (a physical attack), statement (somebody says, denies or announces something) "
    "and meeting (officials meet)."
)
SAID = "Governor Ana Reis said that schools would open again. She met Mayor Li Wen in Porto on Monday."
EXAMPLE = lx.data.ExampleData(
    text=SAID,
    extractions=[
        lx.data.Extraction("statement", "schools would open again", attributes={"who": "Governor Ana Reis"}),
        lx.data.Extraction("meeting", "She met Mayor Li Wen in Porto on Monday", attributes={"who": "Ana Reis"}),
    ],
)
A_WHOLE_ARTICLE = 100_000


def main() -> None:
    """Print what it took."""
    url, folder, in_flight = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    documents = [
        lx.data.Document(text=path.read_text(encoding="utf-8"), document_id=path.stem)
        for path in sorted(folder.rglob("*.txt"))
    ]
    model = OpenAILanguageModel(model_id="test", api_key="none", base_url=url, temperature=0, max_workers=in_flight)
    started, cpu = time.monotonic(), time.process_time()
    read = lx.extract(
        text_or_documents=documents,
        prompt_description=TASK,
        examples=[EXAMPLE],
        model=model,
        max_char_buffer=A_WHOLE_ARTICLE,
        batch_length=len(documents),
        max_workers=in_flight,
        fence_output=False,
        use_schema_constraints=True,
        show_progress=False,
    )
    records = sum(len(one.extractions or ()) for one in read)
    taken = {
        "calls": len(documents),
        "records": records,
        "seconds": time.monotonic() - started,
        "cpu": time.process_time() - cpu,
        "whole_cpu": time.process_time() - cpu,
        "articles": len(documents),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    print(json.dumps(taken))


if __name__ == "__main__":
    main()
