"""The scheme's guidelines as pages of Markdown: one for the whole, one for each label."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.model.scheme import LabelDef, Scheme


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the guidelines."""

    label: str
    """The label that it is about, `""` for the page about the whole scheme."""
    markdown: str


def guidelines(scheme: Scheme) -> list[Page]:
    """All pages in the scheme's order.

    A label without guidelines of its own still has its help and its attributes, so that a project's own scheme,
    or a label that an import declared, is never a blank.
    """
    whole = scheme.guidelines.strip() or "This scheme has no guidelines beyond what its labels say."
    return [Page("", f"# {scheme.name.capitalize()}\n\n{whole}"), *(_page(label) for label in scheme.labels)]


def _page(label: LabelDef) -> Page:
    key = f" · `{label.key}`" if label.key else ""
    parts = [f"## {label.title}{key}", label.help, label.guidelines.strip(), _attributes(label)]
    return Page(label.name, "\n\n".join(part for part in parts if part))


def _attributes(label: LabelDef) -> str:
    lines = [
        f"- *{spec.name.replace('_', ' ')}*: {' · '.join(spec.values)}"
        for spec in label.attributes
        if spec.values
    ]
    return "\n".join(lines)
