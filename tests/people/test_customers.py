"""Customers: found again by address or browser, made once, and never handed to a stranger."""

import asyncio

from server.people.customers import customer_for


async def test_found_by_address_whatever_its_case(desk, cast):
    made = await customer_for(desk, email="Vera@Example.com", name="Vera")
    assert made == {"id": made["id"], "name": "Vera", "email": "vera@example.com"}
    assert await customer_for(desk, email=" vera@example.COM", name="V.") == made


async def test_found_by_browser_until_there_is_an_address(desk, cast):
    made = await customer_for(desk, visitor_id=cast.vera.id)
    assert (made["name"], made["email"]) == ("", None)
    named = await customer_for(desk, visitor_id=cast.vera.id, email="vera@example.com", name="Vera")
    assert named == {"id": made["id"], "name": "Vera", "email": "vera@example.com"}
    assert await customer_for(desk, visitor_id=cast.vera.id) == named
    assert await customer_for(desk, email="vera@example.com") == named


async def test_many_at_once_make_one(desk, cast):
    found = await asyncio.gather(*(
        customer_for(desk, visitor_id=cast.vera.id, email="vera@example.com", name="Vera") for _ in range(20)
    ))
    assert len({customer["id"] for customer in found}) == 1
    assert await desk.store.customers.count_documents({}) == 1


async def test_many_at_once_of_one_browser_make_one(desk, cast):
    found = await asyncio.gather(*(customer_for(desk, visitor_id=cast.vera.id) for _ in range(20)))
    assert len({customer["id"] for customer in found}) == 1


async def test_a_claimed_address_does_not_tie_the_browser_to_that_customer(desk, cast):
    vera = await customer_for(desk, visitor_id=cast.vera.id, email="vera@example.com", name="Vera")
    claimed = await customer_for(desk, visitor_id=cast.sam.id, email="vera@example.com", name="Not Vera")
    assert claimed == vera, "agents see whom the address belongs to"
    sam = await customer_for(desk, visitor_id=cast.sam.id)
    assert (sam["id"] != vera["id"], sam["name"], sam["email"]) == (True, "", None)


async def test_a_second_address_is_somebody_else(desk, cast):
    vera = await customer_for(desk, visitor_id=cast.vera.id, email="vera@example.com", name="Vera")
    boss = await customer_for(desk, visitor_id=cast.vera.id, email="boss@example.com", name="Boss")
    assert boss["id"] != vera["id"]
    assert await customer_for(desk, visitor_id=cast.vera.id) == vera
    assert await customer_for(desk, email="boss@example.com") == boss


async def test_people_without_either_are_all_different(desk, cast):
    first, second = await customer_for(desk, name="A"), await customer_for(desk, name="A")
    assert first["id"] != second["id"]
