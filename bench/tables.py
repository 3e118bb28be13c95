"""Prints what bench.run found: ratios first, then the figures, then what went wrong, if anything did."""

from statistics import median

QUIET = 0.2
CHECKS = ("lost", "doubled", "reordered", "gaps", "unheard", "pushed_twice", "pushed_out_of_order", "refused", "cut")


def table(head: list[str], rows: list[list[str]]) -> str:
    widths = [max(len(row[column]) for row in [head, *rows]) for column in range(len(head))]

    def line(cells: list[str]) -> str:
        first, *rest = zip(cells, widths, strict=True)
        return "  ".join([first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in rest)])

    return "\n".join([line(head), line(["-" * width for width in widths]), *map(line, rows)])


def middle(turns: list[dict], *path: str) -> float:
    values = []
    for turn in turns:
        for step in path:
            turn = turn[step]
        values.append(turn)
    return median(value for value in values if value is not None)


def show(results: dict, plan) -> None:
    if len(plan.servers) == 2:
        _ratios(results, plan)
    print("\nAs fast as each visitor's last message is acknowledged\n")
    _figures("closed", results)
    print(f"\n{plan.rate} messages a second over all chats\n")
    _figures("open", results)
    print("\nMemory, and processor time per message at full load (microseconds)\n")
    names = ("server", "mongod", "redis-server", "generator")
    print(table(["chats", "", "kB/connection", *names], [
        [str(chats), which, f"{middle(turns, 'kb'):.0f}", *(f"{middle(turns, 'cpu', name):.0f}" for name in names)]
        for chats, found in results.items() for which, turns in found.items()
    ]))  # fmt: skip
    _checks(results)
    others = [turn["others"] for found in results.values() for turns in found.values() for turn in turns]
    if max(others) > QUIET:
        print(f"\nNot a quiet machine: other programs used {min(others):.1f} to {max(others):.1f} cores meanwhile.")


def _ratios(results: dict, plan) -> None:
    print(f"\nRatios, ours to the Node peer, medians of {plan.turns} turn(s) each on the same mongod")
    print("(messages: more is better; the rest: less is better)\n")
    columns = {
        "durable msg/s": ("closed", "rate"),
        "ack p99, full load": ("closed", "ack", "p99"),
        "delivery p99, full load": ("closed", "delivery", "p99"),
        f"delivery p99, {plan.rate}/s": ("open", "delivery", "p99"),
        "server's processor time": ("cpu", "server"),
        "kB/connection": ("kb",),
    }
    print(table(["chats", *columns], [
        [str(chats), *(f"{_ratio(found, path):.2f}" for path in columns.values())] for chats, found in results.items()
    ]))  # fmt: skip


def _ratio(found: dict, path: tuple[str, ...]) -> float:
    theirs = middle(found["peer"], *path)
    return middle(found["ours"], *path) / theirs if theirs else float("nan")


def _figures(loop: str, results: dict) -> None:
    rows = []
    for chats, found in results.items():
        for which, turns in found.items():
            latencies = [
                f"{middle(turns, loop, kind, share):.1f}" for kind in ("ack", "delivery") for share in ("p50", "p99")
            ]
            rows.append([str(chats), which, f"{middle(turns, loop, 'rate'):,.0f}", *latencies])
    print(table(["chats", "", "msg/s", "ack p50 ms", "ack p99", "delivery p50 ms", "delivery p99"], rows))


def _checks(results: dict) -> None:
    print("\nPromises kept (sums over all turns; all must be 0)\n")
    rows = [
        [str(chats), which, str(sum(turn["check"]["stored"] for turn in turns)),
         *(str(sum(turn["check"][name] for turn in turns)) for name in CHECKS)]
        for chats, found in results.items() for which, turns in found.items()
    ]  # fmt: skip
    print(table(["chats", "", "stored", *(name.replace("_", " ") for name in CHECKS)], rows))
    for found in results.values():
        for which, turns in found.items():
            for failure in {turn["failure"] for turn in turns if turn["failure"]}:
                print(f"{which} refused: {failure}")
