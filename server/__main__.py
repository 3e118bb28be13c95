"""The command line. Imports what a command needs inside it, so that `up` stays small and starts at once."""

import asyncio
import json
import sys
from dataclasses import replace

import click

from server import settings as settings_module
from server.errors import FrontdeskError, Misconfigured
from server.processes import EXIT_CONFIG


class _OneLineErrors(click.Group):
    """A start that can't succeed says so in one line, without a traceback."""

    def invoke(self, context):
        try:
            return super().invoke(context)
        except Misconfigured as error:
            click.echo(f"frontdesk: {error}", err=True)
            sys.exit(EXIT_CONFIG)
        except FrontdeskError as error:
            click.echo(f"frontdesk: {error}", err=True)
            sys.exit(1)


@click.group(cls=_OneLineErrors)
@click.version_option(package_name="frontdesk")
def main():
    """Frontdesk: visitors chat, agents answer, one click makes it a ticket.

    Settings are environment variables FRONTDESK_* or lines of a .env file; see docs/operators.md.
    """


_data_option = click.option("--data", help="Folder for everything that is kept.")


def _web_options(command):
    port = click.option("--port", type=int, help="Port to listen on.")
    host = click.option("--host", help="Address to listen on.")
    return _data_option(port(host(command)))


@main.command()
@_web_options
def up(**options):
    """Everything on this machine: MongoDB and Redis (where no URL is set), web, worker and timers."""
    from server.supervisor import up

    up(_settings(**options), say=click.echo)


@main.command()
@_web_options
def web(**options):
    """One web process: pages, API and sockets. Start as many as you like, on as many machines."""
    from server.app import serve
    from server.ports import check_port

    settings = _role_settings(**options)
    check_port(settings.host, settings.port)
    serve(settings)


@main.command()
def worker():
    """One worker: carries out jobs from the queue in Redis."""
    from server.jobs.app import run_worker

    run_worker(_role_settings())


@main.command()
def beat():
    """The timers: puts due jobs into the queue. One of these for the whole installation."""
    from server.jobs.app import run_beat

    run_beat(_role_settings())


@main.command("create-admin")
@click.argument("email")
@click.option("--password", envvar="FRONTDESK_ADMIN_PASSWORD", help="Empty: one is made and printed.")
@_data_option
def create_admin(email, password, data):
    """Makes an admin, also while Frontdesk runs: the way back in when nobody can sign in."""
    from server.people.first_admin import first_admin

    _, made = _with_desk(data, lambda desk: first_admin(desk, email, password or None))
    click.echo(f"{email} can sign in now" + ("." if password else f" with the password  {made}"))


@main.command()
@_data_option
def demo(data):
    """Fills in sample customers, chats and tickets, by the same actions people use."""
    from server.demo import PASSWORD, fill
    from server.first_run import ensure_first_run

    async def furnish_and_fill(desk):
        await ensure_first_run(desk)
        await fill(desk)

    _with_desk(data, furnish_and_fill)
    settings = _settings(data=data)
    where = "the database of FRONTDESK_MONGODB_URL" if settings.mongodb_url else settings.data_path
    click.echo(f"The sample data is in {where}. Its agents sign in with the password {PASSWORD}.")


@main.command()
@_data_option
def reindex(data):
    """Makes the search index anew from the tickets, also while Frontdesk runs."""
    from server.search.index import rebuild

    count = _with_desk(data, lambda desk: rebuild(desk, lambda done: click.echo(f"\r{done} tickets", nl=False)))
    click.echo(f"\r{count} tickets can be searched.")


@main.command("first-run", hidden=True)
@_data_option
def first_run(data):
    """For `up`: furnishes an empty database, and prints how to sign in as one line of JSON."""
    from server.first_run import sign_in_facts

    click.echo(json.dumps(_with_desk(data, sign_in_facts)))


@main.command()
@_data_option
def doctor(data):
    """Says what is wrong with the set-up; exits with 1 if anything is."""
    from server.doctor import examine
    from server.embedded import borrowed

    with borrowed(_settings(data=data)) as settings:
        findings = asyncio.run(examine(settings))
    for finding in findings:
        click.echo(f"{'ok   ' if finding.ok else 'WRONG'}  {finding.part:<14} {finding.text}")
    sys.exit(not all(finding.ok for finding in findings))


def _settings(**options):
    return settings_module.load(**{name: value for name, value in options.items() if value is not None})


def _role_settings(**options):
    """The settings of one role: both databases named and in order, the secret key read or made."""
    from server.data_folder import secret_key
    from server.doctor import require_databases

    settings = _settings(**options)
    for name in ("mongodb_url", "redis_url"):
        if not getattr(settings, name):
            raise Misconfigured(
                f"FRONTDESK_{name.upper()} is not set. Name the one to use, or run `frontdesk up`, "
                "which starts its own."
            )
    asyncio.run(require_databases(settings))
    return replace(settings, secret_key=settings.secret_key or secret_key(settings.data_path))


def _with_desk(data, action):
    """What `action(desk)` gives, on the databases that run already or else on our own."""
    from server.desk import open_desk
    from server.doctor import require_databases
    from server.embedded import borrowed

    async def act(settings):
        await require_databases(settings)
        desk = open_desk(settings, secret="")
        try:
            await desk.store.ensure_indexes()
            return await action(desk)
        finally:
            await desk.close()

    with borrowed(_settings(data=data)) as settings:
        return asyncio.run(act(settings))


if __name__ == "__main__":
    main()
