"""The doors for people who have just cloned the project: make and .ci/run."""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def make(*arguments: str) -> str:
    return subprocess.run(["make", *arguments], cwd=ROOT, text=True, capture_output=True, check=True).stdout


def test_make_alone_says_what_there_is():
    said = make()
    for target in ("run", "test", "bench", "lock"):
        assert f"make {target}" in said


def test_run_takes_port_and_data():
    said = make("--dry-run", "run", "PORT=9000", "DATA=/somewhere")
    assert "FRONTDESK_PORT=9000 FRONTDESK_DATA='/somewhere' exec .venv/bin/frontdesk up" in said


@pytest.mark.parametrize("script", [".ci/run", "scripts/install.sh", "scripts/test.sh"])
def test_scripts_can_be_run(script):
    assert os.access(ROOT / script, os.X_OK)
    subprocess.run(["bash", "-n", ROOT / script], check=True)


def test_the_lock_has_a_hash_for_each_package_and_no_address():
    lines = (ROOT / "requirements.lock").read_text().splitlines()
    packages = [number for number, line in enumerate(lines) if line and line[0] not in " #"]
    assert packages
    assert all("--hash=sha256:" in lines[number + 1] for number in packages)
    assert not [line for line in lines if "://" in line]
