"""A format is one file: a new one is read with nothing else changed, and one with a mistake names file and key."""

from __future__ import annotations

import re
import shutil
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import data_prep
from benchmarks.serve import ROOT
from data_prep import kinds
from data_prep.errors import VocabularyError
from data_prep.tables import format as parts
from data_prep.tables import format_load as module
from data_prep.tables.format import VERBS
from data_prep.tables.format_load import formats, load
from tests.accounting import check_accounts, check_claims

if TYPE_CHECKING:
    from collections.abc import Iterator

WATCH = """
dataset = "table"
id = ["incident"]
missing = ["x"]

[about]
title = "Harbour Watch"
counts = "One row is one incident at sea."
licence = "CC0"

[recognise]
columns = ["incident", "seen_on|sighted", "sank", "drowned"]

[dates]
start = "seen_on"
end = "until"
order = "day-first"
earliest = "2000-01-01"
wider = [{ column = "surety", is = ["roughly"], span = "week", note = "log", words = [['\\bmonth\\b', "month"]] }]

[names]
actors = [['Navy of (.+)', 'government:\\1'], ['Pirates \\(.+\\)', 'Pirates']]
nobody = ["nobody"]

[[editions]]
name = "checked"
file = 'checked'

[[editions]]
name = "early"
flag = "candidate-release"
column = "state"
cell = '^draft'

[[flags]]
flag = "zero-or-unknown"
column = "drowned"
is = ["0"]

[[refuse]]
column = "sank"
holds = '^rumour'
reason = "This is a rumour."

[frame]
stance = { value = "reported" }
event_type = { of = "sank", values = { shot = "Explosions/Remote violence", "board*" = "Violence against civilians" } }
killed_low = { number = "drowned" }
killed_high = { sum = ["drowned", "lost"] }
perpetrators = { actors = "by", split = "/" }
attribution = { value = "stated", nobody = "unknown", several = "contested" }
country = { country = "flag" }
place = { place = "water" }
sentence = { text = "log" }
"""
SHIPS = """incident,seen_on,until,surety,sank,drowned,lost,by,flag,water,log,crew
1,03/04/2021,05/04/2021,sure,shot,0,2,Navy of Yemen,Yemen,Red Sea,Shots were heard.,x
2,15/04/2021,,roughly,boarded,3,x,Pirates (Somalia)/Navy of Yemen,Somalia,Gulf,In that month a ship was taken.,9
3,16/04/2021,,sure,rumour only,1,1,nobody,Somalia,Gulf,Somebody said so.,9
4,17/04/2021,,roughly,boarded,1,1,nobody,Somalia,Gulf,A boat was taken.,9
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of formats with Harbour Watch in it, in the place of the program's own."""
    there = tmp_path / "formats"
    shutil.copytree(module.FOLDER, there)
    (there / "harbour-watch.toml").write_text(WATCH, encoding="utf-8")
    monkeypatch.setattr(module, "FOLDER", there)
    formats.cache_clear()
    yield there
    formats.cache_clear()


def ships(folder: Path, name: str = "ships.csv", text: str = SHIPS) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


# --- A new format -------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("folder")
def test_a_new_file_is_a_new_format(tmp_path: Path) -> None:
    prepared = data_prep.prepare(ships(tmp_path), keep=False)
    assert set(prepared.report["format"]) == {"harbour-watch"}
    check_accounts(prepared, 4)
    check_claims(prepared.claims)
    first, second, fourth = prepared.claims.to_dict("records")
    assert (str(first["date_start"].date()), str(first["date_end"].date())) == ("2021-04-03", "2021-04-05")
    assert (first["event_type"], first["killed_low"], first["killed_high"]) == ("Explosions/Remote violence", 0, 2)
    assert (list(first["perpetrators"]), first["attribution"]) == (["Government of Yemen"], "stated")
    assert (first["country"], first["sentence"]) == ("YEM", "Shots were heard.")
    assert first["event_id"] == "table:1"
    assert first["table:crew"] == "x"
    assert list(first["flags"]) == ["zero-or-unknown"]
    assert (str(second["date_start"].date()), str(second["date_end"].date())) == ("2021-04-01", "2021-04-30")
    assert (second["killed_low"], second["killed_high"]) == (3, None)
    assert (list(second["perpetrators"]), second["attribution"]) == (["Pirates", "Government of Yemen"], "contested")
    assert (str(fourth["date_start"].date()), str(fourth["date_end"].date())) == ("2021-04-14", "2021-04-20")
    assert (list(fourth["perpetrators"]), fourth["attribution"]) == ([], "unknown")
    assert prepared.problems[["row", "column", "value", "reason"]].values.tolist() == [
        [4, "sank", "rumour only", "This is a rumour."]
    ]


