"""People as comparisons see them."""

from __future__ import annotations

from dataclasses import replace

from annotator.model.items import Entity, Link, Override
from annotator.model.layer import Layer, layer_of
from annotator.model.meant import Meant
from annotator.model.people import People, override_id
from annotator.model.suggestions import layer_name
from tests.unit.review_layers import a_span

PEOPLE = People(
    {
        "e1": Entity("e1", "person", "Rina Wulandari", ("Rina",)),
        "e2": Entity("e2", "person", "R. Wulandari", merged_into="e1"),
        "e3": Entity("e3", "person", "Bayu"),
        "e4": Entity("e4", "person", "Bayu"),
    },
    {override_id("anna", "a1", "l3"): Override(override_id("anna", "a1", "l3"), "e4")},
)


def _meant(layer: str, beside: Layer | None = None, /, **links: str) -> dict[str, str]:
    items = [Link(name, "said_by", "q", entity) for name, entity in links.items()]
    meant = Meant(PEOPLE, lambda name, article: NAMED)
    found: Layer = meant(layer_of(layer, "a1", [a_span("q", 0, 5), *items]), beside)
    return {link.id: link.entity for link in found.links.values()}


def test_links_mean_whom_merging_and_splitting_left_them() -> None:
    assert _meant("anna", l1="e1", l2="e2", l3="e3") == {"l1": "e1", "l2": "e1", "l3": "e4"}
    assert _meant("bela", l3="e3") == {"l3": "e3"}


SUGGESTED = layer_name("id", "1")
NAMED = {
    "?1": Entity("?1", "person", "RINA"),
    "?2": Entity("?2", "person", "R Wulandari"),
    "?3": Entity("?3", "person", "Bayu"),
    "?4": Entity("?4", "organisation", "Rina"),
}


def test_suggestions_mean_the_one_person_of_their_name_case_and_marks_aside() -> None:
    found = _meant(SUGGESTED, l1="?1", l2="?2", l3="?3", l4="?4")
    assert found == {"l1": "e1", "l2": "e1", "l3": "?3", "l4": "?4"}, (
        "two are called Bayu; no organisation Rina"
    )


def test_of_two_namesakes_a_suggestion_means_the_one_of_the_article() -> None:
    gold = layer_of("gold", "a1", [a_span("q", 0, 5), Link("g", "said_by", "q", "e4")])
    both = Link("g2", "said_by", "q", "e3")
    assert _meant(SUGGESTED, gold, l3="?3") == {"l3": "e4"}
    assert _meant(SUGGESTED, replace(gold, links={**gold.links, "g2": both}), l3="?3") == {"l3": "?3"}
