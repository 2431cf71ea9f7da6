"""Language packs: everything that is true of one language only, as data.

A pack is a folder of TOML files in `packs/`, named after the language. A project may add a file or folder of
its own (`extra`), whose lists are added to the bundled ones; its `[remove]` table takes words away again.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from functools import cache
from pathlib import Path
from typing import Any

from annotator.errors import PackError
from annotator.lang.shapes import parted_shapes
from annotator.lang.tables import NAMES, Tables
from annotator.text.marks import MARKS
from annotator.text.tokens import Clitics

FALLBACK = "xx"
"""The pack for languages that have none."""

_FOLDER = Path(__file__).resolve().parent / "packs"

_SHORTEST_SHAPED = 8
"""Code points of a word that counts by its shape alone."""


def _list(table: str, key: str) -> tuple[str, ...]:
    """A field that is filled from a list of the files, in their order."""
    found: tuple[str, ...] = field(default=(), metadata={"table": table, "key": key})
    return found


def _set(table: str, key: str) -> frozenset[str]:
    """A field that is filled from a list of the files whose order does not matter."""
    found: frozenset[str] = field(default=frozenset(), metadata={"table": table, "key": key})
    return found


@dataclass(frozen=True, slots=True)
class Pack:
    """One language's rules and words. Words are casefolded; lists keep the order of the file."""

    name: str
    version: str
    """Changes whenever tokens or suggestions could; a project's own additions show as `1+3f9a0c12`."""
    lang: str
    """BCP 47 primary tag; `xx` for any language."""
    clitics: Clitics | None = None
    """Endings that are tokens of their own, for `annotator.text.tokens.tokenize`."""
    problems: tuple[str, ...] = ()
    """What was left out of the project's additions and why, a sentence each, naming file, line and key."""

    marks: tuple[str, ...] = field(default=MARKS, metadata={"table": "pack", "key": "marks"})
    """Pairs of quotation marks in use, for `annotator.text.marks.quotations`."""
    rules_off: frozenset[str] = _set("rules", "off")
    """Names of `annotator.lang.rules.RULES` that suggest nothing."""
    boilerplate: tuple[str, ...] = _list("lines", "boilerplate")
    """Lines of the page that are no part of the article; `*` stands for anything."""

    abbreviations: frozenset[str] = _set("words", "abbreviations")
    """Words after which a full stop ends no sentence, without that stop."""
    common: frozenset[str] = _set("words", "common")
    """Frequent small words, by which the language is told."""
    calendar: frozenset[str] = _set("words", "calendar")
    """Days, months and the like: they have a capital and are nobody's name."""
    calendar_unsure: frozenset[str] = _set("words", "calendar_unsure")
    """Those of them that are names or small words as well: a date by what stands beside them alone (`May`)."""
    calendar_behind: frozenset[str] = _set("words", "calendar_behind")
    """Words behind which such a one is a date (`in`)."""
    negations: frozenset[str] = _set("words", "negations")
    adverbs: frozenset[str] = _set("words", "adverbs")
    """What may stand between a speaker and the verb, or between the verb and the speaker."""
    relatives: frozenset[str] = _set("words", "relatives")
    """Words by which a relative clause begins (`yang`)."""
    contrasts: frozenset[str] = _set("words", "contrasts")
    """Words by which a clause begins that has nothing to do with what was said before (`tetapi`)."""
    correlatives: frozenset[str] = _set("words", "correlatives")
    """Words that a contrast in the same clause belongs to (`tidak hanya …, tetapi …`)."""
    meanwhile: frozenset[str] = _set("words", "meanwhile")
    """Words by which a clause begins that tells of something beside it (`sementara`)."""
    openers: frozenset[str] = _set("words", "openers")
    """Words that begin a sentence and belong neither to the speaker nor to what was said (`namun`)."""
    breaks: frozenset[str] = _set("words", "breaks")
    """Small words at which a mention of somebody ends: prepositions, conjunctions, and what goes with them."""
    prepositions: frozenset[str] = _set("words", "prepositions")
    """Words after which nobody is the subject of a verb (`di`, `kepada`)."""
    conjunctions: frozenset[str] = _set("words", "conjunctions")
    """What joins two verbs of one subject (`dan`, `sambil`)."""
    appositives: frozenset[str] = _set("words", "appositives")
    """What leads from a name to another office of the same person (`sekaligus`)."""
    occasions: frozenset[str] = _set("words", "occasions")
    """Words behind which an occasion is named, and nobody who speaks (`seusai`)."""
    moments: frozenset[str] = _set("words", "moments")
    """Words that tell of a time with a word such as `itu`, and do not join a sentence to the one before (`saat`)."""
    pointers: tuple[str, ...] = _list("words", "pointers")
    """What takes up the words just quoted (`hal itu`, `demikian`)."""

    titles: frozenset[str] = _set("words", "titles")
    """What may stand before a name; some are of several words."""
    honorifics: frozenset[str] = _set("words", "honorifics")
    """First words of titles that a name has in full and no office (`dokter`)."""
    polite: frozenset[str] = _set("words", "polite")
    """Words of address before an office that stands for its holder (`Pak Sekda`)."""
    pronouns: frozenset[str] = _set("words", "pronouns")
    """All that may speak; the ones for more than one person too."""
    first_person: frozenset[str] = _set("words", "first_person")
    """Those of them by which somebody speaks of themselves; inside a quote they are its speaker."""
    persons: frozenset[str] = _set("words", "persons")
    """Nouns for people without a name, by which a mention may begin or end (`warga`, `pria`)."""
    residents: frozenset[str] = _set("words", "residents")
    """Those of them that a place follows and not a name (`warga Lembayung`)."""
    local_titles: frozenset[str] = _set("words", "local_titles")
    """Titles that the name of a small place or a person's may follow (`camat`)."""
    area_titles: frozenset[str] = _set("words", "area_titles")
    """Titles that the name of a larger area follows, or a person's (`gubernur`)."""
    own_side: frozenset[str] = _set("words", "own_side")
    """Nouns by which a speaker tells of their own side (`pihaknya`)."""
    collectives: frozenset[str] = _set("words", "collectives")
    """Words by which the name of an institution or group begins, or that stand for one (`pemerintah`)."""
    complete: frozenset[str] = _set("words", "complete")
    """Those of them that are a whole name, after which a person's may follow (`polri`)."""
    offices: frozenset[str] = _set("words", "offices")
    """Words of offices and institutions that are written with a capital and are no part of a person's name."""
    office_shapes: tuple[str, ...] = _list("words", "office_shapes")
    """Beginning and end of longer words that are such too (`pe*an`: `Penyuluhan`)."""
    foreign_links: frozenset[str] = _set("words", "foreign_links")
    """Small words of other languages inside the names of institutions (`of`)."""
    places: frozenset[str] = _set("words", "places")
    """Places that stand between an office and the name of who holds it; some are of several words."""
    areas: tuple[str, ...] = _list("words", "areas")
    """Places of several words, or whose names mean something else too: they count where an office wants a place."""
    eponyms: tuple[str, ...] = _list("words", "eponyms")
    """People after whom an institution is named, right behind its noun (`universitas`)."""
    firms: tuple[str, ...] = _list("words", "firms")
    """Businesses and bodies of several words, or whose names have no noun in them (`jasa marga`)."""
    venues: frozenset[str] = _set("words", "venues")
    """Nouns by which the name of a business or house begins, whose head's name may stand behind it (`hotel`)."""
    head_titles: frozenset[str] = _set("words", "head_titles")
    """Titles that the name of a body or business may follow without a noun for it (`direktur`)."""
    high_titles: frozenset[str] = _set("words", "high_titles")
    """Titles that nobody's name holds, and that neither a place nor a firm follows (`menteri`)."""
    firm_titles: frozenset[str] = _set("words", "firm_titles")
    """Titles behind which the firm is nearly always named before whoever has them (`ceo`)."""
    initials: frozenset[str] = _set("words", "initials")
    """Initials of a name that are written together (`fx`)."""
    given: frozenset[str] = _set("words", "given")
    """Names by which people are often called, where nothing else shows where a name begins."""
    locatives: frozenset[str] = _set("words", "locatives")
    """Words after which a capitalised word is a place (`di`, `kota`)."""
    demonstratives: frozenset[str] = _set("words", "demonstratives")
    """Words that close a mention (`pria itu`)."""
    sameness: frozenset[str] = _set("words", "sameness")
    """Words behind a relative word by which something named before is meant (`yang sama`)."""
    degrees: frozenset[str] = _set("words", "degrees")
    """Degrees after a name."""
    verb_prefixes: tuple[str, ...] = _list("words", "verb_prefixes")
    """Beginnings of words that may be verbs."""
    verb_shapes: tuple[str, ...] = _list("words", "verb_shapes")
    """Beginning and end of words that may be verbs where every word has a capital (`*kan`: `Naikkan`)."""
    participles: tuple[str, ...] = _list("words", "participles")
    """Endings of verbs by which a clause about somebody begins behind a comma (`Ani, wearing a hat,`)."""
    nonverbs: frozenset[str] = _set("words", "nonverbs")
    """Words that begin as verbs do and are none (`berbagai`, `menteri`)."""
    finite: frozenset[str] = _set("words", "finite")
    """Words by which a clause is told from a noun phrase."""
    particles: frozenset[str] = _set("words", "particles")
    """Small words inside names (`bin`, `van`)."""
    office_links: frozenset[str] = _set("words", "office_links")
    """Small words inside offices (`dan`, `of`)."""
    nominal_links: frozenset[str] = _set("words", "nominal_links")
    """Prepositions inside a mention, before a name (`pengamat dari …`)."""
    office_prepositions: frozenset[str] = _set("words", "office_prepositions")
    """Those of them that may stand inside an office as well (`Kepala Bidang … pada Dinas …`)."""
    articles: frozenset[str] = _set("words", "articles")
    """Words by which an apposition or a nominal may begin (`a`, `the`, `seorang`)."""
    name_suffixes: frozenset[str] = _set("words", "name_suffixes")
    """What after a name makes it another person's (`jr`)."""
    clipped: frozenset[str] = _set("words", "clipped")
    """First syllables of names that are often left out (`su`: `Harsono` for `Suharsono`)."""
    headings: frozenset[str] = _set("words", "headings")
    """Words that mean the one institution of the article whose name begins with them (`pemprov`)."""
    kin: frozenset[str] = _set("words", "kin")
    """Words beside a name that make it another person's (`istri`)."""
    patronymics: frozenset[str] = _set("words", "patronymics")
    """Words between a name and the father's (`bin`)."""
    forenames: frozenset[str] = _set("words", "forenames")
    """First names that are often left out, so that a name with and without them is one (`muhammad`)."""

    speech_bare: tuple[str, ...] = _list("cues", "bare")
    """Verbs that follow a quotation and precede the speaker, most frequent first."""
    speech_clitic: tuple[str, ...] = _list("cues", "clitic")
    """The same with the speaker as their ending (`ujarnya`)."""
    speech_lead: tuple[str, ...] = _list("cues", "lead")
    """Verbs that follow the speaker and precede what was said."""
    speech_weak: frozenset[str] = _set("cues", "weak")
    """Those of the lead verbs that often have something else than words as their object (`menyoroti`)."""
    speech_request: tuple[str, ...] = _list("cues", "request")
    """Verbs of asking and ordering, followed by what is asked for (`meminta agar`)."""
    speech_address: frozenset[str] = _set("cues", "address")
    """Those of the verbs of asking whose object is whoever is asked (`meminta warga untuk …`)."""
    speech_hope: frozenset[str] = _set("cues", "hope")
    """Those of the verbs of asking that lead to words even without `agar` or a clause (`berharap`)."""
    speech_affirming: frozenset[str] = _set("cues", "affirming")
    """Those of the weak verbs by which a thing is said to be so or not, or to come (`membenarkan kebakaran …`)."""
    speech_asked: frozenset[str] = _set("cues", "asked")
    """Passive verbs of asking, whose subject is whoever is asked (`warga diminta menjaga …`)."""
    speech_passive: tuple[str, ...] = _list("cues", "passive")
    """Passive verbs before their speaker (`dijelaskan Budi`)."""
    continuing: frozenset[str] = _set("cues", "continuing")
    """Verbs by which somebody goes on who has spoken before (`lanjut`)."""
    speech_headline: tuple[str, ...] = _list("cues", "headline")
    """Short verbs between speaker and words in a headline (`sebut`)."""
    speech_headline_loose: frozenset[str] = _set("cues", "headline_loose")
    """Those of them that have things as their object too, so that a clause must follow (`minta`)."""
    headline_roots: frozenset[str] = _set("cues", "headline_roots")
    """Verbs without beginning or ending by which a clause in a headline is told (`jadi`)."""
    complement: tuple[str, ...] = _list("cues", "complement")
    """Words that may stand between such a verb and what was said (`bahwa`, `that`)."""
    according: tuple[str, ...] = _list("cues", "according")
    """What names the speaker without a verb (`menurut`, `according to`)."""
    according_nouns: tuple[str, ...] = _list("cues", "according_nouns")
    """What may stand between `berdasarkan` and who is meant (`data`)."""
    according_only: frozenset[str] = _set("cues", "according_only_with_noun")
    """Those of the phrases that name a speaker only with such a noun."""
    relay: tuple[str, ...] = _list("cues", "relay")
    """What names the outlet or document that relayed the words (`dikutip dari`)."""
    purpose: frozenset[str] = _set("cues", "purpose")
    """Those of the complements that lead to what is asked for (`agar`, `untuk`)."""
    purpose_after_addressee: frozenset[str] = _set("cues", "purpose_after_addressee")
    """Those of them that lead to it only right after whoever is asked (`untuk`)."""
    agents: frozenset[str] = _set("cues", "agents")
    """What may stand between a passive verb and its speaker (`oleh`)."""
    showing: frozenset[str] = _set("cues", "showing")
    """Verbs by which documents and figures speak (`data … menunjukkan …`), and people do something else."""
    documents: frozenset[str] = _set("cues", "documents")
    """Nouns for such documents and figures."""
    carriers: tuple[str, ...] = _list("cues", "carriers")
    """Nouns for what carries words to the article after a word such as `dalam` (`siaran pers`)."""
    sayings: frozenset[str] = _set("cues", "sayings")
    """Nouns of saying that lead to words in marks (`ucapan “…”`)."""
    topics: frozenset[str] = _set("cues", "topics")
    """Nouns that a verb of saying may have as its object without any words being told (`menjelaskan alasan`)."""
    thing: frozenset[str] = _set("cues", "thing")
    """Lead verbs that may have such a noun as their object, beside the weak ones."""
    raising: frozenset[str] = _set("cues", "raising")
    """Passive verbs between a subject and what is said of it (`Ani disebut telah …`)."""
    plain: frozenset[str] = _set("cues", "plain")
    """Lead verbs that report inside a quotation even where no word such as `bahwa` follows."""
    naming: frozenset[str] = _set("cues", "naming")
    """Words behind such a verb by which something is only called so (`disebut sebagai`)."""
    likening: frozenset[str] = _set("cues", "likening")
    """What may stand before a relay phrase (`seperti dikutip …`)."""
    teasers: frozenset[str] = _set("cues", "teasers")
    """Words after a comma by which a headline stops telling what was said (`…, Ini Alasannya`)."""
    heralds: frozenset[str] = _set("cues", "heralds")
    """Words by which a headline begins, before whoever speaks (`Heboh Budi Sebut …`)."""
    thus: frozenset[str] = _set("cues", "thus")
    """What may stand between a quotation and its verb (`demikian kata …`)."""
    telling: frozenset[str] = _set("cues", "telling")
    """Verbs whose first object is whoever is told (`told`)."""
    citing: frozenset[str] = _set("cues", "citing")
    """Those of the relay phrases by which one source names the one before it (`mengutip`)."""
    addressing: tuple[str, ...] = _list("cues", "addressing")
    """What names whom the words were said to, who relays them if it is an outlet (`kepada`)."""
    media: frozenset[str] = _set("cues", "media")
    """Nouns by which the mention of an outlet, site, programme or document begins (`laman`)."""
    outlets: frozenset[str] = _set("cues", "outlets")
    """Outlets by name, where nothing else tells that one is meant."""
    audience: frozenset[str] = _set("cues", "audience")
    """Who may be spoken to and is no outlet (`wartawan`)."""

    def is_office(self, low: str) -> bool:
        """Whether a casefolded word is one of offices and institutions, by the list or by its shape."""
        return low in self.offices or (
            len(low) >= _SHORTEST_SHAPED
            and any(low.startswith(first) and low.endswith(last) for first, last in self._shapes)
        )

    @property
    def _shapes(self) -> tuple[tuple[str, str], ...]:
        return parted_shapes(self.office_shapes)