@pytest.mark.usefixtures("folder")
def test_its_other_names_of_columns_are_known_too(tmp_path: Path) -> None:
    text = SHIPS.replace("seen_on", "sighted", 1)
    report = data_prep.prepare(ships(tmp_path, text=text), keep=False).report
    assert set(report["format"]) == {"harbour-watch"}


@pytest.mark.usefixtures("folder")
def test_its_editions_are_told_by_name_and_by_cell(tmp_path: Path) -> None:
    early = ships(
        tmp_path,
        "some.csv",
        "state," + SHIPS.replace("\n", "\ndraft,").removesuffix("draft,").replace("draft,incident", "incident"),
    )
    prepared = data_prep.prepare([ships(tmp_path, "checked.csv"), early], keep=False)
    assert dict(prepared.report[["file", "edition"]].drop_duplicates().values) == {
        "checked.csv": "checked",
        "some.csv": "early",
    }
    assert prepared.claims["document"].str.startswith("checked.csv").all()
    assert prepared.problems["reason"].str.contains("checked.csv (checked)", regex=False).sum() == 3


@pytest.mark.usefixtures("folder")
def test_it_can_be_asked_for_by_name(tmp_path: Path) -> None:
    assert "harbour-watch" in kinds.names()
    assert len(data_prep.prepare(ships(tmp_path), format="harbour-watch", keep=False).claims) == 3
    lacking = ships(tmp_path, "other.csv", "incident,seen_on\n1,03/04/2021\n")
    (reason,) = data_prep.prepare(lacking, format="harbour-watch", keep=False).problems["reason"]
    assert reason.startswith("This is no Harbour Watch file: column sank, drowned is missing.")


@pytest.mark.usefixtures("folder")
def test_the_other_formats_are_read_as_before(tmp_path: Path) -> None:
    from tests.tables_made import acled

    assert set(data_prep.prepare(acled().write(tmp_path), keep=False).report["format"]) == {"acled"}


