"""How a customer's record looks outside: the shape of Customer in shared_js/wire.ts. Pure."""

from server.door import stamp


def customer_shape(record: dict) -> dict:
    """The record as in lists, and where it was merged into if it was."""
    shape = {
        "id": record["_id"], "name": record["name"], "emails": record.get("emails", []),
        **{name: record.get(name, "") for name in ("phone", "company", "site")},
        "fields": {field["key"]: field["value"] for field in record.get("fields", ())},
        "created_at": stamp(record["created_at"]),
    }
    if "merged_into" in record:
        shape["merged_into"] = record["merged_into"]
    return shape


def whole_shape(record: dict, pages: list[dict], counts: dict[str, int]) -> dict:
    """One record with all that is known: from `find` of customer_records.py."""
    return {
        **customer_shape(record), "notes": [note_shape(note) for note in record["notes"]],
        "pages": [{**page, "at": stamp(page["at"])} for page in pages], "counts": counts, "merged": record["merged"],
    }


def note_shape(note: dict) -> dict:
    return {**note, "at": stamp(note["at"])}