_FIELDS = {
    (one.metadata["table"], one.metadata["key"]): one.name for one in fields(Pack) if "key" in one.metadata
}
_CLITICS = {("clitics", key) for key in ("suffixes", "shy", "roots", "prefixes", "exceptions")}
# Every list a pack may hold: table and key in the files.
_LISTS = frozenset((*_FIELDS, *_CLITICS))


_FOR_TOKENS = ("clitics.toml", "pack.toml")  # a test holds all bundled packs to these two


def load_pack(lang: str, *extra: Path | None) -> Pack:
    """The pack for `lang` (`id`, `id-ID`), or the one for any language; loaded once.

    Each `extra` is a TOML file, or a folder: its files add to every language, those in a folder inside it that is named
    after a language (`id/`) to that one. Such a folder for a language without a bundled pack makes one, on what holds
    for any language. What is wrong in an addition is left out and told in `Pack.problems`; the rest of it counts.

    Raises:
        PackError: a bundled pack is wrong, which is our fault.
    """
    primary, nearest = _nearest(lang)
    pack = _bundled(nearest)
    for one in extra:
        if one is not None:
            earlier, pack = pack.problems, _extended(pack, one, primary)
            pack = replace(pack, problems=(*earlier, *pack.problems)) if earlier else pack
    return pack