# --- Mistakes -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('dataset = "table"', 'dataset = "tabel"', "dataset 'tabel' is not known: did you mean 'table'?"),
        ('missing = ["x"]', 'mising = ["x"]', "key 'mising' is not known: did you mean 'missing'?"),
        ('title = "Harbour Watch"', 'titel = "Harbour Watch"', "'titel' is not known: did you mean 'title'?"),
        ("killed_low =", "kiled_low =", "column 'kiled_low' is not known: did you mean 'killed_low'?"),
        ('killed_low = { number = "drowned" }', 'killed_low = { numbr = "drowned" }', "killed_low"),
        ('stance = { value = "reported" }', 'stance = { value = "told" }', "'told' is not known"),
        ('shot = "Explosions/Remote violence"', 'shot = "Explosion"', "'Explosion' is not known"),
        ('flag = "zero-or-unknown"', 'flag = "zero-or-unkown"', "did you mean 'zero-or-unknown'?"),
        ('span = "week", ', "", "span"),
        ("file = 'checked'", "file = '(checked'", "unterminated"),
        ('column = "drowned"\nis = ["0"]', "", "no condition is given"),
        ('order = "day-first"', 'oder = "day-first"', "did you mean 'order'?"),
        ('nobody = ["nobody"]', 'noone = ["nobody"]', "'noone' is not known"),
        ("[about]", "[about", "cannot be read"),
        ('reason = "This is a rumour."', "", "reason"),
        ('split = "/" }', 'splitt = "/" }', "did you mean 'split'?"),
        ('column = "drowned"\nis', 'colum = "drowned"\nis', "did you mean 'column'?"),
        ("holds = '^rumour'", "hold = '^rumour'", "did you mean 'holds'?"),
        ("holds = '^rumour'\n", "", "no condition is given"),
        ('span = "week"', 'span = "fortnight"', "span 'fortnight' is not known"),
        ("b', \"month\"", "b', \"moon\"", "span 'moon' is not known"),
        ('order = "day-first"', 'order = "dayfirst"', "did you mean 'day-first'?"),
        ('earliest = "2000-01-01"', 'earliest = "2000"', "2000"),
        ('nobody = "unknown"', 'nobody = "unknwn"', "did you mean 'unknown'?"),
        ("actors = [['Navy of (.+)', 'government:\\1']", "actors = [['Navy of (.+)']", "unpack"),
    ],
)  # fmt: skip
def test_a_mistake_names_the_file_and_the_key(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert old in WATCH
    path = tmp_path / "harbour-watch.toml"
    path.write_text(WATCH.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(VocabularyError) as error:
        load(path)
    assert str(error.value).startswith("harbour-watch.toml")
    assert told in str(error.value)


def test_one_word_stands_for_a_list_of_one(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(WATCH.replace('id = ["incident"]', 'id = "incident"').replace('["x"]', '"none"'))
    made = load(tmp_path / "a.toml")
    assert (made.id, made.missing) == (("incident",), ("none",))


@pytest.mark.parametrize("content", [b"\xff\xfe", b"", b"title = 1"])
def test_what_is_no_format_says_so(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "odd.toml").write_bytes(content)
    with pytest.raises(VocabularyError, match=r"odd\.toml"):
        load(tmp_path / "odd.toml")


# --- The program's own --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(formats()))
def test_a_format_says_what_it_is(name: str) -> None:
    about = formats()[name].about
    assert about.title
    assert about.counts.endswith(".")
    assert about.attribution
    assert bool(about.licence) == bool(about.licence_url) == (name != "table")


def test_no_code_names_a_format() -> None:
    """Knowledge of a data set stands in its format: no module branches on its name."""
    names = {name for name in formats() if name != "table"}
    modules = [*(ROOT / "data_prep").glob("*.py"), *(ROOT / "data_prep" / "tables").rglob("*.py")]
    for path in modules:
        literals = set(re.findall(r"""["']([a-z-]+)["']""", path.read_text(encoding="utf-8")))
        assert path.name == "frame.py" or not literals & names, path.name


# --- Documentation ------------------------------------------------------------------------------------------------

DOCS = ROOT / "docs" / "formats.md"
PARTS = [
    one
    for one in vars(parts).values()
    if isinstance(one, type) and is_dataclass(one) and one.__module__ == parts.__name__
]
OTHER_NAMES = {"is_": "is", "verb": "", "name": "", "form": "", "becomes": "", "when": "", "actors": "actors"}
"""Keys that are written otherwise; empty: no key of a file."""


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_every_key_is_documented(part: type) -> None:
    written = DOCS.read_text(encoding="utf-8")
    for one in fields(part):
        key = OTHER_NAMES.get(one.name, one.name) if (part.__name__, one.name) != ("Edition", "name") else "name"
        assert not key or re.search(rf"^\| `{key}` \|", written, re.MULTILINE), f"{part.__name__}.{one.name}"


def test_every_verb_is_documented() -> None:
    written = DOCS.read_text(encoding="utf-8")
    assert [verb for verb in VERBS if not re.search(rf"^\| `{verb}` \|", written, re.MULTILINE)] == []


def test_the_documents_example_is_a_format(tmp_path: Path) -> None:
    blocks = re.findall(r"```toml\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "example.toml").write_text(blocks[0], encoding="utf-8")
    assert load(tmp_path / "example.toml").about.title


def test_every_piece_of_the_document_can_be_read(tmp_path: Path) -> None:
    """The pieces show one key each; put into a small format, each is one that can be loaded."""
    blocks = re.findall(r"```toml\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    base = {
        "dataset": 'dataset = "table"',
        "[about]": '[about]\ntitle = "a"\ncounts = "b"',
        "[frame": "[frame]\nstance = { value = 'reported' }",
    }
    for number, block in enumerate(blocks):
        lacking = [text for mark, text in base.items() if not re.search(rf"^{re.escape(mark)}", block, re.MULTILINE)]
        top = [text for text in lacking if not text.startswith("[")]
        path = tmp_path / f"piece-{number}.toml"
        path.write_text("\n".join([*top, block, *(text for text in lacking if text.startswith("["))]), encoding="utf-8")
        load(path)
