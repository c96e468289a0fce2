"""Files of every kind a newsroom keeps reports in, to text; and what says why a file is not read."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pytest

from data_prep.errors import UnreadableError
from data_prep.files import LARGEST_TEXT, check_text, read_bytes, read_content, read_file, unread_language
from data_prep.files.decode import decode
from data_prep.files.listing import list_files
from data_prep.reports.document import read_document
from tests.files_made import REPORT, docx, html, pdf

ACCENTS = "Le maire d'Alep a été tué à Idlib, près de la frontière – “hier”, dit-il.\n"


def refusal(name: str, content: bytes) -> UnreadableError:
    with pytest.raises(UnreadableError) as caught:
        read_content(name, content)
    assert caught.value.file == name
    assert str(caught.value).startswith(name)
    return caught.value


# --- Encodings ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"], ids=lambda name: name
)
@pytest.mark.parametrize("text", [ACCENTS, REPORT], ids=["accents", "ascii"])
def test_encodings(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_utf16_with_a_big_endian_mark() -> None:
    assert decode(b"\xfe\xff" + ACCENTS.encode("utf-16-be")) == ACCENTS


def test_another_alphabet_in_an_old_encoding_is_guessed() -> None:
    text = "Вчера в результате обстрела города погибли шесть человек, сообщили врачи местной больницы. " * 5
    assert decode(text.encode("cp1251")) == text


def test_line_ends_become_one_kind() -> None:
    assert decode(b"one\r\ntwo\rthree\n") == "one\ntwo\nthree\n"


@pytest.mark.parametrize(
    "content", [bytes(range(256)) * 20, b"\x00\x01\x02\x03" * 500, b"\x7fELF" + b"\x00\x03\xf0" * 300]
)
def test_bytes_that_are_no_text(content: bytes) -> None:
    assert decode(content) is None


# --- Kinds of files -----------------------------------------------------------------------------------------------


def test_plain_text_is_kept_as_it_is() -> None:
    read = read_content("a.txt", REPORT.encode())
    assert (read.text, read.name, read.title, read.published) == (REPORT, "a.txt", "", None)


def test_markup_in_text_is_kept_as_text() -> None:
    text = "# Night\n\nHe wrote <script>alert(1)</script>, **bold**, $x^2$ and =1+1.\n"
    assert read_content("a.md", text.encode()).text == text


@pytest.mark.parametrize("name", ["report", "report.xyz", "report.2016"])
def test_an_unknown_ending_is_read_by_content(name: str) -> None:
    assert read_content(name, REPORT.encode()).text == REPORT
    assert "Two people" in read_content(name, html("<p>Two people died.</p>")).text


PAGE = html(
    """<nav><a href="/">Home</a></nav><article><h1>Shells hit market</h1>
    <p>BEIRUT (AP) - Two people died when shells hit the market of the town on Friday, medics said.
    <script>document.write("and 99 more")</script></p><p>Three more <b>died</b> in the hospital of the town.</p>
    <p>The post read &lt;script&gt;alert(1)&lt;/script&gt;, he said.</p><style>p {color: red}</style></article>""",
    """<title>Shells hit market | The Paper</title><meta property="og:site_name" content="The Paper">
    <meta property="article:published_time" content="2016-03-18T10:00:00Z">
    <link rel="canonical" href="https://example.org/a"><script>var evil = 1</script>""",
)


def test_a_web_page_gives_its_article_and_metadata_and_no_scripts() -> None:
    read = read_content("page.html", PAGE)
    assert (read.title, read.publisher, read.url) == ("Shells hit market", "The Paper", "https://example.org/a")
    assert read.published == date(2016, 3, 18)
    assert read.text.startswith("Shells hit market\n\nBEIRUT (AP) - Two people died")
    assert "Three more died in the hospital" in read.text
    assert "The post read <script>alert(1)</script>, he said." in read.text
    assert not any(word in read.text for word in ("document.write", "99 more", "evil", "color", "Home"))


def test_a_web_page_is_a_document_with_its_headline() -> None:
    read = read_content("page.html", PAGE)
    document = read_document(read.text, title=read.title, metadata_published=read.published)
    assert [sentence.role for sentence in document.sentences][:2] == ["headline", "body"]
    assert (document.dateline_place, document.published) == ("BEIRUT", date(2016, 3, 18))


def test_a_date_in_a_web_pages_text_is_not_the_pages() -> None:
    assert read_content("a.html", html("<p>Two people died in clashes on 3 March 2016 in Homs.</p>")).published is None


def test_a_web_page_in_the_encoding_it_declares() -> None:
    page = "<html><head><meta charset='windows-1256'></head><body><p>قال المرصد إن القصف قتل شخصين</p></body></html>"
    assert "القصف" in read_content("a.html", page.encode("cp1256")).text


def test_a_web_page_without_text_says_so() -> None:
    assert "no main text" in refusal("a.html", html("<script>var a = 1</script>")).reason


@pytest.mark.parametrize("start", ["<!---->" * 500, "<!-- ", "<?xml ", "<" * 4000])
def test_telling_a_web_page_is_quick_whatever_it_begins_with(start: str) -> None:
    assert read_content("a.txt", (start + " text").encode()).text.endswith(" text")


def test_pdf() -> None:
    assert "Shelling killed nine people in Sirte" in read_content("a.pdf", pdf(REPORT)).text


def test_a_pdf_with_a_password_says_so() -> None:
    error = refusal("a.pdf", pdf(REPORT, password="secret"))
    assert "protected by a password" in error.reason
    assert error.hint


def test_a_scanned_pdf_says_so() -> None:
    assert "no text" in refusal("a.pdf", pdf("")).reason


def test_a_broken_pdf_says_so() -> None:
    assert "damaged" in refusal("a.pdf", b"%PDF-1.4\n" + b"nonsense " * 20).reason


def test_a_pdf_is_told_by_its_content() -> None:
    assert "Sirte" in read_content("report.txt", pdf(REPORT)).text
    assert "it is none" in refusal("a.pdf", b"just text").reason


def test_word() -> None:
    content = docx("Two people died.", "Three fled.", heading="Shells hit market", rows=(("Homs", "2 dead"),))
    assert read_content("a.docx", content).text == (
        "# Shells hit market\n\nTwo people died.\n\nThree fled.\n\nHoms | 2 dead"
    )


def test_a_broken_word_file_says_so() -> None:
    assert "damaged" in refusal("a.docx", docx("Two people died.")[:-200]).reason
    assert "it is none" in refusal("a.docx", b"just text").reason


def test_a_word_file_without_text_says_so() -> None:
    assert "no text" in refusal("a.docx", docx()).reason


def test_a_word_file_that_unpacks_to_gigabytes_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b" " * 101_000_000)
    assert "unpacks to 101 MB" in refusal("bomb.docx", path.read_bytes()).reason


def test_a_word_file_with_a_password_says_so() -> None:
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    assert "protected by a password" in refusal("a.docx", content).reason


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Word"),
        ("a.txt", b"{\\rtf1 Two died.}", "RTF"),
        ("a.jpg", b"\xff\xd8\xff\xe0" + bytes(100), "picture"),
        ("a.zip", b"PK\x03\x04" + bytes(100), "archive"),
        ("a.csv", b"a,b\n1,2\n", "table"),
        ("a.xlsx", b"PK\x03\x04" + bytes(30) + b"xl/workbook.xml", "table"),
    ],
)
def test_kinds_that_are_not_read_say_what_to_do(name: str, content: bytes, word: str) -> None:
    error = refusal(name, content)
    assert word in error.reason
    assert error.hint.endswith(".")


# --- Sizes, and files that are not there --------------------------------------------------------------------------


def test_a_file_that_is_too_large_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(UnreadableError, match=r"huge\.txt: The file has 50 MB, more than the 10 MB"):
        read_file(path)


def test_a_text_that_is_too_long() -> None:
    assert check_text("a" * LARGEST_TEXT, "a") == "a" * LARGEST_TEXT
    with pytest.raises(UnreadableError, match="more than the 10 MB"):
        check_text("a" * (LARGEST_TEXT + 1), "a")
    assert "more than the 10 MB" in refusal("unnamed", b"a " * LARGEST_TEXT).reason


def test_an_empty_file_says_so(tmp_path: Path) -> None:
    for content in (b"", b" \n\t\n"):
        path = tmp_path / "empty.txt"
        path.write_bytes(content)
        with pytest.raises(UnreadableError, match=r"empty\.txt: The file is empty"):
            read_bytes(path)


def test_a_file_that_is_gone_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="is gone"):
        read_bytes(tmp_path / "gone.txt")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="not a file"):
        read_bytes(tmp_path)


# --- Folders ------------------------------------------------------------------------------------------------------


def test_a_folder_is_listed_with_all_below_and_without_what_is_no_report(tmp_path: Path) -> None:
    names = [
        "b.txt",
        "A.txt",
        "sub/c.md",
        ".hidden",
        ".git/config",
        "README.md",
        "SOURCES.md",
        "~$b.docx",
        "sub/license",
    ]
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("text")
    assert [file.shown for file in list_files([tmp_path]).files] == ["A.txt", "b.txt", "sub/c.md"]


def test_a_file_that_is_named_is_always_listed_and_only_once(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text("text")
    (tmp_path / "a.txt").write_text("text")
    one, other = list_files([readme, tmp_path]), list_files([str(tmp_path), readme, readme])
    assert one == other
    assert [file.shown for file in one.files] == ["a.txt", "README.md"]


def test_paths_that_do_not_exist_and_empty_folders_are_problems(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    problems = dict(list_files([tmp_path / "empty", tmp_path / "none.txt"]).problems)
    assert "no report" in problems[str(tmp_path / "empty")]
    assert "no file or folder" in problems[str(tmp_path / "none.txt")]


# --- Languages ----------------------------------------------------------------------------------------------------


FRENCH = """Des obus ont frappé le marché de la ville dans la nuit et ont tué deux personnes, selon des médecins qui
étaient sur place avec une équipe."""
GERMAN = """Bei dem Beschuss der Stadt wurden nach Angaben von Ärzten zwei Menschen getötet und drei weitere verletzt,
die auf dem Markt waren."""
SPANISH = """Dos personas fueron muertas por los proyectiles que cayeron en el mercado de la ciudad, según los médicos
que estaban en el lugar."""


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("Arabic", "قال مسعفون إن قصفا على سوق في المدينة قتل شخصين على الأقل"),
        ("Ukrainian", "Унаслідок обстрілу міста загинули двоє людей, повідомили медики, та це не все"),
        ("Chinese letters", "炮击造成两人死亡,医务人员说"),
        ("French", FRENCH),
        ("German", GERMAN),
        ("Spanish", SPANISH),
    ],
)
def test_a_language_that_is_not_read_is_named(language: str, text: str) -> None:
    assert unread_language(text) == language


@pytest.mark.parametrize(
    "text",
    [
        REPORT,
        REPORT.upper(),
        "",
        "39 dead",
        "Homs, Hama, Idlib",
        f"{REPORT} The statement read: قال مسعفون إن قصفا قتل شخصين",
        "In San Miguel de la Frontera, the Frente de Liberación said that the army had killed two of its men.",
    ],
)
def test_english_is_read_whatever_names_and_quotations_it_holds(text: str) -> None:
    assert unread_language(text) == ""
