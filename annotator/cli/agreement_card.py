"""What a dataset card says of agreement: how far people agree on the articles of an export."""

from __future__ import annotations

from collections.abc import Collection
from itertools import islice

from annotator.cli.agreeing import choose_layers
from annotator.cli.comparing import shown
from annotator.cli.output import count
from annotator.formats.writers import CardAgreement
from annotator.review.agreement import agree
from annotator.store.project import Project
from annotator.tui.done_twice import Gathering

MOST = 1000
"""Articles that the figures rest on, at most: each takes milliseconds, and an export does not wait for more."""
TYPE = "type"
"""The attribute of quotes whose alpha is told."""
_FIGURES = ("exact_f1", "overlap_f1", "alpha_u")


def card_agreement(project: Project, articles: Collection[str]) -> CardAgreement:
    """The figures of `annotator agreement`, over those of these articles that two people have done."""
    people = choose_layers(project, "")
    if len(people) < 2:
        return CardAgreement(
            f"One annotator (`{people[0]}`): there is no agreement to tell." if people else ""
        )
    gathering = Gathering(project, people)
    done = (gathering.read(article) for article in gathering.articles if article in articles)
    found = agree(islice((both.then for both in done if both is not None), MOST))
    number = found.together.articles
    if not number:
        return CardAgreement(
            "No article of this export was done by two people: there is no agreement to tell."
        )
    values = found.values()
    rows = [
        (label or "all", *(shown(values.get((*path, name))) for name in _FIGURES))
        for label, path in [
            *((label, ("labels", label)) for label in found.together.comparison.labels),
            ("", ("spans",)),
        ]
    ]
    first = "the first " if number == MOST else ""
    told = (
        f"{', '.join(f'`{name}`' for name in found.layers)}, over {first}{count(number, 'article')} done by two or "
        "more, each as it stood when it was first marked done. Krippendorff's alpha of the "
        f"quotes' type: {shown(values.get(('attributes', TYPE, 'alpha')))}."
    )
    return CardAgreement(told, tuple(rows))
