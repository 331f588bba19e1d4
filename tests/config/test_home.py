"""How demonstration and real work are kept apart."""

from pathlib import Path

import pytest
from pytest_django import Settings

from rumbo.common.home import ENTERING, PLAYING, home, is_demo, note_playing
from rumbo.common.refusal import Refusal
from rumbo.config import home as homes
from rumbo.config import ready


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RUMBO_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return tmp_path / "home"


def test_the_home_is_the_users_data_folder_unless_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RUMBO_HOME", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", "/data")
    assert home() == Path("/data/rumbo")
    monkeypatch.setenv("RUMBO_HOME", "~/x")
    assert home() == Path.home() / "x"


def test_preparing_a_home_makes_its_secret_once_and_private(folder: Path) -> None:
    homes.prepare()
    secret = (folder / "keys" / "secret_key").read_text()
    homes.prepare()
    assert (folder / "keys" / "secret_key").read_text() == secret
    assert (folder / "keys" / "secret_key").stat().st_mode & 0o777 == 0o600
    assert not is_demo()


def test_an_empty_home_can_be_marked_for_demonstration(folder: Path) -> None:
    homes.prepare()
    homes.mark_demo()
    homes.mark_demo()
    assert is_demo()


@pytest.mark.parametrize("name", ["pg", "files", "keys/keyring.json"])
def test_a_home_where_people_worked_is_never_marked(folder: Path, name: str) -> None:
    (folder / name).mkdir(parents=True)
    with pytest.raises(Refusal, match=str(folder)):
        homes.mark_demo()
    assert not is_demo()


def test_a_demonstration_never_uses_a_server_of_its_own(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://example/rumbo")
    with pytest.raises(Refusal):
        homes.mark_demo()
    monkeypatch.delenv("DATABASE_URL")
    homes.mark_demo()
    monkeypatch.setenv("DATABASE_URL", "postgresql://example/rumbo")
    with pytest.raises(Refusal):
        homes.prepare()


def test_a_demonstration_refuses_real_work(folder: Path) -> None:
    homes.refuse_real_work()
    homes.mark_demo()
    with pytest.raises(Refusal, match="RUMBO_HOME"):
        homes.refuse_real_work()


def interrupted_in_the_middle(folder: Path) -> None:
    (folder / "pg").mkdir()
    (folder / "pg").mkdir()


def interrupted_while_they_enter(folder: Path) -> None:
    note_playing(ENTERING)
    interrupted_in_the_middle(folder)


def test_a_world_left_half_played_is_begun_anew(folder: Path) -> None:
    with pytest.raises(FileExistsError), homes.playing():
        interrupted_in_the_middle(folder)
    assert not homes.was_played()
    with homes.playing():
        assert not (folder / "pg").exists()
        (folder / "pg").mkdir()
    assert homes.was_played()
    with homes.playing():
        assert (folder / "pg").exists()


def test_where_many_people_were_entering_it_goes_on(folder: Path) -> None:
    with pytest.raises(FileExistsError), homes.playing():
        interrupted_while_they_enter(folder)
    with homes.playing():
        assert (folder / "pg").exists()
        note_playing("days")
    assert homes.was_played()
    note_playing(ENTERING)
    assert not (folder / PLAYING).exists()


def test_real_people_wait_until_everything_is_settled(folder: Path, settings: Settings) -> None:
    folder.mkdir()
    settings.SECOND_FACTOR_REQUIRED = False
    for name in ("retention_schedule", "key_escrow", "backup_restored"):
        ready.settle(f"{name}=hecho")
    assert ready.missing() == ["second_factor", "data_protection_officer"]
    ready.settle("data_protection_officer=Ana Núñez")
    assert not ready.is_ready()
    settings.SECOND_FACTOR_REQUIRED = True
    assert ready.is_ready()
    ready.settle("key_escrow=")
    assert ready.missing() == ["key_escrow"]


@pytest.mark.parametrize(
    "given", ["key_escrow", "other=x", "second_factor=x", "key_escrow=" + "x" * 999]
)
def test_what_cannot_be_settled_by_hand_is_refused(folder: Path, given: str) -> None:
    with pytest.raises(Refusal):
        ready.settle(given)
