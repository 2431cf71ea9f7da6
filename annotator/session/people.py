"""The people of an article: who is known by a name, whom an anaphor means, who has which digit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from annotator.model.called import called
from annotator.model.edits import Edit
from annotator.model.items import Entity, Link
from annotator.model.replacing import replace
from annotator.session.naming import without_titles
from annotator.session.state import State
from annotator.text.folding import normal
from annotator.text.safe import legible_name


def known_person(state: State, name: str) -> str:
    """The entity whose name or alias this is, letter by letter but for case; `""` if none, several, or it is in doubt.

    It is in doubt where the words are also a part of the name of somebody whom this article's layer links already,
    while whoever is called just so is not in it: `Budi` beside `Budi Hartono` is hardly another article's Budi.
    """
    wanted = legible_name(name).casefold()
    found = {
        entity.id
        for entity in called(state.entities).so(normal(wanted))
        if wanted in (known.casefold() for known in entity.names)
    }
    standing = {person.id for one in found if (person := state.person(one)) is not None}
    if len(standing) != 1:
        return ""
    one = standing.pop()
    return "" if _means_somebody_here(state, wanted, one) else one


def _means_somebody_here(state: State, name: str, namesake: str) -> bool:
    """Whether a name may mean somebody of this article rather than the one who is called so, who is not in it.

    A full name of theirs means nobody else, whoever's longer name it stands in (`Joko Widodo`, `Iriana Joko Widodo`).
    """
    titles = state.reading.pack.titles
    words = _untitled(normal(name), titles)
    who = state.entities[namesake]
    if not words or (" " in words and words == _untitled(normal(who.name), titles)):
        return False
    linked = {link.entity for link in state.layer.links.values()}
    here = {person.id: person for one in linked if (person := state.person(one)) is not None}
    return namesake not in here and any(
        f" {words} " in f" {normal(known)} " for person in here.values() for known in person.names
    )


def named(state: State, name: str, kind: str) -> list[str]:
    """Who has this very name, but for case, marks and punctuation: ids, those linked in this article if any are.

    Where nobody has it, titles before it are no difference either (`Dr. Rina Wulandari`), if a full name is left;
    but a woman is not named by her husband's (`Nyonya Bayu Prakoso`).
    """
    titles = state.reading.pack.titles - state.reading.pack.kin
    wanted = normal(name)
    names = called(state.entities)
    found = _standing_of_kind(state, kind, names.so(wanted))
    bare = _untitled(wanted, titles)
    if not found and " " in bare:
        ending = names.ending(bare.rpartition(" ")[2])
        same = [one for one in ending if any(_untitled(normal(known), titles) == bare for known in one.names)]
        found = _standing_of_kind(state, kind, same)
    here = [one for one in people_here(state) if one in found] if len(found) > 1 else []
    return here or sorted(found)


def _standing_of_kind(state: State, kind: str, called_so: Iterable[Entity]) -> set[str]:
    """Ids of who stands for those of a kind."""
    people = (state.person(one.id) for one in called_so if one.kind == kind)
    return {person.id for person in people if person is not None}


def _untitled(name: str, titles: frozenset[str]) -> str:
    return " ".join(without_titles(name.split(), titles))


def previous_person(state: State, before: int) -> str:
    """The person whom an anaphor at an offset most likely means; `""` if nobody is in sight.

    Whoever of the article's people is named last before it in its paragraph, else the speaker before it.
    """
    part = state.reading.paragraph(state.reading.article.paragraph_at(before))
    ahead = state.reading.text[part.start : before]
    named = {
        identifier: max(ahead.rfind(name) for name in (person.name, *person.aliases))
        for identifier in people_here(state)
        if (person := state.person(identifier)) is not None
    }
    if named and max(named.values()) >= 0:
        return max(named, key=lambda identifier: named[identifier])
    spoke = [
        (span.start, link.entity)
        for link in state.layer.links.values()
        if link.label == "refers_to"
        and (span := state.span(link.span)) is not None
        and span.label == "SPEAKER"
        and span.start < before
    ]
    return max(spoke, default=(0, ""))[1]


def people_here(state: State) -> list[str]:
    """Ids of the persons that this article's layer links to, in the order of their first mention."""
    first: dict[str, int] = {}
    for link in state.layer.links.values():
        span = state.span(link.span)
        person = state.person(link.entity)
        if span is not None and person is not None:
            first[person.id] = min(first.get(person.id, span.start), span.start)
    return sorted(first, key=lambda one: (first[one], one))


def people_by_digit(state: State) -> list[str]:
    """Ids of the article's people, whose digit is 1 first; `""` where a digit is nobody's.

    In the order of their first mention when the article is opened. Then a digit stays theirs until it is closed, with
    or without links, and whoever comes new takes the next; fingers have learnt the digits meanwhile. The digit of
    somebody who is gone altogether is free again.
    """
    return _numbered(state, state.digits, people_here(state))


def digit_of(state: State) -> dict[str, str]:
    """Id of a person -> their digit. Looks at all links of the article, so ask once."""
    return {one: str(digit) for digit, one in enumerate(people_by_digit(state)[:9], start=1) if one}


def with_digits(before: State, after: State, edits: Iterable[Edit] | None = None) -> State:
    """The state after a change of links or people, in which everybody has the digit that was theirs before.

    `edits` lead from one to the other, where they are known to: then only whom they link can be new.
    """
    known = before.digits or people_by_digit(before)
    linked = people_here(after) if edits is None else _linked(after, edits)
    digits = tuple(_numbered(after, known, linked))
    return after if digits == after.digits else replace(after, digits=digits)


def _linked(state: State, edits: Iterable[Edit]) -> list[str]:
    """Ids of the persons whom edits link to, in the order of their first mention there."""
    links = [edit.after for edit in edits if isinstance(edit.after, Link)]
    first = {link.entity: span.start for link in links if (span := state.span(link.span)) is not None}
    return standing(state, sorted(first, key=lambda one: (first[one], one)))


def _numbered(state: State, digits: Sequence[str], here: Iterable[str]) -> list[str]:
    """Who has which digit: those who had one, then the others who are here, from the first that is free."""
    known = [person.id if (person := state.person(one)) is not None else "" for one in digits]
    found = [one if one not in known[:place] else "" for place, one in enumerate(known)]
    for one in here:
        if one not in found and "" in found:
            found[found.index("")] = one
        elif one not in found:
            found.append(one)
    return found


def standing(state: State, people: Iterable[str]) -> list[str]:
    """Ids of who stands for these people now, each once; without those who are gone."""
    found = (state.person(one) for one in people if one)
    return list(dict.fromkeys(person.id for person in found if person is not None))
