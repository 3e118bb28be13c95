"""Every JSON door of the console: the groups of the API, in the order in which they are documented."""

from server.console import (
    canned_http,
    chats_http,
    customers_http,
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
calls: list[Call] = [call for door in DOORS for call in door.api.calls]
routes = [*routes_of(calls), *session_http.picture_routes]
