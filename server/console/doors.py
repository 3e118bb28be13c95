"""Every JSON door of the console: the groups of the API, in the order in which they are documented."""

from server.console import (
    canned_http,
    chats_http,
    customers_http,
    docs_http,
    files_http,
    labels_http,
    notifications_http,
    people_http,
    queue_http,
    search_http,
    session_http,
    sites_http,
    ticket_acts_http,
    tickets_http,
    tokens_http,
)
from server.console.api import Call, routes_of

DOORS = (
    session_http, queue_http, tickets_http, ticket_acts_http, search_http, chats_http, customers_http, labels_http,
    files_http, canned_http, notifications_http, people_http, sites_http, tokens_http,
)
written: list[Call] = [call for door in DOORS for call in door.api.calls]
described = docs_http.Describing(written)
calls: list[Call] = [*written, *described.api.calls]
routes = [*routes_of(calls), *described.routes, *session_http.picture_routes]
