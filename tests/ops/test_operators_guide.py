"""docs/operators.md tells the truth: its table of settings is the one the code reads."""

from dataclasses import fields
from pathlib import Path

from click.testing import CliRunner

from server.__main__ import main
from server.settings import PREFIX, Settings

GUIDE = Path(__file__).parents[2] / "docs" / "operators.md"


def table() -> str:
    rows = ["| setting | default | what it does |", "|---|---|---|"]
    for spec in fields(Settings):
        default = f"`{spec.default}`" if spec.default != "" else ""
        rows.append(f"| `{PREFIX}{spec.name.upper()}` | {default} | {spec.metadata['explanation']} |")
    return "\n".join(rows)


def test_the_table_of_settings_is_complete_and_true():
    assert table() in GUIDE.read_text(), f"Paste this into docs/operators.md:\n{table()}"


def test_every_command_is_described():
    guide = GUIDE.read_text()
    assert CliRunner().invoke(main, ["--help"]).exit_code == 0
    shown = [name for name, command in main.commands.items() if not command.hidden]
    assert [name for name in shown if f"frontdesk {name}" not in guide] == []
