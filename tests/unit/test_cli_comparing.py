"""People as comparisons see them."""

from __future__ import annotations

from annotator.cli.comparing import Meant
from annotator.model.items import Entity, Link, Override
from annotator.model.layer import Layer, layer_of
from annotator.model.people import People, override_id
from annotator.model.suggestions import entity_id, layer_name
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


def _meant(layer: str, **links: str) -> dict[str, str]:
    items = [Link(name, "said_by", "q", entity) for name, entity in links.items()]
    found: Layer = Meant(PEOPLE)(layer_of(layer, "a1", [a_span("q", 0, 5), *items]))
    return {link.id: link.entity for link in found.links.values()}


def test_links_mean_whom_merging_and_splitting_left_them() -> None:
    assert _meant("anna", l1="e1", l2="e2", l3="e3") == {"l1": "e1", "l2": "e1", "l3": "e4"}
    assert _meant("bela", l3="e3") == {"l3": "e3"}


def test_suggestions_mean_the_one_person_of_their_name() -> None:
    rina, old, bayu = (entity_id(name, "person") for name in ("Rina", "R. Wulandari", "Bayu"))
    suggested = layer_name("id", "1")
    assert _meant(suggested, l1=rina, l2=old) == {"l1": "e1", "l2": "e1"}
    assert _meant(suggested, l1=bayu) == {"l1": bayu}, "two people have that name"
    assert _meant("anna", l1=rina) == {"l1": rina}
