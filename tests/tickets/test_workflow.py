"""The life of a ticket, row by row, without a database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.errors import Conflict
from server.tickets.workflow import NAMES, STATUSES, by_hand, customer_wrote, with_owner, without_owner

# Straight from the table of behaviour, said once more: (from, to) -> needs there to be no owner.
MOVES = {
    ("open", "in_progress"): False, ("open", "waiting"): False, ("open", "resolved"): False,
    ("in_progress", "waiting"): False, ("in_progress", "resolved"): False,
    ("waiting", "open"): True, ("waiting", "in_progress"): False, ("waiting", "resolved"): False,
    ("waiting", "closed"): False,
    ("resolved", "open"): True, ("resolved", "in_progress"): False, ("resolved", "waiting"): False,
    ("resolved", "closed"): False,
}
statuses = st.sampled_from(STATUSES)


@pytest.mark.parametrize("owned", [True, False])
@pytest.mark.parametrize("to", STATUSES)
@pytest.mark.parametrize("was", STATUSES)
def test_the_whole_table(was, to, owned):
    allowed = (was, to) in MOVES and not (MOVES[was, to] and owned)
    if allowed:
        assert by_hand(was, to, owned) is None
        return
    with pytest.raises(Conflict) as refused:
        by_hand(was, to, owned)
    assert refused.value.details == {"from": was, "to": to}
    assert NAMES[was] in refused.value.message
    assert NAMES[to] in refused.value.message


@pytest.mark.parametrize(("was", "owned", "to"), [
    ("open", False, "open"), ("in_progress", True, "in_progress"), ("waiting", True, "in_progress"),
    ("waiting", False, "open"), ("resolved", True, "in_progress"), ("resolved", False, "open"),
    ("closed", True, "closed"), ("closed", False, "closed"),
])
def test_what_the_customers_word_does(was, owned, to):
    assert customer_wrote(was, owned) == to


@pytest.mark.parametrize(("was", "given", "taken"), [
    ("open", "in_progress", "open"), ("in_progress", "in_progress", "open"), ("waiting", "waiting", "waiting"),
    ("resolved", "resolved", "resolved"), ("closed", "closed", "closed"),
])
def test_what_an_owner_does(was, given, taken):
    assert (with_owner(was), without_owner(was)) == (given, taken)


@given(st.lists(st.tuples(st.sampled_from(["hand", "owner", "nobody", "customer"]), statuses), max_size=40))
def test_open_means_nobody_and_in_progress_means_somebody(steps):
    """However a ticket is moved about, Open and In Progress follow from having an owner; Closed is the end."""
    status, owned = "open", False
    for step, to in steps:
        before = status
        if step == "hand":
            try:
                by_hand(status, to, owned)
            except Conflict:
                continue
            status, owned = to, owned or to == "in_progress"
        elif status == "closed" and step != "customer":
            continue
        else:
            owned = {"owner": True, "nobody": False}.get(step, owned)
            moved = {"owner": with_owner(before), "nobody": without_owner(before)}
            status = moved.get(step) or customer_wrote(before, owned)
        assert status in STATUSES
        assert not (status == "open" and owned)
        assert not (status == "in_progress" and not owned)
        assert before != "closed" or status == "closed"