def load_token_pack(lang: str) -> Pack:
    """The bundled pack as far as an export needs it: names and clitics. To read all lists takes eight times as long.

    Raises: as `load_pack`.
    """
    return _bundled(_nearest(lang)[1], for_tokens=True)


def _nearest(lang: str) -> tuple[str, str]:
    """The language, and the bundled pack that serves it."""
    primary = lang.replace("_", "-").partition("-")[0].lower()
    return primary, primary if primary in bundled_languages() else FALLBACK


@cache
def bundled_languages() -> tuple[str, ...]:
    """The languages that have a pack of their own, sorted; `xx` is not among them."""
    return tuple(
        sorted(entry.name for entry in _FOLDER.iterdir() if entry.is_dir() and entry.name != FALLBACK)
    )


def clitics_of(pack: Pack) -> Clitics | None:
    """The endings to cut off when text in this pack's language is tokenised."""
    return pack.clitics


@cache
def _bundled(lang: str, *, for_tokens: bool = False) -> Pack:
    tables = Tables(_LISTS)
    folder = _FOLDER / lang
    for path in sorted(folder.glob("*.toml")):
        if not for_tokens or path.name in _FOR_TOKENS:
            tables.read(path)
    missing = [name for name in NAMES if name not in tables.names]
    if missing and not tables.problems:
        tables.problems.append(f"{folder / 'pack.toml'}, line 1, pack.{missing[0]}: missing.")
    if tables.problems:
        raise PackError(tables.problems[0])
    return _fill(Pack(tables.names["name"], tables.names["version"], tables.names["lang"], marks=()), tables)


