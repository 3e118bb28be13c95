"""What a browser downloads at first: loader, widget and console, compressed. Build first (npm run build).

    python -m bench.sizes
"""

import json

from bench.parts import ROOT
from bench.tables import table

STATIC = ROOT / "server" / "static"
SMALL = 1000
LIMITS_KB = {"loader": 3, "widget with its loader": 40, "console, entry": 120, "console, every screen": 120}


def first_load(part: str, lazy: bool = False) -> set[str]:
    """Files that the entries of a Vite manifest pull in at once: scripts, static imports, styles.

    `lazy` adds what they may ask for later, the upper bound of any first page.
    """
    manifest = json.loads((STATIC / part / ".vite" / "manifest.json").read_text())
    waiting = [name for name, chunk in manifest.items() if chunk.get("isEntry")]
    seen, files = set(), set()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        chunk = manifest[name]
        files |= {f"{part}/{chunk['file']}", *(f"{part}/{style}" for style in chunk.get("css", []))}
        waiting += chunk.get("imports", []) + (chunk.get("dynamicImports", []) if lazy else [])
    return files


def compressed(files: set[str], ending: str) -> float:
    """kB as sent: the compressed file beside each, or the file itself where it is too small to have one."""
    total = 0
    for name in files:
        sent = STATIC / (name + ending)
        if not sent.exists():
            sent = STATIC / name
            if sent.stat().st_size > SMALL:
                raise SystemExit(f"{name} has no {ending} beside it: run `npm run build` first")
        total += sent.stat().st_size
    return total / 1000


def measure() -> dict[str, dict[str, float]]:
    loader = {"widget/loader.js"}
    groups = {
        "loader": loader,
        "widget with its loader": loader | first_load("widget"),
        "console, entry": first_load("console"),
        "console, every screen": first_load("console", lazy=True),
    }
    return {name: {kind: compressed(files, kind) for kind in (".br", ".gz", "")} for name, files in groups.items()}


def main() -> None:
    found = measure()
    print(table(["kB", "brotli", "gzip", "plain", "goal"], [
        [name, *(f"{size:.1f}" for size in sizes.values()), f"< {LIMITS_KB[name]}"] for name, sizes in found.items()
    ]))  # fmt: skip


if __name__ == "__main__":
    main()
