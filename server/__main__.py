"""The command line. Imports what a command needs inside it, so that `up` stays small and starts at once."""

import asyncio
import sys
from dataclasses import replace

import click

from server import settings as settings_module
from server.errors import Misconfigured
from server.processes import EXIT_CONFIG


class _OneLineErrors(click.Group):
    """A start that can't succeed says so in one line, without a traceback."""

    def invoke(self, context):
        try:
            return super().invoke(context)
        except Misconfigured as error:
            click.echo(f"frontdesk: {error}", err=True)
            sys.exit(EXIT_CONFIG)


@click.group(cls=_OneLineErrors)
@click.version_option(package_name="frontdesk")
def main():
    """Frontdesk: visitors chat, agents answer, one click makes it a ticket.

    Settings are environment variables FRONTDESK_* or lines of a .env file; see docs/operators.md.
    """


def _options(command):
    for name, kind, help_text in (
        ("data", str, "Folder for everything that is kept."),
        ("port", int, "Port to listen on."),
        ("host", str, "Address to listen on."),
    ):
        command = click.option(f"--{name}", type=kind, help=help_text)(command)
    return command


@main.command()
@_options
def up(**options):
    """Everything on this machine: MongoDB and Redis (where no URL is set), web, worker and timers."""
    from server.supervisor import up

    up(_settings(**options), say=click.echo)


@main.command()
@_options
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


@main.command()
@click.option("--data", help="Folder for everything that is kept.")
def doctor(data):
    """Says what is wrong with the set-up; exits with 1 if anything is."""
    from server.doctor import examine
    from server.embedded import borrowed

    with borrowed(_settings(data=data)) as settings:
        findings = asyncio.run(examine(settings))
    for finding in findings:
        click.echo(f"{'ok   ' if finding.ok else 'WRONG'}  {finding.part}: {finding.text}")
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


if __name__ == "__main__":
    main()