def _extended(bundled: Pack, extra: Path, lang: str) -> Pack:
    paths = sorted(extra.glob("*.toml")) if extra.is_dir() else [extra]
    own = sorted((extra / lang).glob("*.toml")) if lang.isalpha() and (extra / lang).is_dir() else []
    paths += own
    if own and bundled.lang != lang:
        bundled = replace(bundled, name=lang, lang=lang)
    tables = Tables(_LISTS)
    for path in paths:
        tables.read(path)
    pack = _fill(bundled, tables)
    if pack == bundled:
        return replace(bundled, problems=tuple(tables.problems))
    # The version names what the rules amount to, not the file: a comment changes nothing.
    version = f"{tables.names.get('version', bundled.version)}+{tables.fingerprint()}"
    return replace(pack, version=version, problems=tuple(tables.problems))


def _fill(base: Pack, tables: Tables) -> Pack:
    filled: dict[str, Any] = {}
    for (table, key), name in _FIELDS.items():
        before = getattr(base, name)
        if isinstance(before, frozenset):
            filled[name] = frozenset(tables.words(table, key, tuple(sorted(before))))
        else:
            filled[name] = tables.words(table, key, before)
    return replace(base, clitics=_clitics(base.clitics or Clitics(), tables), **filled)


def _clitics(base: Clitics, tables: Tables) -> Clitics | None:
    def more(key: str, before: frozenset[str]) -> frozenset[str]:
        return frozenset(tables.words("clitics", key, tuple(sorted(before))))

    suffixes = tables.words("clitics", "suffixes", base.suffixes)
    shy = tables.words("clitics", "shy", base.shy)
    if not suffixes and not shy:
        return None
    return Clitics(
        suffixes=suffixes,
        shy=shy,
        exceptions=more("exceptions", base.exceptions),
        roots=more("roots", base.roots),
        prefixes=more("prefixes", base.prefixes),
        shortest_host=base.shortest_host,
    )
