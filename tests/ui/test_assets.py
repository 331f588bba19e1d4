"""The static files: the same on every machine, all or none, and a sentence when there is no network."""

import shutil
from pathlib import Path

import pytest

from rumbo.ui import assets

ROOT = assets.CHECKOUT


def modules(folder: Path) -> Path:
    for source in assets.FILES:
        (folder / source).parent.mkdir(parents=True, exist_ok=True)
        (folder / source).write_bytes(source.encode())
    return folder


def test_the_named_files_are_copied_and_marked(tmp_path):
    target = tmp_path / "vendor"
    assets.copy(modules(tmp_path / "node_modules"), target)
    assert assets.are_there(target)
    assert {p.relative_to(target).as_posix() for p in target.rglob("*") if p.is_file()} == {
        *assets.FILES.values(),
        assets.STAMP,
    }


def test_a_missing_file_leaves_what_was_there(tmp_path):
    target = tmp_path / "vendor"
    source = modules(tmp_path / "node_modules")
    assets.copy(source, target)
    (source / next(iter(assets.FILES))).unlink()
    with pytest.raises(FileNotFoundError):
        assets.copy(source, target)
    assert assets.are_there(target)
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".vendor")] == []


def test_another_lock_file_asks_for_the_files_again(tmp_path):
    target, checkout = tmp_path / "vendor", tmp_path / "checkout"
    assets.copy(modules(tmp_path / "node_modules"), target)
    checkout.mkdir()
    (checkout / "package-lock.json").write_text("{}", encoding="ascii")
    assert not assets.are_there(target, checkout)


def test_a_wheel_has_no_lock_and_needs_none(tmp_path):
    target, nowhere = tmp_path / "vendor", tmp_path / "nowhere"
    nowhere.mkdir()
    assets.copy(modules(tmp_path / "node_modules"), target)
    assert assets.are_there(target, nowhere)


def test_without_a_network_one_sentence_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setenv("npm_config_registry", "http://127.0.0.1:9/")
    monkeypatch.setenv("npm_config_fetch_retries", "0")
    monkeypatch.setenv("npm_config_cache", str(tmp_path / "cache"))
    for name in assets.LISTS:
        shutil.copyfile(ROOT / name, tmp_path / name)
    with pytest.raises(assets.AssetsMissing, match="Connect this machine"):
        assets.install(tmp_path)


def test_the_lock_names_no_addresses_and_only_leaf_packages():
    lock = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in lock
    assert lock.count('"node_modules/') <= 6
