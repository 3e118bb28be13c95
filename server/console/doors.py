"""Every JSON door of the console. An address with fixed words stands before one with a blank in their place."""

from server.console import (
    chats_http,
    customers_http,
    labels_http,
    people_http,
    queue_http,
    session_http,
    sites_http,
    tickets_http,
)

routes = [
    *session_http.routes,
    *people_http.routes,
    *sites_http.routes,
    *queue_http.routes,
    *labels_http.routes,
    *tickets_http.routes,
    *chats_http.routes,
    *customers_http.routes,
]
