"""Backups and restores: real files, SQLite and PostgreSQL."""

from __future__ import annotations

import hashlib
import json
import random
import resource
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, text

from search_app.analytics.collection.feedback import FeedbackRow
from search_app.analytics.storage import migrations
from search_app.analytics.storage.database import Database
from search_app.analytics.storage.tables import SearchRow, TermRequestRow, VoterRow
from search_app.config import Settings, load_settings
from search_app.errors import BackupRefused
from search_app.operations.backup import back_up
from search_app.operations.restore import restore
from search_app.search import Engine, SearchRequest, build
from tests.cli.command import invoke
from tests.concurrency import repeating
from tests.conftest import write_terms
from tests.postgres import Cluster

DAY = date(2026, 11, 20)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/var/audience.db"
    cluster: Cluster = request.getfixturevalue("postgres")
    return cluster.create(f"t{uuid4().hex}")


def installation(folder: Path, url: str | None = None, **environ: str) -> Settings:
    environ = {"GLOSSARY_DATABASE_URL": url or f"sqlite:///{folder}/var/audience.db", **environ}
    return load_settings(environ, terms=str(folder / "terms"), index=str(folder / "index"))


def fill(settings: Settings, votes: int = 3) -> None:
    with Database(settings.database_url).writing() as session:
        for number in range(votes):
            row = {"day": DAY, "slug": "copayment", "helpful": True, "counted": True, "origin": ""}
            session.add(FeedbackRow(id=f"v{number}", comment=f"größer 中文 “{number}”", **row))
        request = {"day": DAY, "query": "gym", "comment": "", "origin": "https://a.example", "language": "es"}
        session.add(TermRequestRow(id="w", **request))
        session.add(SearchRow(day=DAY, query="co pay", results=2, corrected=True, origin="", weak=True, times=7))
        session.add(VoterRow(key="feed" * 8, day=DAY))


def content(settings: Settings) -> list[tuple[object, ...]]:
    with Database(settings.database_url).reading() as session:
        votes = session.query(FeedbackRow.id, FeedbackRow.comment, FeedbackRow.day, FeedbackRow.helpful)
        searches = session.query(SearchRow.query, SearchRow.times, SearchRow.weak, SearchRow.day)
        requests = session.query(TermRequestRow.id, TermRequestRow.origin, TermRequestRow.language)
        return sorted(map(tuple, (*votes, *searches, *requests)))


