"""The rules by which quotes are suggested, by name: what a pack may turn off and what an origin names.

The rules' code is in `annotator.suggest`; which words they look for is in the packs.
"""

from __future__ import annotations

from collections.abc import Mapping

RULES: Mapping[str, str] = {
    "direct-after": "a quotation with its cue after it: “…,” kata Budi",
    "direct-before": "a quotation with its cue before it: Budi mengatakan, “…”",
    "direct-next": "a quotation whose next sentence says who spoke: “….” Hal itu dikatakan Budi.",
    "direct-headline": "a quotation after a name and a colon, in a title or heading",
    "direct-implicit": "a quotation without a cue, after one of a speaker who goes on",
    "direct-alone": "a quotation by its marks alone, where no words for saying are known or only a colon leads to it",
    "direct-unclosed": "a quotation that nothing closes",
    "nested": "a quotation inside another one",
    "nested-lead": "a reported clause inside a direct quote: “… saya minta agar …”",
    "lead": "a speaker, a verb, and what was said, without marks: Budi mengatakan …",
    "lead-weak": "the same with a verb that tells of other things too: Budi menyoroti …",
    "request": "a speaker, a verb of asking, and what is asked for: Budi meminta agar …",
    "according": "a speaker after words such as `menurut`, at the beginning, in the middle or at the end",
    "bare": "what was said without marks, cut or closed by a cue: …, kata Budi",
    "passive": "the same with a passive verb: …, dijelaskan Budi, …",
    "impersonal": "what was said after a passive verb without a speaker: Dalam laporan itu disebutkan, …",
    "raised": "what is said of a subject, by a passive verb between: Budi disebut telah …",
    "relay": "what a source says that nobody else is said to say: Dilansir Antara, …",
    "told-next": "what was said before a sentence that takes it up: …. Hal itu dikatakan Budi.",
    "headline": "a name, a colon and what was said, in a title or heading",
    "other": "another reading, which only comes up at a key: of a sentence without a suggestion, or of a suggested one",
    "headline-verb": "a name, a short verb and what was said, in a title or heading: Budi Sebut …",
}
"""Rule -> what it finds."""
