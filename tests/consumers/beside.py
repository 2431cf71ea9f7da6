"""The same export as other programs write it, for `make bench`: python beside.py JOB SPANS.jsonl OUT.

Needs nothing of ours, so that it runs wherever those programs are installed. Prints seconds by the wall and of the
processor, and the peak of memory; imports and spaCy's making of a language are left out of the times, reading the
records is in them, as reading the store is in ours.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def records(source: str) -> Iterator[dict[str, Any]]:
    """The native lines."""
    with open(source, encoding="utf-8", newline="\n") as stream:
        yield from map(json.loads, stream)


def now() -> tuple[float, float]:
    """By the clock on the wall, and what the processor has done for this process, in seconds."""
    return time.perf_counter(), time.process_time()


def spacy(source: str, out: str) -> tuple[float, float, str]:
    """Texts cut by spaCy, spans placed by `char_span`, one DocBin to the disk. Counts spans that find no place."""
    from spacy import blank
    from spacy.tokens import DocBin

    nlp = blank("id")
    began = now()
    docs, lost, whole = DocBin(store_user_data=True), 0, 0
    for record in records(source):
        doc = nlp.make_doc(record["text"])
        found = [doc.char_span(one["start"], one["end"], label=one["label"]) for one in record["spans"]]
        whole, lost = whole + len(found), lost + found.count(None)
        doc.spans["sc"] = [span for span in found if span is not None]
        docs.add(doc)
    docs.to_disk(out)
    ended = now()
    return ended[0] - began[0], ended[1] - began[1], f"{lost:,} of {whole:,} spans lost"


def label_studio(source: str, out: str) -> tuple[float, float, str]:
    """label-studio's converter to CoNLL 2003; making its tasks is not timed. Counts entities in the file."""
    from label_studio_sdk.converter import Converter

    tasks, whole = Path(out).with_suffix(".tasks.json"), 0
    with tasks.open("w", encoding="utf-8") as stream:
        found = []
        for number, record in enumerate(records(source)):
            whole += len(record["spans"])
            labels = [
                {
                    "id": one["id"],
                    "from_name": "label",
                    "to_name": "text",
                    "type": "labels",
                    "value": {
                        "start": one["start"],
                        "end": one["end"],
                        "text": one["text"],
                        "labels": [one["label"]],
                    },
                }
                for one in record["spans"]
            ]
            found.append(
                {
                    "id": number,
                    "data": {"text": record["text"]},
                    "annotations": [{"id": number, "result": labels}],
                }
            )
        json.dump(found, stream, ensure_ascii=False)
    names = "".join(f'<Label value="{name}"/>' for name in ("QUOTE", "SPEAKER", "CUE", "SOURCE"))
    config = (
        f'<View><Labels name="label" toName="text">{names}</Labels><Text name="text" value="$text"/></View>'
    )
    began = now()
    Converter(config, None, download_resources=False).convert(str(tasks), out, "CONLL2003", is_dir=False)
    ended = now()
    text = (Path(out) / "result.conll").read_text(encoding="utf-8")
    entities = sum(line.rpartition(" ")[2].startswith("B-") for line in text.split("\n"))
    return ended[0] - began[0], ended[1] - began[1], f"{entities:,} entities of {whole:,} spans"


def peak() -> float:
    """This process's highest resident memory, in MB; 0 where the system does not tell."""
    try:
        status = Path("/proc/self/status").read_text(encoding="utf-8")
        return int(status.partition("VmHWM:")[2].split()[0]) / 1024
    except (OSError, ValueError, IndexError):
        return 0.0


JOBS = {"spacy": spacy, "label_studio": label_studio}

if __name__ == "__main__":
    seconds, cpu, detail = JOBS[sys.argv[1]](*sys.argv[2:])
    told = {"seconds": seconds, "cpu": cpu, "peak": peak(), "detail": detail}
    sys.stdout.write("\n" + json.dumps(told) + "\n")