def files(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_everything_is_back_after_a_total_loss(tmp_path: Path, url: str) -> None:
    settings = installation(tmp_path, url)
    write_terms(settings.terms)
    fill(settings)
    before, terms = content(settings), files(settings.terms)
    report = back_up(settings, tmp_path / "backup.zip")
    assert report.rows == {"feedback": 3, "openings": 0, "searches": 1, "wishes": 1}
    shutil.rmtree(settings.terms)
    if url.startswith("sqlite"):
        shutil.rmtree(tmp_path / "var")
        after = settings
    else:
        after = installation(tmp_path, f"{url.rpartition('/')[0]}/postgres")  # another, empty database
    restore(after, tmp_path / "backup.zip")
    assert files(settings.terms) == terms
    assert content(after) == before
    fill_again = Database(after.database_url)
    with fill_again.writing() as session:  # rows are numbered on from those restored
        session.add(SearchRow(day=DAY, query="tip", results=1, corrected=False, origin=""))
    build(after.terms, after.index)
    assert Engine.open(after.index).search(SearchRequest(q="copay")).hits[0].slug == "copayment"
    if not url.startswith("sqlite"):
        restore(after, tmp_path / "backup.zip", force=True)  # replaces; and leaves the shared database empty for others
        assert content(after) == before


def test_a_backup_of_an_earlier_version_is_restored_with_its_language(tmp_path: Path, url: str) -> None:
    settings = installation(tmp_path, url)
    write_terms(settings.terms)
    (tmp_path / "var").mkdir()
    engine = create_engine(settings.database_url)
    with engine.begin() as connection:
        migrations.migrate(connection, "0003")
        insert = "INSERT INTO searches (day, query, results, corrected, origin) VALUES (:day, 'co pay', 2, :no, '')"
        connection.execute(text(insert), {"day": DAY, "no": False})
    engine.dispose()
    back_up(settings, tmp_path / "backup.zip")
    restore(settings, tmp_path / "backup.zip", force=True)
    with Database(settings.database_url).reading() as session:
        assert [(row.query, row.language) for row in session.query(SearchRow)] == [("co pay", "en")]


def test_visitor_keys_and_secrets_are_not_in_a_backup(tmp_path: Path) -> None:
    site = (
        'title = "T"\ntagline = "T"\n[settings]\ninsights_token = "hunter2hunter2"\nreview_months = 12\n'
        'database_url = "postgresql://glossary:s3cr3t@db/g"\n[organisation]\nname = "A"\n'
    )
    write_terms(tmp_path / "terms", site=site)
    environ = {
        "GLOSSARY_RATELIMIT_STORAGE": "redis://:qwertz@cache/0",
        "GLOSSARY_INSIGHTS_TOKEN": "swordfish-swordfish",
    }
    settings = installation(tmp_path, **environ)
    fill(settings)
    back_up(settings, tmp_path / "backup.zip")
    with zipfile.ZipFile(tmp_path / "backup.zip") as archive:
        everything = b"\n".join(archive.read(name) for name in archive.namelist())
        assert b"review_months" in archive.read("terms/glossary.toml")
        assert json.loads(archive.read("settings.json"))["GLOSSARY_INSIGHTS_TOKEN"] == "(set)"
    for secret in (b"hunter2", b"s3cr3t", b"qwertz", b"swordfish", b"feedfeed"):
        assert secret not in everything
    assert (tmp_path / "backup.zip").stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["backup.zip", "terms", "var"]


@pytest.mark.parametrize(
    "table",
    [
        'settings = {insights_token = "hunter2hunter2"}\n',
        '[settings]\ninsights_token = """hunter2\\\nhunter2"""\n',
        '[settings]\ninsights_token = "hunter2hunter2"\n# it was hunter2hunter2\n',
        '[settings]\ninsights_token = "hunter2hunter2\n',
        '[settings]\n"insights\\u005ftoken" = "hunter2hunter2"\n',
    ],
)
def test_a_secret_that_cannot_be_removed_is_refused(tmp_path: Path, table: str) -> None:
    write_terms(tmp_path / "terms", site=table)
    with pytest.raises(BackupRefused, match=r"glossary\.toml"):
        back_up(installation(tmp_path), tmp_path / "backup.zip")
    assert not (tmp_path / "backup.zip").exists()


def test_votes_go_on_while_a_backup_is_written(tmp_path: Path) -> None:
    settings = installation(tmp_path)
    write_terms(settings.terms)
    fill(settings)
    database, sent = Database(settings.database_url), []

    def vote() -> None:
        with database.writing() as session:
            session.add(TermRequestRow(id=f"n{len(sent)}", day=DAY, query="x", comment="", origin=""))
        sent.append(1)

    with repeating(vote):
        for number in range(5):
            before = len(sent)
            report = back_up(settings, tmp_path / f"{number}.zip")
            assert report.rows
            assert before <= report.rows["wishes"] - 1 <= len(sent) + 1


def kept(tmp_path: Path) -> tuple[Settings, Path, dict[str, bytes]]:
    """Return an installation with a backup, and what is there."""
    settings = installation(tmp_path / "here")
    write_terms(settings.terms)
    fill(settings)
    back_up(settings, tmp_path / "backup.zip")
    (settings.terms / "money" / "copayment.md").write_text("changed since\n")
    return settings, tmp_path / "backup.zip", files(tmp_path / "here")


def test_what_is_there_is_replaced_only_by_force(tmp_path: Path) -> None:
    settings, archive, before = kept(tmp_path)
    (settings.terms / ".git").mkdir()
    (settings.terms / ".git" / "HEAD").write_text("ref")
    with pytest.raises(BackupRefused, match="--force"):
        restore(settings, archive)
    assert files(tmp_path / "here") == {**before, "terms/.git/HEAD": b"ref"}
    (settings.terms / "money" / "new.md").write_text("new\n")
    restore(settings, archive, force=True)
    after = files(settings.terms)
    assert after["money/copayment.md"].startswith(b"---")
    assert after[".git/HEAD"] == b"ref"  # the history of the terms stays
    assert "money/new.md" not in after
    with pytest.raises(BackupRefused, match="exists"):
        back_up(settings, archive)


def test_every_damage_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    settings, archive, before = kept(tmp_path)
    whole, chance = archive.read_bytes(), random.Random(16)
    damaged = [whole[: chance.randrange(len(whole))] for _ in range(25)] + [b"", whole + b"x", b"0" + whole]
    for _ in range(50):
        place = chance.randrange(len(whole))
        damaged.append(whole[:place] + bytes([whole[place] ^ 1 << chance.randrange(8)]) + whole[place + 1 :])
    for content_ in damaged:
        archive.write_bytes(content_)
        with pytest.raises(BackupRefused) as refused:
            restore(settings, archive, force=True)
        assert "\n" not in str(refused.value)
    assert files(tmp_path / "here") == before


def test_foreign_archives_are_refused(tmp_path: Path) -> None:
    settings, _, before = kept(tmp_path)
    foreign = tmp_path / "foreign"
    with zipfile.ZipFile(foreign, "w") as other:
        other.writestr("manifest.json", '{"format": "other"}')
    for file in (foreign, tmp_path, tmp_path / "none", settings.terms / "glossary.toml"):
        with pytest.raises(BackupRefused):
            restore(settings, file, force=True)
    assert files(tmp_path / "here") == before


def sealed(archive: Path, change: Callable[[dict[str, object]], None], extra: dict[str, bytes]) -> None:
    """Write an archive again, with a right seal, after `change` to its manifest."""
    with zipfile.ZipFile(archive) as old:
        members = {name: old.read(name) for name in old.namelist()}
    manifest = json.loads(members["manifest.json"])
    for name, content_ in extra.items():
        manifest["members"][name] = {"size": len(content_), "sha256": hashlib.sha256(content_).hexdigest()}
    change(manifest)
    with zipfile.ZipFile(archive, "w") as new:
        for name, content_ in {**members, **extra, "manifest.json": json.dumps(manifest).encode()}.items():
            new.writestr(name, content_)
        new.comment = b"0" * 64
    whole = archive.read_bytes()[:-64]
    archive.write_bytes(whole + hashlib.sha256(whole).hexdigest().encode())


@pytest.mark.parametrize(
    ("change", "extra", "said"),
    [
        (lambda m: m.update(version=2), {}, "version 2"),
        (lambda m: m.update(schema="9999"), {}, "9999"),
        (lambda m: m.update(schema="../../x"), {}, "schema"),
        (lambda m: m.update(members=3), {}, "no backup"),
        (lambda m: m["members"].pop("settings.json"), {}, "damaged"),
        (lambda m: m["members"]["settings.json"].update(sha256="0"), {}, "damaged"),
        (lambda m: m["members"]["terms/glossary.toml"].update(size=1), {}, "damaged"),
        (lambda m: None, {"terms/../../escaped": b"x"}, "leads out"),
        (lambda m: None, {"/tmp/escaped": b"x"}, "leads out"),
        (lambda m: None, {"database/feedback.jsonl": b"{broken\n"}, "cannot be restored"),
        (lambda m: None, {"database/feedback.jsonl": b'{"id": "only"}\n'}, "cannot be restored"),
    ],
)
def test_a_contradictory_archive_changes_nothing(
    tmp_path: Path, change: Callable[[dict[str, object]], None], extra: dict[str, bytes], said: str
) -> None:
    settings, archive, before = kept(tmp_path)
    sealed(archive, change, extra)
    with pytest.raises(BackupRefused, match=said):
        restore(settings, archive, force=True)
    assert files(tmp_path / "here") == before
    assert not (tmp_path / "escaped").exists()


def test_an_old_journal_is_not_applied_to_the_restored_database(tmp_path: Path) -> None:
    settings, archive, _ = kept(tmp_path)
    file = tmp_path / "here" / "var" / "audience.db"
    saved = content(settings)
    file.write_bytes(b"damaged" * 1000)
    file.with_name("audience.db-journal").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(5000))
    with pytest.raises(BackupRefused, match="--force"):
        restore(settings, archive)
    restore(settings, archive, force=True)
    assert content(settings) == saved
    assert sqlite3.connect(file).execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_jsonl_file_is_replaced_without_its_neighbours(tmp_path: Path) -> None:
    folder = write_terms(tmp_path / "terms", {})
    (folder / "all.jsonl").write_text("{}\n")
    (folder / "other.txt").write_text("stays")
    settings = load_settings(
        {"GLOSSARY_DATABASE_URL": f"sqlite:///{tmp_path}/var/a.db"}, terms=str(folder / "all.jsonl")
    )
    back_up(settings, tmp_path / "backup.zip")
    (folder / "all.jsonl").write_text("lost")
    restore(settings, tmp_path / "backup.zip", force=True)
    assert files(folder)["all.jsonl"] == b"{}\n"
    assert files(folder)["other.txt"] == b"stays"


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_a_full_disk_ends_in_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    settings, archive, before = kept(tmp_path)
    target = archive if command == "restore" else tmp_path / "here" / "b.zip"
    monkeypatch.setenv("GLOSSARY_DATABASE_URL", settings.database_url)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024, hard))
    try:
        ended = invoke(command, str(target), "--force", "--terms", str(settings.terms))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert ended.returncode == 1
    assert len(ended.stderr.splitlines()) == 1, ended.stderr
    assert files(tmp_path / "here") == before


def test_the_commands_say_what_they_did(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    terms = write_terms(tmp_path / "terms")
    archive = str(tmp_path / "backup.zip")
    monkeypatch.setenv("GLOSSARY_DATABASE_URL", f"sqlite:///{tmp_path}/none.db")
    wrote = invoke("backup", archive, "--terms", str(terms))
    assert wrote.returncode == 0
    assert "4 files" in wrote.stderr
    there = invoke("restore", archive, "--terms", str(terms))
    assert (there.returncode, there.stdout) == (1, "")
    assert "--force" in there.stderr
